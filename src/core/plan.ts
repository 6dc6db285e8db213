/** The planner: a document and settings in, a plan out. */

import { liveCurve } from "./bound.ts";
import { type Buffers, buffersByOffset } from "./buffers.ts";
import { gapsNotUsed, whatDoesNotFit } from "./diagnose.ts";
import { taskOfDataflow } from "./dialects/dataflow/task.ts";
import type { DataflowDocument, GraphDocument, LoweredDocument, SourceDocument } from "./document.ts";
import { fixedConflicts } from "./fixed-conflicts.ts";
import { heardSettings } from "./forced.ts";
import { lowerDocument } from "./lowered.ts";
import { type Pieces, piecesOf } from "./needs.ts";
import { QUICK } from "./order/best-of-all.ts";
import { topological } from "./order/topological.ts";
import { boundsOf, type Packed, packEach } from "./pack.ts";
import { greedyBySize } from "./place/greedy-by-size.ts";
import { PLACEMENTS } from "./place/index.ts";
import type { Placement } from "./place/placement.ts";
import { type Curve, NO_SEARCH, type Plan } from "./plan.types.ts";
import { fail, ok, type Result } from "./result.ts";
import type { Settings } from "./settings.ts";
import { fillSlots } from "./slots.ts";
import { arenasOf, statsOf } from "./stats.ts";
import {
  liveInArena,
  livePeakOf,
  named,
  paddedBytes,
  type Task,
  taskOfGraph,
  taskOfLifetimes,
} from "./task.ts";
import { withoutUsual } from "./usual.ts";
import { NO_WATCH, type Watch } from "./watch.ts";

/** Hears that a search has a better plan of the same document; it costs nothing until `make` is called, at any later time; undefined: it cannot be made after all. */
export type BetterPlan = (make: () => Plan | undefined) => void;

/** Bytes of rows of conflicts that a plan carries: of some ten thousand storages. */
const MOST_CONFLICTS = 2 ** 24;

/** An order chosen by its arena is tried on many: each trial gets this part of the budget. */
const TRIALS = 25;

/**
 * Plans a graph or lifetimes. Fails when the document is not sound, a setting names no strategy, or sizes add up to more
 * than can be counted; a plan over capacity is a plan, and its stats and diagnostics say so. A search tells `better` of
 * each plan that it finds on the way.
 */
export function planDocument(
  document: SourceDocument,
  settings: Settings,
  watch: Watch,
  better?: BetterPlan,
): Result<Plan> {
  if (document.kind === "arms" || document.kind === "methods") {
    const lowered = lowerDocument(document, settings);
    return lowered.ok ? planLowered(document.kind, lowered.value, watch, better) : lowered;
  }
  if (document.kind === "dataflow") return planDataflow(document, settings, watch, better);
  const placement = named(PLACEMENTS, settings.place, "placement");
  if (!placement.ok) return placement;
  const trial = Math.floor(settings.budget / TRIALS);
  const peakOf = (task: Task) => {
    const made = placeBest(task, placement.value, trial, watch);
    return made.ok ? made.value.stats.peakBytes : Number.POSITIVE_INFINITY;
  };
  // while an order is searched for nothing is placed yet
  if (!QUICK.some((order) => order.id === settings.order)) better?.(() => inHaste(document, settings));
  const task =
    document.kind === "graph"
      ? taskOfGraph(document, settings, watch, peakOf)
      : taskOfLifetimes(document, settings);
  return task.ok ? placeBest(task.value, placement.value, settings.budget, watch, better) : task;
}

function planDataflow(
  document: DataflowDocument,
  settings: Settings,
  watch: Watch,
  better?: BetterPlan,
): Result<Plan> {
  const heard = heardSettings(document.kind, settings);
  const placement = named(PLACEMENTS, heard.place, "placement");
  if (!placement.ok) return placement;
  const trial = Math.floor(heard.budget / TRIALS);
  const task = taskOfDataflow(document, heard, watch, (tried) => {
    const made = place(tried, placement.value, trial, watch);
    return made.ok ? made.value.stats.peakBytes : Number.POSITIVE_INFINITY;
  });
  if (!task.ok) return task;
  const { fifos } = task.value;
  const asAsked = (plan: Plan): Plan => ({ ...plan, fifos });
  const hear =
    better &&
    ((make: () => Plan | undefined) =>
      better(() => {
        const plan = make();
        return plan && asAsked(plan);
      }));
  const made = place(task.value, placement.value, heard.budget, watch, hear);
  return made.ok ? ok(asAsked(made.value)) : made;
}

function planLowered(
  kind: LoweredDocument["kind"],
  lowered: { readonly graph: GraphDocument; readonly settings: Settings },
  watch: Watch,
  better?: BetterPlan,
): Result<Plan> {
  const hear =
    better &&
    ((make: () => Plan | undefined) =>
      better(() => {
        const plan = make();
        return plan && withoutUsual(plan, kind);
      }));
  const made = planDocument(lowered.graph, lowered.settings, watch, hear);
  return made.ok ? ok(withoutUsual(made.value, kind)) : made;
}

/** A plan that takes no search, for those who cannot wait for the one of these settings. */
function inHaste(document: SourceDocument, settings: Settings): Plan | undefined {
  const quick = { ...settings, order: topological.id, place: greedyBySize.id };
  const made = planDocument(document, quick, NO_WATCH);
  return made.ok ? { ...made.value, settings, search: { ...NO_SEARCH, endedEarly: true } } : undefined;
}

/** Where addresses cost more than live bytes, other writes in place may be placed better: those that can be are tried. */
function placeBest(
  task: Task,
  placement: Placement,
  budget: number,
  watch: Watch,
  better?: BetterPlan,
): Result<Plan> {
  const first = place(task, placement, budget, watch, better);
  if (!first.ok) return first;
  let best = first.value;
  let { placeSteps, endedEarly } = best.search;
  const livePeak = best.stats.lowerBoundBytes;
  for (const other of task.others) {
    if (best.stats.peakBytes <= livePeak) break;
    endedEarly ||= watch.stop?.() === true;
    if (endedEarly) break;
    const next = other();
    if (livePeakOf(next.storages, next.arenas, next.nodes.count) >= best.stats.peakBytes) continue;
    const limit = best.stats.peakBytes;
    const made = place(next, placement, Math.max(0, budget - placeSteps), watch);
    if (!made.ok) continue;
    placeSteps += made.value.search.placeSteps;
    endedEarly ||= made.value.search.endedEarly;
    if (made.value.stats.peakBytes < limit) best = made.value;
  }
  // with more live bytes than the order was proven to need, the proof is of another plan
  const orderProven = best.search.orderProven && best.stats.lowerBoundBytes === livePeak;
  return ok({ ...best, search: { ...best.search, placeSteps, endedEarly, orderProven } });
}

/** A task with the sizes and curves that every placement of it has in common. */
interface Ready {
  readonly task: Task;
  readonly padded: Float64Array;
  /** What each storage needs when. */
  readonly needs: Pieces;
  readonly steps: number;
  /** One curve an arena. */
  readonly live: readonly Curve[];
  /** Over all arenas. */
  readonly whole: Curve;
  /** Lower bound of each arena in bytes. */
  readonly bounds: readonly number[];
}

/** Places a task as it is. Fails when this placement cannot, or sizes add up to more than can be counted. */
export function place(
  task: Task,
  placement: Placement,
  budget: number,
  watch: Watch,
  better?: BetterPlan,
): Result<Plan> {
  const refused = whyNot(task, placement);
  if (!refused.ok) return refused;
  const { storages, settings } = task;
  const padded = paddedBytes(storages, task.arenas);
  const steps = storages.end.reduce((most, end) => Math.max(most, end), task.nodes.count);
  const needs = piecesOf(
    { ...storages, padded, gaps: task.gaps },
    (i) => task.arenas[storages.arena[i] ?? 0]?.alignment ?? 1,
  );
  const live = task.arenas.map((_, a) => liveInArena(needs, needs.bytes, a, steps));
  const whole = live.length === 1 && live[0] !== undefined ? live[0] : liveCurve(needs, steps);
  const ready: Ready = { task, padded, needs, steps, live, whole, bounds: boundsOf(task, padded, live) };
  watch({ phase: "placing", done: 0, total: storages.count });
  if (settings.slots) {
    const { offset, buffers } = fillSlots(storages, padded, settings.share, task.conflicts);
    return ok(
      planOf(
        ready,
        { offset, proven: task.arenas.map(() => false), floors: ready.bounds, steps: 0, endedEarly: false },
        buffers,
      ),
    );
  }
  const finish = (packed: Packed) =>
    planOf(ready, packed, buffersByOffset({ ...storages, padded, offset: packed.offset }, task.conflicts));
  const tell = better && ((packed: Packed) => better(() => finish(packed)));
  return ok(finish(packEach(task, padded, ready.bounds, placement, budget, watch, tell)));
}

/** Fails when this task cannot be placed at all, or not by this placement. */
function whyNot(task: Task, placement: Placement): Result<true> {
  if (task.conflicts !== null && placement.needsTimes === true && !task.settings.slots) {
    const message = `The placement ${placement.id} needs to know when each value lives, so it cannot make a plan for any order.`;
    return fail("needs-times", message, {
      help: "Take the placement best, or plan by schedule.",
    });
  }
  const { storages } = task;
  const padded = paddedBytes(storages, task.arenas);
  const room = storages.stride.reduce(
    (sum, stride, i) => sum + stride + (padded[i] ?? 0) + Math.max(0, storages.fixed[i] ?? 0),
    0,
  );
  if (Number.isSafeInteger(room)) return ok(true);
  return fail(
    "too-large",
    "The sizes and alignments add up to more than 2^53 − 1 bytes, beyond exact counting.",
    {
      help: "Check the shapes, sizes and alignments of the largest tensors.",
    },
  );
}

function planOf(ready: Ready, packed: Packed, buffers: Buffers): Plan {
  const { task, padded, needs, steps, live, whole, bounds } = ready;
  const { storages, search } = task;
  const { count, id, start, end, bytes, alignment, arena, tensor, workspaceOf, tensors } = storages;
  const columns = {
    count,
    id,
    start,
    end,
    bytes,
    padded,
    alignment,
    arena,
    offset: packed.offset,
    buffer: buffers.ofStorage,
    tensor,
    workspaceOf,
    tensors,
    gaps: task.gaps,
  };
  const arenas = arenasOf(task.arenas, columns, bounds, packed.proven);
  return {
    name: task.name,
    kind: task.kind,
    settings: task.settings,
    steps,
    nodes: task.nodes,
    tensors: task.tensors,
    storages: columns,
    buffers: buffers.columns,
    arenas,
    live,
    antichains: task.antichains,
    conflicts: (task.conflicts?.bits.byteLength ?? 0) > MOST_CONFLICTS ? null : task.conflicts,
    search: {
      ...search,
      placeSteps: packed.steps,
      endedEarly: search.endedEarly || packed.endedEarly,
    },
    stats: statsOf(columns, arenas, whole, buffers.columns.count),
    diagnostics: [
      ...whatDoesNotFit(columns, arenas, live, packed.floors, task.antichains),
      ...fixedConflicts(storages, needs),
      ...gapsNotUsed(task, arenas),
      ...task.diagnostics,
    ],
    imported: false,
  };
}

/** The planner: a document and settings in, a plan out. */

import { alignUp } from "./align.ts";
import { liveCurve } from "./bound.ts";
import { type Buffers, buffersByOffset } from "./buffers.ts";
import { whatDoesNotFit, whatIsOdd } from "./diagnose.ts";
import type { Diagnostic, GraphDocument, LifetimesDocument, SourceDocument } from "./document.ts";
import { fixedConflicts } from "./fixed-conflicts.ts";
import { readGraph } from "./graph.ts";
import { LIFETIMES } from "./life/index.ts";
import { readLifetimes } from "./lifetimes.ts";
import { ORDERS } from "./order/index.ts";
import { packEach } from "./pack.ts";
import { PLACEMENTS } from "./place/index.ts";
import type { NodeColumns, Plan, TensorColumns } from "./plan.types.ts";
import { fail, ok, type Result } from "./result.ts";
import type { Choice, Settings } from "./settings.ts";
import { shareBytes } from "./sharing.ts";
import { fillSlots } from "./slots.ts";
import { type ArenaRules, arenasOf, statsOf } from "./stats.ts";
import { storagesOf, type Unplaced } from "./storages.ts";
import type { Watch } from "./watch.ts";

/** What every kind of document comes down to before anything is placed. */
interface Task {
  readonly name: string;
  readonly kind: Plan["kind"];
  readonly settings: Settings;
  readonly nodes: NodeColumns;
  readonly tensors: TensorColumns;
  readonly storages: Unplaced;
  readonly arenas: readonly ArenaRules[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Plans a graph or lifetimes. Fails when the document is not sound, a setting names no strategy, or sizes add up to more
 * than can be counted; a plan over capacity is a plan, and its stats and diagnostics say so.
 */
export function planDocument(document: SourceDocument, settings: Settings, watch: Watch): Result<Plan> {
  const task =
    document.kind === "graph" ? taskOfGraph(document, settings, watch) : taskOfLifetimes(document, settings);
  return task.ok ? place(task.value, watch) : task;
}

function taskOfGraph(document: GraphDocument, settings: Settings, watch: Watch): Result<Task> {
  const scheduler = named(ORDERS, settings.order, "order");
  if (!scheduler.ok) return scheduler;
  const rule = named(LIFETIMES, settings.lifetimes, "rule of lifetimes");
  if (!rule.ok) return rule;
  watch({ phase: "reading the graph", done: 0, total: document.nodes.length });
  const read = readGraph(document);
  if (!read.ok) return read;
  const graph = read.value;
  watch({ phase: "ordering", done: 0, total: graph.nodes });
  const ordered = scheduler.value.run(graph, settings.seed, watch);
  if (!ordered.ok) return ordered;
  const order = ordered.value;
  const step = new Int32Array(graph.nodes);
  order.forEach((node, s) => {
    step[node] = s;
  });
  const lifetimes = rule.value.run(graph, step, settings);
  const shared = rule.value.shares ? settings : { ...settings, views: false, inplace: false };
  const sharing = shareBytes(graph, order, step, shared);
  const given = document.arenas ?? [];
  const arenas = (given.length === 0 ? [{ id: "arena" }] : given).map((arena, a) =>
    rulesOf(arena.id, arena.capacity ?? null, arena.alignment ?? 1, settings, a),
  );
  const storages = storagesOf(
    graph,
    sharing,
    lifetimes,
    step,
    arenas.map((a) => a.alignment),
  );
  return ok({
    name: document.name,
    kind: "graph",
    settings,
    nodes: { count: graph.nodes, id: document.nodes.map((n) => n.id), order, step },
    tensors: {
      count: graph.tensors,
      id: document.tensors.map((t) => t.id),
      storage: storages.ofTensor,
      byteOffset: sharing.byteOffset,
      bytes: graph.bytes.slice(),
      start: lifetimes.start,
      end: lifetimes.end,
    },
    storages,
    arenas,
    diagnostics: [...(document.findings ?? []), ...whatIsOdd(graph, sharing.copies)],
  });
}

function taskOfLifetimes(document: LifetimesDocument, settings: Settings): Result<Task> {
  const arena = rulesOf("arena", document.capacity ?? null, 1, settings, 0);
  const read = readLifetimes(document, arena.alignment, settings.slots);
  if (!read.ok) return read;
  const { storages, diagnostics } = read.value;
  return ok({
    name: document.name,
    kind: "lifetimes",
    settings,
    nodes: { count: 0, id: [], order: new Int32Array(0), step: new Int32Array(0) },
    tensors: {
      count: storages.count,
      id: storages.id,
      storage: storages.ofTensor,
      byteOffset: new Float64Array(storages.count),
      // columns of their own, because a plan crosses the worker boundary by transfer
      bytes: storages.bytes.slice(),
      start: storages.start.slice(),
      end: storages.end.slice(),
    },
    storages,
    arenas: [arena],
    diagnostics,
  });
}

/** Settings override the alignment of every arena and the capacity of the first. */
function rulesOf(
  id: string,
  capacity: number | null,
  alignment: number,
  settings: Settings,
  a: number,
): ArenaRules {
  return {
    id,
    capacity: a === 0 ? (settings.capacity ?? capacity) : capacity,
    alignment: settings.alignment ?? alignment,
  };
}

function place(task: Task, watch: Watch): Result<Plan> {
  const { storages, settings, arenas: rules } = task;
  const placement = named(PLACEMENTS, settings.place, "placement");
  if (!placement.ok) return placement;
  const padded = storages.bytes.map((bytes, i) =>
    alignUp(bytes, rules[storages.arena[i] ?? 0]?.alignment ?? 1),
  );
  const room = storages.stride.reduce(
    (sum, stride, i) => sum + stride + (padded[i] ?? 0) + Math.max(0, storages.fixed[i] ?? 0),
    0,
  );
  if (!Number.isSafeInteger(room)) {
    return fail(
      "too-large",
      "The sizes and alignments add up to more than 2^53 − 1 bytes, beyond exact counting.",
      {
        help: "Check the shapes, sizes and alignments of the largest tensors.",
      },
    );
  }
  const steps = storages.end.reduce((most, end) => Math.max(most, end), task.nodes.count);
  const live = rules.map((_, a) =>
    liveCurve({ ...storages, bytes: padded.map((b, i) => (storages.arena[i] === a ? b : 0)) }, steps),
  );
  const whole =
    live.length === 1 && live[0] !== undefined ? live[0] : liveCurve({ ...storages, bytes: padded }, steps);
  watch({ phase: "placing", done: 0, total: storages.count });
  const placed = settings.slots
    ? { ...fillSlots(storages, padded, settings.share), proven: rules.map(() => false) }
    : withBuffers(
        storages,
        padded,
        packEach(storages, padded, rules, live, placement.value, settings.seed, watch),
      );
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
    offset: placed.offset,
    buffer: placed.buffers.ofStorage,
    tensor,
    workspaceOf,
    tensors,
  };
  const arenas = arenasOf(rules, columns, live, placed.proven);
  return ok({
    name: task.name,
    kind: task.kind,
    settings,
    steps,
    nodes: task.nodes,
    tensors: task.tensors,
    storages: columns,
    buffers: placed.buffers.columns,
    arenas,
    live,
    stats: statsOf(columns, arenas, whole, placed.buffers.columns.count),
    diagnostics: [
      ...whatDoesNotFit(columns, arenas, live),
      ...fixedConflicts(storages, padded),
      ...task.diagnostics,
    ],
    imported: false,
  });
}

interface Packed {
  readonly offset: Float64Array;
  readonly proven: readonly boolean[];
}

function withBuffers(
  storages: Unplaced,
  padded: Float64Array,
  packed: Packed,
): Packed & { readonly buffers: Buffers } {
  return { ...packed, buffers: buffersByOffset({ ...storages, padded, offset: packed.offset }) };
}

function named<T extends Choice>(table: readonly T[], id: string, what: string): Result<T> {
  const found = table.find((choice) => choice.id === id);
  if (found !== undefined) return ok(found);
  return fail("unknown-choice", `There is no ${what} called ${JSON.stringify(id)}.`, {
    help: `Choose one of ${table.map((choice) => choice.id).join(", ")}.`,
  });
}

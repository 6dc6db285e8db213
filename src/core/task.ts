/** What every kind of document comes down to before anything is placed: storages with lives, sizes and rules. */

import { alignUp } from "./align.ts";
import { highest, liveCurve } from "./bound.ts";
import { whatIsOdd } from "./diagnose.ts";
import type { Diagnostic, GraphDocument, LifetimesDocument } from "./document.ts";
import { type Graph, readGraph } from "./graph.ts";
import { chooseWrites, type Written } from "./inplace.ts";
import { whatIsWritten } from "./inplace-report.ts";
import { LIFETIMES } from "./life/index.ts";
import type { LifetimeRule, Lifetimes } from "./life/lifetime-rule.ts";
import { readLifetimes } from "./lifetimes.ts";
import { ORDERS } from "./order/index.ts";
import type { Conflicts, Gaps } from "./place/placement.ts";
import { NO_SEARCH, type NodeColumns, type Plan, type Search, type TensorColumns } from "./plan.types.ts";
import { fail, ok, type Result } from "./result.ts";
import { storagesForAnyOrder } from "./reuse/any-order.ts";
import type { Choice, Settings } from "./settings.ts";
import type { Sharing } from "./sharing.ts";
import type { ArenaRules } from "./stats.ts";
import type { Unplaced } from "./storages.ts";
import type { Watch } from "./watch.ts";

export interface Task {
  readonly name: string;
  readonly kind: Plan["kind"];
  readonly settings: Settings;
  readonly nodes: NodeColumns;
  readonly tensors: TensorColumns;
  readonly storages: Unplaced;
  readonly arenas: readonly ArenaRules[];
  /** Over all storages; null in a plan by schedule. */
  readonly conflicts: Conflicts | null;
  /** Of each arena the heaviest set of storages of which no two may share, where conflicts decide; else null. */
  readonly antichains: readonly Int32Array[] | null;
  /** Over all storages, in real bytes; null when nobody has any. */
  readonly gaps: Gaps | null;
  readonly search: Search;
  readonly diagnostics: readonly Diagnostic[];
  /** The same with other writes in place: as many live bytes or more, but perhaps placed better. Made when asked for. */
  readonly others: readonly (() => Task)[];
}

/** Storages of a graph in one order. */
interface Ordering {
  readonly order: Int32Array;
  readonly step: Int32Array;
  readonly lifetimes: Lifetimes;
  readonly sharing: Sharing;
  readonly storages: Unplaced;
  readonly conflicts: Conflicts | null;
  readonly antichains: readonly Int32Array[] | null;
  /** Made when asked for: most orders are only counted. */
  readonly diagnostics: () => readonly Diagnostic[];
  readonly others: readonly (() => Ordering)[];
}

/** `peakOf` places a task and says the sum of the arenas' peaks: some orders are chosen by it. */
export function taskOfGraph(
  document: GraphDocument,
  settings: Settings,
  watch: Watch,
  peakOf: (task: Task) => number,
): Result<Task> {
  const scheduler = named(ORDERS, settings.order, "order");
  if (!scheduler.ok) return scheduler;
  const rule = named(LIFETIMES, settings.lifetimes, "rule of lifetimes");
  if (!rule.ok) return rule;
  watch({ phase: "reading the graph", done: 0, total: document.nodes.length });
  const read = readGraph(document);
  if (!read.ok) return read;
  const graph = read.value;
  const fixed = document.tensors.find((tensor) => tensor.offset !== undefined);
  if (settings.slots && fixed !== undefined) {
    const message = `Tensor ${JSON.stringify(fixed.id)} is fixed at address ${fixed.offset}, but in slot mode every buffer is an allocation of its own.`;
    return fail("fixed-in-slots", message, { help: "Leave slot mode.", at: [`tensor:${fixed.id}`] });
  }
  const given = document.arenas ?? [];
  const arenas = (given.length === 0 ? [{ id: "arena" }] : given).map((arena, a) =>
    rulesOf(arena.id, arena.capacity ?? null, arena.alignment ?? 1, settings, a),
  );
  const inOrder = (order: Int32Array) => storagesInOrder(graph, order, rule.value, settings, arenas);
  const taskOf = (ordering: Ordering, search: Search): Task => ({
    name: document.name,
    kind: "graph",
    settings,
    nodes: {
      count: graph.nodes,
      id: document.nodes.map((n) => n.id),
      order: ordering.order,
      step: ordering.step,
    },
    tensors: {
      count: graph.tensors,
      id: document.tensors.map((t) => t.id),
      storage: ordering.storages.ofTensor,
      byteOffset: ordering.sharing.byteOffset,
      bytes: graph.bytes.slice(),
      start: ordering.lifetimes.start,
      end: ordering.lifetimes.end,
    },
    storages: ordering.storages,
    arenas,
    conflicts: ordering.conflicts,
    antichains: ordering.antichains,
    gaps: null,
    search,
    diagnostics: [
      ...(document.findings ?? []),
      ...whatIsOdd(graph, ordering.sharing.copies),
      ...ordering.diagnostics(),
    ],
    others: ordering.others.map((other) => () => taskOf(other(), search)),
  });
  watch({ phase: "ordering", done: 0, total: graph.nodes });
  const ordered = scheduler.value.run(
    {
      graph,
      settings,
      shares: rule.value.shares,
      alignments: arenas.map((a) => a.alignment),
      livePeak: (order) => livePeakOf(inOrder(order).storages, arenas, graph.nodes),
      arenaPeak: (order) => peakOf(taskOf(inOrder(order), NO_SEARCH)),
    },
    watch,
  );
  if (!ordered.ok) return ordered;
  const { order, proven = false, bound = 0, steps = 0, endedEarly = false } = ordered.value;
  const drawn = inOrder(order);
  const freely = rule.value.anyOrder === true;
  const last = freely ? holdInAnyOrder(graph, drawn, settings, arenas) : ok(drawn);
  if (!last.ok) return last;
  // what was proven holds for the storages of a schedule, and as long as the plan keeps to it
  const holds = !freely && bound <= livePeakOf(drawn.storages, arenas, graph.nodes);
  return ok(
    taskOf(last.value, {
      placeSteps: 0,
      orderSteps: steps,
      orderProven: proven && holds,
      orderBound: holds ? bound : 0,
      endedEarly,
    }),
  );
}

function storagesInOrder(
  graph: Graph,
  order: Int32Array,
  rule: LifetimeRule,
  settings: Settings,
  arenas: readonly ArenaRules[],
): Ordering {
  const step = new Int32Array(graph.nodes);
  order.forEach((node, s) => {
    step[node] = s;
  });
  const lifetimes = rule.run(graph, step, settings);
  const shared = rule.shares ? settings : { ...settings, views: false, inplace: false };
  const alignments = arenas.map((a) => a.alignment);
  const { best, others } = chooseWrites(graph, order, step, lifetimes, shared, alignments);
  const orderingOf = ({ sharing, storages }: Written): Ordering => ({
    order,
    step,
    lifetimes,
    sharing,
    storages,
    conflicts: null,
    antichains: null,
    diagnostics: () => whatIsWritten(graph, step, { sharing, storages }, alignments),
    others: [],
  });
  return { ...orderingOf(best), others: others.map((other) => () => orderingOf(other())) };
}

/** The same order, with storages that do not depend on it. */
function holdInAnyOrder(
  graph: Graph,
  { order, step, lifetimes }: Ordering,
  settings: Settings,
  arenas: readonly ArenaRules[],
): Result<Ordering> {
  const made = storagesForAnyOrder(
    graph,
    order,
    step,
    lifetimes,
    settings,
    arenas.map((a) => a.alignment),
    (storages) => paddedBytes(storages, arenas),
  );
  if (!made.ok) return made;
  const { diagnostics, ...rest } = made.value;
  return ok({ order, step, lifetimes, ...rest, diagnostics: () => diagnostics, others: [] });
}

/** Most live bytes of each arena, padded, summed. */
export function livePeakOf(storages: Unplaced, arenas: readonly ArenaRules[], nodes: number): number {
  const padded = paddedBytes(storages, arenas);
  return arenas.reduce((sum, _, a) => sum + highest(liveInArena(storages, padded, a, nodes)).bytes, 0);
}

/** Bytes of each storage rounded up to the alignment of its arena. */
export function paddedBytes(storages: Unplaced, arenas: readonly ArenaRules[]): Float64Array {
  return storages.bytes.map((bytes, i) => alignUp(bytes, arenas[storages.arena[i] ?? 0]?.alignment ?? 1));
}

/** Live bytes over time of one arena; `steps` is the last step or more. */
export function liveInArena(
  storages: Pick<Unplaced, "start" | "end" | "arena">,
  padded: Float64Array,
  arena: number,
  steps: number,
) {
  const bytes = padded.map((b, i) => (storages.arena[i] === arena ? b : 0));
  return liveCurve({ ...storages, bytes }, steps);
}

export function taskOfLifetimes(document: LifetimesDocument, settings: Settings): Result<Task> {
  const rule = named(LIFETIMES, settings.lifetimes, "rule of lifetimes");
  if (!rule.ok) return rule;
  if (rule.value.anyOrder === true) {
    const message = `The rule of lifetimes ${JSON.stringify(rule.value.title)} needs a graph: lifetimes alone do not say what depends on what.`;
    return fail("needs-graph", message, { help: "Choose lifetimes by schedule." });
  }
  const arena = rulesOf("arena", document.capacity ?? null, 1, settings, 0);
  const read = readLifetimes(document, arena.alignment, settings.slots);
  if (!read.ok) return read;
  const { storages, gaps } = read.value;
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
    conflicts: null,
    antichains: null,
    gaps,
    search: NO_SEARCH,
    diagnostics: [],
    others: [],
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

/** Finds a strategy by name; fails with "unknown-choice", listing what there is. */
export function named<T extends Choice>(table: readonly T[], id: string, what: string): Result<T> {
  const found = table.find((choice) => choice.id === id);
  if (found !== undefined) return ok(found);
  return fail("unknown-choice", `There is no ${what} called ${JSON.stringify(id)}.`, {
    help: `Choose one of ${table.map((choice) => choice.id).join(", ")}.`,
  });
}

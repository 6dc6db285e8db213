/** Where copies go so that nobody who must have a buffer alone gets a shared one, at the least cost. */

import type { ReferenceStream } from "./roles.ts";
import { requiredAt, type Spread, spread } from "./spread.ts";

/**
 * A least cut between where sharing begins and the inputs that must not get it: FIFOs, ascending; of equals one that is
 * near to who writes. `costOf` is above 0.
 */
export function leastCut(references: ReferenceStream, costOf: (fifo: number) => number): readonly number[] {
  const made = spread(references);
  const isTarget = (fifo: number) => made.shared[fifo] === 1 && requiredAt(references, fifo) === "unique";
  const isTree = made.found.every((fifo) => (made.causes[fifo]?.length ?? 0) < 2);
  const cut = isTree ? cutOfTrees(made, isTarget, costOf) : cutOfFlow(made, isTarget, costOf);
  return [...cut].sort((a, b) => a - b);
}

type IsTarget = (fifo: number) => boolean;
type CostOf = (fifo: number) => number;

/** Where an output has it from one input only, the ways are trees: the root is cut, or its branches, whichever costs less. */
function cutOfTrees({ causes, found }: Spread, isTarget: IsTarget, costOf: CostOf): readonly number[] {
  const causeOf = (fifo: number) => causes[fifo]?.[0] ?? -1;
  /** By FIFO what it costs to keep sharing from all targets behind it, and whether it is cut itself for that. */
  const cost = new Float64Array(causes.length);
  const isCut = new Uint8Array(causes.length);
  for (let k = found.length - 1; k >= 0; k--) {
    const fifo = found[k] ?? 0;
    const own = costOf(fifo);
    if (isTarget(fifo) || own < (cost[fifo] ?? 0)) {
      cost[fifo] = own;
      isCut[fifo] = 1;
    }
    const before = causeOf(fifo);
    if (before >= 0) cost[before] = (cost[before] ?? 0) + (cost[fifo] ?? 0);
  }
  // behind a cut there is nothing to be cut
  const covered = new Uint8Array(causes.length);
  const cut: number[] = [];
  for (const fifo of found) {
    const before = causeOf(fifo);
    if (before >= 0 && (covered[before] === 1 || isCut[before] === 1)) covered[fifo] = 1;
    else if (isCut[fifo] === 1) cut.push(fifo);
  }
  return cut;
}

/** Room that is left in a FIFO, and back through it. */
interface Arc {
  readonly to: number;
  room: number;
  readonly back: Arc | null;
}

/** Where ways join: each FIFO is an arc of its cost between two points, filled along shortest ways (Edmonds and Karp 1972). */
function cutOfFlow({ causes, found, begins }: Spread, isTarget: IsTarget, costOf: CostOf): readonly number[] {
  const [start, end] = [2 * causes.length, 2 * causes.length + 1];
  const arcs: Arc[][] = Array.from({ length: end + 1 }, () => []);
  /** By point the arcs that lead to it, each where its own way back is. */
  const into: Arc[][] = Array.from({ length: end + 1 }, () => []);
  const join = (from: number, to: number, room: number) => {
    const back: { to: number; room: number; back: Arc | null } = { to: from, room: 0, back: null };
    const arc: Arc = { to, room, back };
    back.back = arc;
    arcs[from]?.push(arc);
    arcs[to]?.push(back);
    into[to]?.push(arc);
    into[from]?.push(back);
  };
  for (const fifo of found) {
    join(2 * fifo, 2 * fifo + 1, costOf(fifo));
    if (begins[fifo] === 1) join(start, 2 * fifo, Number.POSITIVE_INFINITY);
    for (const before of causes[fifo] ?? []) join(2 * before + 1, 2 * fifo, Number.POSITIVE_INFINITY);
    if (isTarget(fifo)) join(2 * fifo + 1, end, Number.POSITIVE_INFINITY);
  }
  for (let way = shortestWay(arcs, start, end); way !== null; way = shortestWay(arcs, start, end)) {
    const amount = Math.min(...way.map(({ room }) => room));
    for (const arc of way) {
      arc.room -= amount;
      if (arc.back !== null) arc.back.room += amount;
    }
  }
  // points from which there is room to the end: the cut that is nearest to it leads there
  const open = new Set([end]);
  for (const point of open) {
    for (const { back, room } of into[point] ?? []) if (room > 0 && back !== null) open.add(back.to);
  }
  return found.filter((fifo) => !open.has(2 * fifo) && open.has(2 * fifo + 1));
}

function shortestWay(arcs: readonly (readonly Arc[])[], start: number, end: number): readonly Arc[] | null {
  const came = new Map<number, Arc | null>([[start, null]]);
  for (const point of came.keys()) {
    if (point === end) break;
    for (const arc of arcs[point] ?? []) if (arc.room > 0 && !came.has(arc.to)) came.set(arc.to, arc);
  }
  if (!came.has(end)) return null;
  const way: Arc[] = [];
  for (let arc = came.get(end) ?? null; arc !== null; arc = came.get(arc.back?.to ?? start) ?? null)
    way.push(arc);
  return way;
}

/** References for reuse under any order, for tests: all executions of small graphs, all partitions of a few values. */

import type { Graph } from "../graph.ts";
import { rowOf } from "../lists.ts";
import { type BitRows, bitRows, hasBit, setBit } from "../reuse/bit-rows.ts";
import { PINNED, RESULT, type Values } from "../reuse/relation.ts";

/** A moment of some execution, as sets of nodes in bits: what has ended, and all that could run then, side by side. */
export interface Moment {
  readonly done: number;
  readonly running: number;
}

/** Of at most a dozen nodes. */
export function momentsOf(graph: Graph): Moment[] {
  const needs = Array.from({ length: graph.nodes }, (_, node) =>
    Array.from(rowOf(graph.inputs, node)).reduce((set, t) => {
      const maker = graph.producer[t] ?? -1;
      return maker < 0 ? set : set | (1 << maker);
    }, 0),
  );
  const moments: Moment[] = [];
  for (let done = 0; done < 1 << graph.nodes; done++) {
    let running = 0;
    let possible = true;
    needs.forEach((set, node) => {
      const ready = (set & ~done) === 0;
      if (((done >> node) & 1) === 1) possible &&= ready;
      else if (ready) running |= 1 << node;
    });
    if (possible) moments.push({ done, running });
  }
  return moments;
}

/** Whether a value's bytes are needed at a moment. */
export function isNeeded(values: Values, v: number, { done, running }: Moment): boolean {
  if (values.stays[v] === PINNED) return true;
  const maker = values.producer[v] ?? -1;
  if (maker >= 0 && (((done | running) >> maker) & 1) === 0) return false;
  if (values.stays[v] === RESULT) return true;
  const users = rowOf(values.users, v);
  if (users.length > 0) return users.some((user) => ((done >> user) & 1) === 0);
  return maker < 0 ? done === 0 : ((running >> maker) & 1) === 1;
}

/** Bit b of row a: in some execution both are needed at once, and neither is just being written over the other by right. */
export function clashes(graph: Graph, values: Values): BitRows {
  const found = bitRows(values.count, values.count);
  for (const moment of momentsOf(graph)) {
    const needed = Array.from({ length: values.count }, (_, v) => v).filter((v) =>
      isNeeded(values, v, moment),
    );
    for (const a of needed) {
      for (const b of needed) {
        if (a === b || writesOver(values, a, b, moment) || writesOver(values, b, a, moment)) continue;
        setBit(found, a, b);
      }
    }
  }
  return found;
}

/** At this moment b is being written over a, and nobody but the writer reads a any more. */
function writesOver(values: Values, a: number, b: number, { done, running }: Moment): boolean {
  const writer = values.producer[b] ?? -1;
  if (writer < 0 || ((running >> writer) & 1) === 0 || values.stays[a] !== 0 || values.stays[b] === PINNED)
    return false;
  const left = rowOf(values.users, a).filter((user) => ((done >> user) & 1) === 0);
  return left.length === 1 && left[0] === writer && rowOf(values.takeovers, a).includes(b);
}

/** The least sum of `cost` over all partitions into sets of which no two clash; `cost` is Infinity for a set that cannot be. */
export function leastPartition(
  count: number,
  mayShare: (a: number, b: number) => boolean,
  cost: (set: readonly number[]) => number,
): number {
  const least = new Float64Array(1 << count).fill(Number.POSITIVE_INFINITY);
  const price = new Float64Array(1 << count);
  for (let set = 1; set < 1 << count; set++) {
    const members = Array.from({ length: count }, (_, v) => v).filter((v) => ((set >> v) & 1) === 1);
    const good = members.every((a) => members.every((b) => a === b || mayShare(a, b)));
    price[set] = good ? cost(members) : Number.POSITIVE_INFINITY;
  }
  least[0] = 0;
  for (let set = 1; set < 1 << count; set++) {
    const lowest = set & -set;
    for (let part = set; part > 0; part = (part - 1) & set) {
      if ((part & lowest) === 0) continue;
      least[set] = Math.min(least[set] ?? 0, (price[part] ?? 0) + (least[set & ~part] ?? 0));
    }
  }
  return least[(1 << count) - 1] ?? 0;
}

/** The most that a set of which no two may share weighs. */
export function heaviestClash(
  weight: readonly number[],
  mayShare: (a: number, b: number) => boolean,
): number {
  let most = 0;
  const grow = (from: number, set: readonly number[], bytes: number): void => {
    most = Math.max(most, bytes);
    for (let v = from; v < weight.length; v++) {
      if (set.every((u) => !mayShare(u, v))) grow(v + 1, [...set, v], bytes + (weight[v] ?? 0));
    }
  };
  grow(0, [], 0);
  return most;
}

/** Both ways. */
export function eitherFollows(follows: BitRows): (a: number, b: number) => boolean {
  return (a, b) => hasBit(follows, a, b) || hasBit(follows, b, a);
}

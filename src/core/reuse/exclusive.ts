/**
 * Nodes that never run at the same time though neither waits for the other: what only one of them ever touches may share
 * with what only the other does, whichever comes first. With such pairs the relation is no order any more: it goes both
 * ways, and who may share with one that may share with a third need not share with the third.
 */

import type { Graph } from "../graph.ts";
import { rowOf } from "../lists.ts";
import { type BitRows, hasBit, setBit } from "./bit-rows.ts";
import { FREE, type Values } from "./relation.ts";

export interface MayShareRows {
  /** Row a, bit b: b may have a's bytes after it. Symmetric where units exclude each other. */
  readonly follows: BitRows;
  /** Some pairs hold for no other reason than that units exclude each other: chains and antichains prove nothing then. */
  readonly mixed: boolean;
}

/** Pairs of nodes by position, those with names that are there. */
export function exclusiveNodes(graph: Graph): (readonly [number, number])[] {
  return (graph.document.exclusive ?? []).flatMap(([a, b]) => {
    const pair = [graph.nodeIndex.get(a) ?? -1, graph.nodeIndex.get(b) ?? -1] as const;
    return pair[0] < 0 || pair[1] < 0 ? [] : [pair];
  });
}

/** The only unit that ever touches a value, which needs it no longer afterwards; −1 when there is none. */
export function homeOf(values: Values, value: number): number {
  const home = values.producer[value] ?? -1;
  if (values.stays[value] !== FREE) return -1;
  return rowOf(values.users, value).every((user) => user === home) ? home : -1;
}

/** Adds the pairs that exclusive units allow; `follows` itself where there are none. */
export function withExclusive(
  follows: BitRows,
  values: Values,
  pairs: readonly (readonly [number, number])[],
): MayShareRows {
  if (pairs.length === 0) return { follows, mixed: false };
  const at = new Map<number, number[]>();
  for (let v = 0; v < values.count; v++) {
    const home = homeOf(values, v);
    if (home < 0) continue;
    const others = at.get(home);
    if (others === undefined) at.set(home, [v]);
    else others.push(v);
  }
  const both: BitRows = { ...follows, bits: follows.bits.slice() };
  let mixed = false;
  for (const [one, other] of pairs) {
    if (one === other) continue;
    for (const a of at.get(one) ?? []) {
      for (const b of at.get(other) ?? []) {
        mixed ||= !hasBit(follows, a, b) && !hasBit(follows, b, a);
        setBit(both, a, b);
        setBit(both, b, a);
      }
    }
  }
  return mixed ? { follows: both, mixed } : { follows, mixed };
}

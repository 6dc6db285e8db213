/** The order between arms, as happens-before knows it. */

import { groupBy, rowOf } from "../../lists.ts";
import { type BitRows, bitRows, hasBit, setBit } from "../../reuse/bit-rows.ts";
import { type HappensBefore, happensBefore, madeLater } from "../../reuse/happens-before.ts";
import type { ArmsOrder } from "./document.ts";

/** Arms by position. */
export interface OrderOfArms {
  readonly before: HappensBefore;
  /** Row a, bit b: b begins only when a has ended. */
  readonly later: BitRows;
  /** Row a, bit b: neither waits for the other. */
  readonly unordered: BitRows;
  /** Of these, pairs that never run at the same time all the same, each once. */
  readonly exclusive: readonly (readonly [number, number])[];
  /** Without those that follow from others. */
  readonly edges: readonly (readonly [number, number])[];
}

/** Expects names that are there; undefined when arms wait for each other in a circle. */
export function orderOfArms(ids: readonly string[], order: ArmsOrder | undefined): OrderOfArms | undefined {
  const count = ids.length;
  const position = new Map(ids.map((id, i) => [id, i]));
  const pairs = (given: readonly (readonly [string, string])[]) =>
    given.map(([a, b]) => [position.get(a) ?? -1, position.get(b) ?? -1] as const);
  const given =
    order?.kind === "dag"
      ? pairs(order.edges)
      : ids.slice(1).map((_, i): readonly [number, number] => [i, i + 1]);
  const before = happensBefore(
    count,
    given.map(([a]) => a),
    given.map(([, b]) => b),
  );
  if (before === undefined) return undefined;
  const each = Int32Array.from(ids, (_, i) => i);
  const later = madeLater(before, groupBy(count, each, each), count);
  const unordered = bitRows(count, count);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      if (a !== b && !hasBit(later, a, b) && !hasBit(later, b, a)) setBit(unordered, a, b);
    }
  }
  const seen = bitRows(count, count);
  const exclusive = pairs(order?.kind === "dag" ? (order.exclusive ?? []) : []).filter(([a, b]) => {
    if (hasBit(seen, a, b)) return false;
    setBit(seen, a, b);
    setBit(seen, b, a);
    return true;
  });
  return { before, later, unordered, exclusive, edges: withoutShortcuts(before, later) };
}

function withoutShortcuts(before: HappensBefore, later: BitRows): (readonly [number, number])[] {
  const edges: (readonly [number, number])[] = [];
  for (let a = 0; a < before.units; a++) {
    const next = [...new Set(rowOf(before.next, a))].sort((x, y) => x - y);
    for (const b of next) if (!next.some((c) => c !== b && hasBit(later, c, b))) edges.push([a, b]);
  }
  return edges;
}

/** Arms on the longest way from a first one to each. */
export function layersOf({ before }: OrderOfArms): Int32Array {
  const layer = new Int32Array(before.units);
  for (const arm of before.order) {
    for (const next of rowOf(before.next, arm)) {
      layer[next] = Math.max(layer[next] ?? 0, (layer[arm] ?? 0) + 1);
    }
  }
  return layer;
}

/** Arms that wait for each other in a circle, each for the one before it; undefined when there is none. */
export function circleOf(
  ids: readonly string[],
  edges: readonly (readonly [string, string])[],
): string[] | undefined {
  const next = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const [a, b] of edges) next.get(a)?.push(b);
  const waits = new Map<string, number>(ids.map((id) => [id, 0]));
  for (const [, b] of edges) waits.set(b, (waits.get(b) ?? 0) + 1);
  const ready = ids.filter((id) => waits.get(id) === 0);
  const left = new Set(ids);
  for (const id of ready) {
    left.delete(id);
    for (const b of next.get(id) ?? []) {
      waits.set(b, (waits.get(b) ?? 0) - 1);
      if (waits.get(b) === 0) ready.push(b);
    }
  }
  const [start] = left;
  if (start === undefined) return undefined;
  // everyone who is left waits for someone who is left: walking back must come round
  const before = new Map<string, string>();
  for (const [a, b] of edges) if (left.has(a) && left.has(b)) before.set(b, a);
  const way: string[] = [];
  for (let at = start; ; at = before.get(at) ?? start) {
    const known = way.indexOf(at);
    if (known >= 0) return way.slice(known).reverse();
    way.push(at);
  }
}

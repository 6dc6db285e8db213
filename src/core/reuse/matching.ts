/**
 * The fewest chains that cover a strict partial order, and the antichain that proves it: Hopcroft and Karp (1973) on rows
 * of bits, Dilworth (1950), König (1931). Exact because the relation is transitive: a way along it is a pair of it.
 */

import type { BitRows } from "./bit-rows.ts";
import { bitRows, fullRow, setBit } from "./bit-rows.ts";

export interface Matching {
  /** Of each its successor in its chain, or −1. */
  readonly next: Int32Array;
  /** Of each its predecessor, or −1. */
  readonly previous: Int32Array;
  /** How many have a successor. */
  readonly links: number;
}

/** A matching that no other exceeds, the lowest positions first wherever there is a choice. */
export function mostLinks(follows: BitRows): Matching {
  const { rows } = follows;
  const next = new Int32Array(rows).fill(-1);
  const previous = new Int32Array(rows).fill(-1);
  let links = linkGreedily(follows, next, previous);
  for (;;) {
    const layers = layersOf(follows, next, previous);
    if (layers === undefined) return { next, previous, links };
    links += linkAlongLayers(follows, next, previous, layers);
  }
}

/** Each in turn takes the first successor that is still free: a few per cent short of the most. */
function linkGreedily({ rows, words, bits }: BitRows, next: Int32Array, previous: Int32Array): number {
  const free = fullRow(rows);
  let links = 0;
  for (let a = 0; a < rows; a++) {
    for (let w = 0; w < words; w++) {
      const hits = (bits[a * words + w] ?? 0) & (free[w] ?? 0);
      if (hits === 0) continue;
      const b = w * 32 + 31 - Math.clz32(hits & -hits);
      free[w] = (free[w] ?? 0) & ~(hits & -hits);
      next[a] = b;
      previous[b] = a;
      links++;
      break;
    }
  }
  return links;
}

/**
 * Breadth first from all that have no successor: row d holds the successors first reached after d exchanges, the last row
 * only those without a predecessor. Undefined when none is reached, and the matching is the largest.
 */
function layersOf(follows: BitRows, next: Int32Array, previous: Int32Array): Uint32Array[] | undefined {
  const { rows, words, bits } = follows;
  const unseen = fullRow(rows);
  const layers: Uint32Array[] = [];
  let frontier: number[] = [];
  for (let a = 0; a < rows; a++) if (next[a] === -1) frontier.push(a);
  while (frontier.length > 0) {
    const layer = new Uint32Array(words);
    const free = new Uint32Array(words);
    const beyond: number[] = [];
    let found = false;
    for (const a of frontier) {
      for (let w = 0; w < words; w++) {
        const hits = (bits[a * words + w] ?? 0) & (unseen[w] ?? 0);
        if (hits === 0) continue;
        unseen[w] = (unseen[w] ?? 0) & ~hits;
        layer[w] = (layer[w] ?? 0) | hits;
        for (let left = hits; left !== 0; left &= left - 1) {
          const before = previous[w * 32 + 31 - Math.clz32(left & -left)] ?? -1;
          if (before >= 0) beyond.push(before);
          else {
            free[w] = (free[w] ?? 0) | (left & -left);
            found = true;
          }
        }
      }
    }
    layers.push(found ? free : layer);
    if (found) return layers;
    frontier = beyond;
  }
  return undefined;
}

/** Disjoint shortest exchanges, depth first; each successor is tried once, because it leaves its layer. */
function linkAlongLayers(
  { rows, words, bits }: BitRows,
  next: Int32Array,
  previous: Int32Array,
  layers: readonly Uint32Array[],
): number {
  // nobody before this word of its row is left in its layer
  const from = new Int32Array(rows);
  let links = 0;
  const path: number[] = [];
  const via: number[] = [];
  for (let start = 0; start < rows; start++) {
    if (next[start] !== -1) continue;
    path.length = 0;
    via.length = 0;
    path.push(start);
    while (path.length > 0) {
      const depth = path.length - 1;
      const a = path[depth] ?? 0;
      const layer = layers[depth];
      let w = from[a] ?? 0;
      let hits = 0;
      while (layer !== undefined && w < words) {
        hits = (bits[a * words + w] ?? 0) & (layer[w] ?? 0);
        if (hits !== 0) break;
        w++;
      }
      from[a] = w;
      if (layer === undefined || hits === 0) {
        path.pop();
        via.pop();
        continue;
      }
      const b = w * 32 + 31 - Math.clz32(hits & -hits);
      layer[w] = (layer[w] ?? 0) & ~(hits & -hits);
      via[depth] = b;
      const before = previous[b] ?? -1;
      if (before >= 0) {
        path.push(before);
        continue;
      }
      path.forEach((left, d) => {
        const right = via[d] ?? 0;
        next[left] = right;
        previous[right] = left;
      });
      links++;
      break;
    }
  }
  return links;
}

/** Chain of each, numbered by their first members in ascending order. */
export function chainsOf({ next, previous }: Matching): { readonly of: Int32Array; readonly count: number } {
  const of = new Int32Array(next.length);
  let count = 0;
  for (let first = 0; first < next.length; first++) {
    if (previous[first] !== -1) continue;
    for (let v = first; v >= 0; v = next[v] ?? -1) of[v] = count;
    count++;
  }
  return { of, count };
}

/**
 * One member of each chain such that no two may follow each other: those whose left copy an alternating search from the
 * unmatched reaches and whose right copy it does not. Throws when the matching was not a largest one: a fault of ours.
 */
export function antichainOf(follows: BitRows, matching: Matching): Int32Array {
  const { rows, words, bits } = follows;
  const { next, previous, links } = matching;
  const unseen = fullRow(rows);
  const reached = new Uint8Array(rows);
  const queue: number[] = [];
  for (let a = 0; a < rows; a++) {
    if (next[a] !== -1) continue;
    reached[a] = 1;
    queue.push(a);
  }
  for (const a of queue) {
    for (let w = 0; w < words; w++) {
      const hits = (bits[a * words + w] ?? 0) & (unseen[w] ?? 0);
      if (hits === 0) continue;
      unseen[w] = (unseen[w] ?? 0) & ~hits;
      for (let left = hits; left !== 0; left &= left - 1) {
        const before = previous[w * 32 + 31 - Math.clz32(left & -left)] ?? -1;
        if (before < 0 || reached[before] === 1) continue;
        reached[before] = 1;
        queue.push(before);
      }
    }
  }
  const found: number[] = [];
  for (let v = 0; v < rows; v++) {
    const unreached = (((unseen[v >> 5] ?? 0) >>> (v & 31)) & 1) === 1;
    if (reached[v] === 1 && unreached) found.push(v);
  }
  const set = Int32Array.from(found);
  if (set.length !== rows - links) throw new Error(`${set.length} in an antichain of ${rows - links} chains`);
  assertAntichain(follows, set);
  return set;
}

/** Throws when one of the set may follow another: a fault of ours. */
export function assertAntichain(follows: BitRows, set: Int32Array): void {
  const { rows, words, bits } = follows;
  const members = bitRows(1, rows);
  for (const v of set) setBit(members, 0, v);
  for (const v of set) {
    for (let w = 0; w < words; w++) {
      const hits = (bits[v * words + w] ?? 0) & (members.bits[w] ?? 0);
      if (hits !== 0)
        throw new Error(`${w * 32 + 31 - Math.clz32(hits & -hits)} may follow ${v} in an antichain`);
    }
  }
}

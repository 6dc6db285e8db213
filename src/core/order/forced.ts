/**
 * A bound that needs no search: what must be alive while a node runs, in whatever order. A group is, when its maker
 * precedes the node (or is it) and some reader follows it (or is it).
 */

import { rowOf } from "../lists.ts";
import type { Cell } from "./cell.ts";

/** Above this many nodes only what a node itself reads and makes is counted: the relation takes nodes² bits. */
const MOST_NODES = 8192;

/** Bytes that every order of the cell needs at some step. */
export function forcedPeak(cell: Cell): number {
  const { count, firstOnly, adds, leaves, before } = cell;
  let through = cell.atStart;
  cell.maker.forEach((maker, g) => {
    if (maker < 0) through -= cell.groupBytes[g] ?? 0;
  });
  const forced = count <= MOST_NODES ? forcedBytes(cell) : ownBytes(cell);
  let peak = 0;
  let first = Number.POSITIVE_INFINITY;
  for (let v = 0; v < count; v++) {
    const spared = spareOf(cell, v);
    // scratch, and what nobody reads, is beyond what the node leaves
    peak = Math.max(peak, through + (forced[v] ?? 0) + (adds[v] ?? 0) - (leaves[v] ?? 0) - spared);
    if (before.from[v] === before.from[v + 1])
      first = Math.min(first, cell.atStart + (adds[v] ?? 0) - spared);
  }
  return Math.max(peak, first + firstOnly);
}

/** The most that writing in place can spare a node. */
function spareOf(cell: Cell, v: number): number {
  const { rights } = cell;
  const spared = new Map<number, number>();
  for (let r = rights.from[v] ?? 0; r < (rights.from[v + 1] ?? 0); r++) {
    spared.set(rights.writes[r] ?? 0, rights.spares[r] ?? 0);
  }
  return [...spared.values()].reduce((sum, bytes) => sum + bytes, 0);
}

function ownBytes(cell: Cell): Float64Array {
  return cell.leaves.map((made, v) =>
    rowOf(cell.reads, v).reduce((sum, g) => sum + (cell.groupBytes[g] ?? 0), made),
  );
}

/** Sets of nodes, `cell.words` words a row: those that a node precedes, and those that precede it, itself in both. */
function relationOf({ count, words, after }: Cell): { down: Int32Array; up: Int32Array } {
  const down = new Int32Array(count * words);
  const up = new Int32Array(count * words);
  const join = (into: Int32Array, to: number, from: number) => {
    for (let w = 0; w < words; w++) {
      into[to * words + w] = (into[to * words + w] ?? 0) | (into[from * words + w] ?? 0);
    }
  };
  for (let v = count - 1; v >= 0; v--) {
    down[v * words + (v >> 5)] = 1 << (v & 31);
    for (const next of rowOf(after, v)) join(down, v, next);
  }
  for (let v = 0; v < count; v++) {
    const own = v * words + (v >> 5);
    up[own] = (up[own] ?? 0) | (1 << (v & 31));
    for (const next of rowOf(after, v)) join(up, next, v);
  }
  return { down, up };
}

function forcedBytes(cell: Cell): Float64Array {
  const { count, words, readers, maker, groupBytes, stays } = cell;
  const { down, up } = relationOf(cell);
  const forced = new Float64Array(count);
  const add = (set: (word: number) => number, bytes: number) => {
    if (bytes === 0) return;
    for (let w = 0; w < words; w++) {
      for (let left = set(w); left !== 0; left &= left - 1) {
        const v = (w << 5) + 31 - Math.clz32(left & -left);
        forced[v] = (forced[v] ?? 0) + bytes;
      }
    }
  };
  for (let v = 0; v < count; v++) add((w) => down[v * words + w] ?? 0, stays[v] ?? 0);
  maker.forEach((made, g) => {
    const ends = rowOf(readers, g);
    add((w) => {
      let set = 0;
      for (const reader of ends) set |= up[reader * words + w] ?? 0;
      return made < 0 ? set : set & (down[made * words + w] ?? 0);
    }, groupBytes[g] ?? 0);
  });
  return forced;
}

/**
 * Exact search for one cell: which sets can be reached within a limit of bytes, depth first; when none is left and the
 * whole is not among them, the limit is raised to the least that would open a new way. So it is Dijkstra's algorithm for
 * the narrowest bottleneck over order ideals, but within one limit it is free to run straight for the end, and takes
 * safe moves without branching. (SERENITY and HMCOS search the same sets level by level.)
 */

import { Ideals } from "./ideals.ts";
import { LeastFirst } from "./least-first.ts";
import { Prefix } from "./prefix.ts";
import type { CellFound, CellSearch } from "./search.ts";

/** Looks at a node that count as one step, with each state that is kept. */
const LOOKS_A_STEP = 16;
const TICK = 512;

export function searchThreshold(search: CellSearch): CellFound {
  const { cell, ceiling } = search;
  const prefix = new Prefix(cell);
  const ideals = new Ideals(cell.count, cell.words);
  /** States from which more can be done under a higher limit. */
  const blocked = new LeastFirst();
  const open: number[] = [];
  /** Of each state, moves up to which need have been made. */
  const tried: number[] = [];
  const children: number[] = [];
  const after = new Float64Array(cell.count);
  let limit = search.floor;
  let ticked = 0;

  const steps = () => ideals.size + Math.floor(prefix.looks / LOOKS_A_STEP);
  /** Fills `children` with the moves within the limit; the least need of the others. */
  const expand = (upTo: number): number => {
    let block = Number.POSITIVE_INFINITY;
    children.length = 0;
    for (let w = 0; w < prefix.ready.length; w++) {
      for (let left = prefix.ready[w] ?? 0; left !== 0; left &= left - 1) {
        const node = (w << 5) + 31 - Math.clz32(left & -left);
        prefix.look(node);
        if (prefix.need <= upTo) continue;
        if (prefix.need > limit) {
          if (prefix.need < ceiling) block = Math.min(block, prefix.need);
          continue;
        }
        if (prefix.after <= prefix.live) {
          children.length = 1;
          children[0] = node;
          return Number.POSITIVE_INFINITY;
        }
        after[node] = prefix.after;
        children.push(node);
      }
    }
    return block;
  };

  prefix.runSafe(limit);
  const root = ideals.add(prefix, -1);
  if (prefix.count === cell.count) return { order: ideals.orderTo(root), bound: limit, steps: steps() };
  open.push(root);
  for (;;) {
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      ideals.load(state, prefix);
      const block = expand(tried[state] ?? -1);
      tried[state] = limit;
      if (block < Number.POSITIVE_INFINITY) blocked.push(block, state);
      children.sort((a, b) => (after[b] ?? 0) - (after[a] ?? 0));
      for (const node of children) {
        ideals.load(state, prefix);
        prefix.look(node);
        prefix.run(node);
        prefix.runSafe(limit);
        const child = ideals.add(prefix, state);
        if (child < 0) continue;
        if (prefix.count === cell.count) {
          return { order: ideals.orderTo(child), bound: limit, steps: steps() };
        }
        open.push(child);
      }
      const spent = steps();
      if (spent > search.budget || !ideals.hasRoom) return { order: null, bound: limit, steps: spent };
      if (spent - ticked < TICK) continue;
      ticked = spent;
      if (search.tick(spent)) return { order: null, bound: limit, steps: spent };
    }
    if (blocked.size === 0) return { order: null, bound: ceiling, steps: steps() };
    limit = blocked.least;
    while (blocked.size > 0 && blocked.least <= limit) open.push(blocked.pop());
  }
}

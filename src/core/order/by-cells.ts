/** Orders cell by cell: the best of the known orders for each, and a search where that is not proven to be enough. */

import { type Cell, cellFrom } from "./cell.ts";
import { cellsOf } from "./cells.ts";
import type { Costs } from "./costs.ts";
import { forcedPeak } from "./forced.ts";
import type { SearchCell } from "./search.ts";
import { needsOf, Walk } from "./walk.ts";

export interface Effort {
  readonly search: SearchCell;
  /** Search steps it may spend. */
  readonly budget: number;
  /** Asked every few hundred steps, with the steps spent; true ends the search. */
  readonly tick: (steps: number) => boolean;
}

export interface Composed {
  readonly order: Int32Array;
  /** In bytes, by the model: no order needs less. */
  readonly bound: number;
  readonly steps: number;
}

/** A cell with the best order known of it. */
interface Part {
  readonly from: number;
  readonly to: number;
  /** Null where there is only one order. */
  readonly cell: Cell | null;
  /** Nodes of the graph. */
  order: Int32Array;
  /** Most bytes its best order needs. */
  peak: number;
  /** No order of the cell needs less. */
  bound: number;
}

/** Never worse, by the model, than the best of the orders known, of which there is one at least. Searches the cell that needs most first. */
export function composeCells(costs: Costs, known: readonly Int32Array[], effort: Effort): Composed {
  const { search, budget, tick } = effort;
  const parts = partsOf(costs, known);
  let floor = parts.reduce((most, part) => Math.max(most, part.bound), 0);
  let steps = 0;
  let ended = false;
  const work = parts
    .filter((part) => part.cell !== null && part.peak > floor)
    .sort((a, b) => b.peak - a.peak);
  work.forEach((part, i) => {
    const { cell } = part;
    if (cell === null || part.peak <= floor || ended) return;
    const before = steps;
    const found = search({
      cell,
      floor,
      ceiling: part.peak,
      // the last may spend all that is left, so that easy cells leave it to hard ones
      budget: (budget - steps) / (i + 1 < work.length ? 2 : 1),
      tick: (spent) => {
        ended ||= tick(before + spent);
        return ended;
      },
    });
    steps += found.steps;
    part.bound = Math.max(part.bound, Math.min(found.bound, part.peak));
    if (found.order !== null) {
      part.order = found.order.map((node) => cell.nodes[node] ?? 0);
      part.peak = most(needsOf(costs, joined(parts, costs.nodes)), part.from, part.to);
    }
    floor = Math.max(floor, part.bound);
  });
  const bound = parts.reduce((most, part) => Math.max(most, part.bound), 0);
  return { order: joined(parts, costs.nodes), bound, steps };
}

/** The cells with the best of the known orders in each and what they need at least. */
function partsOf(costs: Costs, known: readonly Int32Array[]): Part[] {
  const borders = cellsOf(costs);
  const needs = known.map((order) => needsOf(costs, order));
  const first = known[0] ?? new Int32Array(0);
  const cellOf = new Int32Array(costs.nodes);
  for (let c = 0; c + 1 < borders.length; c++) {
    for (let s = borders[c] ?? 0; s < (borders[c + 1] ?? 0); s++) cellOf[first[s] ?? 0] = c;
  }
  const walk = new Walk(costs);
  const parts: Part[] = [];
  for (let c = 0; c + 1 < borders.length; c++) {
    const from = borders[c] ?? 0;
    const to = borders[c + 1] ?? 0;
    const nodes = first.subarray(from, to);
    const peaks = needs.map((need) => most(need, from, to));
    const peak = peaks.reduce((a, b) => Math.min(a, b));
    const order = (known[peaks.indexOf(peak)] ?? first).slice(from, to);
    const cell = to - from > 1 ? cellFrom(costs, cellOf, c, nodes, walk.live) : null;
    parts.push({ from, to, cell, order, peak, bound: cell === null ? peak : forcedPeak(cell) });
    for (const node of nodes) walk.run(node);
  }
  return parts;
}

function joined(parts: readonly Part[], nodes: number): Int32Array {
  const order = new Int32Array(nodes);
  for (const part of parts) order.set(part.order, part.from);
  return order;
}

function most(of: Float64Array, from: number, to: number): number {
  let found = 0;
  for (let i = from; i < to; i++) found = Math.max(found, of[i] ?? 0);
  return found;
}

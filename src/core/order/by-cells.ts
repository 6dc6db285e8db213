/** Orders cell by cell: the best of the quick orders for each, and a search where that is not proven to be enough. */

import type { Watch } from "../watch.ts";
import { type Measured, quickOrders } from "./best-of-all.ts";
import { type Cell, cellFrom } from "./cell.ts";
import { cellsOf } from "./cells.ts";
import { type Costs, costsOf } from "./costs.ts";
import { forcedPeak } from "./forced.ts";
import type { Ordered, OrderTask } from "./scheduler.ts";
import type { CellFound, CellSearch } from "./search.ts";
import { needsOf, Walk } from "./walk.ts";

export type SearchCell = (search: CellSearch) => CellFound;

/** A cell with the best order known of it. */
interface Part {
  readonly from: number;
  readonly to: number;
  /** Nodes of the graph. */
  order: Int32Array;
  /** Most bytes its best order needs, by the model. */
  peak: number;
  /** No order of the cell needs less. */
  bound: number;
  cell: Cell | null;
}

/** The quick orders first; then `search` on each cell that decides, the one that needs most first. Never worse than they. */
export function orderByCells(task: OrderTask, watch: Watch, search: SearchCell): Ordered {
  const { budget } = task.settings;
  const quick = quickOrders(task, watch);
  const [best] = quick.found;
  if (best === undefined || task.graph.nodes === 0) return { order: new Int32Array(0) };
  const costs = costsOf(task);
  const parts = partsOf(costs, quick.found);
  let floor = parts.reduce((most, part) => Math.max(most, part.bound), 0);
  let steps = 0;
  let { endedEarly } = quick;
  const work = parts
    .filter((part) => part.peak > floor && part.peak > part.bound)
    .sort((a, b) => b.peak - a.peak);
  work.forEach((part, i) => {
    const { cell } = part;
    if (cell === null || part.peak <= floor || endedEarly) return;
    const before = steps;
    const found = search({
      cell,
      floor,
      ceiling: part.peak,
      // the last may spend all that is left, so that easy cells leave it to hard ones
      budget: (budget - steps) / (i + 1 < work.length ? 2 : 1),
      tick: (spent) => {
        watch({ phase: "ordering", done: Math.min(before + spent, budget), total: budget });
        endedEarly ||= watch.stop?.() === true;
        return endedEarly;
      },
    });
    steps += found.steps;
    part.bound = Math.max(part.bound, Math.min(found.bound, part.peak));
    if (found.order !== null) {
      part.order = found.order.map((node) => cell.nodes[node] ?? 0);
      part.peak = peakWithin(costs, parts, part);
    }
    floor = Math.max(floor, part.bound);
  });
  const bound = costs.vague ? 0 : parts.reduce((most, part) => Math.max(most, part.bound), 0);
  const order = joined(parts, costs.nodes);
  const livePeak = task.livePeak(order);
  const least = livePeak < best.livePeak ? { order, livePeak } : best;
  return { order: least.order, proven: least.livePeak === bound, bound, steps, endedEarly };
}

/** The cells with the best of the orders in each and what they need at least. */
function partsOf(costs: Costs, orders: readonly Measured[]): Part[] {
  const borders = cellsOf(costs);
  const needs = orders.map(({ order }) => needsOf(costs, order));
  const first = orders[0]?.order ?? new Int32Array(0);
  const parts: Part[] = [];
  for (let c = 0; c + 1 < borders.length; c++) {
    const from = borders[c] ?? 0;
    const to = borders[c + 1] ?? 0;
    const peaks = needs.map((need) => most(need, from, to));
    const peak = peaks.reduce((a, b) => Math.min(a, b));
    const order = (orders[peaks.indexOf(peak)]?.order ?? first).slice(from, to);
    parts.push({ from, to, order, peak, bound: to - from === 1 ? peak : 0, cell: null });
  }
  compileCells(costs, first, parts);
  return parts;
}

/** Only cells that could decide the peak are made ready for a search: those with several orders. */
function compileCells(costs: Costs, order: Int32Array, parts: Part[]): void {
  const cellOf = new Int32Array(costs.nodes);
  parts.forEach(({ from, to }, c) => {
    for (let s = from; s < to; s++) cellOf[order[s] ?? 0] = c;
  });
  const walk = new Walk(costs);
  parts.forEach((part, c) => {
    const nodes = order.subarray(part.from, part.to);
    if (nodes.length > 1) {
      part.cell = cellFrom(costs, cellOf, c, nodes, walk.live);
      part.bound = forcedPeak(part.cell);
    }
    for (const node of nodes) walk.run(node);
  });
}

/** Most bytes alive in the cell, by its order and whatever order of the others. */
function peakWithin(costs: Costs, parts: readonly Part[], part: Part): number {
  return most(needsOf(costs, joined(parts, costs.nodes)), part.from, part.to);
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

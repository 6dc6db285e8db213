/**
 * Order and addresses together: among orders with few live bytes the one whose placement comes out smallest. Live bytes
 * are quick to count and bound the arena from below, so they choose what is worth placing.
 */

import type { Graph } from "../graph.ts";
import { rowOf } from "../lists.ts";
import { Random } from "../random.ts";
import { ok } from "../result.ts";
import type { Watch } from "../watch.ts";
import { beam } from "./beam.ts";
import { type Measured, quickOrders } from "./best-of-all.ts";
import { exact } from "./exact.ts";
import type { Ordered, OrderTask, Scheduler } from "./scheduler.ts";

/** Placements are slow and spend a budget each: so many of whole orders, then so many of small changes. */
const WHOLE = 8;
const CHANGES = 16;
/** Changes thought up for each one that is placed. */
const IDEAS = 8;

function run(task: OrderTask, watch: Watch): Ordered {
  const { budget, seed } = task.settings;
  const quick = quickOrders(task, watch);
  const first = quick.found[0] ?? { order: new Int32Array(0), livePeak: 0 };
  const stopped = () => watch.stop?.() === true;
  const third = { ...task, settings: { ...task.settings, budget: Math.floor(budget / 3) } };
  const searched = [exact, beam].map((scheduler) => scheduler.run(third, watch));
  const found = searched.flatMap((result) => (result.ok ? [result.value] : []));
  const bound = found.reduce((most, other) => Math.max(most, other.bound ?? 0), 0);
  const steps = found.reduce((sum, other) => sum + (other.steps ?? 0), 0);
  let endedEarly = quick.endedEarly || found.some((other) => other.endedEarly);

  let placed = 0;
  const place = (order: Int32Array) => {
    watch({ phase: "placing orders", done: placed, total: WHOLE + CHANGES });
    placed++;
    return task.arenaPeak(order);
  };
  let best: Measured & { arena: number } = { ...first, arena: place(first.order) };
  const goesOn = (upTo: number) => {
    if (stopped()) endedEarly = true;
    return !endedEarly && placed < upTo && best.arena > bound;
  };
  const others = [
    ...found.map(({ order }) => ({ order, livePeak: task.livePeak(order) })),
    ...quick.found.slice(1),
  ].sort((a, b) => a.livePeak - b.livePeak);
  const tried: Int32Array[] = [best.order];
  const tryOne = (other: Measured, ties: boolean) => {
    if (other.livePeak >= best.arena || tried.some((order) => same(order, other.order))) return;
    tried.push(other.order);
    const arena = place(other.order);
    if (arena < best.arena || (ties && arena === best.arena)) best = { ...other, arena };
  };
  for (const other of others) if (goesOn(WHOLE)) tryOne(other, false);
  const random = new Random(seed);
  for (let idea = 0; idea < CHANGES * IDEAS && goesOn(WHOLE + CHANGES); idea++) {
    const order = moved(task.graph, best.order, random);
    tryOne({ order, livePeak: task.livePeak(order) }, true);
  }
  return { order: best.order, proven: best.livePeak === bound, bound, steps, endedEarly };
}

/** The order with one node run at another step between those it needs and those that need it. */
function moved(graph: Graph, order: Int32Array, random: Random): Int32Array {
  const nodes = order.length;
  const step = new Int32Array(nodes);
  order.forEach((node, s) => {
    step[node] = s;
  });
  for (let attempt = 0; attempt < nodes; attempt++) {
    const at = random.below(nodes);
    const node = order[at] ?? 0;
    let low = 0;
    let high = nodes - 1;
    for (const t of rowOf(graph.inputs, node)) {
      const producer = graph.producer[t] ?? -1;
      if (producer >= 0) low = Math.max(low, (step[producer] ?? 0) + 1);
    }
    for (const t of rowOf(graph.outputs, node)) {
      for (const reader of rowOf(graph.readers, t)) high = Math.min(high, (step[reader] ?? 0) - 1);
    }
    if (low === high) continue;
    const to = low + random.below(high - low);
    const others = order.filter((other) => other !== node);
    const target = to < at ? to : to + 1;
    return Int32Array.from(order, (_, s) => (s === target ? node : (others[s < target ? s : s - 1] ?? 0)));
  }
  return order;
}

function same(a: Int32Array, b: Int32Array): boolean {
  return a.every((node, s) => node === b[s]);
}

export const joint: Scheduler = {
  id: "joint",
  title: "with placement",
  says: "Orders with few live bytes are placed, changed a little and placed again: keeps the smallest arena. Slow.",
  run: (task, watch) => ok(run(task, watch)),
};

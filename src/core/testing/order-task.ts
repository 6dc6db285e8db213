/** What orders are tested with: peaks of an order measured by the whole planner, not by the model the searches use. */

import type { GraphDocument } from "../document.ts";
import { readGraph } from "../graph.ts";
import { LIFETIMES } from "../life/index.ts";
import type { Ordered, OrderTask, Scheduler } from "../order/scheduler.ts";
import { planDocument } from "../plan.ts";
import type { Plan } from "../plan.types.ts";
import { DEFAULT_SETTINGS, type Settings } from "../settings.ts";
import { NO_WATCH, type Watch } from "../watch.ts";

export function orderTaskOf(document: GraphDocument, changed: Partial<Settings> = {}): OrderTask {
  const settings = { ...DEFAULT_SETTINGS, ...changed };
  const read = readGraph(document);
  if (!read.ok) throw new Error(read.problem.message);
  const graph = read.value;
  const given = (document.arenas ?? []).map((arena) => arena.alignment ?? 1);
  const planOf = (order: Int32Array, place: string): Plan => {
    const ids = Array.from(order, (n) => document.nodes[n]?.id ?? "");
    const plan = planDocument({ ...document, order: ids }, { ...settings, order: "given", place }, NO_WATCH);
    if (!plan.ok) throw new Error(plan.problem.message);
    return plan.value;
  };
  return {
    graph,
    settings,
    shares: LIFETIMES.find((rule) => rule.id === settings.lifetimes)?.shares ?? true,
    alignments: (given.length === 0 ? [1] : given).map((alignment) => settings.alignment ?? alignment),
    livePeak: (order) => {
      // without a node there is no step at which anything could be alive
      if (order.length === 0) return 0;
      return planOf(order, "none").arenas.reduce((sum, arena) => sum + arena.lowerBound, 0);
    },
    arenaPeak: (order) => planOf(order, settings.place).stats.peakBytes,
  };
}

/** Runs an order; a problem is thrown, for tests that expect none. */
export function orderOf(scheduler: Scheduler, task: OrderTask, watch: Watch = NO_WATCH): Ordered {
  const ordered = scheduler.run(task, watch);
  if (!ordered.ok) throw new Error(ordered.problem.message);
  return ordered.value;
}

/** The least live peak over all topological orders, by trying every one; only for a handful of nodes. */
export function leastLivePeak(task: OrderTask): number {
  const { graph } = task;
  const order: number[] = [];
  const ran = new Uint8Array(graph.nodes);
  let least = Number.POSITIVE_INFINITY;
  const ready = (node: number) => {
    if (ran[node] === 1) return false;
    for (let i = graph.inputs.from[node] ?? 0; i < (graph.inputs.from[node + 1] ?? 0); i++) {
      const producer = graph.producer[graph.inputs.items[i] ?? 0] ?? -1;
      if (producer >= 0 && ran[producer] === 0) return false;
    }
    return true;
  };
  const extend = () => {
    if (order.length === graph.nodes) {
      least = Math.min(least, task.livePeak(Int32Array.from(order)));
      return;
    }
    for (let node = 0; node < graph.nodes; node++) {
      if (!ready(node)) continue;
      ran[node] = 1;
      order.push(node);
      extend();
      order.pop();
      ran[node] = 0;
    }
  };
  extend();
  return least;
}

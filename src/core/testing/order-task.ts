/** What orders are tested with: peaks of an order measured by the whole planner, not by the model the searches use. */

import { highest } from "../bound.ts";
import type { GraphDocument } from "../document.ts";
import { readGraph } from "../graph.ts";
import { LIFETIMES } from "../life/index.ts";
import { schedule } from "../life/schedule.ts";
import type { Ordered, OrderTask, Scheduler } from "../order/scheduler.ts";
import { planDocument } from "../plan.ts";
import { DEFAULT_SETTINGS, type Settings } from "../settings.ts";
import { shareBytes } from "../sharing.ts";
import { storagesOf } from "../storages.ts";
import { liveInArena, paddedBytes } from "../task.ts";
import { NO_WATCH, type Watch } from "../watch.ts";

export function orderTaskOf(document: GraphDocument, changed: Partial<Settings> = {}): OrderTask {
  const settings = { ...DEFAULT_SETTINGS, ...changed };
  const read = readGraph(document);
  if (!read.ok) throw new Error(read.problem.message);
  const graph = read.value;
  const rule = LIFETIMES.find((other) => other.id === settings.lifetimes) ?? schedule;
  const given = document.arenas ?? [];
  const arenas = (given.length === 0 ? [{ id: "arena", alignment: 1 }] : given).map((arena) => ({
    id: arena.id,
    capacity: null,
    alignment: settings.alignment ?? arena.alignment ?? 1,
  }));
  const alignments = arenas.map((arena) => arena.alignment);
  const sharing = rule.shares ? settings : { ...settings, views: false, inplace: false };
  return {
    graph,
    settings,
    shares: rule.shares,
    alignments,
    livePeak: (order) => {
      const step = new Int32Array(graph.nodes);
      order.forEach((node, s) => {
        step[node] = s;
      });
      const shared = shareBytes(graph, order, step, sharing);
      const storages = storagesOf(graph, shared, rule.run(graph, step, settings), step, alignments);
      const padded = paddedBytes(storages, arenas);
      return arenas.reduce(
        (sum, _, a) => sum + highest(liveInArena(storages, padded, a, graph.nodes)).bytes,
        0,
      );
    },
    arenaPeak: (order) => {
      const ids = Array.from(order, (n) => document.nodes[n]?.id ?? "");
      const plan = planDocument({ ...document, order: ids }, { ...settings, order: "given" }, NO_WATCH);
      if (!plan.ok) throw new Error(plan.problem.message);
      return plan.value.stats.peakBytes;
    },
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

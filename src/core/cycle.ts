/** Finds a cycle in a graph and names its nodes in order. */

import { rowOf } from "./lists.ts";
import type { Lists } from "./plan.types.ts";

export interface Wiring {
  readonly nodes: number;
  readonly inputs: Lists;
  readonly outputs: Lists;
  readonly producer: Int32Array;
  readonly readers: Lists;
}

/** The nodes of one cycle, each feeding the next and the last the first; undefined when there is none. Linear time. */
export function findCycle(graph: Wiring): number[] | undefined {
  const stuck = stuckNodes(graph);
  const first = stuck.indexOf(1);
  if (first < 0) return undefined;
  // Every stuck node waits for a stuck one, so walking back from any must come round
  const seenAt = new Map<number, number>();
  const walk: number[] = [];
  let node = first;
  while (!seenAt.has(node)) {
    seenAt.set(node, walk.length);
    walk.push(node);
    node = stuckProducer(graph, stuck, node);
  }
  const cycle = walk.slice(seenAt.get(node)).reverse();
  const least = cycle.indexOf(cycle.reduce((a, b) => Math.min(a, b)));
  return [...cycle.slice(least), ...cycle.slice(0, least)];
}

/** For each node, how many of the tensors it reads some node makes; each tensor counts once. */
export function waitingCounts(graph: Wiring): Int32Array {
  const { producer, readers } = graph;
  const waiting = new Int32Array(graph.nodes);
  for (let t = 0; t < producer.length; t++) {
    if ((producer[t] ?? -1) < 0) continue;
    for (const reader of rowOf(readers, t)) waiting[reader] = (waiting[reader] ?? 0) + 1;
  }
  return waiting;
}

/** 1 for each node that can never run. */
function stuckNodes(graph: Wiring): Uint8Array {
  const { readers, outputs } = graph;
  const waiting = waitingCounts(graph);
  const stuck = new Uint8Array(graph.nodes).fill(1);
  const ready: number[] = [];
  for (let n = 0; n < graph.nodes; n++) if (waiting[n] === 0) ready.push(n);
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    stuck[node] = 0;
    for (let o = outputs.from[node] ?? 0; o < (outputs.from[node + 1] ?? 0); o++) {
      const tensor = outputs.items[o] ?? 0;
      for (let r = readers.from[tensor] ?? 0; r < (readers.from[tensor + 1] ?? 0); r++) {
        const reader = readers.items[r] ?? 0;
        const left = (waiting[reader] ?? 0) - 1;
        waiting[reader] = left;
        if (left === 0) ready.push(reader);
      }
    }
  }
  return stuck;
}

function stuckProducer(graph: Wiring, stuck: Uint8Array, node: number): number {
  for (let i = graph.inputs.from[node] ?? 0; i < (graph.inputs.from[node + 1] ?? 0); i++) {
    const producer = graph.producer[graph.inputs.items[i] ?? 0] ?? -1;
    if (producer >= 0 && stuck[producer] === 1) return producer;
  }
  throw new Error(`node ${node} cannot run, yet waits for no node that cannot`);
}

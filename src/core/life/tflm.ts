/** Lifetimes as TensorFlow Lite Micro's allocator counts them, on its clock: 0 before the first operator, p + 1 at step p. */

import { ROLES } from "../document.ts";
import type { Graph } from "../graph.ts";
import type { Settings } from "../settings.ts";
import type { LifetimeRule, Lifetimes } from "./lifetime-rule.ts";

const INPUT = ROLES.indexOf("input");
const CONSTANT = ROLES.indexOf("constant");
const STATE = ROLES.indexOf("state");

/** On the clock both ends are inclusive; −1 … −1 is a tensor that nothing touches. */
function run(graph: Graph, step: Int32Array, settings: Settings): Lifetimes {
  const { from, items } = graph.readers;
  const start = new Int32Array(graph.tensors);
  const end = new Int32Array(graph.tensors);
  for (let t = 0; t < graph.tensors; t++) {
    const producer = graph.producer[t] ?? -1;
    const role = graph.role[t] ?? 0;
    let first = -1;
    let last = -1;
    if (role === INPUT || role === STATE || role === CONSTANT) {
      first = 0;
      last = 0;
    }
    if (producer >= 0) {
      first = (step[producer] ?? 0) + 1;
      last = first;
    }
    for (let i = from[t] ?? 0; i < (from[t + 1] ?? 0); i++) {
      last = Math.max(last, (step[items[i] ?? 0] ?? 0) + 1);
    }
    const throughout = role === STATE || role === CONSTANT || (role === INPUT && settings.preserveInputs);
    if (throughout || graph.output[t] === 1) last = graph.nodes;
    start[t] = Math.max(0, first - 1);
    end[t] = Math.max(Math.max(0, first - 1) + 1, last);
  }
  return { start, end };
}

export const tflm: LifetimeRule = {
  id: "tflm",
  title: "TFLM",
  says: "As TensorFlow Lite Micro's allocator counts: by schedule, and every tensor has memory of its own, views too.",
  shares: false,
  run,
};

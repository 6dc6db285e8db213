/** Lifetimes from an execution order: from the step that makes a tensor to the last step that reads it. */

import { ROLES } from "../document.ts";
import type { Graph } from "../graph.ts";
import type { Settings } from "../settings.ts";
import type { LifetimeRule, Lifetimes } from "./lifetime-rule.ts";

const INPUT = ROLES.indexOf("input");
const CONSTANT = ROLES.indexOf("constant");
const STATE = ROLES.indexOf("state");

function run(graph: Graph, step: Int32Array, settings: Settings): Lifetimes {
  const { from, items } = graph.readers;
  const start = new Int32Array(graph.tensors);
  const end = new Int32Array(graph.tensors);
  for (let t = 0; t < graph.tensors; t++) {
    const producer = graph.producer[t] ?? -1;
    const role = graph.role[t] ?? 0;
    const first = producer < 0 ? 0 : (step[producer] ?? 0);
    let last = first + 1;
    for (let i = from[t] ?? 0; i < (from[t + 1] ?? 0); i++) {
      last = Math.max(last, (step[items[i] ?? 0] ?? 0) + 1);
    }
    const throughout = role === STATE || role === CONSTANT || (role === INPUT && settings.preserveInputs);
    if (throughout || graph.output[t] === 1) last = Math.max(last, graph.nodes);
    start[t] = first;
    end[t] = last;
  }
  return { start, end };
}

export const schedule: LifetimeRule = {
  id: "schedule",
  title: "by schedule",
  says: "A value is kept from the step that makes it to the last step that reads it, in the chosen order.",
  shares: true,
  run,
};

/** The document of a model that a test has built, planned and checked before anybody looks at it. */

import type { GraphDocument } from "../../../core/document.ts";
import { readGraph } from "../../../core/graph.ts";
import { planAndCheck } from "../../../core/plan-checked.ts";
import { DEFAULT_SETTINGS } from "../../../core/settings.ts";
import { NO_WATCH } from "../../../core/watch.ts";
import { sourceFromBytes } from "../../source.ts";
import { readOnnx } from "../index.ts";
import { type GraphCase, modelBytes, type NodeCase } from "./model.ts";

/** Throws when it does not open, is no sound graph, or its plan has a violation. */
export async function read(bytes: Uint8Array): Promise<GraphDocument> {
  const made = await readOnnx(sourceFromBytes("net.onnx", bytes), NO_WATCH);
  if (!made.ok || made.value.kind !== "graph") throw new Error(made.ok ? "no graph" : made.problem.message);
  const graph = readGraph(made.value);
  if (!graph.ok) throw new Error(graph.problem.message);
  const planned = planAndCheck(made.value, DEFAULT_SETTINGS, "", NO_WATCH);
  if (!planned.ok) throw new Error(planned.problem.message);
  const [wrong] = planned.value.violations;
  if (wrong !== undefined) throw new Error(wrong.message);
  return made.value;
}

export const node = (
  op: string,
  inputs: readonly string[],
  outputs: readonly string[],
  rest: Partial<NodeCase> = {},
) => ({
  op,
  inputs,
  outputs,
  ...rest,
});
/** Of one graph. */
export const one = (graph: GraphCase) => read(modelBytes(graph, { "": 17 }));

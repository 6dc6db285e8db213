/** Training graphs: weights with a gradient are outputs, so that they are planned and live to the end. */

import { ok } from "../../../result.ts";
import type { EdgeResult } from "../edge/edge.types.ts";
import { outputOf } from "../edge/rewrite.ts";
import type { Pass } from "./pass.types.ts";

export const weightsToOutputs: Pass = {
  id: "weights-to-outputs",
  title: "Weights with gradients are outputs",
  says: "A weight whose gradient is an output becomes an output itself: though it is constant it is planned, from the start to the end.",
  initial: true,
  deep: false,
  run: (graph) => {
    const output = outputOf(graph);
    const weights = new Set(
      output.results.flatMap(({ kind, target }) => (kind === "gradient" && target !== null ? [target] : [])),
    );
    if (weights.size === 0) return ok({ graph, changes: [] });
    const results = [...weights].map((target): EdgeResult => ({ kind: "weight", target }));
    const nodes = graph.nodes.map((node) => {
      if (node.kind === "placeholder" && weights.has(node.id)) return { ...node, weightHasGradient: true };
      if (node.id !== output.id) return node;
      return { ...output, args: [...output.args, ...weights], results: [...output.results, ...results] };
    });
    const changes = [...weights].map((id) => ({ says: `The weight ${id} is an output now.`, at: [id] }));
    return ok({ graph: { ...graph, nodes }, changes });
  },
};

/** Operators on sizes become those that the runtime has; operators on tensors stay what they are. */

import { ok } from "../../../result.ts";
import { plainName } from "../edge/op-names.ts";
import type { Change, Pass } from "./pass.types.ts";

/** Of plain names of operators on symbolic integers to the runtime's. */
const PRIMS: Readonly<Record<string, string>> = {
  sym_size: "executorch_prim::sym_size.int",
  sym_numel: "executorch_prim::sym_numel.default",
  sym_max: "executorch_prim::sym_max.Scalar",
  sym_min: "executorch_prim::sym_min.Scalar",
  sym_float: "executorch_prim::sym_float.Scalar",
};

export const backendOps: Pass = {
  id: "backend-ops",
  title: "Operators of the runtime",
  says: "Operators on sizes become those of the runtime, one for one; no tensor changes.",
  initial: true,
  deep: true,
  run: (graph) => {
    const changes: Change[] = [];
    const nodes = graph.nodes.map((node) => {
      if (node.kind !== "call" || node.op.startsWith("executorch_prim")) return node;
      const name = plainName(node.op);
      const op = Object.hasOwn(PRIMS, name) ? PRIMS[name] : undefined;
      if (op === undefined) return node;
      changes.push({ says: `${node.id} is ${op} now.`, at: [node.id] });
      return { ...node, op };
    });
    return ok({ graph: { ...graph, nodes }, changes });
  },
};

/** A methods document as one graph: its methods run one after the other, each in memories of its own. */

import type { GraphDocument, NodeSpec, TensorSpec } from "../../document.ts";
import { ok, type Result } from "../../result.ts";
import type { MethodSpec, MethodsDocument } from "./document.ts";

/** What a thing of a method is called in the graph of all. */
export function inMethod(method: string, id: string): string {
  return `${method}/${id}`;
}

/** Ids of nodes, tensors and arenas are `method/id`. Fails when a method is no sound graph. */
export function lowerMethods(document: MethodsDocument): Result<GraphDocument> {
  const tensors = document.methods.flatMap((m) => m.tensors.map((t) => tensorIn(m, t)));
  const nodes = document.methods.flatMap((m) => m.nodes.map((n) => nodeIn(m, n)));
  const arenas = document.methods.flatMap((m) =>
    (m.arenas ?? [{ id: "1" }]).map((a) => ({ ...a, id: inMethod(m.id, a.id) })),
  );
  return ok({
    format: "memplan",
    version: 1,
    kind: "graph",
    name: document.name,
    tensors,
    nodes,
    outputs: document.methods.flatMap((m) => m.outputs.map((id) => inMethod(m.id, id))),
    arenas,
  });
}

function tensorIn(method: MethodSpec, tensor: TensorSpec): TensorSpec {
  const arena = tensor.arena ?? method.arenas?.[0]?.id ?? "1";
  return { ...tensor, id: inMethod(method.id, tensor.id), arena: inMethod(method.id, arena) };
}

function nodeIn(method: MethodSpec, node: NodeSpec): NodeSpec {
  const named = (ids: readonly string[]) => ids.map((id) => inMethod(method.id, id));
  return {
    ...node,
    id: inMethod(method.id, node.id),
    inputs: named(node.inputs),
    outputs: named(node.outputs),
  };
}

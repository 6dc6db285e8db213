/** Mutating operators come out of the functional wrap that an export has put around them. */

import { ok } from "../../../result.ts";
import type { CallNode, EdgeGraph, EdgeNode } from "../edge/edge.types.ts";
import { withArgs } from "../edge/rewrite.ts";
import type { Change, Pass } from "./pass.types.ts";

export const removeAutoFunctionalized: Pass = {
  id: "remove-auto-functionalized",
  title: "Unwrap mutating operators",
  says: "A mutating operator that export has wrapped writes its arguments in place again. Nobody checks whether that is safe.",
  initial: true,
  deep: false,
  run: (graph) => {
    const wrapped = new Map<string, CallNode>();
    for (const node of graph.nodes) {
      if (node.kind === "call" && node.wrapped.length > 0) wrapped.set(node.id, node);
    }
    if (wrapped.size === 0) return ok({ graph, changes: [] });
    const standIns = new Map<string, string>();
    for (const node of graph.nodes) if (node.kind === "getitem") standIn(node, wrapped, standIns);
    const nodes = withArgs(
      graph.nodes
        .filter((node) => !standIns.has(node.id))
        .map((node) => (node.kind === "call" ? unwrapped(node) : node)),
      standIns,
    );
    return ok({
      graph: { ...graph, nodes },
      changes: [...wrapped.values()].map((node) => told(node, graph)),
    });
  },
};

/** Results that were new values of arguments are those arguments; a single other one is the node itself. */
function standIn(
  node: Extract<EdgeNode, { kind: "getitem" }>,
  wrapped: ReadonlyMap<string, CallNode>,
  standIns: Map<string, string>,
): void {
  const call = wrapped.get(node.args[0] ?? "");
  if (call === undefined) return;
  const own = call.values.length - call.wrapped.length;
  const arg = call.args[call.wrapped[node.index - own] ?? -1];
  if (node.index >= own && arg !== undefined) standIns.set(node.id, arg);
  else if (own === 1) standIns.set(node.id, call.id);
}

function unwrapped(node: CallNode): CallNode {
  if (node.wrapped.length === 0) return node;
  const values = node.values.slice(0, node.values.length - node.wrapped.length);
  return { ...node, values, writes: node.wrapped, wrapped: [] };
}

function told(node: CallNode, graph: EdgeGraph): Change {
  const written = node.wrapped.map((arg) => node.args[arg] ?? "");
  const gone = graph.nodes.filter((item) => item.kind === "getitem" && item.args[0] === node.id).length;
  return {
    says: `${node.id} writes ${written.join(", ")} in place; ${gone} node${gone === 1 ? "" : "s"} that took its results apart ${gone === 1 ? "goes" : "go"}.`,
    at: [node.id, ...written],
  };
}

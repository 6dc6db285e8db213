/** Views that are no outputs need no operator and no memory: they are their base. */

import { ok } from "../../../result.ts";
import type { CallNode, EdgeNode, EdgeSpec } from "../edge/edge.types.ts";
import { outputOf } from "../edge/rewrite.ts";
import type { Change, Pass } from "./pass.types.ts";

export const elideViews: Pass = {
  id: "elide-views",
  title: "Views without copies",
  says: "A view that is no output uses the bytes of its base, and keeps that alive as long as somebody looks through it.",
  initial: true,
  needs: ["spec-propagation"],
  deep: true,
  run: (graph) => {
    const returned = new Set(outputOf(graph).args);
    const changes: Change[] = [];
    const own = new Map<string, EdgeNode>();
    const nodes = graph.nodes.map((old): EdgeNode => {
      const node = elided(old, returned, own, graph.specs, changes);
      own.set(node.id, node);
      return node;
    });
    return ok({ graph: { ...graph, nodes }, changes });
  },
};

function elided(
  node: EdgeNode,
  returned: ReadonlySet<string>,
  own: ReadonlyMap<string, EdgeNode>,
  specs: readonly EdgeSpec[],
  changes: Change[],
): EdgeNode {
  if (node.kind !== "call" || node.viewOf === null || returned.has(node.id)) return node;
  const base = node.args[node.viewOf] ?? "";
  const spec = own.get(base)?.specs[0];
  const [of, view] = [specs[spec ?? -1], specs[node.specs[0] ?? -1]];
  if (spec === undefined || of === undefined || view === undefined) return node;
  const differs = difference(of, view);
  if (differs !== undefined) {
    changes.push({
      says: `${node.id} stays a copy: its ${differs} is not that of ${base}.`,
      at: [node.id, base],
    });
    return node;
  }
  changes.push({ says: `${node.id} is ${base}: ${view.bytes} bytes less to plan.`, at: [node.id, base] });
  return viewNode(node, base, spec);
}

function viewNode({ id, op, values, from }: CallNode, base: string, spec: number): EdgeNode {
  return { kind: "view", id, op, args: [base], values, specs: [spec], from };
}

function difference(base: EdgeSpec, view: EdgeSpec): string | undefined {
  if (base.dtype !== view.dtype) return "element type";
  if (base.bytes !== view.bytes) return "size";
  if (base.dynamism !== view.dynamism) return "dynamism";
  if (view.memId !== null && view.memId !== base.memId) return "arena";
  return undefined;
}

/** Specs of an edge graph: which node gives which tensor, and which nodes give the same one. */

import type { EdgeGraph, EdgeNode, EdgeSpec, EdgeValue } from "./edge.types.ts";

/** Specs for all nodes, from scratch. */
export function giveSpecs(graph: EdgeGraph): EdgeGraph {
  const specs: EdgeSpec[] = [];
  const own = new Map<string, readonly number[]>();
  const nodes = graph.nodes.map((node): EdgeNode => {
    const given = specsFor(node, own, specs);
    own.set(node.id, given);
    return { ...node, specs: given };
  });
  return { ...graph, nodes, specs };
}

function specsFor(
  node: EdgeNode,
  own: ReadonlyMap<string, readonly number[]>,
  specs: EdgeSpec[],
): readonly number[] {
  const of = (arg: string | undefined) => own.get(arg ?? "") ?? [];
  if (node.kind === "output") return node.args.flatMap(of);
  if (node.kind === "getitem") return of(node.args[0]).slice(node.index, node.index + 1);
  const constant =
    node.kind === "placeholder" && (node.role === "constant" || (node.role === "buffer" && !node.mutated));
  return node.values.map((value) => specs.push(specOf(value, constant)) - 1);
}

export function specOf(value: EdgeValue, constant: boolean): EdgeSpec {
  const dynamic = value.shape?.some((dim) => typeof dim !== "number") === true;
  return { ...value, constant, dynamism: dynamic ? "bounded" : "static", inplaceBase: null };
}

/** Whether specs have been given out: before, nothing can be planned. */
export function hasSpecs(graph: EdgeGraph): boolean {
  return graph.specs.length > 0;
}

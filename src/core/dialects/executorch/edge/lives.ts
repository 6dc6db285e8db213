/** Lives of specs as ExecuTorch counts them: positions in the list of nodes, both ends inside. */

import type { EdgeGraph, EdgeNode, EdgeSpec } from "./edge.types.ts";
import { isInPlace } from "./nodes.ts";

/** By spec; −1 where no node has it. */
export interface Lives {
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/**
 * Results in place get the spec of what they are written over. The original does so for the operator's own node and for
 * views, which ask their base: the output and whatever takes results apart keep the spec of before, which then has bytes
 * that nobody writes. Without `compat` they follow.
 */
export function withAliases(graph: EdgeGraph, compat: boolean): EdgeGraph {
  const own = new Map<string, readonly number[]>();
  const moved = new Map<number, number>();
  const now = (spec: number) => moved.get(spec) ?? spec;
  const specsOf = (node: EdgeNode) => {
    if (node.kind === "view") return own.get(node.args[0] ?? "")?.slice(0, 1) ?? node.specs;
    return compat ? node.specs : node.specs.map(now);
  };
  const nodes = graph.nodes.map((node): EdgeNode => {
    let specs = moved.size === 0 ? node.specs : specsOf(node);
    if (node.kind === "call" && isInPlace(node)) {
      const replaced = [...specs];
      for (const { result, arg } of node.inplace) {
        const spec = own.get(node.args[arg] ?? "")?.[0];
        const old = specs[result];
        if (spec === undefined || old === undefined) continue;
        replaced[result] = spec;
        if (old !== spec) moved.set(old, spec);
      }
      specs = replaced;
    }
    own.set(node.id, specs);
    return specs === node.specs ? node : { ...node, specs };
  });
  if (moved.size === 0) return graph;
  const specs = compat ? graph.specs : graph.specs.map((spec) => withBase(spec, now));
  return { ...graph, nodes, specs };
}

function withBase(spec: EdgeSpec, now: (spec: number) => number): EdgeSpec {
  return spec.inplaceBase === null ? spec : { ...spec, inplaceBase: now(spec.inplaceBase) };
}

/**
 * Each spec is alive wherever its node or a reader of it stands. Placeholders begin at 0; a mutated buffer lasts to the
 * end. With `compat` an operator in place prolongs nothing, nor does who reads its result.
 */
export function livesOf(graph: EdgeGraph, compat: boolean): Lives {
  const first = new Int32Array(graph.specs.length).fill(-1);
  const last = new Int32Array(graph.specs.length).fill(-1);
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  graph.nodes.forEach((node, at) => {
    // they come in after lives have been counted
    if (node.kind === "free") return;
    const input = node.kind === "placeholder";
    const [from, to] = [input ? 0 : at, isMutableBuffer(node) ? graph.nodes.length - 1 : at];
    for (const near of [node, ...node.args.map((arg) => byId.get(arg))]) {
      if (near === undefined || near.kind === "get_attr" || (compat && isInPlace(near))) continue;
      for (const spec of near.specs) {
        const [start = -1, end = -1] = [first[spec], last[spec]];
        if (start < 0 || start > from) first[spec] = from;
        if (end < to) last[spec] = to;
      }
    }
  });
  return { first, last };
}

export function isMutableBuffer(node: EdgeNode): boolean {
  return node.kind === "placeholder" && node.role === "buffer" && node.mutated;
}

/** Nodes of an edge graph as they are made: what is not said is not so. */

import type { CallNode, EdgeNode, EdgeValue, GetItemNode, PlaceholderNode } from "./edge.types.ts";

type Needed<N extends EdgeNode> = Pick<N, "id"> & Partial<Omit<N, "kind" | "id">>;

const HEAD = { args: [], values: [], specs: [], from: null } as const;

export function placeholder(node: Needed<PlaceholderNode>): PlaceholderNode {
  return {
    kind: "placeholder",
    op: "placeholder",
    ...HEAD,
    role: "input",
    mutated: false,
    weightHasGradient: false,
    storedOutside: false,
    ...node,
  };
}

export function call(node: Needed<CallNode> & Pick<CallNode, "op">): CallNode {
  return {
    kind: "call",
    ...HEAD,
    viewOf: null,
    inplace: [],
    writes: [],
    mayInplace: [],
    wrapped: [],
    shares: null,
    list: false,
    outs: null,
    workspace: 0,
    ...node,
  };
}

export function getItem(node: Needed<GetItemNode> & Pick<GetItemNode, "index">): GetItemNode {
  return { kind: "getitem", op: "getitem", ...HEAD, ...node };
}

/** Whether a node is an operator in place: what lives and collection leave out. */
export function isInPlace(node: EdgeNode): boolean {
  return node.kind === "call" && node.inplace.length > 0;
}

/** Whether a node writes memory that was there before it, so that it may not go though nobody reads it. */
export function writesMemory(node: EdgeNode): boolean {
  return node.kind === "call" && node.writes.length > 0;
}

/** A value as large and of the same kind as another, under a name of its own. */
export function likeValue(value: EdgeValue, name: string): EdgeValue {
  return { ...value, name };
}

/** Who makes and who reads each tensor, by ids. Made once for the rows of a document: moving boxes does not ask for it again. */

import type { GraphDocument, NodeSpec } from "../document.ts";

export type Rows = Pick<GraphDocument, "nodes" | "tensors">;

/** Remembers what was made of rows for as long as they are in use. */
export function perRows<T>(make: (rows: Rows) => T): {
  readonly of: (rows: Rows) => T;
  readonly set: (rows: Rows, value: T) => void;
} {
  const known = new WeakMap<Rows["nodes"], WeakMap<Rows["tensors"], T>>();
  const set = ({ nodes, tensors }: Rows, value: T): void => {
    const of = known.get(nodes);
    if (of === undefined) known.set(nodes, new WeakMap([[tensors, value]]));
    else of.set(tensors, value);
  };
  const of = (rows: Rows): T => {
    const found = known.get(rows.nodes)?.get(rows.tensors);
    if (found !== undefined) return found;
    const made = make(rows);
    set(rows, made);
    return made;
  };
  return { of, set };
}

export interface Index {
  /** Positions in the document. */
  readonly node: ReadonlyMap<string, number>;
  readonly tensor: ReadonlyMap<string, number>;
  readonly maker: ReadonlyMap<string, NodeSpec>;
  /** Distinct nodes in the order of the document; absent when nobody reads it. */
  readonly readers: ReadonlyMap<string, readonly NodeSpec[]>;
}

function readersOf(nodes: readonly NodeSpec[]): Map<string, NodeSpec[]> {
  const readers = new Map<string, NodeSpec[]>();
  for (const node of nodes) {
    for (const id of node.inputs) {
      const list = readers.get(id);
      if (list === undefined) readers.set(id, [node]);
      else if (list.at(-1) !== node) list.push(node);
    }
  }
  return readers;
}

function makeIndex({ nodes, tensors }: Rows): Index {
  let readers: Index["readers"] | undefined;
  return {
    node: new Map(nodes.map((n, i) => [n.id, i])),
    tensor: new Map(tensors.map((t, i) => [t.id, i])),
    maker: makersOf(nodes),
    get readers() {
      readers ??= readersOf(nodes);
      return readers;
    },
  };
}

export function makersOf(nodes: Iterable<NodeSpec>): Map<string, NodeSpec> {
  const maker = new Map<string, NodeSpec>();
  for (const node of nodes) for (const id of node.outputs) maker.set(id, node);
  return maker;
}

const index = perRows(makeIndex);

/** Linear in the size of the document the first time, nothing after. */
export function indexOf(rows: Rows): Index {
  return index.of(rows);
}

export function nodeOf(document: Rows, id: string): NodeSpec | undefined {
  return document.nodes[indexOf(document).node.get(id) ?? -1];
}

export function tensorOf(document: Rows, id: string): GraphDocument["tensors"][number] | undefined {
  return document.tensors[indexOf(document).tensor.get(id) ?? -1];
}

/** What each kind of document calls what is planned: arms have buffers where graphs have tensors. */

import type { MemplanDocument, SourceDocument } from "./document.ts";

export interface SourceWords {
  /** What runs at a step. */
  readonly node: string;
  readonly nodes: string;
  /** What needs memory. */
  readonly tensor: string;
  readonly tensors: string;
  /** What a plan of it is, as the end of "the plan of". */
  readonly of: string;
}

const GRAPH: SourceWords = {
  node: "node",
  nodes: "nodes",
  tensor: "tensor",
  tensors: "tensors",
  of: "a graph",
};
const WORDS: Readonly<Record<SourceDocument["kind"], SourceWords>> = {
  graph: GRAPH,
  lifetimes: { ...GRAPH, tensor: "lifetime", tensors: "lifetimes", of: "lifetimes only: there is no graph" },
  arms: { node: "arm", nodes: "arms", tensor: "buffer", tensors: "buffers", of: "arms and their buffers" },
  methods: { ...GRAPH, of: "a program of methods" },
  dataflow: { node: "firing", nodes: "firings", tensor: "FIFO", tensors: "FIFOs", of: "a dataflow graph" },
};

/** The kind of the document that was planned. */
export function sourceKind(document: MemplanDocument): SourceDocument["kind"] {
  return document.kind === "plan" ? document.source.kind : document.kind;
}

/** Of a plan, the words of what it is of. */
export function sourceWords(document: MemplanDocument): SourceWords {
  return WORDS[sourceKind(document)];
}

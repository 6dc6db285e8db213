/** The validated graph in indices: what orders, lifetimes and pictures work on. */

import type { GraphDocument } from "./document.ts";
import type { Lists } from "./plan.types.ts";

/** Nodes and tensors are named by their positions in the document. */
export interface Graph {
  readonly document: GraphDocument;
  readonly nodes: number;
  readonly tensors: number;
  readonly nodeIndex: ReadonlyMap<string, number>;
  readonly tensorIndex: ReadonlyMap<string, number>;
  /** Tensors each node reads, in the order of the document, repeats kept. */
  readonly inputs: Lists;
  readonly outputs: Lists;
  /** Node that makes each tensor, or −1. */
  readonly producer: Int32Array;
  /** Distinct nodes that read each tensor, ascending. */
  readonly readers: Lists;
  /** Bytes of each tensor, sub-byte types packed and rounded up to whole bytes. */
  readonly bytes: Float64Array;
  /** Index into ROLES. */
  readonly role: Uint8Array;
  /** 1 for a final output. */
  readonly output: Uint8Array;
  /** Scratch bytes of each node. */
  readonly workspace: Float64Array;
  /** Index of the arena each tensor is pinned to, 0 by default. */
  readonly arena: Int32Array;
}

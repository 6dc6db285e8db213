/** What a graph document and an order of its nodes say of every tensor, made from scratch for the checker alone. */

import type { DType, GraphDocument, TensorSpec } from "../document.ts";
import type { Rules } from "./look.ts";

/** Columns by position in the document. */
export interface Facts {
  readonly document: GraphDocument;
  readonly tensorIndex: ReadonlyMap<string, number>;
  readonly nodeIndex: ReadonlyMap<string, number>;
  /** Node that makes each tensor, or −1. */
  readonly producer: Int32Array;
  /** Step of each node. */
  readonly step: Int32Array;
  /** Bytes of each tensor; −1 when they cannot be known. */
  readonly bytes: Float64Array;
  /** 1 for a final output. */
  readonly output: Uint8Array;
  /** Lifetime of each tensor by itself, half open, in steps. */
  readonly start: Int32Array;
  readonly end: Int32Array;
}

const BITS: Readonly<Record<DType, number>> = {
  float64: 64,
  float32: 32,
  float16: 16,
  bfloat16: 16,
  float8e4m3: 8,
  float8e5m2: 8,
  int64: 64,
  int32: 32,
  int16: 16,
  int8: 8,
  uint64: 64,
  uint32: 32,
  uint16: 16,
  uint8: 8,
  int4: 4,
  uint4: 4,
  int2: 2,
  bool: 8,
  complex64: 64,
  complex128: 128,
  // a string has no size of its own: the document has to give the bytes
  string: Number.NaN,
};

/** Bytes of a tensor, sub-byte types packed; −1 when the document does not say. */
function sizeOf(tensor: TensorSpec): number {
  if (tensor.bytes !== undefined) return tensor.bytes;
  if (tensor.dtype === undefined || tensor.shape === undefined) return -1;
  let count = 1;
  for (const dim of tensor.shape) count *= typeof dim === "number" ? dim : dim.max;
  const bytes = Math.ceil((count * (BITS[tensor.dtype] ?? Number.NaN)) / 8);
  return Number.isSafeInteger(bytes) ? bytes : -1;
}

/** Expects an order that names every node once. */
export function learn(document: GraphDocument, order: readonly string[], rules: Rules): Facts {
  const { tensors, nodes } = document;
  const tensorIndex = new Map(tensors.map((t, i) => [t.id, i]));
  const stepOf = new Map(order.map((id, step) => [id, step]));
  const step = Int32Array.from(nodes, (node) => stepOf.get(node.id) ?? -1);
  const producer = new Int32Array(tensors.length).fill(-1);
  const lastRead = new Int32Array(tensors.length).fill(-1);
  nodes.forEach((node, n) => {
    for (const id of node.outputs) {
      const t = tensorIndex.get(id);
      if (t !== undefined) producer[t] = n;
    }
    for (const id of node.inputs) {
      const t = tensorIndex.get(id);
      if (t !== undefined) lastRead[t] = Math.max(lastRead[t] ?? -1, step[n] ?? -1);
    }
  });
  const output = new Uint8Array(tensors.length);
  for (const id of document.outputs) {
    const t = tensorIndex.get(id);
    if (t !== undefined) output[t] = 1;
  }
  /** To the end: one step at least, so that what is there is seen. */
  const last = Math.max(1, nodes.length);
  const start = new Int32Array(tensors.length);
  const end = new Int32Array(tensors.length);
  tensors.forEach((tensor, t) => {
    const role = tensor.role ?? "intermediate";
    const throughout = role === "constant" || role === "state";
    const from = role === "intermediate" ? Math.max(0, step[producer[t] ?? -1] ?? 0) : 0;
    const kept = throughout || output[t] === 1 || (role === "input" && rules.preserveInputs);
    start[t] = from;
    end[t] = kept ? last : Math.max(from + 1, (lastRead[t] ?? -1) + 1);
  });
  return {
    document,
    tensorIndex,
    nodeIndex: new Map(nodes.map((n, i) => [n.id, i])),
    producer,
    step,
    bytes: Float64Array.from(tensors, sizeOf),
    output,
    start,
    end,
  };
}

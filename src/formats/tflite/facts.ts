/** Each tensor of all subgraphs, in file order, with what decides its place: its id, its kind and its bytes. */

import type { Dim, TensorSpec } from "../../core/document.ts";
import type { Names } from "../names.ts";
import { prefixes, tensorIds } from "./names.ts";
import type { Notes } from "./notes.ts";
import type { BufferRow, Model, SubgraphRow, TensorRow } from "./schema.ts";

export interface Fact {
  readonly id: string;
  /** `plain`: to be planned, whoever makes it. */
  readonly kind: "input" | "constant" | "state" | "plain";
  readonly bytes: number;
  /** null for the tokens that we add to keep an order. */
  readonly row: TensorRow | null;
}

export interface Facts {
  /** Tensors of subgraph s are `all[base[s]]` onward. */
  readonly all: readonly Fact[];
  readonly base: readonly number[];
  readonly prefix: readonly string[];
}

/** `fileBytes` tells data that a cut file has lost. */
export function readFacts(model: Model, fileBytes: number, names: Names, notes: Notes): Facts {
  const prefix = prefixes(model.subgraphs);
  const all: Fact[] = [];
  const base: number[] = [];
  for (const [s, subgraph] of model.subgraphs.entries()) {
    base.push(all.length);
    const ids = tensorIds(subgraph, prefix[s] ?? "", names);
    const inputs = new Set(s === 0 ? subgraph.inputs : []);
    for (const [i, row] of subgraph.tensors.entries()) {
      const id = ids[i] ?? "";
      const stored = storedBytes(row, model.buffers, fileBytes, id, notes);
      const kind = stored !== null ? "constant" : row.variable ? "state" : inputs.has(i) ? "input" : "plain";
      all.push({ id, kind, bytes: stored !== null && stored >= 0 ? stored : shapeBytes(row), row });
    }
  }
  return { all, base, prefix };
}

/** Tensors of one subgraph, by their numbers in `Facts.all`. */
export function tensorsOf(facts: Facts, s: number, subgraph: SubgraphRow): readonly number[] {
  const base = facts.base[s] ?? 0;
  return subgraph.tensors.map((_, i) => base + i);
}

/** Bytes of a constant's data; −1 when it is one whose bytes are elsewhere, null when it is none. */
function storedBytes(
  row: TensorRow,
  buffers: readonly BufferRow[],
  fileBytes: number,
  id: string,
  notes: Notes,
): number | null {
  if (row.external) {
    notes.count("weights-elsewhere", `tensor:${id}`, shapeBytes(row));
    return -1;
  }
  const buffer = buffers[row.buffer];
  if (buffer === undefined) {
    // Buffer 0 means "no data", also in files without any buffer.
    if (row.buffer !== 0) notes.count("missing-buffer", `tensor:${id}`);
    return null;
  }
  if (buffer.data !== null) return buffer.data.bytes;
  if (buffer.outside === null) return null;
  const { start, bytes } = buffer.outside;
  if (start + bytes > fileBytes) {
    notes.count("weights-outside", `tensor:${id}`, shapeBytes(row));
    return -1;
  }
  return bytes === 0 ? -1 : bytes;
}

/** Bytes by type and stored shape, packed; 0 where the type has no size. */
export function shapeBytes(row: TensorRow): number {
  const elements = row.shape.reduce((product, dim) => product * stored(dim), 1);
  return Math.ceil((elements * (row.type.bits ?? 0)) / 8);
}

/** Some old files store −1 for a dimension that changes. */
function stored(dim: number): number {
  return dim < 0 ? 1 : dim;
}

/** The shape with a symbol for each dimension that changes at run time. */
export function dimsOf(row: TensorRow): readonly Dim[] {
  const signature = row.signature?.length === row.shape.length ? row.signature : row.shape;
  return row.shape.map((dim, axis) => {
    if (dim >= 0 && (signature[axis] ?? 0) >= 0) return dim;
    return { symbol: axis === 0 ? "batch" : `d${axis}`, max: stored(dim) };
  });
}

/** The tensor as the document has it; `bytes` is written only where dtype and shape do not give it. */
export function specOf(fact: Fact, role: TensorSpec["role"]): TensorSpec {
  const { id, row } = fact;
  if (row === null) return { id, dtype: "int8", shape: [0] };
  const shape = fact.kind === "constant" ? row.shape.map(stored) : dimsOf(row);
  const told = row.type.dtype !== null && row.type.bits !== null && shapeBytes(row) === fact.bytes;
  return {
    id,
    ...(row.type.dtype === null ? {} : { dtype: row.type.dtype }),
    shape,
    ...(told ? {} : { bytes: fact.bytes }),
    ...(role === "intermediate" ? {} : { role }),
  };
}

/** The tables of a TFLite model as plain rows: what is in the file, every index in it checked, nothing interpreted. */

import type { Reader, Span } from "../flatbuffer/reader.ts";
import { openRoot, type Table } from "../flatbuffer/table.ts";
import { CUSTOM, operatorName } from "./operators.ts";
import { type ElementType, elementType } from "./types.ts";

export interface OperatorCode {
  /** Name of the built-in operator; "CUSTOM" for one that the file names itself. */
  readonly builtin: string;
  /** What people call it: the custom code where there is one. */
  readonly name: string;
}

export interface TensorRow {
  readonly name: string;
  readonly type: ElementType;
  /** As stored: dimensions that change at run time hold a sample value, 1 as a rule. */
  readonly shape: readonly number[];
  /** As `shape`, with −1 for dimensions that change at run time; null when the file says nothing of them. */
  readonly signature: readonly number[] | null;
  readonly buffer: number;
  readonly variable: boolean;
  /** Its bytes are in a file of their own. */
  readonly external: boolean;
}

/** A subgraph that an operator runs. */
export interface Call {
  readonly branch: string;
  readonly subgraph: number;
}

export interface OperatorRow {
  readonly code: OperatorCode;
  /** −1: absent. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly calls: readonly Call[];
}

export interface SubgraphRow {
  readonly name: string;
  readonly tensors: readonly TensorRow[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly operators: readonly OperatorRow[];
}

export interface BufferRow {
  /** Bytes inside the FlatBuffer; null when there are none. */
  readonly data: Span | null;
  /** Bytes after the FlatBuffer, used by files above 2 GB; null when there are none. */
  readonly outside: Span | null;
}

export interface Model {
  readonly version: number;
  readonly subgraphs: readonly SubgraphRow[];
  readonly buffers: readonly BufferRow[];
  readonly metadata: readonly { readonly name: string; readonly buffer: number }[];
  readonly signatures: readonly { readonly key: string; readonly subgraph: number }[];
}

/** Which subgraphs an operator runs: names of the branches, in the order of the slots of its options. */
export const BRANCHES: Readonly<Record<string, readonly string[]>> = {
  IF: ["then", "else"],
  WHILE: ["cond", "body"],
  CALL_ONCE: ["init"],
};

/** The rows of a model; null after a fault, which the reader then holds. */
export function readModel(reader: Reader): Model | null {
  const root = openRoot(reader, "model");
  if (root === null) return null;
  const codes = root.children(1, "operator_codes", readCode);
  const model: Model = {
    version: root.uint32(0, 0),
    subgraphs: root.children(2, "subgraphs", (table) => readSubgraph(reader, table, codes)),
    buffers: root.children(4, "buffers", readBuffer),
    metadata: root.children(6, "metadata", (table) => ({
      name: table.string(0, "name"),
      buffer: table.uint32(1, 0),
    })),
    signatures: root.children(7, "signature_defs", (table) => ({
      key: table.string(2, "signature_key"),
      subgraph: table.uint32(4, 0),
    })),
  };
  if (reader.fault === null) checkCalls(reader, root, model);
  return reader.fault === null ? model : null;
}

function readCode(table: Table): OperatorCode {
  // Numbers above 127 did not fit the old field, which then holds a placeholder: the larger of the two is meant.
  const code = Math.max(table.int8(0, 0), table.int32(3, 0));
  const builtin = operatorName(code);
  const custom = code === CUSTOM ? table.string(1, "custom_code") : "";
  return { builtin, name: custom === "" ? builtin : custom };
}

function readSubgraph(reader: Reader, table: Table, codes: readonly OperatorCode[]): SubgraphRow {
  const name = table.string(4, "name");
  const tensors = table.children(0, "tensors", (tensor) => readTensor(reader, tensor));
  const indices = (from: Table, slot: number, field: string): readonly number[] => {
    const found = from.ints(slot, field) ?? [];
    const stray = found.find((i) => i < -1 || i >= tensors.length);
    if (stray !== undefined) {
      reader.corrupt(from.place, from.at, `${field} names tensor ${stray} of ${tensors.length}`);
    }
    return found;
  };
  const operators = table.children(3, "operators", (operator): OperatorRow => {
    const index = operator.uint32(0, 0);
    const code = codes[index];
    if (code === undefined) {
      reader.corrupt(operator.place, operator.at, `it uses operator code ${index} of ${codes.length}`);
    }
    const builtin = code?.builtin ?? "";
    return {
      code: code ?? { builtin, name: "" },
      inputs: indices(operator, 1, "inputs"),
      outputs: indices(operator, 2, "outputs"),
      calls: readCalls(operator, BRANCHES[builtin] ?? []),
    };
  });
  return {
    name,
    tensors,
    operators,
    inputs: indices(table, 1, "inputs"),
    outputs: indices(table, 2, "outputs"),
  };
}

function readTensor(reader: Reader, table: Table): TensorRow {
  const shape = table.ints(0, "shape") ?? [];
  // 16 bytes is the largest element: the size stays an exact number.
  if (!Number.isSafeInteger(shape.reduce((product, dim) => product * Math.max(dim, 1), 16))) {
    reader.corrupt(table.place, table.at, "its shape holds more elements than any memory");
  }
  return {
    name: table.string(3, "name"),
    type: elementType(table.int8(1, 0)),
    shape,
    signature: table.ints(7, "shape_signature"),
    buffer: table.uint32(2, 0),
    variable: table.uint8(5, 0) !== 0,
    external: table.uint32(10, 0) !== 0,
  };
}

function readCalls(operator: Table, branches: readonly string[]): readonly Call[] {
  const options = branches.length === 0 ? null : operator.child(4, "builtin_options");
  if (options === null) return [];
  return branches.map((branch, slot) => ({ branch, subgraph: options.int32(slot, 0) }));
}

function readBuffer(table: Table): BufferRow {
  const data = table.bytes(0, "data");
  const start = table.uint64(1, 0);
  // 0 and 1 are placeholders that a writer leaves where it has no offset.
  const outside = start > 1 ? { start, bytes: table.uint64(2, 0) } : null;
  return { data: data === null || data.bytes === 0 ? null : data, outside };
}

function checkCalls(reader: Reader, root: Table, model: Model): void {
  const count = model.subgraphs.length;
  for (const [s, subgraph] of model.subgraphs.entries()) {
    for (const [i, operator] of subgraph.operators.entries()) {
      const stray = operator.calls.find((call) => call.subgraph < 0 || call.subgraph >= count);
      if (stray === undefined) continue;
      const why = `operator ${i} of subgraph ${s} runs subgraph ${stray.subgraph} of ${count}`;
      reader.corrupt(root.place, root.at, why);
      return;
    }
  }
}

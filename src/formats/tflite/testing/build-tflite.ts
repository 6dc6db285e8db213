/** Builds small TFLite files for tests, from plain descriptions, with the builder of the `flatbuffers` package. */

import { Builder } from "flatbuffers";
import { operatorName } from "../operators.ts";

export interface TensorSketch {
  readonly name?: string;
  /** Absent: the file holds no shape, which is a scalar. */
  readonly shape?: readonly number[];
  readonly signature?: readonly number[];
  /** Number in the schema; absent: 9, int8. */
  readonly type?: number;
  /** Constant data: the bytes, or how many zeros. */
  readonly data?: Uint8Array | number;
  /** Constant data behind the FlatBuffer. */
  readonly outside?: { readonly offset: number; readonly size: number };
  /** A buffer by number, instead of one made for this tensor. */
  readonly buffer?: number;
  readonly externalBuffer?: number;
  readonly variable?: boolean;
}

export interface OperatorSketch {
  /** Name of a built-in operator, or any other name for a custom one. */
  readonly op: string;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** int32 fields of builtin_options, by slot. */
  readonly options?: readonly number[];
}

export interface SubgraphSketch {
  readonly name?: string;
  readonly tensors: readonly TensorSketch[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly operators: readonly OperatorSketch[];
}

export interface ModelSketch {
  readonly version?: number;
  readonly subgraphs: readonly SubgraphSketch[];
  readonly metadata?: readonly { readonly name: string; readonly words: readonly number[] }[];
  readonly signatures?: readonly { readonly key: string; readonly subgraph: number }[];
  /** False leaves the vector of buffers out of the file. */
  readonly buffers?: boolean;
}

const NUMBERS = new Map(Array.from({ length: 210 }, (_, code) => [operatorName(code), code]));
const CUSTOM = 32;
/** What the old, 8-bit field holds when the number does not fit it. */
const PLACEHOLDER = 127;

/** The bytes of a .tflite file. */
export function buildTflite(model: ModelSketch): Uint8Array {
  const b = new Builder(1024);
  const buffers: number[] = [table(b, [])];
  const codes: string[] = [];
  const subgraphs = model.subgraphs.map((subgraph) => {
    const tensors = subgraph.tensors.map((tensor) => writeTensor(b, tensor, buffers));
    const operators = subgraph.operators.map((operator) => writeOperator(b, operator, codes));
    return table(b, [
      [0, "offset", offsets(b, tensors)],
      [1, "offset", ints(b, subgraph.inputs)],
      [2, "offset", ints(b, subgraph.outputs)],
      [3, "offset", offsets(b, operators)],
      [4, "offset", subgraph.name === undefined ? 0 : b.createString(subgraph.name)],
    ]);
  });
  const metadata = (model.metadata ?? []).map(({ name, words }) => {
    const bytes = new Uint8Array(new Int32Array(words).buffer);
    buffers.push(table(b, [[0, "offset", b.createByteVector(bytes)]]));
    return table(b, [
      [0, "offset", b.createString(name)],
      [1, "int32", buffers.length - 1],
    ]);
  });
  const signatures = (model.signatures ?? []).map(({ key, subgraph }) =>
    table(b, [
      [2, "offset", b.createString(key)],
      [4, "int32", subgraph],
    ]),
  );
  const root = table(b, [
    [0, "int32", model.version ?? 3],
    [
      1,
      "offset",
      offsets(
        b,
        codes.map((name) => writeCode(b, name)),
      ),
    ],
    [2, "offset", offsets(b, subgraphs)],
    [4, "offset", model.buffers === false ? 0 : offsets(b, buffers)],
    [6, "offset", metadata.length === 0 ? 0 : offsets(b, metadata)],
    [7, "offset", signatures.length === 0 ? 0 : offsets(b, signatures)],
  ]);
  b.finish(root, "TFL3");
  return b.asUint8Array().slice();
}

type Field = readonly [slot: number, kind: "offset" | "int8" | "int32" | "uint64", value: number];

/** A table of the given fields; those that are 0 are left out, as writers do. Children come before it. */
function table(b: Builder, fields: readonly Field[]): number {
  b.startObject(Math.max(0, ...fields.map(([slot]) => slot + 1)));
  for (const [slot, kind, value] of fields) {
    if (kind === "offset") b.addFieldOffset(slot, value, 0);
    else if (kind === "int8") b.addFieldInt8(slot, value, 0);
    else if (kind === "int32") b.addFieldInt32(slot, value, 0);
    else b.addFieldInt64(slot, BigInt(value), 0n);
  }
  return b.endObject();
}

function ints(b: Builder, values: readonly number[]): number {
  b.startVector(4, values.length, 4);
  for (const value of values.toReversed()) b.addInt32(value);
  return b.endVector();
}

function offsets(b: Builder, values: readonly number[]): number {
  b.startVector(4, values.length, 4);
  for (const value of values.toReversed()) b.addOffset(value);
  return b.endVector();
}

function writeTensor(b: Builder, tensor: TensorSketch, buffers: number[]): number {
  let buffer = tensor.buffer ?? 0;
  if (tensor.data !== undefined) {
    const data = typeof tensor.data === "number" ? new Uint8Array(tensor.data) : tensor.data;
    buffer = buffers.push(table(b, [[0, "offset", b.createByteVector(data)]])) - 1;
  } else if (tensor.outside !== undefined) {
    const { offset, size } = tensor.outside;
    const fields: Field[] = [
      [1, "uint64", offset],
      [2, "uint64", size],
    ];
    buffer = buffers.push(table(b, fields)) - 1;
  }
  return table(b, [
    [0, "offset", tensor.shape === undefined ? 0 : ints(b, tensor.shape)],
    [1, "int8", tensor.type ?? 9],
    [2, "int32", buffer],
    [3, "offset", tensor.name === undefined ? 0 : b.createString(tensor.name)],
    [5, "int8", tensor.variable === true ? 1 : 0],
    [7, "offset", tensor.signature === undefined ? 0 : ints(b, tensor.signature)],
    [10, "int32", tensor.externalBuffer ?? 0],
  ]);
}

function writeOperator(b: Builder, operator: OperatorSketch, codes: string[]): number {
  const known = codes.indexOf(operator.op);
  const code = known >= 0 ? known : codes.push(operator.op) - 1;
  const options = operator.options?.map((value, slot): Field => [slot, "int32", value]);
  return table(b, [
    [0, "int32", code],
    [1, "offset", ints(b, operator.inputs)],
    [2, "offset", ints(b, operator.outputs)],
    [3, "int8", options === undefined ? 0 : 1],
    [4, "offset", options === undefined ? 0 : table(b, options)],
  ]);
}

function writeCode(b: Builder, name: string): number {
  const code = NUMBERS.get(name) ?? CUSTOM;
  return table(b, [
    [0, "int8", Math.min(code, PLACEHOLDER)],
    [1, "offset", NUMBERS.has(name) ? 0 : b.createString(name)],
    [2, "int32", 1],
    [3, "int32", code],
  ]);
}

/** A small keyword-spotting network as a .tflite file: 9 layers, int8, 49 × 10 features to 12 words. */
export function keywordNet(): Uint8Array {
  const tensors: TensorSketch[] = [{ name: "features", shape: [1, 49, 10, 1] }];
  const operators: OperatorSketch[] = [];
  const layer = (op: string, name: string, shape: readonly number[], weights: readonly number[]): void => {
    const from = tensors.length - 1;
    const inputs = [from];
    // Weights come before the result, so that the result is what the next layer finds last
    const constants = weights.map((size, i) => ({
      name: `${name}/${i === 0 ? "weights" : "bias"}`,
      shape: [size],
      data: size,
    }));
    for (const constant of constants) inputs.push(tensors.push(constant) - 1);
    operators.push({ op, inputs, outputs: [tensors.push({ name, shape }) - 1] });
  };
  layer("CONV_2D", "conv", [1, 25, 5, 64], [64 * 40, 256]);
  layer("DEPTHWISE_CONV_2D", "depthwise1", [1, 25, 5, 64], [64 * 9, 256]);
  layer("CONV_2D", "pointwise1", [1, 25, 5, 64], [64 * 64, 256]);
  layer("DEPTHWISE_CONV_2D", "depthwise2", [1, 25, 5, 64], [64 * 9, 256]);
  layer("CONV_2D", "pointwise2", [1, 25, 5, 64], [64 * 64, 256]);
  layer("AVERAGE_POOL_2D", "pool", [1, 1, 1, 64], []);
  layer("RESHAPE", "flat", [1, 64], []);
  layer("FULLY_CONNECTED", "logits", [1, 12], [12 * 64, 48]);
  layer("SOFTMAX", "words", [1, 12], []);
  return buildTflite({
    subgraphs: [{ name: "main", tensors, inputs: [0], outputs: [tensors.length - 1], operators }],
  });
}

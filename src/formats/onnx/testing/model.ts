/** Builds small ONNX models for tests: one node, or a graph of some, in a few words. */

import { data, floats, int, joined, message, packed, text } from "./proto.ts";

/** A tensor: an input to feed, or with `fixed` an initializer. */
export interface TensorCase {
  readonly element: number;
  readonly dims: readonly number[];
  /** What the file declares in their place: names, or null for nothing. */
  readonly declared?: readonly (number | string | null)[];
  readonly values?: readonly number[];
  readonly fixed?: boolean;
}

export interface GraphCase {
  readonly nodes: readonly NodeCase[];
  readonly inputs?: readonly (readonly [name: string, tensor: TensorCase | null])[];
  readonly outputs: readonly string[];
  /** Types that the file declares of values inside. */
  readonly values?: readonly (readonly [name: string, tensor: TensorCase])[];
}

export interface FunctionCase {
  readonly name: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly nodes: readonly NodeCase[];
  /** Names of attributes without defaults. */
  readonly attributes?: readonly string[];
  readonly defaults?: Readonly<Record<string, AttributeCase>>;
  readonly opsets: Readonly<Record<string, number>>;
}

export type AttributeCase =
  | number
  | string
  | readonly number[]
  | readonly string[]
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly tensor: TensorCase }
  | { readonly graph: GraphCase }
  /** Inside a function: the attribute of its caller, and its type as in AttributeProto. */
  | { readonly refers: string; readonly type: number };

export interface NodeCase {
  readonly op: string;
  readonly name?: string;
  readonly domain?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, AttributeCase>>;
}

/** AttributeProto.AttributeType. */
const KIND = { float: 1, int: 2, text: 3, tensor: 4, graph: 5, floats: 6, ints: 7, texts: 8 } as const;

const INT64 = 7;
const BYTES: Readonly<Record<number, number>> = { 1: 4, 2: 1, 3: 1, 6: 4, 7: 8, 9: 1, 10: 2, 11: 8 };

function raw({ element, dims, values }: TensorCase): Uint8Array {
  const count = dims.reduce((n, d) => n * d, 1);
  const all = Array.from({ length: count }, (_, i) => values?.[i] ?? 0);
  if (element === 1) return floats(...all);
  const size = BYTES[element] ?? 0;
  const bytes = new Uint8Array(count * size);
  const view = new DataView(bytes.buffer);
  all.forEach((value, i) => {
    if (element === INT64) view.setBigInt64(8 * i, BigInt(value), true);
    else if (element === 6) view.setInt32(4 * i, value, true);
    else if (element === 11) view.setFloat64(8 * i, value, true);
    else if (element !== 10) view.setInt8(i, value);
  });
  return bytes;
}

function tensorFields(tensor: TensorCase, name: string): Uint8Array[] {
  return [packed(1, tensor.dims), int(2, tensor.element), text(8, name), data(9, raw(tensor))];
}

function valueFields(name: string, tensor: TensorCase | null): Uint8Array[] {
  if (tensor === null) return [text(1, name)];
  const dims = (tensor.declared ?? tensor.dims).map((d) =>
    message(1, ...(d === null ? [] : [typeof d === "string" ? text(2, d) : int(1, d)])),
  );
  return [text(1, name), message(2, message(1, int(1, tensor.element), data(2, joined(dims))))];
}

function attributeFields(name: string, value: AttributeCase): Uint8Array[] {
  const typed = (kind: number, ...fields: readonly Uint8Array[]) => [text(1, name), ...fields, int(20, kind)];
  if (typeof value === "number") return typed(KIND.int, int(3, value));
  if (typeof value === "string") return typed(KIND.text, text(4, value));
  if ("refers" in value) return [text(1, name), int(20, value.type), text(21, value.refers)];
  if ("float" in value) return typed(KIND.float, joined([Uint8Array.of(2 * 8 + 5), floats(value.float)]));
  if ("floats" in value) return typed(KIND.floats, data(7, floats(...value.floats)));
  if ("tensor" in value) return typed(KIND.tensor, message(5, ...tensorFields(value.tensor, "")));
  if ("graph" in value) return typed(KIND.graph, message(6, ...graphFields(value.graph, "body")));
  const texts = value.filter((item) => typeof item === "string");
  if (texts.length > 0) return typed(KIND.texts, ...texts.map((item) => text(9, item)));
  const ints = value.filter((item) => typeof item === "number");
  return typed(KIND.ints, ...ints.map((item) => int(8, item)));
}

function nodeFields(node: NodeCase): Uint8Array[] {
  return [
    ...node.inputs.map((name) => text(1, name)),
    ...node.outputs.map((name) => text(2, name)),
    ...(node.name === undefined ? [] : [text(3, node.name)]),
    text(4, node.op),
    ...Object.entries(node.attributes ?? {}).map(([name, value]) =>
      message(5, ...attributeFields(name, value)),
    ),
    ...(node.domain === undefined ? [] : [text(7, node.domain)]),
  ];
}

function graphFields({ nodes, inputs = [], outputs, values = [] }: GraphCase, name: string): Uint8Array[] {
  return [
    ...nodes.map((node) => data(1, joined(nodeFields(node)))),
    text(2, name),
    ...inputs.flatMap(([id, tensor]) =>
      tensor?.fixed === true ? [message(5, ...tensorFields(tensor, id))] : [],
    ),
    ...inputs.flatMap(([id, tensor]) =>
      tensor?.fixed === true ? [] : [message(11, ...valueFields(id, tensor))],
    ),
    ...outputs.map((id) => message(12, ...valueFields(id, null))),
    ...values.map(([id, tensor]) => message(13, ...valueFields(id, tensor))),
  ];
}

function functionFields(own: FunctionCase): Uint8Array[] {
  return [
    text(1, own.name),
    ...own.inputs.map((name) => text(4, name)),
    ...own.outputs.map((name) => text(5, name)),
    ...(own.attributes ?? []).map((name) => text(6, name)),
    ...own.nodes.map((node) => data(7, joined(nodeFields(node)))),
    ...opsetFields(own.opsets, 9),
    text(10, own.domain),
    ...Object.entries(own.defaults ?? {}).map(([name, value]) =>
      message(11, ...attributeFields(name, value)),
    ),
  ];
}

function opsetFields(opsets: Readonly<Record<string, number>>, field: number): Uint8Array[] {
  return Object.entries(opsets).map(([domain, version]) => message(field, text(1, domain), int(2, version)));
}

/** The bytes of a model. `opsets` by domain, "" for ai.onnx. */
export function modelBytes(
  graph: GraphCase,
  opsets: Readonly<Record<string, number>>,
  functions: readonly FunctionCase[] = [],
): Uint8Array {
  return joined([
    int(1, 8),
    data(7, joined(graphFields(graph, "test"))),
    ...opsetFields(opsets, 8),
    ...functions.map((own) => message(25, ...functionFields(own))),
  ]);
}

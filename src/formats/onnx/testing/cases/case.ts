/** The words that cases of operators are written in. */

import type { AttributeCase, GraphCase, NodeCase, TensorCase } from "../model.ts";

/** One node in several versions of its operator set; ONNX Runtime says what its outputs are. */
export interface OperatorCase {
  readonly op: string;
  readonly domain?: string;
  /** Versions of the operator set of its domain. */
  readonly opsets: readonly number[];
  /** Null: an optional input that is absent. */
  readonly inputs: readonly (TensorCase | null)[];
  readonly attributes?: Readonly<Record<string, AttributeCase>>;
  /** Number of outputs, 1 by default. */
  readonly outputs?: number;
}

const of =
  (element: number) =>
  (...dims: readonly number[]): TensorCase => ({ element, dims });

export const f32 = of(1);
export const u8 = of(2);
export const i8 = of(3);
export const i32 = of(6);
export const i64 = of(7);
export const bool = of(9);
export const f64 = of(11);

/** A list of int64 that the model holds. */
export function ints(...values: readonly number[]): TensorCase {
  return { element: 7, dims: [values.length], values, fixed: true };
}

/** One int64 that the model holds. */
export function int(value: number): TensorCase {
  return { element: 7, dims: [], values: [value], fixed: true };
}

export function floatsOf(...values: readonly number[]): TensorCase {
  return { element: 1, dims: [values.length], values, fixed: true };
}

export function float(value: number): TensorCase {
  return { element: 1, dims: [], values: [value], fixed: true };
}

/** A tensor that the model holds, with these values. */
export function fixed(tensor: TensorCase, ...values: readonly number[]): TensorCase {
  return { ...tensor, values, fixed: true };
}

export type Variant = readonly [
  inputs: readonly (TensorCase | null)[],
  attributes?: Readonly<Record<string, AttributeCase>>,
  outputs?: number,
];

/** Cases of one operator: inputs, attributes and number of outputs, each in all versions given. */
export function cases(
  op: string,
  opsets: readonly number[],
  ...variants: readonly Variant[]
): OperatorCase[] {
  return variants.map(([inputs, attributes = {}, outputs = 1]) => ({
    op,
    opsets,
    inputs,
    attributes,
    outputs,
  }));
}

/** The same of another domain. */
export function inDomain(domain: string, list: readonly OperatorCase[]): OperatorCase[] {
  return list.map((own) => ({ ...own, domain }));
}

export function nameOf(own: OperatorCase, opset: number): string {
  const shapes = own.inputs.map((t) =>
    t === null ? "–" : t.dims.length === 0 ? "scalar" : t.dims.join("×"),
  );
  return `${own.domain === undefined ? "" : `${own.domain}.`}${own.op}-${opset} (${shapes.join(", ")}) ${JSON.stringify(own.attributes)}`;
}

/** The node of a case, with `prefix` before all its names so that many stand in one graph. */
export function graphOf(own: OperatorCase, prefix = ""): GraphCase {
  const node: NodeCase = {
    op: own.op,
    inputs: own.inputs.map((tensor, i) => (tensor === null ? "" : `${prefix}i${i}`)),
    outputs: Array.from({ length: own.outputs ?? 1 }, (_, i) => `${prefix}o${i}`),
    ...(own.domain === undefined ? {} : { domain: own.domain }),
    ...(own.attributes === undefined ? {} : { attributes: own.attributes }),
  };
  return {
    nodes: [node],
    inputs: own.inputs.flatMap((tensor, i) => (tensor === null ? [] : [[`${prefix}i${i}`, tensor] as const])),
    outputs: node.outputs,
  };
}

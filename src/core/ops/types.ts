/** What an operator is: its ports, the types that it gives, the bytes that it may share. One file a family; index.ts has the table. */

import type { Attributes, AttributeValue, Dim, DType, ShareRight } from "../document.ts";

export interface ValueType {
  readonly dtype: DType;
  /** Outermost first; `[]` is a scalar. */
  readonly shape: readonly Dim[];
}

export interface Port {
  /** As the field's documents call it: `A`, `X`, `weights`. */
  readonly name: string;
  /** What it takes or gives, in a few words. */
  readonly says: string;
  /** May stay unconnected. */
  readonly optional?: true;
  /** The last port only: takes any number of values, at ports of their own. */
  readonly many?: true;
}

export type AttributeKind =
  | { readonly kind: "whole"; readonly least: number; readonly most?: number }
  /** A list of whole numbers; with `length`, of that many. */
  | { readonly kind: "wholes"; readonly least: number; readonly length?: number }
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "flag" }
  | { readonly kind: "dtype" };

export interface AttributeSpec {
  readonly name: string;
  readonly title: string;
  readonly says: string;
  readonly default: AttributeValue;
  readonly kind: AttributeKind;
}

export type Inferred =
  /** One type for each output. */
  | { readonly kind: "types"; readonly types: readonly ValueType[] }
  /** Something is not connected or not known; outputs keep what they have. `says` is a sentence. */
  | { readonly kind: "open"; readonly says: string }
  /** What is connected to `port` cannot be; `says` is a sentence with both shapes in it. `wants` is the one shape that could. */
  | {
      readonly kind: "fault";
      readonly port: number;
      readonly says: string;
      readonly wants?: readonly Dim[];
    };

export const OPERATOR_GROUPS = [
  "Linear",
  "Convolution",
  "Elementwise",
  "Normalise",
  "Reduce",
  "Shape",
  "Custom",
] as const;
export type OperatorGroup = (typeof OPERATOR_GROUPS)[number];

export interface Operator {
  /** As nodes name it in `op`. */
  readonly id: string;
  /** One line on what it does. */
  readonly says: string;
  readonly group: OperatorGroup;
  /** Other names that people search for or that importers write, e.g. `CONV_2D`. */
  readonly aliases: readonly string[];
  readonly inputs: readonly Port[];
  readonly outputs: (attributes: Attributes) => readonly Port[];
  readonly attributes: readonly AttributeSpec[];
  /** `inputs[p]` is what port p reads; undefined when nothing is connected or its type is not known. */
  readonly infer: (inputs: readonly (ValueType | undefined)[], attributes: Attributes) => Inferred;
  /** Rights that its outputs have, with ports for positions; only of inputs whose type is given. */
  readonly shares: (
    inputs: readonly (ValueType | undefined)[],
    outputs: readonly ValueType[],
    attributes: Attributes,
  ) => readonly ShareRight[];
}

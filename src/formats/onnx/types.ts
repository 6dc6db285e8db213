/** Element types of ONNX as dtypes of documents. */

import type { DType } from "../../core/document.ts";

/** Bits of an element, and the dtype where documents have one. */
export interface ElementType {
  readonly bits: number;
  readonly dtype: DType | undefined;
}

const of = (bits: number, dtype?: DType): ElementType => ({ bits, dtype });

const TYPES: Readonly<Record<number, ElementType>> = {
  1: of(32, "float32"),
  2: of(8, "uint8"),
  3: of(8, "int8"),
  4: of(16, "uint16"),
  5: of(16, "int16"),
  6: of(32, "int32"),
  7: of(64, "int64"),
  9: of(8, "bool"),
  10: of(16, "float16"),
  11: of(64, "float64"),
  12: of(32, "uint32"),
  13: of(64, "uint64"),
  14: of(64, "complex64"),
  15: of(128, "complex128"),
  16: of(16, "bfloat16"),
  17: of(8, "float8e4m3"),
  18: of(8, "float8e4m3"),
  19: of(8, "float8e5m2"),
  20: of(8, "float8e5m2"),
  21: of(4, "uint4"),
  22: of(4, "int4"),
  23: of(4),
  24: of(8),
  25: of(2),
  26: of(2, "int2"),
};

/** Undefined for strings and for what is not known: such elements have no size. */
export function elementType(element: number): ElementType | undefined {
  return TYPES[element];
}

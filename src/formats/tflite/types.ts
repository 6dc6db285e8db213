/** TFLite's element types by their number in the file, and what we call them. */

import type { DType } from "../../core/document.ts";

export interface ElementType {
  /** As the schema writes it. */
  readonly name: string;
  /** null: memplan has no such dtype. */
  readonly dtype: DType | null;
  /** Bits of one element; null: not fixed by the type. */
  readonly bits: number | null;
}

const TYPES: readonly ElementType[] = [
  { name: "FLOAT32", dtype: "float32", bits: 32 },
  { name: "FLOAT16", dtype: "float16", bits: 16 },
  { name: "INT32", dtype: "int32", bits: 32 },
  { name: "UINT8", dtype: "uint8", bits: 8 },
  { name: "INT64", dtype: "int64", bits: 64 },
  { name: "STRING", dtype: "string", bits: null },
  { name: "BOOL", dtype: "bool", bits: 8 },
  { name: "INT16", dtype: "int16", bits: 16 },
  { name: "COMPLEX64", dtype: "complex64", bits: 64 },
  { name: "INT8", dtype: "int8", bits: 8 },
  { name: "FLOAT64", dtype: "float64", bits: 64 },
  { name: "COMPLEX128", dtype: "complex128", bits: 128 },
  { name: "UINT64", dtype: "uint64", bits: 64 },
  // A handle: TFLM sets aside the room of an int32 for it.
  { name: "RESOURCE", dtype: null, bits: 32 },
  { name: "VARIANT", dtype: null, bits: null },
  { name: "UINT32", dtype: "uint32", bits: 32 },
  { name: "UINT16", dtype: "uint16", bits: 16 },
  { name: "INT4", dtype: "int4", bits: 4 },
  { name: "BFLOAT16", dtype: "bfloat16", bits: 16 },
  { name: "INT2", dtype: "int2", bits: 2 },
  { name: "UINT4", dtype: "uint4", bits: 4 },
  { name: "FLOAT8_E4M3FN", dtype: "float8e4m3", bits: 8 },
  { name: "FLOAT8_E5M2", dtype: "float8e5m2", bits: 8 },
];

/** The element type of a number; one of unknown size for a number that we do not know. */
export function elementType(code: number): ElementType {
  return TYPES[code] ?? { name: `type ${code}`, dtype: null, bits: null };
}

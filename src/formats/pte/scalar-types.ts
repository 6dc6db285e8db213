/** Element types by their number in the file, with the bytes that one element takes in memory. */

import type { DType } from "../../core/document.ts";

export interface ScalarType {
  readonly name: string;
  readonly bytes: number;
  /** Ours; null where we have none, so that bytes stand for it. */
  readonly dtype: DType | null;
}

const TYPES: Readonly<Record<number, ScalarType>> = {
  0: { name: "uint8", bytes: 1, dtype: "uint8" },
  1: { name: "int8", bytes: 1, dtype: "int8" },
  2: { name: "int16", bytes: 2, dtype: "int16" },
  3: { name: "int32", bytes: 4, dtype: "int32" },
  4: { name: "int64", bytes: 8, dtype: "int64" },
  5: { name: "float16", bytes: 2, dtype: "float16" },
  6: { name: "float32", bytes: 4, dtype: "float32" },
  7: { name: "float64", bytes: 8, dtype: "float64" },
  8: { name: "complex32", bytes: 4, dtype: null },
  9: { name: "complex64", bytes: 8, dtype: "complex64" },
  10: { name: "complex128", bytes: 16, dtype: "complex128" },
  11: { name: "bool", bytes: 1, dtype: "bool" },
  12: { name: "qint8", bytes: 1, dtype: "int8" },
  13: { name: "quint8", bytes: 1, dtype: "uint8" },
  14: { name: "qint32", bytes: 4, dtype: "int32" },
  15: { name: "bfloat16", bytes: 2, dtype: "bfloat16" },
  16: { name: "quint4x2", bytes: 1, dtype: null },
  17: { name: "quint2x4", bytes: 1, dtype: null },
  22: { name: "bits16", bytes: 2, dtype: null },
  23: { name: "float8e5m2", bytes: 1, dtype: "float8e5m2" },
  24: { name: "float8e4m3fn", bytes: 1, dtype: "float8e4m3" },
  25: { name: "float8e5m2fnuz", bytes: 1, dtype: null },
  26: { name: "float8e4m3fnuz", bytes: 1, dtype: null },
  27: { name: "uint16", bytes: 2, dtype: "uint16" },
  28: { name: "uint32", bytes: 4, dtype: "uint32" },
  29: { name: "uint64", bytes: 8, dtype: "uint64" },
};

/** Undefined: a number that is not known. */
export function scalarType(number: number): ScalarType | undefined {
  return Object.hasOwn(TYPES, number) ? TYPES[number] : undefined;
}

/** Bytes of a tensor of non-negative sizes; of an unknown type a byte an element. May be beyond 2^53. */
export function tensorBytes(scalar: number, sizes: readonly number[]): number {
  return sizes.reduce((product, size) => product * size, scalarType(scalar)?.bytes ?? 1);
}

/** `cuda:0`; undefined for the processor. */
export function deviceName(type: number, index: number): string | undefined {
  if (type === 0) return undefined;
  return `${type === 1 ? "cuda" : `device type ${type}`}:${index}`;
}

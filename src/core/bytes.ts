/** Bytes of a dtype and shape: sub-byte elements pack, symbols count at their maximum, nothing is guessed. */

import type { Dim, DType, TensorSpec } from "./document.ts";
import { fail, ok, type Result } from "./result.ts";

/** Bits of one element; 0 where elements have no size of their own. */
export const DTYPE_BITS: Readonly<Record<DType, number>> = {
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
  string: 0,
};

/** Whether `n` is an integer that counts exactly: 0 … 2^53 − 1. */
export function isCount(n: unknown): n is number {
  return typeof n === "number" && Number.isSafeInteger(n) && n >= 0;
}

/** The size that a dimension is planned at. */
export function sizeOfDim(dim: Dim): number {
  return typeof dim === "number" ? dim : dim.max;
}

/** Bytes of a tensor. Fails with "unknown-size", "bad-number" or "too-large", the id in the message. */
export function bytesOf(tensor: TensorSpec): Result<number> {
  const at = [`tensor:${tensor.id}`];
  const name = `Tensor ${JSON.stringify(tensor.id)}`;
  if (tensor.bytes !== undefined) {
    if (isCount(tensor.bytes)) return ok(tensor.bytes);
    return fail(
      "bad-number",
      `${name} has ${tensor.bytes} bytes, which is not a whole number from 0 to 2^53 − 1.`,
      {
        at,
        help: "Give its size as a whole number of bytes.",
      },
    );
  }
  const missing = missingPart(tensor);
  if (missing !== undefined || tensor.dtype === undefined || tensor.shape === undefined) {
    return fail("unknown-size", `${name} has a size that cannot be known: it has ${missing}.`, {
      at,
      help: 'Give it "bytes", or a dtype and a shape.',
    });
  }
  const bits = DTYPE_BITS[tensor.dtype];
  let elements = 1;
  let empty = false;
  for (const dim of tensor.shape) {
    const size = sizeOfDim(dim);
    if (!isCount(size)) {
      return fail("bad-number", `${name} has the dimension ${size}, which is not a whole number from 0 up.`, {
        at,
        help: "Give each dimension as a whole number, or as a symbol with its maximum.",
      });
    }
    empty ||= size === 0;
    elements *= size;
  }
  if (empty) return ok(0);
  // Products of integers are exact or at least 2^53, so comparing floats loses nothing
  const bytes = Math.ceil((elements * bits) / 8);
  if (isCount(elements) && isCount(bytes)) return ok(bytes);
  return fail(
    "too-large",
    `${name} would have ${bytes.toExponential(2)} bytes, more than can be counted exactly.`,
    {
      at,
      help: "Check its shape: sizes go up to 2^53 − 1 bytes.",
    },
  );
}

function missingPart(tensor: TensorSpec): string | undefined {
  if (tensor.dtype === undefined && tensor.shape === undefined) return "neither bytes nor dtype and shape";
  if (tensor.dtype === undefined) return "no dtype";
  if (tensor.shape === undefined) return "no shape";
  const bits: number | undefined = DTYPE_BITS[tensor.dtype];
  if (bits === undefined) return `the unknown dtype ${JSON.stringify(tensor.dtype)}`;
  return bits === 0 ? `dtype ${tensor.dtype}, whose elements differ in size` : undefined;
}

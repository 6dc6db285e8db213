import { describe, expect, test } from "vitest";
import { bytesOf } from "./bytes.ts";
import { DTYPES, type TensorSpec } from "./document.ts";

function bytes(spec: Omit<TensorSpec, "id">): number | string {
  const result = bytesOf({ id: "t", ...spec });
  return result.ok ? result.value : result.problem.code;
}

describe("bytes of a tensor", () => {
  test("ten elements of each dtype take what the dtype says, a string is unknown", () => {
    const table = Object.fromEntries(DTYPES.map((dtype) => [dtype, bytes({ dtype, shape: [2, 5] })]));
    expect(table).toEqual({
      float64: 80,
      float32: 40,
      float16: 20,
      bfloat16: 20,
      float8e4m3: 10,
      float8e5m2: 10,
      int64: 80,
      int32: 40,
      int16: 20,
      int8: 10,
      uint64: 80,
      uint32: 40,
      uint16: 20,
      uint8: 10,
      int4: 5,
      uint4: 5,
      int2: 3,
      bool: 10,
      complex64: 80,
      complex128: 160,
      string: "unknown-size",
    });
  });

  test("sub-byte elements pack, and the total rounds up to whole bytes", () => {
    expect([1, 2, 3, 4, 5].map((n) => bytes({ dtype: "int4", shape: [n] }))).toEqual([1, 1, 2, 2, 3]);
    expect([1, 4, 5].map((n) => bytes({ dtype: "int2", shape: [n] }))).toEqual([1, 1, 2]);
    expect(bytes({ dtype: "int4", shape: [3, 3] })).toBe(5);
  });

  test("a scalar is one element, a dimension of 0 makes nothing", () => {
    expect(bytes({ dtype: "float32", shape: [] })).toBe(4);
    expect(bytes({ dtype: "float32", shape: [0, 2 ** 40, 2 ** 40] })).toBe(0);
  });

  test("symbols count at their maximum", () => {
    expect(bytes({ dtype: "int8", shape: [{ symbol: "T", max: 512 }, 64] })).toBe(32_768);
  });

  test("given bytes win over dtype and shape, and make a string's size known", () => {
    expect(bytes({ dtype: "float32", shape: [4], bytes: 7 })).toBe(7);
    expect(bytes({ dtype: "string", shape: [4], bytes: 100 })).toBe(100);
  });

  test("what has no size or an impossible one is a problem of its own kind", () => {
    expect(bytes({})).toBe("unknown-size");
    expect(bytes({ dtype: "int8" })).toBe("unknown-size");
    expect(bytes({ shape: [1] })).toBe("unknown-size");
    expect(bytes({ bytes: -1 })).toBe("bad-number");
    expect(bytes({ bytes: 0.5 })).toBe("bad-number");
    expect(bytes({ dtype: "int8", shape: [-1] })).toBe("bad-number");
    expect(bytes({ dtype: "int8", shape: [2, Number.NaN] })).toBe("bad-number");
    expect(bytes({ dtype: "int8", shape: [{ symbol: "T", max: 1.5 }] })).toBe("bad-number");
  });

  test("sizes count exactly up to 2^53 − 1 and not beyond", () => {
    expect(bytes({ dtype: "int8", shape: [2 ** 26, 2 ** 26] })).toBe(2 ** 52);
    expect(bytes({ dtype: "int8", shape: [2 ** 27, 2 ** 26] })).toBe("too-large");
    expect(bytes({ dtype: "float64", shape: [2 ** 50] })).toBe("too-large");
    expect(bytes({ dtype: "int8", shape: Array.from({ length: 400 }, () => 1000) })).toBe("too-large");
  });

  test("the problem names the tensor and what is missing", () => {
    const result = bytesOf({ id: "lut", dtype: "string", shape: [3] });
    expect(result).toMatchObject({ ok: false, problem: { at: ["tensor:lut"] } });
    expect(result.ok ? "" : result.problem.message).toContain('"lut"');
    expect(result.ok ? "" : result.problem.message).toContain("string");
  });
});

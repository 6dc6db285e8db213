import { expect, test } from "vitest";
import { buffersIn } from "./transfer.ts";

test("every distinct buffer is found once, however deep", () => {
  const shared = new Float64Array(4);
  const value = {
    a: shared,
    b: { c: new Int32Array(shared.buffer, 0, 2), d: new Int32Array(1) },
    e: [{ f: new Uint8Array(3) }],
    names: ["x", "y"],
    none: null,
  };
  expect(buffersIn(value)).toEqual([
    expect.any(ArrayBuffer),
    expect.any(ArrayBuffer),
    expect.any(ArrayBuffer),
  ]);
  expect(new Set(buffersIn(value))).toContain(shared.buffer);
});

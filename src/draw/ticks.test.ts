import { expect, test } from "vitest";
import { binaryStride, decimalStride, multiples } from "./ticks.ts";

test("addresses are cut at powers of two, steps at 1, 2 and 5", () => {
  expect([1, 3, 100, 4097].map(binaryStride)).toEqual([1, 4, 128, 8192]);
  expect([0.2, 1, 3, 7, 11, 600].map(decimalStride)).toEqual([1, 1, 5, 10, 20, 1000]);
});

test("ticks are the multiples of the stride inside the range, zero without a sign", () => {
  expect(multiples([0, 10], 5)).toEqual([0, 5, 10]);
  expect(multiples([-0.5, 9], 5)).toEqual([0, 5]);
  expect(multiples([11, 14], 5)).toEqual([]);
  expect(Object.is(multiples([-0.5, 9], 5)[0], 0)).toBe(true);
});

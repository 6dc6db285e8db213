import fc from "fast-check";
import { expect, test } from "vitest";
import { joinOffset, splitOffset } from "./offset-split.ts";
import { unwrap } from "./testing/specs.ts";

const codeOf = (offset: bigint) => {
  const split = splitOffset(offset);
  return split.ok ? "" : split.problem.code;
};

test("an offset is split into halves of 32 bits", () => {
  expect(unwrap(splitOffset(0n))).toEqual({ low: 0, high: 0 });
  expect(unwrap(splitOffset(55555n))).toEqual({ low: 55555, high: 0 });
  expect(unwrap(splitOffset(2n ** 32n - 1n))).toEqual({ low: 4294967295, high: 0 });
  expect(unwrap(splitOffset(2n ** 32n))).toEqual({ low: 0, high: 1 });
  expect(unwrap(splitOffset(2n ** 64n - 2n ** 26n + 11_553_309n))).toEqual({
    low: 4239411741,
    high: 4294967295,
  });
  expect(unwrap(splitOffset(2n ** 64n - 1n))).toEqual({ low: 4294967295, high: 4294967295 });
});

test("it is refused below 0 and from 2^64 up", () => {
  expect(codeOf(-1n)).toBe("negative-offset");
  expect(codeOf(2n ** 64n)).toBe("offset-too-large");
});

test("halves joined are the offset again", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (offset) => {
      expect(joinOffset(unwrap(splitOffset(offset)))).toBe(offset);
    }),
  );
});

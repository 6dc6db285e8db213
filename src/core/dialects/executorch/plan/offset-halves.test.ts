import { expect, test } from "vitest";
import { joinOffset } from "./offset-halves.ts";

test.each([
  [0, 0, 0n],
  [55555, 0, 55555n],
  [4294967295, 0, 2n ** 32n - 1n],
  [0, 1, 2n ** 32n],
  [4239411741, 4294967295, 2n ** 64n - 2n ** 26n + 11_553_309n],
  [4294967295, 4294967295, 2n ** 64n - 1n],
])("the halves %d and %d are one offset", (low, high, offset) => {
  expect(joinOffset({ low, high })).toBe(offset);
});

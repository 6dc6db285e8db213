import fc from "fast-check";
import { expect, test } from "vitest";
import { sortedBy } from "./sorted.ts";
import { highIn, highsOf, topIn, topsOf } from "./tops.ts";

const NUMBERS = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 700 });

test("the greatest of any part of a row is the first of the greatest there", () => {
  fc.assert(
    fc.property(NUMBERS, fc.nat(700), fc.nat(700), (numbers, a, b) => {
      const values = Float64Array.from(numbers);
      const [from, to] = [Math.min(a, b), Math.min(Math.max(a, b), numbers.length)];
      const part = numbers.slice(from, to);
      const expected = part.length === 0 ? -1 : from + part.indexOf(Math.max(...part));
      const tops = topsOf(values);
      expect(topIn(values, tops, from, to)).toBe(expected);
      expect(highIn(values, highsOf(values, tops), from, to)).toBe(Math.max(...part));
    }),
  );
});

test("sorting by numbers of any size goes by the number, then by the position, in both directions", () => {
  const keys = fc.array(fc.oneof(fc.nat(5), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(keys, fc.boolean(), (numbers, down) => {
      const expected = numbers
        .map((key, i) => ({ key, i }))
        .sort((a, b) => (down ? b.key - a.key : a.key - b.key) || a.i - b.i)
        .map(({ i }) => i);
      expect([...sortedBy(Float64Array.from(numbers), down)]).toEqual(expected);
    }),
  );
});

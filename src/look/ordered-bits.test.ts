import fc from "fast-check";
import { expect, test } from "vitest";
import { OrderedBits } from "./ordered-bits.ts";

test("the next members up and down are those of a sorted list, whatever was added and removed", () => {
  const size = fc.constantFrom(1, 31, 32, 33, 1024, 1025, 40_000);
  const doings = size.chain((n) =>
    fc.record({
      size: fc.constant(n),
      doings: fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: n - 1 })), { maxLength: 60 }),
    }),
  );
  fc.assert(
    fc.property(doings, ({ size: n, doings: list }) => {
      const bits = new OrderedBits(n);
      const set = new Set<number>();
      for (const [adds, at] of list) {
        if (adds) {
          bits.add(at);
          set.add(at);
        } else {
          bits.remove(at);
          set.delete(at);
        }
        const sorted = [...set].sort((a, b) => a - b);
        expect(bits.has(at)).toBe(set.has(at));
        expect(bits.after(at)).toBe(sorted.find((m) => m > at) ?? -1);
        expect(bits.before(at)).toBe(sorted.findLast((m) => m < at) ?? -1);
      }
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { RangeMax } from "./range-max.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

test("knows the most of any range after any additions", () => {
  const change = fc.tuple(fc.nat(20), fc.nat(20), fc.integer({ min: -9, max: 9 }));
  fc.assert(
    fc.property(fc.array(fc.nat(9), { maxLength: 20 }), fc.array(change), (values, changes) => {
      const tree = new RangeMax(Float64Array.from(values));
      const plain = [...values];
      for (const [low, high, amount] of changes) {
        tree.add(low, high, amount);
        for (let i = low; i < Math.min(high, plain.length); i++) plain[i] = (plain[i] ?? 0) + amount;
        expect(tree.mostOf(low, high)).toBe(Math.max(...plain.slice(low, high)));
        expect(tree.most).toBe(Math.max(...plain));
        if (plain.length > 0) expect(tree.firstMost()).toBe(plain.indexOf(Math.max(...plain)));
      }
    }),
    { numRuns },
  );
});

test("of nothing is less than anything", () => {
  expect(new RangeMax(new Float64Array(0)).most).toBe(Number.NEGATIVE_INFINITY);
  expect(new RangeMax(Float64Array.of(1, 2)).mostOf(1, 1)).toBe(Number.NEGATIVE_INFINITY);
});

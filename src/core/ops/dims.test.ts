import fc from "fast-check";
import { expect, test } from "vitest";
import { sizeOfDim } from "../bytes.ts";
import type { Dim } from "../document.ts";
import { agreed, product, quotient, shifted, sum } from "./dims.ts";

const H: Dim = { symbol: "H", max: 10 };
const T: Dim = { symbol: "T", max: 8 };

test("equal symbols agree, with the larger maximum; a symbol agrees with no number", () => {
  expect(agreed(4, 4)).toBe(4);
  expect(agreed(4, 5)).toBeUndefined();
  expect(agreed(T, { symbol: "T", max: 9 })).toEqual({ symbol: "T", max: 9 });
  expect(agreed(T, H)).toBeUndefined();
  expect(agreed(T, 8)).toBeUndefined();
});

test("what comes about in two ways has one name", () => {
  expect(shifted(H, 1, 2)).toEqual({ symbol: "floor(H + 1, 2)", max: 5 });
  // half rounded up, twice, is a quarter rounded up
  expect(shifted(shifted(H, 1, 2) ?? 0, 1, 2)).toEqual({ symbol: "floor(H + 3, 4)", max: 3 });
  expect(shifted(shifted(H, 2) ?? 0, -2)).toEqual(H);
  expect(shifted(product([H, 2]) ?? 0, 0, 2)).toEqual(H);
  expect(shifted(H, 0, 2)).toEqual({ symbol: "floor(H, 2)", max: 5 });
  expect(shifted(H, -3)).toEqual({ symbol: "H - 3", max: 7 });
  expect(product([product([T, 2]) ?? 0, H, 3])).toEqual(product([6, H, T]));
  expect(product([T, 0])).toBe(0);
  expect(product([shifted(H, 1) ?? 0, 2])).toEqual({ symbol: "2*H + 2", max: 22 });
  expect(quotient([shifted(H, 1) ?? 0, 2], 2)).toEqual({ symbol: "H + 1", max: 11 });
  expect(quotient([T, 3], 2)).toBeUndefined();
  expect(sum([T, 1, T])).toEqual({ symbol: "2*T + 1", max: 17 });
  expect(sum([H, T])).toEqual(sum([T, H]));
  expect(sum([1, 2])).toBe(3);
});

test("what would have a long name has none", () => {
  const long: Dim = { symbol: "a-very-long-name-of-a-dimension".repeat(4), max: 4 };
  expect(product([long, { symbol: "and-another-one", max: 2 }])).toBeUndefined();
});

test("symbols that are no expressions are names, whatever signs they have", () => {
  const odd: Dim = { symbol: "batch size", max: 4 };
  expect(shifted(odd, 0)).toEqual(odd);
  expect(product([odd, 2])).toEqual({ symbol: '2*"batch size"', max: 8 });
  expect(quotient([product([odd, 2]) ?? 0], 2)).toEqual(odd);
  expect(agreed({ symbol: "T + T", max: 4 }, { symbol: "2*T", max: 4 })).toEqual({ symbol: "T + T", max: 4 });
});

type Step = readonly [kind: "shift" | "times" | "plus", n: number, over: number];
const step = fc.tuple(
  fc.constantFrom<Step[0]>("shift", "times", "plus"),
  fc.integer({ min: 1, max: 4 }),
  fc.integer({ min: 1, max: 4 }),
);

function applied(dim: Dim, steps: readonly Step[], other: Dim): Dim | undefined {
  let now: Dim | undefined = dim;
  for (const [kind, n, over] of steps) {
    if (now === undefined) return undefined;
    if (kind === "shift") now = shifted(now, n, over);
    else now = kind === "times" ? product([now, n]) : sum([now, other, n]);
  }
  return now;
}

test("equal names are equal sizes, whatever the symbols are, and names are as numbers would be", () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 4 }),
      fc.array(step, { maxLength: 4 }),
      fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { minLength: 3, maxLength: 3 }),
      (one, two, sizes) => {
        const each = sizes.map(([h, t]) => {
          const symbols = [
            { symbol: "H", max: h },
            { symbol: "T", max: t },
          ] as const;
          const a = applied(symbols[0], one, symbols[1]);
          const b = applied(symbols[0], two, symbols[1]);
          if (a !== undefined) expect(sizeOfDim(a)).toBe(applied(h, one, t));
          return [a, b] as const;
        });
        const [[a, b] = []] = each;
        if (a === undefined || b === undefined || typeof a === "number" || typeof b === "number") return;
        if (a.symbol !== b.symbol) return;
        for (const [x = 0, y = 0] of each) expect(sizeOfDim(x)).toBe(sizeOfDim(y));
      },
    ),
    { numRuns: 500 },
  );
});

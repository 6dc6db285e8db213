import fc from "fast-check";
import { expect, test } from "vitest";
import {
  ceilOver,
  evaluate,
  exactly,
  floorOver,
  leastOf,
  minus,
  modulo,
  mostOf,
  namesOfSize,
  plus,
  productOf,
  rangeOf,
  type Size,
  sameSize,
  sizeText,
  symbol,
  times,
} from "./size.ts";
import { parseSize, sizeOfSymbol, symbolOfSize } from "./size-text.ts";

const [T, N] = [symbol("T"), symbol("N")];

test("equal sizes have equal texts however they were made", () => {
  expect(sizeText(plus(times(T, 2), plus(1, T)))).toBe("3*T + 1");
  expect(sizeText(times(plus(T, 1), plus(T, -1)))).toBe("T*T - 1");
  expect(sameSize(times(T, N), times(N, T))).toBe(true);
  expect(minus(T, T)).toBe(0);
  expect(sizeText(minus(0, T))).toBe("-T");
});

test("division that leaves nothing is exact; any other is kept as it is", () => {
  expect(exactly(times(T, 12), 4)).toEqual(times(T, 3));
  expect(exactly(times(times(T, N), 8), times(N, 2))).toEqual(times(T, 4));
  expect(exactly(plus(T, 4), 2)).toBeUndefined();
  expect(sizeText(floorOver(plus(T, 1), 2))).toBe("floor(T + 1, 2)");
  expect(sizeText(ceilOver(times(T, 4), 4))).toBe("T");
  expect(modulo(times(T, 4), 2)).toBe(0);
});

test("what is rounded down twice is rounded down once, and what divides stands outside", () => {
  expect(sizeText(floorOver(plus(floorOver(plus(T, 1), 2), 1), 2))).toBe("floor(T + 3, 4)");
  expect(sizeText(floorOver(plus(times(T, 4), plus(N, 5)), 4))).toBe("T + floor(N + 1, 4) + 1");
  expect(sizeText(floorOver(times(T, 6), 4))).toBe("floor(3*T, 2)");
  expect(sizeText(floorOver(plus(times(T, 2), 1), 2))).toBe("T");
  expect(sizeText(ceilOver(T, 2))).toBe("floor(T + 1, 2)");
  expect(sizeText(leastOf(plus(T, 2), T))).toBe("T");
});

test("the symbol of a dimension may be any text: what is no expression is a name", () => {
  for (const text of ["T", "2*T + 1", "batch size", "(H+1)/2", "Länge", "?", '"', "x-1 y"]) {
    const size = sizeOfSymbol(text);
    expect(typeof size === "number" ? size : symbolOfSize(size)).toBe(text);
  }
  expect(sizeText(plus(sizeOfSymbol("batch size"), 1))).toBe('"batch size" + 1');
  expect(parseSize('"batch size" + 1')).toEqual(plus(sizeOfSymbol("batch size"), 1));
  expect(sizeText(symbol("x-1"))).toBe("x_1");
});

test("what no size can be divided by is left as it is", () => {
  expect(sizeText(floorOver(T, Number.POSITIVE_INFINITY))).toBe("floor(T, Infinity)");
  expect(sizeText(floorOver(times(T, 2 ** 60), 3))).toContain("floor(");
});

test("least and most of equal things are that thing, in whatever order they stand", () => {
  expect(leastOf(T, T)).toEqual(T);
  expect(sameSize(leastOf(T, 4), leastOf(4, T))).toBe(true);
  expect(mostOf(T, 0)).toEqual(T);
});

test("what is surely larger is taken, what may be negative is not", () => {
  expect(sizeText(mostOf(minus(T, 5), 0))).toBe("max(0, T - 5)");
  expect(leastOf(plus(T, 2), T)).toEqual(T);
  expect(rangeOf(minus(8, modulo(T, 8)))).toEqual([1, 8]);
  expect(rangeOf(minus(T, 1), 1)).toEqual([0, Number.POSITIVE_INFINITY]);
});

test("a product of many sums stays short, and is still that product", () => {
  const sums = Array.from({ length: 40 }, (_, i) => plus(symbol(`a${i % 3}`), symbol(`b${i % 5}`)));
  const product = productOf(sums);
  expect(sizeText(product).length).toBeLessThan(5000);
  const binding = new Map(["a0", "a1", "a2", "b0", "b1", "b2", "b3", "b4"].map((name) => [name, 1]));
  expect(evaluate(product, binding)).toBe(2 ** 40);
});

test("names with other signs become names that can be read back", () => {
  expect(sizeText(symbol("past sequence+1"))).toBe("past_sequence_1");
  expect(sizeText(symbol("2x"))).toBe("_2x");
  expect(parseSize(sizeText(symbol("unk__12")))).toEqual(symbol("unk__12"));
});

const sizes: fc.Arbitrary<Size> = fc.letrec<{ size: Size }>((tie) => ({
  size: fc.oneof(
    { maxDepth: 4 },
    fc.integer({ min: 1, max: 9 }),
    fc.constantFrom("T", "N", "batch_size").map(symbol),
    fc
      .tuple(
        fc.constantFrom(plus, minus, times, floorOver, ceilOver, leastOf, mostOf),
        tie("size"),
        tie("size"),
      )
      .map(([f, a, b]) => f(a, b)),
  ),
})).size;

test("the text of a size is read back as the same size", () => {
  fc.assert(
    fc.property(sizes, (size) => {
      const text = sizeText(size);
      // a division by nothing has no number to be written as
      fc.pre(!/NaN|Infinity/.test(text));
      const back = parseSize(text);
      expect(back === undefined ? undefined : sizeText(back)).toBe(text);
    }),
  );
});

test("a size has the value of what it was made of", () => {
  const binding = new Map([
    ["T", 7],
    ["N", 3],
    ["batch_size", 5],
  ]);
  fc.assert(
    fc.property(sizes, sizes, (a, b) => {
      const [x, y] = [evaluate(a, binding), evaluate(b, binding)];
      fc.pre(Number.isFinite(x) && Number.isFinite(y) && Math.abs(x) < 1e6 && Math.abs(y) < 1e6);
      expect(evaluate(plus(a, b), binding)).toBe(x + y);
      expect(evaluate(times(a, b), binding)).toBeCloseTo(x * y, 3);
      expect(evaluate(minus(a, b), binding)).toBe(x - y);
      expect(evaluate(leastOf(a, b), binding)).toBe(Math.min(x, y));
      fc.pre(y > 0 && x >= 0);
      expect(evaluate(floorOver(a, b), binding)).toBe(Math.floor(x / y));
      expect(evaluate(mostOf(a, b), binding)).toBe(Math.max(x, y));
    }),
  );
});

test("text that is no size is told apart, and names are found wherever they are", () => {
  for (const text of ["", "T +", "(T", "floor(T)", "T T", "3 4", "a b", "?"])
    expect(parseSize(text)).toBeUndefined();
  const names = new Set<string>();
  namesOfSize(floorOver(plus(T, times(N, 2)), 3), names);
  expect([...names].sort()).toEqual(["N", "T"]);
});

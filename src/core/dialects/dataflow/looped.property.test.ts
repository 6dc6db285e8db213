import fc from "fast-check";
import { expect, test } from "vitest";
import { loopedOf, loopText, MOST_EXACT, unlooped } from "./looped.ts";
import { appearancesOf } from "./looped-terms.ts";

const word = (text: string) => Int32Array.from(text, (c) => c.charCodeAt(0) - 97);
const text = (firings: Int32Array) =>
  loopText(loopedOf(firings).terms, (actor) => String.fromCharCode(97 + actor));

test("loops of short schedules are those that a person would write", () => {
  expect(text(word(""))).toBe("");
  expect(text(word("a"))).toBe("a");
  expect(text(word("aaa"))).toBe("(3 a)");
  expect(text(word("ababab"))).toBe("3(a b)");
  expect(text(word("aabaab"))).toBe("2((2 a) b)");
  expect(text(word("aababaabab"))).toBe("2(a 2(a b))");
});

/** Fewest appearances by trying everything. */
function fewest(letters: string, known = new Map<string, number>()): number {
  if (letters.length <= 1) return letters.length;
  const before = known.get(letters);
  if (before !== undefined) return before;
  let best = letters.length;
  for (let k = 1; k < letters.length; k++) {
    best = Math.min(best, fewest(letters.slice(0, k), known) + fewest(letters.slice(k), known));
    if (letters.length % k === 0 && letters.slice(0, k).repeat(letters.length / k) === letters)
      best = Math.min(best, fewest(letters.slice(0, k), known));
  }
  known.set(letters, best);
  return best;
}

test("no nesting of loops has fewer appearances", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 14 });
  fc.assert(
    fc.property(letters, (drawn) => {
      const made = loopedOf(word(drawn));
      expect(made.exact).toBe(true);
      expect(made.appearances).toBe(fewest(drawn));
      expect(made.appearances).toBe(appearancesOf(made.terms));
    }),
  );
});

/** Nested repeats, so that there is something to find. */
const nested: fc.Arbitrary<number[]> = fc.letrec<{ part: number[] }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 5, depthSize: "large" },
    fc.integer({ min: 0, max: 5 }).map((actor) => [actor]),
    fc
      .record({
        body: fc.array(tie("part"), { minLength: 1, maxLength: 4 }),
        times: fc.integer({ min: 1, max: 9 }),
      })
      .map(({ body, times }) => Array.from({ length: times }, () => body.flat()).flat())
      .filter((made) => made.length < 20_000),
  ),
})).part;

test("loops play exactly the schedule, short or long", () => {
  fc.assert(
    fc.property(nested, fc.boolean(), (drawn, long) => {
      const times = long ? Math.ceil((MOST_EXACT + 1) / drawn.length) : 1;
      const firings = Int32Array.from(Array.from({ length: times }, () => drawn).flat());
      const made = loopedOf(firings);
      expect(unlooped(made)).toEqual([...firings]);
      expect(made.exact).toBe(firings.length <= MOST_EXACT);
    }),
  );
});

test("a long schedule of loops in loops is found to be a few terms", () => {
  const inner = [0, 1, 1, 2, 0, 1, 1, 2, 3];
  const middle = [...Array.from({ length: 40 }, () => inner).flat(), 4, 5];
  const firings = Int32Array.from([7, ...Array.from({ length: 300 }, () => middle).flat(), 6]);
  const made = loopedOf(firings);
  expect(firings.length).toBeGreaterThan(100_000);
  expect(made.appearances).toBe(8);
  expect(loopText(made.terms, (actor) => `n${actor}`)).toBe("n7 300(40(2(n0 (2 n1) n2) n3) n4 n5) n6");
});

test("a schedule without any repeat stays as it is", () => {
  const firings = Int32Array.from({ length: 5000 }, (_, k) => k);
  expect(loopedOf(firings).appearances).toBe(5000);
});

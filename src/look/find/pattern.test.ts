import fc from "fast-check";
import { expect, test } from "vitest";
import { compilePattern } from "./pattern.ts";

function found(source: string, text: string, ignoreCase = false): boolean {
  const pattern = compilePattern(source, ignoreCase);
  if (!pattern.ok) throw new Error(pattern.says);
  return pattern.test(text);
}

/** Expressions of everything that is understood. */
const EXPRESSION = fc.letrec<{ whole: string; part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 3, depthIdentifier: "part" },
    fc.constantFrom(
      "a",
      "b",
      "A",
      ".",
      "[ab]",
      "[^a]",
      "[a-c0-9]",
      "\\d",
      "\\W",
      "\\s",
      "^",
      "$",
      "-",
      "[\\d-]",
    ),
    fc
      .tuple(tie("part"), fc.constantFrom("*", "+", "?", "{2}", "{1,3}", "{2,}", "*?"))
      .map(([part, count]) => `(?:${part})${count}`),
    fc.tuple(tie("part"), tie("part")).map(([a, b]) => `(${a}|${b})`),
    fc.tuple(tie("part"), tie("part")).map(([a, b]) => `${a}${b}`),
  ),
  whole: fc.array(tie("part"), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("")),
})).whole;

test("finds what the language itself finds", () => {
  const text = fc.string({ unit: fc.constantFrom(..."abcABC019 -_/é"), maxLength: 8 });
  fc.assert(
    fc.property(
      EXPRESSION,
      fc.array(text, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      (source, texts, i) => {
        const own = new RegExp(source, i ? "i" : "");
        for (const one of texts)
          expect([source, one, found(source, one, i)]).toEqual([source, one, own.test(one)]);
      },
    ),
    { numRuns: 400 },
  );
});

test("an expression that others take for ever over is answered at once", () => {
  const text = `${"a".repeat(5000)}!`;
  expect(found("^(a+)+$", text)).toBe(false);
  expect(found("(a|a)*b", text)).toBe(false);
  expect(found("(.*)*(.*)*x", text)).toBe(false);
});

test("more sets of places than are kept do no harm", () => {
  const text = Array.from({ length: 3000 }, (_, i) => "ab".charAt((i * i + (i >> 3)) % 2)).join("");
  const source = "a[ab]{12}$";
  expect(found(source, text)).toBe(new RegExp(source).test(text));
});

test.each([
  ["(a", "not closed"],
  ["a)", "not open"],
  ["[a", "not closed"],
  ["*a", "nothing before it"],
  ["a{3,1}", "more to less"],
  ["[z-a]", "more to less"],
  ["(?=a)", "looks around"],
  ["(a)\\1", "not understood"],
  ["\\bconv", "not understood"],
  ["a\\", "in the middle"],
  ["((a{99}){99}){99}", "too much"],
])("%s is refused in words", (source, says) => {
  const pattern = compilePattern(source, false);
  expect(pattern.ok ? "" : pattern.says).toContain(says);
});

test("repeating nothing, and nesting without end, are answered at once", () => {
  expect(found("(){9999}{9999}{9999}a", "ba")).toBe(true);
  expect(found("((^){9}){9}a", "ab")).toBe(true);
  expect(compilePattern("(".repeat(20_000), false).ok).toBe(false);
  expect(compilePattern(`a${"*".repeat(20_000)}`, false).ok).toBe(false);
  expect(found(`${"(".repeat(40)}a${")".repeat(40)}`, "ba")).toBe(true);
});

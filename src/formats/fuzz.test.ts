import fc from "fast-check";
import { expect, test } from "vitest";
import { documents, lifetimesWith } from "../../tools/arbitrary-documents.ts";
import { NO_WATCH } from "../core/watch.ts";
import type { Source } from "./format.ts";
import { openSource } from "./index.ts";
import { writeMinimalloc } from "./minimalloc/write.ts";
import { writeNative } from "./native/write.ts";
import { sourceFromBytes, sourceFromText } from "./source.ts";

/** Opens, or a Problem that says something: anything thrown fails the test. */
async function opensOrSays(source: Source): Promise<boolean> {
  const opened = await openSource(source, NO_WATCH);
  if (opened.ok) {
    // what is opened can be written
    expect(writeNative(opened.value.document)).not.toBe("");
    return true;
  }
  expect(opened.problem.message).not.toBe("");
  expect(opened.problem.help).not.toBe("");
  return false;
}

const json = documents.map(writeNative);
const csv = lifetimesWith(/^[^,\r\n]+$/, fc.constant({})).map((document) => {
  const written = writeMinimalloc({ document, plan: null });
  return written.ok ? String(written.value) : "";
});
const text = fc.oneof(json, csv);

/** Words that readers stumble over. */
const word = fc.oneof(
  fc.constantFrom(
    "null",
    "-1",
    "1e999",
    "9007199254740993",
    "0.5",
    '"',
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\n",
    "\r\n",
    "\n\n",
  ),
  fc.constantFrom(
    '"__proto__": 1,',
    "constructor",
    "\0",
    "\uFEFF",
    "@",
    "-",
    "[[[[[[[[",
    '"kind": "arms",',
    "NaN",
    "2147483648",
  ),
  fc.string({ unit: "binary", maxLength: 8 }),
);

test("texts with words put in, replaced or left out open or are refused", async () => {
  const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), out: fc.nat(12), word });
  const outcomes = new Set<boolean>();
  await fc.assert(
    fc.asyncProperty(text, fc.array(edit, { minLength: 1, maxLength: 4 }), async (text, edits) => {
      let changed = text;
      for (const { at, out, word } of edits) {
        const from = Math.floor(at * changed.length);
        changed = changed.slice(0, from) + word + changed.slice(from + out);
      }
      outcomes.add(await opensOrSays(sourceFromText("fuzz", changed)));
    }),
    { numRuns: 600 },
  );
  expect(outcomes).toContain(false);
});

test("bytes changed at random open or are refused", async () => {
  const flips = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(text, flips, async (text, flips) => {
      const bytes = new TextEncoder().encode(text);
      for (const [at, value] of flips) bytes[at % bytes.length] = value;
      await opensOrSays(sourceFromBytes("fuzz", bytes));
    }),
    { numRuns: 400 },
  );
});

test("a document cut anywhere is refused, not half read", async () => {
  await fc.assert(
    fc.asyncProperty(
      json,
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      async (text, at) => {
        // the last line end may go
        const cut = new TextEncoder().encode(text.trimEnd());
        expect(await opensOrSays(sourceFromBytes("cut", cut.subarray(0, Math.floor(at * cut.length))))).toBe(
          false,
        );
      },
    ),
    { numRuns: 300 },
  );
});

test("random bytes open or are refused", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      await opensOrSays(sourceFromBytes("random", bytes));
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["quotes that never close", `{"a${'\\"'.repeat(40_000)}`],
  ["backslashes", `{"${"\\".repeat(60_000)}`],
  ["commas", ",".repeat(65_000)],
  ["a header of commas", `id,lower,upper,size${",".repeat(300_000)}\n`],
  ["blanks", " ".repeat(200_000)],
  ["open brackets", "[".repeat(300_000)],
  ["comments of HTML", "<!--".repeat(16_000)],
  ["digits", `[${"1".repeat(300_000)}]`],
  ["gaps", `id,lower,upper,size,gaps\na,0,9,1,${"1-2 ".repeat(50_000)}x\n`],
  ["faults", `{"format":"memplan","version":1,"kind":"lifetimes","buffers":[${"1,".repeat(100_000)}1]}`],
])("a bomb of %s is refused", async (_title, text) => {
  expect(await opensOrSays(sourceFromText("bomb", text))).toBe(false);
});

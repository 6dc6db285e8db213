import fc from "fast-check";
import { expect, test } from "vitest";
import { randomDataflow } from "../../../tools/arbitrary-streams.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { openSource } from "../index.ts";
import { writeNative } from "../native/write.ts";
import { sourceFromBytes, sourceFromText } from "../source.ts";
import { writeStreamConfig } from "./write-config.ts";
import { writeStreamGraph } from "./write-graph.ts";

/** Opens, or a Problem that says something: anything thrown fails the test. */
async function opensOrSays(text: string): Promise<string> {
  const opened = await openSource(sourceFromText("fuzz.yml", text), NO_WATCH);
  if (opened.ok) {
    expect(writeNative(opened.value.document)).not.toBe("");
    return "opened";
  }
  expect(opened.problem.message).not.toBe("");
  expect(opened.problem.help).not.toBe("");
  return opened.problem.code;
}

const graph = randomDataflow().map((document) => {
  const text = writeStreamGraph(document);
  return text.ok ? text.value : "";
});
const config = randomDataflow().map((document) =>
  writeStreamConfig({
    ...document,
    options: { mode: "asynchronous", fifoIncrease: 1.5, sinkPriority: false },
  }),
);

/** Words that readers of YAML stumble over. */
const word = fc.constantFrom(
  "- ",
  ": ",
  "? ",
  "\n",
  "\r\n",
  "\t",
  "  ",
  "[",
  "]",
  "{",
  "}",
  "&a ",
  "*a",
  "!!binary ",
  "!<x> ",
  "|\n",
  ">-\n",
  "'",
  '"',
  "#",
  " #",
  "---\n",
  "...\n",
  "%YAML 1.1\n",
  "<<: *a",
  "~",
  "null",
  "-1",
  "1e999",
  "9007199254740993",
  "__proto__",
  "\0",
  "\uFEFF",
  "node: ",
  "kind: X",
  "  - node: n0\n",
  "    inputs: {samples: 1, type: b1, names: [a]}\n",
);

test("texts with words put in, replaced or left out open or are refused", async () => {
  const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), out: fc.nat(12), word });
  const outcomes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.oneof({ weight: 4, arbitrary: graph }, config),
      fc.array(edit, { minLength: 1, maxLength: 3 }),
      async (text, edits) => {
        let changed = text;
        for (const { at, out, word } of edits) {
          const from = Math.floor(at * changed.length);
          changed = changed.slice(0, from) + word + changed.slice(from + out);
        }
        outcomes.add(await opensOrSays(changed));
      },
    ),
    { numRuns: 200 },
  );
  expect(outcomes).toContain("bad-yaml");
  expect(outcomes.size).toBeGreaterThan(4);
});

test("bytes changed at random open or are refused", async () => {
  const flips = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(graph, flips, async (text, flips) => {
      const bytes = new TextEncoder().encode(text);
      for (const [at, value] of flips) bytes[at % bytes.length] = value;
      const opened = await openSource(sourceFromBytes("fuzz.yml", bytes), NO_WATCH);
      if (!opened.ok) expect(opened.problem.message).not.toBe("");
    }),
    { numRuns: 150 },
  );
});

const HEAD = "version: 3.0.0\ngraph:\n  nodes:\n";

/** Each names twice as much as the one before it: 2^30 in the end. */
const DOUBLING = Array.from(
  { length: 30 },
  (_, i) => `  - &x${i} [${i === 0 ? "1" : `*x${i - 1}, *x${i - 1}`}]\n`,
).join("");
/** A group of 3,000 ports that 3,000 nodes name. */
const MANY_ALIASES = `${HEAD}  - {node: a, kind: A, outputs: &p {samples: 1, type: float, names: [${Array.from({ length: 3000 }, (_, i) => `p${i}`).join(", ")}]}}\n${Array.from({ length: 3000 }, (_, i) => `  - {node: n${i}, kind: A, outputs: *p}\n`).join("")}  edges: []\n`;

test.each([
  ["open brackets", `${HEAD}  - ${"[".repeat(300_000)}`, "too-deep"],
  ["open braces and texts", `${HEAD}  - ${"{a: ".repeat(20_000)}`, "too-deep"],
  ["dashes in one line", `${HEAD}  ${"- ".repeat(100_000)}`, "too-deep"],
  ["questions", `${HEAD}  ${"? ".repeat(100_000)}`, "too-deep"],
  [
    "steps to the right",
    `${HEAD}${Array.from({ length: 1000 }, (_, i) => `${" ".repeat(i + 4)}a:\n`).join("")}`,
    "too-deep",
  ],
  ["blanks", `${HEAD}${" ".repeat(100_000)}`, "too-deep"],
  ["aliases of aliases", `${HEAD}${DOUBLING}`, "wrong-value"],
  ["aliases of many ports", MANY_ALIASES, "too-large"],
  ["an alias of nothing", `${HEAD}  - *nothing\n`, "unknown-alias"],
  ["a list of itself", `${HEAD}  - &a [*a]\n`, "wrong-value"],
  ["text without an end", `${HEAD}  - "${"a ".repeat(100_000)}`, "bad-yaml"],
  ["too much text", `${HEAD}${"  - node: a\n".repeat(800_000)}`, "too-large"],
  ["the same key", `${HEAD}  - {${"node: a, ".repeat(5000)}}\n`, "duplicate-key"],
])("a bomb of %s is refused", async (_title, text, code) => {
  expect(await opensOrSays(text)).toBe(code);
});

import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { toJsonSchema } from "@valibot/to-json-schema";
import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import { toComparisonDocument } from "../src/core/compare/document.ts";
import { comparePlans } from "../src/core/compare.ts";
import { planDocument } from "../src/core/plan.ts";
import { DEFAULT_SETTINGS } from "../src/core/settings.ts";
import { randomGraph } from "../src/core/testing/random.ts";
import { NO_WATCH } from "../src/core/watch.ts";
import { ComparisonSchema } from "../src/formats/native/comparison-schema.ts";
import { writeNative } from "../src/formats/native/write.ts";
import { findSchemaFault } from "./json-schema.ts";

const PATH = resolve(import.meta.dirname, "../public/schema/comparison.schema.json");

function planOf(seed: number, place: string) {
  const made = planDocument(randomGraph(seed), { ...DEFAULT_SETTINGS, budget: 500, place }, NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

test("the schema of comparison is as its definition says (if not: UPDATE_SCHEMAS=1 npm run unit -- tools/comparison-schema.test.ts)", () => {
  const { $schema, ...rest } = toJsonSchema(ComparisonSchema, { target: "draft-2020-12" });
  const description =
    "What became of plan A in plan B. Sizes, offsets and capacities are bytes; steps are 0-based, ends exclusive; each storage is counted by the first word of what holds of it.";
  const text = `${JSON.stringify({ $schema, title: "memplan comparison", description, ...rest }, null, 2)}\n`;
  if (process.env.UPDATE_SCHEMAS === "1") writeFileSync(PATH, text);
  expect(readFileSync(PATH, "utf8")).toBe(text);
});

test("every difference that we write is valid by the published schema, and the same each time", () => {
  const schema = JSON.parse(readFileSync(PATH, "utf8"));
  fc.assert(
    fc.property(fc.nat(50_000), fc.nat(50_000), (one, other) => {
      const [a, b] = [planOf(one, "none"), planOf(other, "best")];
      const text = writeNative(toComparisonDocument(comparePlans(a, b)));
      expect(writeNative(toComparisonDocument(comparePlans(a, b)))).toBe(text);
      const written: unknown = JSON.parse(text);
      expect(findSchemaFault(schema, written)).toBeUndefined();
      expect(v.is(ComparisonSchema, written)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test("the published schema refuses what is none", () => {
  const schema = JSON.parse(readFileSync(PATH, "utf8"));
  const document = JSON.parse(
    writeNative(toComparisonDocument(comparePlans(planOf(1, "none"), planOf(2, "best")))),
  );
  for (const change of [{ kind: "plan" }, { a: null }, { totals: {} }, { storages: [{ id: "x" }] }])
    expect(findSchemaFault(schema, { ...document, ...change })).toBeDefined();
});

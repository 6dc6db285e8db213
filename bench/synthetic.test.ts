import { expect, test } from "vitest";
import { liveCurve } from "../src/core/bound.ts";
import { planDocument } from "../src/core/plan.ts";
import { DEFAULT_SETTINGS } from "../src/core/settings.ts";
import { NO_WATCH } from "../src/core/watch.ts";
import { readMinimalloc } from "../src/formats/minimalloc/read.ts";
import { firstFitOffsets, syntheticBuffers, syntheticCsv, syntheticDocument } from "./synthetic.ts";

test("the same number and seed give the same buffers, another seed others", () => {
  expect(syntheticBuffers(500)).toEqual(syntheticBuffers(500));
  expect(syntheticBuffers(500, 2).bytes).not.toEqual(syntheticBuffers(500).bytes);
});

test("some 50 to 200 buffers are alive at once", () => {
  const made = syntheticBuffers(20_000);
  const curve = liveCurve({ ...made, bytes: new Float64Array(made.count).fill(1) }, made.steps);
  const settled = curve.bytes.subarray(3000, -3000);
  expect(Math.min(...settled)).toBeGreaterThan(40);
  expect(Math.max(...settled)).toBeLessThan(200);
});

test("the offsets of the first fit make a plan without overlap", () => {
  const placed = syntheticDocument(3000, 1, true);
  const plan = planDocument(placed, DEFAULT_SETTINGS, NO_WATCH);
  expect(plan.ok && plan.value.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const made = syntheticBuffers(3000);
  const top = firstFitOffsets(made).map((low, i) => low + (made.bytes[i] ?? 0));
  expect(plan.ok && plan.value.stats.peakBytes).toBe(Math.max(...top));
});

test("the text and the document are the same buffers", () => {
  const read = readMinimalloc(syntheticCsv(300), "synthetic-300.csv");
  expect(read.ok && read.value.buffers).toMatchObject(syntheticDocument(300).buffers);
});

import { expect, test } from "vitest";
import { PLACEMENTS } from "../src/core/place/index.ts";
import { faults, measureTable, readTable, writeTable } from "./gate.ts";
import { INSTANCES } from "./instances/index.ts";

// UPDATE_QUALITY=1 takes what is measured as the new standing.
const updating = process.env.UPDATE_QUALITY === "1";

test("no placement takes more memory on our instances than the committed table says", {
  timeout: 300_000,
}, () => {
  const now = measureTable();
  if (updating) writeTable(now);
  expect(faults(now, readTable())).toEqual([]);
  for (const { document, optimum } of INSTANCES) {
    const { lowerBound = 0, peaks = {} } = now[document.name] ?? {};
    // what was planted fills every step, so the bound is the optimum
    if (optimum !== undefined) expect(lowerBound).toBe(optimum);
    for (const peak of Object.values(peaks)) expect(peak).toBeGreaterThanOrEqual(lowerBound);
  }
});

test("a worse peak, another instance and a placement that is not in the table are each named", () => {
  const table = { a: { lowerBound: 10, peaks: { best: 12 } } };
  expect(faults(table, table)).toEqual([]);
  expect(faults({ a: { lowerBound: 10, peaks: { best: 11 } } }, table)).toEqual([]);
  expect(faults({ a: { lowerBound: 10, peaks: { best: 13 } } }, table)).toEqual([
    "a by best takes 13 bytes, 1 more than before",
  ]);
  expect(faults({ a: { lowerBound: 11, peaks: { best: 12 } } }, table)).toEqual([
    "a is not the instance of the table",
  ]);
  expect(faults({ a: { lowerBound: 10, peaks: { other: 12 } } }, table)).toEqual([
    "a by other is not in the table",
  ]);
  expect(faults({ b: { lowerBound: 10, peaks: {} } }, table)).toEqual(["b is not in the table"]);
});

test("the table speaks of the placements and instances that there are", () => {
  const table = readTable();
  expect(Object.keys(table)).toEqual(INSTANCES.map(({ document }) => document.name));
  const places = PLACEMENTS.map((p) => p.id).sort();
  for (const { peaks } of Object.values(table)) expect(Object.keys(peaks).sort()).toEqual(places);
});

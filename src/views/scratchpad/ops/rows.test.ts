import fc from "fast-check";
import { expect, test } from "vitest";
import type { Eviction } from "../../../core/dialects/tiles/schedule.types.ts";
import { countOfRows, evictionsFor, rowAt, rowOfOp } from "./rows.ts";

function evictionAt(op: number): Eviction {
  return { op, step: 0, tile: 0, nextUse: 0, others: [] };
}

test("each eviction has a row of its own before the operation that it made room for", () => {
  const rows = { ops: 3, evictions: [0, 2, 2].map(evictionAt) };
  expect(countOfRows(rows)).toBe(6);
  expect([0, 1, 2, 3, 4, 5].map((row) => rowAt(rows, row))).toEqual([
    { op: 0, eviction: 0 },
    { op: 0, eviction: -1 },
    { op: 1, eviction: -1 },
    { op: 2, eviction: 1 },
    { op: 2, eviction: 2 },
    { op: 2, eviction: -1 },
  ]);
  expect([0, 1, 2].map((op) => rowOfOp(rows, op))).toEqual([1, 2, 5]);
  expect([0, 1, 2].map((op) => evictionsFor(rows.evictions, op))).toEqual([
    [0, 1],
    [1, 1],
    [1, 3],
  ]);
});

test("the row of an operation is the operation, however many evictions there are", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(49), { maxLength: 80 }), (ops) => {
      const rows = { ops: 50, evictions: ops.sort((a, b) => a - b).map(evictionAt) };
      for (let op = 0; op < 50; op++) expect(rowAt(rows, rowOfOp(rows, op))).toEqual({ op, eviction: -1 });
      const told = Array.from({ length: countOfRows(rows) }, (_, row) => rowAt(rows, row).eviction);
      expect(told.filter((e) => e >= 0)).toEqual(ops.map((_, e) => e));
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { loopedOf } from "../../core/dialects/dataflow/looped.ts";
import { columnsOf, treeOf } from "./loop-tree.ts";

const schedule = fc
  .array(
    fc.record({
      body: fc.array(fc.nat(3), { minLength: 1, maxLength: 5 }),
      times: fc.integer({ min: 1, max: 4 }),
    }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((parts) =>
    Int32Array.from(parts.flatMap(({ body, times }) => Array.from({ length: times }, () => body).flat())),
  );

test("every step has a column of its actor, whatever is unfolded", () => {
  fc.assert(
    fc.property(schedule, fc.array(fc.nat(12)), (firings, open) => {
      const columns = columnsOf(treeOf(loopedOf(firings).terms), new Set(open));
      expect(Array.from(columns.columnOf, (c) => columns.actor[c])).toEqual([...firings]);
      for (let c = 0; c < columns.count; c++) expect(columns.columnOf[columns.firstStep[c] ?? -1]).toBe(c);
    }),
  );
});

test("with all unfolded there is a column for each step, with none one for each name", () => {
  fc.assert(
    fc.property(schedule, (firings) => {
      const looped = loopedOf(firings);
      const tree = treeOf(looped.terms);
      expect(columnsOf(tree, new Set()).count).toBe(looped.appearances);
      const all = columnsOf(tree, new Set(tree.count.keys()));
      expect(all.count).toBe(firings.length);
      expect([...all.columnOf]).toEqual([...firings.keys()]);
    }),
  );
});

test("what is too much to be unfolded stays folded, and says so", () => {
  const tree = treeOf([{ kind: "run", actor: 0, count: 1_000_000 }]);
  const columns = columnsOf(tree, new Set([0]));
  expect([columns.count, columns.isCut]).toEqual([1, true]);
});

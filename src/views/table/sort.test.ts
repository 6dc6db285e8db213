import fc from "fast-check";
import { expect, test } from "vitest";
import { randomGraph } from "../../core/testing/random.ts";
import { draw } from "../../store/testing/draw.ts";
import { COLUMNS, type TableColumn } from "./columns.ts";
import { everyRow } from "./meant.ts";
import { rowsOf } from "./rows.ts";
import { sorted } from "./sort.ts";

const collator = new Intl.Collator("en", { numeric: true });

function compare(column: TableColumn, a: string | number, b: string | number): number {
  return column.kind === "text" ? collator.compare(String(a), String(b)) : Number(a) - Number(b);
}

test("every column sorts as a stable sort of its values would, both ways", () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.constantFrom(...COLUMNS), fc.boolean(), (seed, column, descending) => {
      const rows = rowsOf(draw(randomGraph(seed)));
      const view = everyRow(rows);
      const plain = [...view].sort(
        (a, b) => (descending ? -1 : 1) * compare(column, column.of(rows, a), column.of(rows, b)) || a - b,
      );
      expect([...sorted(rows, view, column, descending)]).toEqual(plain);
    }),
    { numRuns: 150 },
  );
});

test("the padding column sums to the padding of the plan", () => {
  fc.assert(
    fc.property(fc.nat(5000), (seed) => {
      const picture = draw(randomGraph(seed), { alignment: 64 });
      const rows = rowsOf(picture);
      const padding = COLUMNS.find((c) => c.id === "padding");
      let sum = 0;
      for (let r = 0; r < rows.count; r++) sum += Number(padding?.of(rows, r));
      expect(sum).toBe(picture.plan.stats.paddingBytes);
    }),
    { numRuns: 100 },
  );
});

/** What each arm does with each buffer in the order of the program, as the marks of a cell. */

import { armsOf, forEachItem, isPlain } from "../../core/dialects/arms/body.ts";
import type { ArmsDocument } from "../../core/dialects/arms/document.ts";
import type { Mark } from "../../core/dialects/arms/report.types.ts";
import { usesOf } from "../../core/dialects/arms/statements.ts";
import type { ArmsStructure } from "../../core/dialects/arms/structure.ts";

/** `part`: a write that does not write all of it. */
export type CellMark = Mark | "part";

/** Marks by buffer and arm; the same mark twice in a row counts once. */
export type Accesses = ReadonlyMap<number, ReadonlyMap<number, readonly CellMark[]>>;

function put(cells: Map<number, Map<number, CellMark[]>>, buffer: number, arm: number, mark: CellMark): void {
  const row = cells.get(buffer) ?? new Map<number, CellMark[]>();
  cells.set(buffer, row);
  const marks = row.get(arm) ?? [];
  row.set(arm, marks);
  if (marks.at(-1) !== mark) marks.push(mark);
}

/** Expects the structure of the document: it knows which copies a wait is for. */
export function accessesOf(document: ArmsDocument, structure: ArmsStructure): Accesses {
  const index = new Map(document.buffers.map(({ id }, b) => [id, b]));
  const known = new Set(
    structure.touches.flatMap(({ buffer, arm, marks }) => marks.map((mark) => `${buffer} ${arm} ${mark}`)),
  );
  const ends = new Map<string, Set<string>>();
  const arms = armsOf(document.body);
  for (const { items } of arms)
    forEachItem(items, "", 0, (item) => {
      if (!isPlain(item) || (item.op !== "async_load" && item.op !== "async_store")) return;
      const buffers = ends.get(item.tag) ?? new Set();
      ends.set(item.tag, buffers.add(item.src).add(item.dst));
    });
  const cells = new Map<number, Map<number, CellMark[]>>();
  arms.forEach(({ items }, arm) => {
    forEachItem(items, "", 0, (item) => {
      if (!isPlain(item)) return;
      if (item.op === "async_wait") {
        for (const id of ends.get(item.tag) ?? []) {
          const b = index.get(id) ?? -1;
          if (known.has(`${b} ${arm} wait`)) put(cells, b, arm, "wait");
        }
        return;
      }
      for (const { buffer, mark, writes } of usesOf(item))
        put(cells, index.get(buffer) ?? -1, arm, mark === "write" && writes === "some" ? "part" : mark);
    });
  });
  return cells;
}

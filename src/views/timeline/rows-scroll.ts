/** How far the rows are scrolled: pixels while rows stay, the row at the top when they change. */

import { rowHeight } from "../../draw/bars.ts";
import { headerAt, ROW, type RowSet } from "../../look/rows.ts";

/** Beyond so many names a row of another plan is looked for at its old place only. */
const MOST_NAMES = 20_000;

interface Anchor {
  readonly rows: RowSet;
  readonly row: number;
  /** Pixels of the row above the top. */
  readonly above: number;
}

/** Index of `id`, at its old place if it is still there; −1 when nobody has it. */
function indexOf(ids: readonly string[], id: string | undefined, was: number): number {
  if (id === undefined) return -1;
  return ids[was] === id ? was : ids.length <= MOST_NAMES ? ids.indexOf(id) : -1;
}

/** The row that is now what a row of other rows was; its header's where it is folded away, −1 when it is gone. */
function sameRow(before: RowSet, row: number, now: RowSet): number {
  const index = before.subject[row] ?? -1;
  const header = headerAt(before, row);
  if (header >= 0) {
    const g = now.headers?.id.indexOf(before.headers?.id[header] ?? "") ?? -1;
    return now.headers?.row[g] ?? -1;
  }
  const { plan } = now;
  if (before.what[row] === ROW.storage) {
    const s = indexOf(plan.storages.id, before.plan.storages.id[index], index);
    return now.rowOf[s] ?? -1;
  }
  const b = indexOf(plan.buffers.id, before.plan.buffers.id[index], index);
  return b < 0
    ? -1
    : (now.rowOf[plan.buffers.storages.items[plan.buffers.storages.from[b] ?? 0] ?? -1] ?? -1);
}

/** Whether rows are the same ones with others folded, or of another plan: then the eye stays on a row. Other rows begin at the top. */
function follows(before: RowSet, now: RowSet): boolean {
  const [a, b] = [before.spec, now.spec];
  return a.kind === b.kind && a.sort === b.sort && a.down === b.down && before.arena === now.arena;
}

export interface RowScroll {
  /** Pixels down, for these rows in a box of this height. */
  readonly at: (rows: RowSet, height: number) => number;
  /** Goes there, as far as there are rows. */
  readonly to: (rows: RowSet, height: number, pixels: number) => void;
  readonly forget: () => void;
}

export function makeRowScroll(): RowScroll {
  let anchor: Anchor | undefined;
  const clamped = (rows: RowSet, height: number, pixels: number) =>
    Math.min(Math.max(0, pixels), Math.max(0, rows.count * rowHeight(rows.count, height) - height));
  const kept = (rows: RowSet, height: number, pixels: number): number => {
    const tall = rowHeight(rows.count, height);
    const at = clamped(rows, height, pixels);
    const row = Math.floor(at / tall);
    anchor = { rows, row, above: at - row * tall };
    return at;
  };
  const pixelsOf = (rows: RowSet, height: number): number => {
    if (anchor === undefined) return 0;
    const { rows: before, row, above } = anchor;
    const tall = rowHeight(rows.count, height);
    if (before === rows) return row * tall + above;
    if (!follows(before, rows)) return 0;
    const same = sameRow(before, row, rows);
    // where the row is gone, its neighbours were about here
    return (same < 0 ? row : same) * tall + above;
  };
  return {
    at: (rows, height) => {
      const pixels = pixelsOf(rows, height);
      // a taller picture for a file, or a pane on its way to another size, moves nothing
      return anchor?.rows === rows ? clamped(rows, height, pixels) : kept(rows, height, pixels);
    },
    to: kept,
    forget: () => {
      anchor = undefined;
    },
  };
}

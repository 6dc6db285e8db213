/** Where arrow keys go in the table of arms. */

import type { ArmsPlaces } from "./columns.ts";

/** Columns before those of the arms: name, bytes, state, original rule, precise rule. */
export const FIXED = 5;

/** A place in the table: row −1 is the head; lanes are arms stacked in one column, 0 in the fixed columns. */
export interface Spot {
  readonly row: number;
  readonly column: number;
  readonly lane: number;
}

export interface WalkKey {
  readonly key: string;
  readonly ctrlKey: boolean;
}

function lanesAt(places: ArmsPlaces, column: number): number {
  return column < FIXED ? 1 : (places.columns[column - FIXED]?.arms.length ?? 1);
}

/** The nearest place that there is. The head has nothing to go to before the arms. */
export function clamped(places: ArmsPlaces, rows: number, { row, column, lane }: Spot): Spot {
  const last = FIXED + places.columns.length - 1;
  const at = Math.max(row < 0 && places.columns.length > 0 ? FIXED : 0, Math.min(column, last));
  return {
    row: Math.max(places.columns.length === 0 ? 0 : -1, Math.min(row, rows - 1)),
    column: at,
    lane: Math.max(0, Math.min(lane, lanesAt(places, at) - 1)),
  };
}

/** Undefined for keys that go nowhere. `page`: rows in sight. */
export function walked(
  places: ArmsPlaces,
  rows: number,
  from: Spot,
  { key, ctrlKey }: WalkKey,
  page: number,
): Spot | undefined {
  const { row, column, lane } = from;
  const to = (spot: Partial<Spot>) => clamped(places, rows, { ...from, ...spot });
  switch (key) {
    case "ArrowRight":
      return to({ column: column + 1 });
    case "ArrowLeft":
      return to({ column: column - 1 });
    case "ArrowDown":
      if (lane < lanesAt(places, column) - 1) return to({ lane: lane + 1 });
      return row >= rows - 1 ? from : to({ row: row + 1, lane: 0 });
    case "ArrowUp":
      if (lane > 0) return to({ lane: lane - 1 });
      if (row < 0 || (row === 0 && column < FIXED)) return from;
      return to({ row: row - 1, lane: Number.MAX_SAFE_INTEGER });
    case "Home":
      return to({ column: 0, lane: 0, ...(ctrlKey ? { row: 0 } : {}) });
    case "End":
      return to({ column: Number.MAX_SAFE_INTEGER, ...(ctrlKey ? { row: rows - 1 } : {}) });
    case "PageDown":
      return to({ row: Math.min(rows - 1, row + page) });
    case "PageUp":
      return to({ row: row < 0 ? row : Math.max(0, row - page) });
    default:
      return undefined;
  }
}

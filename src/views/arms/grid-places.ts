/** Places of the table: of an element on the page, and of what is to have the focus. */

import { FIXED, type Spot } from "../../look/arms/walk.ts";
import type { Follow } from "./grid-keys.ts";
import type { ArmsModel } from "./model.ts";
import { spotKey } from "./Row.tsx";

/** The place that an element is in, from its data. */
export function spotOf(target: EventTarget | null): Spot | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-spot]") : null;
  const [row, column, lane] = (cell?.dataset.spot ?? "").split(":").map(Number);
  return row === undefined || column === undefined || lane === undefined ? undefined : { row, column, lane };
}

/** The element at a place; none where its row is out of sight. */
export function cellAt(grid: HTMLElement | null, { row, column, lane }: Spot): HTMLElement | undefined {
  return grid?.querySelector<HTMLElement>(`[data-spot="${spotKey(row, column, lane)}"]`) ?? undefined;
}

/** Gives the focus to a place and brings it into sight; false where there is no element of it. */
export function reached(grid: HTMLElement | null, spot: Spot): boolean {
  const cell = cellAt(grid, spot);
  cell?.focus({ preventScroll: true });
  cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  return cell !== undefined;
}

/** Where something is in the table now; undefined when it is not. */
export function placeOf(model: ArmsModel, what: Follow): Spot | undefined {
  const { report, places, rows } = model;
  if ("buffer" in what) {
    const row = rows.findIndex(({ buffer }) => buffer.id === what.buffer);
    return row < 0 ? undefined : { row, column: 0, lane: 0 };
  }
  const arm = report.arms.findIndex(({ id }) => id === what.arm);
  return arm < 0
    ? undefined
    : { row: -1, column: FIXED + (places.columnOf[arm] ?? 0), lane: places.laneOf[arm] ?? 0 };
}

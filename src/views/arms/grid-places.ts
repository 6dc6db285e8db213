/** Places of the table: of an element on the page, and of what is to have the focus. */

import { FIXED, type Spot } from "../../look/arms/walk.ts";
import type { Follow } from "./grid-keys.ts";
import type { ArmsModel } from "./model.ts";

/** The place that an element is in, from its data. */
export function spotOf(target: EventTarget | null): Spot | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-spot]") : null;
  const [row, column, lane] = (cell?.dataset.spot ?? "").split(":").map(Number);
  return row === undefined || column === undefined || lane === undefined ? undefined : { row, column, lane };
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

/** Which rows of the table exist: those in sight, some beyond, and those that the focus or the selection is in. */

import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useMemo } from "react";

/** Heights in pixels as in the style sheet: of an arm alone in its column, of one of several, of the line below. */
const LANE = 22;
const STACKED_LANE = 16;
const LINE = 1;

/** Rows beyond either edge, so that scrolling seldom shows none. */
const BEYOND = 8;

interface RowsInSight {
  /** `gap`: height in pixels of the rows that do not exist between it and the one before it. */
  readonly rows: readonly { readonly index: number; readonly gap: number }[];
  /** Height in pixels of those after the last. */
  readonly below: number;
}

/** Height in pixels of a row and of the head; `lanes`: arms in the fullest column. */
export function rowHeight(lanes: number): number {
  return lanes * (lanes > 1 ? STACKED_LANE : LANE) + LINE;
}

/** `height`: of each row and of the head. `focused`, `selected`: rows that exist wherever they are; negative for none. */
export function useRowsInSight(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  height: number,
  focused: number,
  selected: number,
): RowsInSight {
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: BEYOND,
    paddingStart: height,
    rangeExtractor: useCallback(
      (range: Range) => {
        const kept = [focused, selected].filter((row) => row >= 0 && row < range.count);
        return [...new Set([...defaultRangeExtractor(range), ...kept])].sort((a, b) => a - b);
      },
      [focused, selected],
    ),
  });
  const items = virtual.getVirtualItems();
  const total = virtual.getTotalSize();
  return useMemo(
    () => ({
      rows: items.map(({ index, start }, i) => ({ index, gap: start - (items[i - 1]?.end ?? height) })),
      below: total - (items.at(-1)?.end ?? height),
    }),
    [items, total, height],
  );
}

/** What the rows of the picture tell in attributes of their pane, and when they have to be painted again. */

import { visibleRows } from "../../draw/bars.ts";
import { pinnedHeader, thumbOf } from "../../draw/paint-rows.ts";
import { caption, type TimelineScene } from "../../draw/paint-timeline.ts";
import { rowName } from "../../look/rows/words.ts";
import { headerAt } from "../../look/rows.ts";
import type { SessionState } from "../../store/session.ts";

/** Whether the session says something else of the rows now. */
export function rowsDiffer(now: SessionState, before: SessionState): boolean {
  return (
    now.timelineRows !== before.timelineRows ||
    now.rowSort !== before.rowSort ||
    now.rowsDown !== before.rowsDown
  );
}

/** Whether bars look otherwise in the rows that they are in. */
export function barsDiffer(now: SessionState, before: SessionState): boolean {
  return (
    now.foldedRows !== before.foldedRows ||
    now.explained !== before.explained ||
    now.addressBase !== before.addressBase
  );
}

/** `data-rects`, `data-rows`, `data-shown-rows` (the names in view; of headers with `+` folded, `-` not), `data-merged`, `data-thumb-at`. */
export function tellRows(root: HTMLElement, scene: TimelineScene): void {
  const { state, frame, tones, strips } = scene;
  const { rows } = frame;
  const write = (key: string, value: string) => {
    if (value === "") delete root.dataset[key];
    else root.dataset[key] = value;
  };
  write("rects", String(tones.reduce((n, list) => n + list.count, 0)));
  write("rows", String(rows.count));
  write("merged", caption(scene));
  const [first, last] = visibleRows(frame);
  const names: string[] = [];
  for (let row = first; row < last; row++) {
    const header = headerAt(rows, row);
    const mark = header < 0 ? "" : rows.headers?.folded[header] === 1 ? "+" : "-";
    names.push(mark + rowName(rows, row));
  }
  write("shownRows", names.join("|"));
  const pinned = rows.headers?.title[pinnedHeader(frame)] ?? "";
  write("pinned", pinned);
  write("strips", strips.used > 0 ? String(strips.used) : "");
  const thumb = thumbOf(frame, state.width);
  const at =
    thumb === undefined ? "" : `${Math.round(thumb.x + thumb.w / 2)},${Math.round(thumb.y + thumb.h / 2)}`;
  write("thumbAt", at);
  // the first row that is wholly in view, for hit tests
  const top = Math.ceil(frame.scroll / frame.rowHeight);
  write(
    "rowsAt",
    `${Math.round(frame.box.y + (top + 0.5) * frame.rowHeight - frame.scroll)},${frame.rowHeight}`,
  );
}

/** Rows of the timeline: what they are by, how they are sorted, which are folded. */

import { ROW_KINDS, ROW_SORTS, type RowKind, type RowSet, type RowSort } from "../look/rows.ts";
import { rowsNow } from "./looks.ts";
import { outcomeStore } from "./outcome.ts";
import { sessionStore } from "./session.ts";
import { notify } from "./shell.ts";
import { arenaShown, selectedStorage } from "./walk.ts";

export function setRows(timelineRows: RowKind): void {
  sessionStore.setState({ timelineRows });
}

export function nextRows(): void {
  sessionStore.setState((s) => ({
    timelineRows: ROW_KINDS[(ROW_KINDS.indexOf(s.timelineRows) + 1) % ROW_KINDS.length] ?? "buffers",
  }));
}

/** Sorts rows; sizes and the like are wanted from the greatest, steps and addresses from the least. */
export function sortRows(rowSort: RowSort): void {
  sessionStore.setState({ rowSort, rowsDown: rowSort !== "start" && rowSort !== "offset" });
}

export function nextRowSort(): void {
  const at = ROW_SORTS.indexOf(sessionStore.getState().rowSort);
  sortRows(ROW_SORTS[(at + 1) % ROW_SORTS.length] ?? "start");
}

export function turnRows(): void {
  sessionStore.setState((s) => ({ rowsDown: !s.rowsDown }));
}

/** Folds a header's rows away, or brings them back. */
export function toggleFold(id: string): void {
  sessionStore.setState(() => {
    const folded = foldedNow();
    if (!folded.delete(id)) folded.add(id);
    return { foldedRows: folded };
  });
}

function shownRows(): RowSet | undefined {
  const { picture } = outcomeStore.getState();
  return picture === null ? undefined : rowsNow(picture, arenaShown(picture));
}

/** Ids of what is folded now, whether somebody has folded it or not. */
function foldedNow(): Set<string> {
  const { foldedRows } = sessionStore.getState();
  if (foldedRows !== null) return new Set(foldedRows);
  const headers = shownRows()?.headers;
  return new Set(headers?.id.filter((_, g) => headers.folded[g] === 1));
}

const NO_HEADERS = "These rows do not fold: show them by arena or by group.";

/** Folds all headers, or unfolds all. */
export function foldAll(fold: boolean): void {
  const headers = shownRows()?.headers;
  if (headers == null) notify(NO_HEADERS);
  else
    sessionStore.setState(() => {
      const folded = foldedNow();
      for (const id of headers.id)
        if (fold) folded.add(id);
        else folded.delete(id);
      return { foldedRows: folded };
    });
}

/** Folds or unfolds the header over what is selected; without a selection the first one. */
export function foldSelected(): void {
  const { picture } = outcomeStore.getState();
  const rows = shownRows();
  if (picture === null || rows?.headers == null) {
    notify(NO_HEADERS);
    return;
  }
  const { headers, rowOf } = rows;
  const { selection, second } = sessionStore.getState();
  const s = selectedStorage(picture, second ?? selection);
  const row = s < 0 ? 0 : (rowOf[s] ?? -1);
  // the last header that is not below it
  let over = -1;
  headers.row.forEach((at, g) => {
    if (at >= 0 && at <= row && at > (headers.row[over] ?? -1)) over = g;
  });
  const id = headers.id[over];
  if (id !== undefined) toggleFold(id);
}

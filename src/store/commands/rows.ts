/** Rows of the timeline. */

import { ROW_KINDS, ROW_SORTS, type RowKind, type RowSort } from "../../look/rows.ts";
import { foldAll, foldSelected, nextRowSort, nextRows, setRows, sortRows, turnRows } from "../rows.ts";
import type { Command } from "./command.ts";

const KIND_TITLES: Readonly<Record<RowKind, string>> = {
  tensors: "Timeline rows by tensor",
  buffers: "Timeline rows by buffer",
  arenas: "Timeline rows by arena",
  groups: "Timeline rows by group of operators",
};

const SORT_TITLES: Readonly<Record<RowSort, string>> = {
  start: "Sort timeline rows by their first step",
  size: "Sort timeline rows by size",
  lifetime: "Sort timeline rows by lifetime",
  offset: "Sort timeline rows by offset",
  savings: "Sort timeline rows by what the peak would save without them",
};

export const ROWS: readonly Command[] = [
  {
    id: "rows",
    title: "Rows of the timeline: tensors, buffers, arenas, groups",
    group: "View",
    keys: ["KeyU"],
    run: nextRows,
  },
  {
    id: "sort-rows",
    title: "Sort timeline rows: start, size, lifetime, offset, savings",
    group: "View",
    keys: ["Shift+KeyU"],
    run: nextRowSort,
  },
  { id: "turn-rows", title: "Turn the order of timeline rows round", group: "View", keys: [], run: turnRows },
  {
    id: "fold-row",
    title: "Fold or unfold the timeline rows round the selection",
    group: "View",
    keys: ["Shift+KeyG"],
    run: foldSelected,
  },
  { id: "fold-rows", title: "Fold all timeline rows", group: "View", keys: [], run: () => foldAll(true) },
  {
    id: "unfold-rows",
    title: "Unfold all timeline rows",
    group: "View",
    keys: [],
    run: () => foldAll(false),
  },
  ...ROW_KINDS.map(
    (kind): Command => ({
      id: `rows-${kind}`,
      title: KIND_TITLES[kind],
      group: "View",
      keys: [],
      run: () => setRows(kind),
    }),
  ),
  ...ROW_SORTS.map(
    (sort): Command => ({
      id: `sort-rows-${sort}`,
      title: SORT_TITLES[sort],
      group: "View",
      keys: [],
      run: () => sortRows(sort),
    }),
  ),
];

/** In the timeline's head: what rows are by, how they are sorted, and folding all of them. */

import { useStore } from "zustand";
import { ROW_SORTS, type RowKind, type RowSort } from "../../look/rows.ts";
import { foldAll, setRows, sortRows, turnRows } from "../../store/rows.ts";
import { sessionStore } from "../../store/session.ts";
import { Segmented, type SegmentedChoice } from "../../ui/Segmented.tsx";
import css from "./RowControls.module.css";

const KINDS: readonly SegmentedChoice<RowKind>[] = [
  { id: "tensors", title: "tensors", says: "One row for each storage" },
  { id: "buffers", title: "buffers", says: "One row for each buffer, its tenants in turn" },
  { id: "arenas", title: "arenas", says: "Live bytes of each arena, its buffers below" },
  { id: "groups", title: "groups", says: "Live bytes of each group of operators, its storages below" },
];

const SORT_SAYS: Readonly<Record<RowSort, string>> = {
  start: "Sorted by the first step",
  size: "Sorted by bytes; groups by the most that they need at once",
  lifetime: "Sorted by steps alive",
  offset: "Sorted by address; groups by their lowest",
  savings: "Sorted by savings: bytes that the most alive at once would fall by without the row",
};

function Fold() {
  const kind = useStore(sessionStore, (s) => s.timelineRows);
  if (kind !== "arenas" && kind !== "groups") return null;
  return (
    <span className={css.pair}>
      <button type="button" className={css.button} title="Fold all rows" onClick={() => foldAll(true)}>
        fold
      </button>
      <button type="button" className={css.button} title="Unfold all rows" onClick={() => foldAll(false)}>
        unfold
      </button>
    </span>
  );
}

export function RowControls() {
  const kind = useStore(sessionStore, (s) => s.timelineRows);
  const sort = useStore(sessionStore, (s) => s.rowSort);
  const down = useStore(sessionStore, (s) => s.rowsDown);
  const turn = down ? "From the greatest to the least" : "From the least to the greatest";
  return (
    <>
      <Segmented label="Rows of the timeline" value={kind} choices={KINDS} onChange={setRows} />
      <Fold />
      <span className={css.pair}>
        <select
          className={css.sort}
          aria-label="Sort rows by"
          title={SORT_SAYS[sort]}
          value={sort}
          onChange={(event) => sortRows(ROW_SORTS.find((s) => s === event.target.value) ?? "start")}
        >
          {ROW_SORTS.map((s) => (
            <option key={s} value={s} title={SORT_SAYS[s]}>
              {s}
            </option>
          ))}
        </select>
        <button type="button" className={css.button} title={turn} aria-label={turn} onClick={turnRows}>
          {down ? "↓" : "↑"}
        </button>
      </span>
    </>
  );
}

/** Everything planned as a table that can be sorted, filtered and copied: the same selection as in the pictures, in words. */

import { useDeferredValue, useMemo, useState } from "react";
import { useStore } from "zustand";
import { formatCount } from "../../core/units.ts";
import { FIND_HELP } from "../../look/find/query.ts";
import { looksStore } from "../../store/looks.ts";
import { outcomeStore, type Picture } from "../../store/outcome.ts";
import { services } from "../../store/services.ts";
import { sessionStore } from "../../store/session.ts";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { columnsFor, csvOf } from "./columns.ts";
import { Grid } from "./Grid.tsx";
import { rowsMeant } from "./meant.ts";
import css from "./PlanTable.module.css";
import { rowsOf } from "./rows.ts";
import { sorted } from "./sort.ts";

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

export function PlanTable() {
  const picture = useStore(outcomeStore, (s) => s.picture);
  return (
    <section className={css.pane} aria-label="Table" data-testid="table">
      {picture === null ? (
        <>
          <PaneHead title="Table" />
          <p className={css.quiet}>Open a model to list what its plan holds.</p>
        </>
      ) : (
        <Filled picture={picture} />
      )}
    </section>
  );
}

function Filled(props: { picture: Picture }) {
  const { picture } = props;
  const text = useStore(sessionStore, (s) => s.find);
  const [sort, setSort] = useState<Sort | null>(null);
  const rows = useMemo(() => rowsOf(picture), [picture]);
  const matches = useStore(looksStore, (s) => s.matches);
  // typing stays smooth: the rows follow when there is time
  const meant = useDeferredValue(matches);
  const wanted = useDeferredValue(text);
  const found = useMemo(() => rowsMeant(rows, meant, wanted), [rows, meant, wanted]);
  const problem = text === "" ? undefined : matches?.problem;
  const view = useMemo(() => {
    const column = columnsFor(rows).find((c) => c.id === sort?.column);
    return sort === null || column === undefined ? found : sorted(rows, found, column, sort.descending);
  }, [rows, found, sort]);
  const count =
    view.length === rows.count
      ? `${formatCount(rows.count)} rows`
      : `${formatCount(view.length)} of ${formatCount(rows.count)}`;
  return (
    <>
      <PaneHead title="Table">
        <span className={css.count} role="status" data-testid="table-count">
          {count}
        </span>
        <input
          className={css.filter}
          type="search"
          aria-label="Filter the table"
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : "table-filter-problem"}
          placeholder="Filter: conv size>64KiB live@120"
          title={`${FIND_HELP} The pictures dim what the table leaves out.`}
          value={text}
          onChange={(e) => sessionStore.setState({ find: e.target.value })}
        />
        <CopyRows copy={() => services().copyText(csvOf(rows, view))} />
      </PaneHead>
      {problem !== undefined && (
        <p className={css.problem} id="table-filter-problem" role="alert">
          {problem}
        </p>
      )}
      {view.length === 0 ? (
        <p className={css.quiet}>
          {rows.count === 0 ? "Nothing in this plan needs memory." : `Nothing matches. ${FIND_HELP}`}
        </p>
      ) : (
        <Grid rows={rows} view={view} sort={sort} onSort={setSort} />
      )}
    </>
  );
}

function CopyRows(props: { copy: () => Promise<void> }) {
  const [copied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className={css.copy}
      title="Copies the rows shown, in the order shown, as CSV with plain numbers."
      onClick={() => void props.copy().then(() => setCopied(true))}
      onBlur={() => setCopied(false)}
    >
      {copied ? "Copied" : "Copy CSV"}
    </button>
  );
}

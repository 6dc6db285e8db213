/** The table of what differs between two plans, with both plans' numbers; or, while nothing is compared, the ways to begin. */

import { useCallback, useEffect } from "react";
import { useStore } from "zustand";
import { markdownOf } from "../../core/compare/headline.ts";
import { formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import { type Compared, comparingStore, type Sides, titlesOf } from "../../store/comparing.ts";
import { followComparison } from "../../store/comparing-live.ts";
import { comparingServices } from "../../store/comparing-services.ts";
import { later } from "../../store/later.ts";
import { services } from "../../store/services.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { PaneHead } from "../../ui/PaneHead.tsx";
import css from "./Compare.module.css";
import { DiffTable } from "./DiffTable.tsx";
import { Numbers } from "./Numbers.tsx";
import { diffRows, listed, sideTotals } from "./rows.ts";
import { useSliced } from "./use-sliced.ts";
import { Ways, Work } from "./Ways.tsx";

const SIDES: readonly { readonly id: keyof Sides; readonly title: string }[] = [
  { id: "a", title: "only in A" },
  { id: "both", title: "in both" },
  { id: "b", title: "only in B" },
];

function SideBoxes(props: { compared: Compared }) {
  const sides = useStore(comparingStore, (s) => s.sides);
  const totals = sideTotals(props.compared.comparison);
  return (
    <fieldset className={css.sides} aria-label="Which storages are listed">
      {SIDES.map(({ id, title }) => (
        <label key={id} title={formatBytesExactly(totals[id].bytes)}>
          <input
            type="checkbox"
            checked={sides[id]}
            onChange={(e) => comparingStore.setState({ sides: { ...sides, [id]: e.target.checked } })}
          />
          {title} {formatCount(totals[id].storages)}, {formatBytes(totals[id].bytes)}
        </label>
      ))}
    </fieldset>
  );
}

function Filled(props: { compared: Compared }) {
  const { compared } = props;
  const { comparison } = compared;
  const kinds = useStore(comparingStore, (s) => s.kinds);
  const sides = useStore(comparingStore, (s) => s.sides);
  const found = useSliced(
    useCallback(
      function* () {
        return { compared, rows: yield* diffRows(compared.comparison) };
      },
      [compared],
    ),
  );
  const shown = useSliced(
    useCallback(
      function* () {
        if (found === null) return null;
        const view = yield* listed(found.compared.comparison, found.rows, kinds, sides);
        return { ...found, view };
      },
      [found, kinds, sides],
    ),
  );
  return (
    <>
      <PaneHead
        title="Compare"
        says={
          shown === null
            ? "listing"
            : `${formatCount(shown.view.length)} of ${formatCount(shown.rows.count)} storages`
        }
      >
        <SideBoxes compared={compared} />
        <CopyButton
          what="the numbers as Markdown"
          copy={() => services().copyText(markdownOf(comparison, titlesOf(compared)))}
        />
        <button
          type="button"
          className={css.action}
          title="Saves the difference as JSON, as memplan compare writes it."
          onClick={() => later(comparingServices().save())}
        >
          Export JSON
        </button>
      </PaneHead>
      <Work />
      <div className={css.split}>
        <Numbers compared={compared} />
        {shown === null ? null : shown.view.length === 0 ? (
          <p className={css.body}>Nothing of this kind.</p>
        ) : (
          <DiffTable {...shown} />
        )}
      </div>
    </>
  );
}

export function ComparePane() {
  const held = useStore(comparingStore, (s) => s.held !== null);
  const compared = useStore(comparingStore, (s) => s.compared);
  useEffect(followComparison, []);
  return (
    <section className={css.pane} aria-label="Compare" data-testid="compare">
      {compared !== null ? (
        <Filled compared={compared} />
      ) : (
        <>
          <PaneHead title="Compare" says={held ? "comparing" : "two plans side by side"} />
          {!held && <Ways />}
        </>
      )}
    </section>
  );
}

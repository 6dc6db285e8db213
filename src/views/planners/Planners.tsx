/** Which planner to take: every placement and every order with what it makes of the open document. */

import { useEffect, useState } from "react";
import { comparisonStore, type Part } from "../../store/comparison.ts";
import { documentStore } from "../../store/document.ts";
import { services } from "../../store/services.ts";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { PartTable } from "./PartTable.tsx";
import css from "./Planners.module.css";
import type { Sorting } from "./rows.ts";

const PARTS: readonly Part[] = ["place", "order"];

const SORTINGS = [
  { id: "peak", title: "by peak", says: "The smallest first, once all is measured" },
  { id: "table", title: "as listed", says: "In the order of the settings" },
] as const;

/** Whether `part` was never asked for with this document. */
function isNew(part: Part): boolean {
  const { document, asked } = comparisonStore.getState();
  return asked[part] === null || document !== documentStore.getState().document;
}

export function Planners() {
  const [sorting, setSorting] = useState<Sorting>("peak");
  // opening the pane asks, once; later changes of settings or document wait to be asked
  useEffect(() => {
    for (const part of PARTS) if (isNew(part)) services().compare(part);
  }, []);
  return (
    <section className={css.pane} aria-label="Planners" data-testid="planners">
      <PaneHead title="Planners" says="each planned and checked in the background; click one to use it">
        <Segmented label="Order of the rows" value={sorting} choices={SORTINGS} onChange={setSorting} />
      </PaneHead>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={css.body} tabIndex={0} aria-label="Comparison">
        <div className={css.parts}>
          {PARTS.map((part) => (
            <PartTable key={part} part={part} sorting={sorting} />
          ))}
        </div>
      </section>
    </section>
  );
}

/** One part of the comparison: its rows, how far the measuring is, and the ways to start and end it. */

import { type KeyboardEvent, useRef } from "react";
import { useStore } from "zustand";
import { formatCount } from "../../core/units.ts";
import {
  comparisonStore,
  isUnderWay,
  type Part,
  type Shown,
  shownOf,
  whyNotCompared,
} from "../../store/comparison.ts";
import { documentStore } from "../../store/document.ts";
import { services } from "../../store/services.ts";
import css from "./Planners.module.css";
import { Row } from "./Row.tsx";
import { fullBar, type Sorting, smallestPeak, sorted } from "./rows.ts";

interface Words {
  readonly title: string;
  readonly name: string;
  readonly heads: readonly { readonly title: string; readonly says: string; readonly numeric?: true }[];
}

const SHARED: Words["heads"] = [
  { title: "above bound", says: "Peak minus lower bound, and that as a share of the bound.", numeric: true },
  { title: "", says: "The peak as a length; the stroke is the bound." },
  { title: "proof", says: "Optimal: it is proven that no plan with these lifetimes is smaller." },
  { title: "capacity", says: "Whether every arena is within its capacity; – when none has any." },
  { title: "time", says: "Of planning in the background, on this machine.", numeric: true },
  { title: "steps", says: "Search steps; the same on every machine.", numeric: true },
];

const WORDS: Record<Part, Words> = {
  place: {
    title: "Placements",
    name: "placement",
    heads: [{ title: "peak", says: "Sum of the peaks of all arenas.", numeric: true }, ...SHARED],
  },
  order: {
    title: "Orders",
    name: "order",
    heads: [
      {
        title: "live",
        says: "The most bytes alive at once in this order: no placement can do better.",
        numeric: true,
      },
      { title: "arena", says: "Peak of the arenas with the placement in use.", numeric: true },
      ...SHARED,
    ],
  },
};

export function PartTable(props: { part: Part; sorting: Sorting }) {
  const { part, sorting } = props;
  const state = useStore(comparisonStore);
  const document = useStore(documentStore, (s) => s.document);
  const settings = useStore(documentStore, (s) => s.settings);
  const words = WORDS[part];
  const reason = whyNotCompared(part, document, settings);
  if (reason !== null) {
    return (
      <section className={css.part} aria-label={words.title} data-testid={`compare-${part}`}>
        <div className={css.head}>
          <h3>{words.title}</h3>
        </div>
        <p className={css.note}>{reason}</p>
      </section>
    );
  }
  const shown = shownOf(part, state, document, settings);
  const least = smallestPeak(shown.rows);
  const full = fullBar(shown.rows);
  return (
    <section
      className={css.part}
      aria-label={words.title}
      data-testid={`compare-${part}`}
      data-stale={shown.stale}
      aria-busy={shown.rows.some(({ entry }) => isUnderWay(entry))}
    >
      <Head part={part} shown={shown} />
      <Body part={part}>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            {words.heads.map((head) => (
              <th key={head.title} scope="col" title={head.says} data-numeric={head.numeric}>
                {head.title === "" ? <span className="sr-only">bar</span> : head.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted(shown.rows, sorting).map((row) => (
            <Row
              key={row.choice.id}
              {...row}
              part={part}
              current={row.choice.id === settings[part]}
              least={least}
              full={full}
            />
          ))}
        </tbody>
      </Body>
    </section>
  );
}

function Head(props: { part: Part; shown: Shown }) {
  const { part, shown } = props;
  const { rows, stale } = shown;
  const under = rows.filter(({ entry }) => isUnderWay(entry)).length;
  const settled = rows.filter(({ entry }) => entry?.kind === "done" || entry?.kind === "failed").length;
  const begun = rows.some(({ entry }) => entry !== undefined);
  return (
    <div className={css.head}>
      <h3>{WORDS[part].title}</h3>
      <span className={css.says} role="status">
        {stale
          ? "of other settings than the present ones"
          : begun
            ? `${formatCount(settled)} of ${formatCount(rows.length)} measured`
            : "not measured yet"}
      </span>
      {under > 0 && !stale ? (
        <button type="button" className={css.action} onClick={() => services().stopComparing()}>
          Cancel all
        </button>
      ) : (
        (stale || settled < rows.length) && (
          <button type="button" className={css.action} onClick={() => services().compare(part)}>
            {stale ? "Run again" : begun ? "Run the rest" : "Run"}
          </button>
        )
      )}
    </div>
  );
}

/** Up and down walk the rows; Enter takes one, as it is a button. */
function Body(props: { part: Part; children: React.ReactNode }) {
  const table = useRef<HTMLTableElement>(null);
  const onKeyDown = (e: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step === undefined) return;
    const buttons = [...(table.current?.querySelectorAll<HTMLElement>("tbody button[aria-pressed]") ?? [])];
    const to = buttons[buttons.indexOf(e.target as HTMLElement) + step];
    if (to === undefined) return;
    to.focus();
    e.preventDefault();
  };
  return (
    <table ref={table} className={css.table} data-part={props.part} onKeyDown={onKeyDown}>
      {props.children}
    </table>
  );
}

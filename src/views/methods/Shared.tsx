/** What the methods of a program share: the declaration, the region with its entries, what each method does with them, the checks. */

import { useStore } from "zustand";
import type {
  Finding,
  ProgramReport,
  SharedPlace,
  Totals,
  Verdict,
} from "../../core/dialects/methods/program.types.ts";
import { formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import { methodsAnswers } from "../../store/methods-answers.ts";
import { Declaration } from "./Declaration.tsx";
import { type Figure, Figures } from "./Figures.tsx";
import { Findings, type Found } from "./Findings.tsx";
import { Members } from "./Members.tsx";
import { Region } from "./Region.tsx";
import css from "./Shared.module.css";
import { Waiting } from "./Waiting.tsx";

function totals({ privateSummed, overlaid, shared, methods }: Totals): readonly Figure[] {
  const each = methods.map((m) => `${m.method} ${formatBytesExactly(m.privateBytes)}`).join(", ");
  const bytes = (n: number) => formatBytes(n);
  return [
    {
      name: "private, summed",
      says: `Every method in memory of its own: ${each}. Together ${formatBytesExactly(privateSummed)}.`,
      value: bytes(privateSummed),
    },
    {
      name: "private, overlaid",
      says: `Arenas of equal number on top of each other, as large as the largest: ${formatBytesExactly(overlaid)}. Right only where nobody needs the outputs of a method once another runs.`,
      value: bytes(overlaid),
    },
    {
      name: "shared, once",
      says: `State of several methods, there once for all: ${formatBytesExactly(shared)}.`,
      value: bytes(shared),
    },
    {
      name: "program",
      says: `Memory of all methods and what they share: ${formatBytesExactly(privateSummed + shared)} summed, ${formatBytesExactly(overlaid + shared)} overlaid.`,
      value: bytes(privateSummed + shared),
      more: `${bytes(overlaid + shared)} overlaid`,
    },
  ];
}

/** What a finding across methods is about, as the picture calls it. */
function placesOf(entries: readonly SharedPlace[], { entry }: Finding): readonly string[] {
  const found = entries.find((e) => e.name === entry);
  if (found === undefined) return [];
  return [`tensor:${found.id}`];
}

/** Findings as rows of a list; `of` tells lists of one page apart. */
function rowsOf(of: string, entries: readonly SharedPlace[], findings: readonly Finding[]): readonly Found[] {
  return findings.map((f, i) => ({
    key: `${of} ${i}`,
    severity: f.severity,
    code: f.code,
    message: f.message,
    at: placesOf(entries, f),
  }));
}

export function Verdicts(props: { verdicts: readonly Verdict[] }) {
  return (
    <ul className={css.verdicts} aria-label="Checks across methods">
      {props.verdicts.map(({ code, asks, examined, failed }) => (
        <li
          key={code}
          title={`${asks} ${examined === 0 ? "Nothing to look at." : `Looked at ${formatCount(examined)}.`}`}
          data-state={failed > 0 ? "bad" : examined === 0 ? "idle" : "good"}
        >
          <span aria-hidden="true">{failed > 0 ? "✕" : examined === 0 ? "–" : "✓"}</span> {code}
          <span className="sr-only">
            {failed > 0
              ? `: ${formatCount(failed)} failed`
              : examined === 0
                ? ": nothing to check"
                : ": holds"}
          </span>
          {failed > 0 && <b aria-hidden="true"> {formatCount(failed)}</b>}
        </li>
      ))}
    </ul>
  );
}

function Checks({ report }: { report: ProgramReport }) {
  const found = rowsOf("plan", report.entries, report.checks);
  const { shipped } = report;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section tabIndex={0} className={css.checks} aria-label="Checks">
      <h3 className={css.heading}>Checks across methods</h3>
      <Verdicts verdicts={report.verdicts} />
      <Findings label="Findings across methods" found={found} none="All methods agree." />
      {shipped !== null && (
        <>
          <h3 className={css.heading} title={shipped.title}>
            The same checks of the places in the file
          </h3>
          <Verdicts verdicts={shipped.verdicts} />
          <Findings
            label="Findings of the file"
            found={rowsOf("file", report.entries, shipped.findings)}
            none="The file agrees with itself."
          />
        </>
      )}
    </section>
  );
}

export function Shared() {
  const { value: report, working, problem } = useStore(methodsAnswers, (s) => s.program);
  if (report === null) return <Waiting working={working} problem={problem} what="What the methods share" />;
  return (
    <div className={css.section}>
      <Declaration report={report} />
      <Figures label="Totals of the program" figures={totals(report.totals)} stale={working} />
      <Waiting working={false} problem={problem} what="What the methods share" />
      <div className={css.columns}>
        <section className={css.region} aria-label="Shared region">
          <Region report={report} />
          <Members report={report} />
        </section>
        <Checks report={report} />
      </div>
    </div>
  );
}

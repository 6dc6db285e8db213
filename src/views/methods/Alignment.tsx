/** How places are aligned: what is asked for and what there is, by arena, entry and dtype, and what each choice costs. */

import { useStore } from "zustand";
import type {
  AlignmentCost,
  AlignmentReport,
  AlignmentRow,
  Misaligned,
} from "../../core/dialects/methods/program.types.ts";
import { formatAddress, formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import { methodsAnswers } from "../../store/methods-answers.ts";
import { type Column, SortTable } from "../../ui/SortTable.tsx";
import css from "./Alignment.module.css";
import { Declaration } from "./Declaration.tsx";
import { Findings, type Found } from "./Findings.tsx";
import { Waiting } from "./Waiting.tsx";

const KINDS = { arena: "arena", entry: "entry", dtype: "type" } as const;

const COLUMNS: readonly Column<AlignmentRow>[] = [
  {
    id: "kind",
    title: "of",
    says: "Whose alignment it is",
    width: 64,
    by: (r) => r.kind,
    cell: (r) => KINDS[r.kind],
  },
  { id: "subject", title: "name", says: "Which", by: (r) => r.subject, cell: (r) => r.subject },
  {
    id: "asked",
    title: "asks for",
    says: "Bytes that addresses are to be multiples of",
    width: 80,
    numeric: true,
    by: (r) => r.asked,
    cell: (r) => formatCount(r.asked),
  },
  {
    id: "effective",
    title: "has",
    says: "What its worst place is a multiple of, the base taken as assumed",
    width: 80,
    numeric: true,
    by: (r) => r.effective ?? -1,
    cell: (r) => (r.effective === null ? "–" : formatCount(r.effective)),
  },
  {
    id: "tensors",
    title: "tensors",
    says: "How many tensors it is about",
    width: 76,
    numeric: true,
    by: (r) => r.tensors,
    cell: (r) => formatCount(r.tensors),
  },
  {
    id: "padding",
    title: "padding",
    says: "Bytes lost to rounding sizes up, and before offsets in the shared region",
    width: 92,
    numeric: true,
    by: (r) => r.padding,
    cell: (r) => <span title={formatBytesExactly(r.padding)}>{formatBytes(r.padding)}</span>,
  },
];

function isShort(row: AlignmentRow): boolean {
  return row.effective !== null && row.effective < row.asked;
}

function found(m: Misaligned, i: number): Found {
  const why = m.because === "dtype" ? "its type needs" : "a rule asks for";
  return {
    key: String(i),
    severity: "warning",
    code: "misaligned",
    message: `${m.tensor} at ${formatAddress(m.offset)} is at a multiple of ${formatCount(m.effective)} B only; ${why} ${formatCount(m.asked)} B.`,
    at: [`tensor:${m.tensor}`],
  };
}

function Costs() {
  const { value: costs, working, problem } = useStore(methodsAnswers, (s) => s.costs);
  const most = (costs ?? []).reduce((high, c) => Math.max(high, c.privateSummed + c.shared), 1);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section tabIndex={0} className={css.costs} aria-label="What each alignment costs">
      <h3 className={css.heading} title="All arenas at one alignment, by one quick placement for all rows">
        What one alignment for all arenas takes
      </h3>
      {costs === null ? (
        <Waiting working={working} problem={problem} what="The costs" />
      ) : (
        <table className={css.table} data-stale={working || undefined}>
          <thead>
            <tr>
              <th scope="col" data-numeric>
                bytes
              </th>
              <th scope="col" data-numeric>
                private
              </th>
              <th scope="col" data-numeric>
                shared
              </th>
              <th scope="col" data-numeric>
                more
              </th>
              <th scope="col">
                <span className="sr-only">bar</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {costs.map((cost) => (
              <CostRow key={cost.alignment} cost={cost} most={most} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function CostRow({ cost, most }: { cost: AlignmentCost; most: number }) {
  const { alignment, privateSummed, shared, more } = cost;
  return (
    <tr>
      <th scope="row" data-numeric>
        {formatCount(alignment)}
      </th>
      <td data-numeric title={formatBytesExactly(privateSummed)}>
        {formatBytes(privateSummed)}
      </td>
      <td data-numeric title={formatBytesExactly(shared)}>
        {formatBytes(shared)}
      </td>
      <td data-numeric title={formatBytesExactly(more)}>
        {more === 0 ? "least" : `+${formatBytes(more)}`}
      </td>
      <td className={css.bars}>
        <span className={css.bar} style={{ width: `${((privateSummed + shared) / most) * 100}%` }} />
      </td>
    </tr>
  );
}

function Report({ alignment }: { alignment: AlignmentReport }) {
  return (
    <>
      <SortTable
        label="Alignment by arena, entry and type"
        rows={alignment.rows}
        columns={COLUMNS}
        keyOf={(r) => `${r.kind} ${r.subject}`}
        toneOf={(r) => (isShort(r) ? "bad" : undefined)}
      />
      <div className={css.misaligned}>
        <Findings
          label="Misaligned tensors"
          found={alignment.misaligned.map(found)}
          none={`No address is a multiple of less than asked for, with a base at multiples of ${formatCount(alignment.assumedBase)} B.`}
        />
      </div>
    </>
  );
}

export function Alignment() {
  const { value: report, working, problem } = useStore(methodsAnswers, (s) => s.program);
  if (report === null) return <Waiting working={working} problem={problem} what="Alignment" />;
  return (
    <div className={css.section}>
      <Declaration report={report} />
      <Waiting working={false} problem={problem} what="Alignment" />
      <div className={css.columns}>
        <section className={css.report} aria-label="Alignment report">
          <Report alignment={report.alignment} />
        </section>
        <Costs />
      </div>
    </div>
  );
}

/** ExecuTorch's planners over the shown method beside ours: a table of ways, options, quirks, and every planned tensor. */

import { useMemo } from "react";
import { useStore } from "zustand";
import { formatBytes, formatBytesExactly, formatCount, formatPercent } from "../../core/units.ts";
import { WAYS } from "../../look/methods/options.ts";
import type { PlanningView, WayRow } from "../../look/methods/planning.types.ts";
import { documentStore } from "../../store/document.ts";
import { methodSpans } from "../../store/method-spans.ts";
import { methodsAnswers } from "../../store/methods-answers.ts";
import { methodsOptions, setOptions } from "../../store/methods-options.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { Findings, type Found } from "./Findings.tsx";
import { namesIn } from "./links.ts";
import { MethodChoice, useShownMethod } from "./MethodChoice.tsx";
import css from "./Planning.module.css";
import { PlanOptionsLine } from "./PlanOptionsLine.tsx";
import { ShowPlan } from "./ShowPlan.tsx";
import { SpecTable } from "./SpecTable.tsx";
import { Waiting } from "./Waiting.tsx";

function arenasText(sizes: readonly number[]): string {
  return sizes.map((bytes, i) => `${i + 1}: ${formatBytes(bytes)}`).join("  ");
}

function arenasSay(sizes: readonly number[]): string {
  return sizes.map((bytes, i) => `arena ${i + 1}: ${formatBytesExactly(bytes)}`).join(", ");
}

/** `+3.2 KiB (12 %)` beside what it is measured against. */
function beside(bytes: number, than: number): string {
  const by = bytes - than;
  if (by === 0) return "the same";
  const share = than === 0 ? "" : ` (${formatPercent(Math.abs(by) / than)})`;
  return `${by > 0 ? "+" : "−"}${formatBytes(Math.abs(by))}${share}`;
}

function Bar({ total, bound, most }: { total: number; bound: number; most: number }) {
  const share = (bytes: number) => `${most === 0 ? 0 : (bytes / most) * 100}%`;
  return (
    <span className={css.bar} aria-hidden="true">
      <span className={css.length} style={{ width: share(total) }} />
      <span className={css.bound} style={{ left: share(bound) }} />
    </span>
  );
}

function Way({ row, view, most }: { row: WayRow; view: PlanningView; most: number }) {
  const way = WAYS.find(({ id }) => id === row.id);
  const chosen = view.way === row.id;
  return (
    // the button is how keys and readers take the way; its click comes here too
    <tr data-chosen={chosen || undefined} title={way?.says} onClick={() => setOptions({ way: row.id })}>
      <th scope="row">
        <button type="button" aria-pressed={chosen}>
          {way?.title ?? row.id}
        </button>
      </th>
      {row.problem !== null ? (
        <td colSpan={5} className={css.problem}>
          {row.problem.message}
        </td>
      ) : (
        <>
          <td data-numeric title={formatBytesExactly(row.total)}>
            {formatBytes(row.total)}
          </td>
          <td className={css.arenas} title={arenasSay(row.sizes)}>
            {arenasText(row.sizes)}
          </td>
          <td data-numeric>{formatCount(row.reusePairs)}</td>
          <td data-numeric title="Beside our planner on the same lifetimes">
            {beside(row.total, view.ours.total)}
          </td>
          <td className={css.bars}>
            <Bar total={row.total} bound={view.bound} most={most} />
          </td>
        </>
      )}
    </tr>
  );
}

function Ours({ view, most }: { view: PlanningView; most: number }) {
  const { ours } = view;
  return (
    <tr className={css.ours} title="Our planner on the same lifetimes, in the same arenas">
      <th scope="row">ours, same lifetimes</th>
      <td data-numeric title={formatBytesExactly(ours.total)}>
        {formatBytes(ours.total)}
      </td>
      <td className={css.arenas} title={arenasSay(ours.sizes)}>
        {arenasText(ours.sizes)}
      </td>
      <td data-numeric>–</td>
      <td
        data-numeric
        title={`No placement of these lifetimes goes below ${formatBytesExactly(view.bound)}.`}
      >
        {ours.proven ? <span className={css.good}>✓ optimal</span> : `bound ${formatBytes(view.bound)}`}
      </td>
      <td className={css.bars}>
        <Bar total={ours.total} bound={view.bound} most={most} />
      </td>
    </tr>
  );
}

/** Bytes of the shown method in the plan on the page; null: the picture is of another document. */
function useOnPage(): readonly number[] | null {
  const document = useStore(documentStore, (s) => s.document);
  const picture = useStore(outcomeStore, (s) => s.picture);
  const method = useShownMethod();
  if (picture === null || picture.document !== document) return null;
  if (method === "") return picture.plan.arenas.map((arena) => arena.peak);
  const span = methodSpans(picture).find(({ id }) => id === method);
  return span?.arenas.map((a) => picture.plan.arenas[a]?.peak ?? 0) ?? null;
}

function OnPage({ view, most }: { view: PlanningView; most: number }) {
  const sizes = useOnPage();
  if (sizes === null) return null;
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  return (
    <tr
      className={css.ours}
      title="The plan of the pictures, by the page's settings: its lifetimes begin with the operator that writes, and operators may write in place"
    >
      <th scope="row">on the page</th>
      <td data-numeric title={formatBytesExactly(total)}>
        {formatBytes(total)}
      </td>
      <td className={css.arenas} title={arenasSay(sizes)}>
        {arenasText(sizes)}
      </td>
      <td data-numeric>–</td>
      <td data-numeric>{beside(total, view.ours.total)}</td>
      <td className={css.bars}>
        <Bar total={total} bound={view.bound} most={Math.max(most, total)} />
      </td>
    </tr>
  );
}

function Ways({ view }: { view: PlanningView }) {
  const most = Math.max(view.ours.total, ...view.ways.map((w) => (w.problem === null ? w.total : 0)));
  return (
    <table className={css.table} aria-label="Ways to plan">
      <thead>
        <tr>
          <th scope="col">planner</th>
          <th scope="col" data-numeric>
            total
          </th>
          <th scope="col" className={css.arenas}>
            arenas
          </th>
          <th scope="col" data-numeric title="Pairs of tensors that have bytes in common">
            reuse pairs
          </th>
          <th scope="col" data-numeric>
            beside ours
          </th>
          <th scope="col" className={css.bars}>
            <span className="sr-only">bar</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {view.ways.map((row) => (
          <Way key={row.id} row={row} view={view} most={most} />
        ))}
        <Ours view={view} most={most} />
        <OnPage view={view} most={most} />
      </tbody>
    </table>
  );
}

export function Planning() {
  const { value: view, working, problem } = useStore(methodsAnswers, (s) => s.planning);
  const compat = useStore(methodsOptions, (s) => s.options.compat);
  const method = useShownMethod();
  const found = useMemo(
    () =>
      (view?.findings ?? []).map(
        (f, i): Found => ({
          key: `${i} ${f.code}`,
          severity: f.severity,
          code: f.code,
          message: f.message,
          at: f.at.flatMap((at) => namesIn(method, at.slice(at.indexOf(":") + 1), view?.elsewhere ?? {})),
        }),
      ),
    [view, method],
  );
  return (
    <div className={css.section}>
      <div className={css.top}>
        <MethodChoice />
        <PlanOptionsLine extraPadding={view?.extraPadding ?? 0} />
        {view !== null && <ShowPlan view={view} />}
      </div>
      <Waiting working={working && view === null} problem={problem} what="The plans" />
      {view !== null && (
        <div className={css.columns} data-stale={working || undefined}>
          <section className={css.left} aria-label="Planners of ExecuTorch">
            <Ways view={view} />
            <Findings
              label="Quirks that took effect"
              found={found}
              none={
                compat
                  ? "No known defect of the original shows in this plan."
                  : "Planned without the defects of the original."
              }
            />
          </section>
          <SpecTable view={view} />
        </div>
      )}
    </div>
  );
}

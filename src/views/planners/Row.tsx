/** One choice: its name to take it, and what came of it, or how far it is, or why nothing came of it. */

import type { Measured } from "../../core/measured.ts";
import {
  formatBytes,
  formatBytesExactly,
  formatCount,
  formatDuration,
  formatPercent,
} from "../../core/units.ts";
import { changeSettings } from "../../store/change-settings.ts";
import { comparingServices } from "../../store/comparing-services.ts";
import type { Compared, Entry, Part } from "../../store/comparison.ts";
import { numbersOf } from "../../store/comparison.ts";
import { documentStore } from "../../store/document.ts";
import { ANY_ORDER } from "../../store/freedom.ts";
import { later } from "../../store/later.ts";
import css from "./Planners.module.css";
import { aboveBound } from "./rows.ts";

/** Columns beside the name. */
const COLUMNS: Record<Part, number> = { place: 7, order: 8 };

export interface RowProps extends Compared {
  readonly part: Part;
  readonly current: boolean;
  /** The smallest peak of the table, in bytes. */
  readonly least: number;
  /** Bytes at the end of a bar. */
  readonly full: number;
}

export function Row(props: RowProps) {
  const { part, choice, entry, current } = props;
  const measured = numbersOf(entry);
  const best = measured !== null && measured.peakBytes === props.least;
  return (
    // the button is how keys and readers take the choice; its click comes here too
    <tr
      className={css.row}
      data-current={current}
      data-best={best}
      onClick={() => changeSettings({ [part]: choice.id })}
    >
      <th scope="row" title={choice.says}>
        <button type="button" className={css.choose} aria-pressed={current}>
          {choice.title}
        </button>
        {current ? <span className={css.mark}>in use</span> : <CompareButton part={part} choice={choice} />}
      </th>
      {measured === null ? (
        <td className={css.words} data-kind={entry?.kind ?? "none"} colSpan={COLUMNS[part]}>
          <Words entry={entry} />
        </td>
      ) : (
        <Numbers {...props} measured={measured} best={best} />
      )}
    </tr>
  );
}

/** Plans with this choice in the background and compares that with the present plan. */
function CompareButton(props: { part: Part; choice: RowProps["choice"] }) {
  const { part, choice } = props;
  const label = `Compare ${choice.title} with the present plan`;
  return (
    <button
      type="button"
      className={css.compare}
      aria-label={label}
      title={label}
      onClick={(e) => {
        e.stopPropagation();
        const { settings } = documentStore.getState();
        later(comparingServices().withSettings({ ...settings, [part]: choice.id }, choice.title));
      }}
    >
      compare
    </button>
  );
}

/** What stands where there are no numbers yet. */
function Words(props: { entry: Entry | undefined }) {
  const { entry } = props;
  switch (entry?.kind) {
    case undefined:
      return <>not measured</>;
    case "waiting":
      return <>waiting</>;
    case "running":
      return <Under entry={entry} />;
    case "stopped":
      return <>cancelled before it had a plan</>;
    case "failed":
      return <>{entry.message}</>;
    case "done":
      return null;
  }
}

function Under(props: { entry: Extract<Entry, { kind: "running" }> }) {
  const { progress } = props.entry;
  if (progress === null) return <>starting</>;
  return (
    <span className={css.under}>
      {progress.phase}
      {progress.total > 0 && (
        <>
          <progress aria-label={progress.phase} max={progress.total} value={progress.done} />
          <span aria-hidden="true">{formatPercent(progress.done / progress.total)}</span>
        </>
      )}
    </span>
  );
}

function Numbers(props: RowProps & { measured: Measured; best: boolean }) {
  const { part, entry, measured, best } = props;
  const { peakBytes, lowerBoundBytes, fits, steps, milliseconds } = measured;
  const above = peakBytes - lowerBoundBytes;
  const running = entry?.kind === "running";
  return (
    <>
      {part === "order" && (
        <td data-numeric title={formatBytesExactly(lowerBoundBytes)}>
          {formatBytes(lowerBoundBytes)}
          {measured.orderProven && <Proof title="Proven: no order has less alive at once." />}
        </td>
      )}
      <td data-numeric className={css.peak} title={formatBytesExactly(peakBytes)}>
        {formatBytes(peakBytes)}
        {best && <span className="sr-only"> (the smallest)</span>}
      </td>
      <td
        data-numeric
        title={`${formatBytesExactly(above)} above the bound of ${formatBytesExactly(lowerBoundBytes)}`}
      >
        {aboveBound(measured)}
      </td>
      <td className={css.bars}>
        <Bar peak={peakBytes} bound={lowerBoundBytes} full={props.full} over={fits === false} />
      </td>
      <td>{proofWords(part, entry, measured)}</td>
      <td data-over={fits === false}>{fits === null ? "–" : fits ? "fits" : "over"}</td>
      <td data-numeric>{running ? "…" : formatDuration(milliseconds)}</td>
      <td data-numeric>{running ? <Share entry={entry} /> : steps === 0 ? "–" : formatCount(steps)}</td>
    </>
  );
}

function Proof(props: { title: string }) {
  return (
    <span className={css.proof} title={props.title}>
      <span aria-hidden="true">✓</span>
      <span className="sr-only">, proven</span>
    </span>
  );
}

function proofWords(part: Part, entry: Entry | undefined, measured: Measured) {
  // whatever the order, the plan is as small: then it is no proof about one order
  const anyOrder = documentStore.getState().settings.lifetimes === ANY_ORDER;
  if (part === "order" && measured.proven && !measured.orderProven && !anyOrder)
    return (
      <span title="No plan with this order is smaller; another order may need less.">✓ for this order</span>
    );
  if (measured.proven) return <span className={css.good}>✓ optimal</span>;
  if (entry?.kind === "running") return "searching";
  if (entry?.kind === "stopped") return "cancelled";
  return measured.endedEarly ? "ended early" : "not proven";
}

function Share(props: { entry: Extract<Entry, { kind: "running" }> }) {
  const { progress } = props.entry;
  if (progress === null || progress.total === 0) return "…";
  return formatPercent(progress.done / progress.total);
}

/** The peak as a length, with a stroke at the bound; one that is longer than the table's measure ends ragged. */
function Bar(props: { peak: number; bound: number; full: number; over: boolean }) {
  const { peak, bound, full } = props;
  const share = (bytes: number) => `${full === 0 ? 0 : (Math.min(bytes, full) / full) * 100}%`;
  return (
    <span className={css.bar} aria-hidden="true">
      <span
        className={css.length}
        data-over={props.over}
        data-longer={peak > full}
        style={{ width: share(peak) }}
      />
      <span className={css.bound} style={{ left: share(bound) }} />
    </span>
  );
}

/** Beside the picture of a schedule: how late samples come out of it, and how it compares with CMSIS-Stream's. */

import type { Latency } from "../../../core/dialects/dataflow/latency.ts";
import { formatBytes, formatCount } from "../../../core/units.ts";
import type { ScheduleFacts, ScheduleView } from "../../../look/dataflow/schedule-view.ts";
import css from "../Schedule.module.css";
import { count } from "./words.ts";

/** Sources, sinks and paths that are listed, each. */
const MOST_LISTED = 12;

function More({ all }: { all: number }) {
  return all <= MOST_LISTED ? null : <p>… and {formatCount(all - MOST_LISTED)} more</p>;
}

/** `7`, or `3–7`. */
function rangeText(least: number, most: number): string {
  return least === most ? formatCount(least) : `${formatCount(least)}–${formatCount(most)}`;
}

function Compared({ view }: { view: ScheduleView }) {
  const { own, reference, isReference } = view;
  if (own === null) return null;
  const rows: readonly [string, (facts: ScheduleFacts) => string, string][] = [
    ["FIFOs before sharing", ({ bytes }) => formatBytes(bytes), "Each FIFO at the most that it ever holds"],
    [
      "first output after",
      ({ initial }) => (initial === null ? "no sink" : formatCount(initial)),
      "Steps before the sink that waits longest fires for the first time",
    ],
    [
      "newest sample to sink",
      ({ latency }) => (latency === null ? "not followed" : formatCount(latency)),
      "Steps at most from the firing that makes a sample to the firing of a sink that depends on it",
    ],
    [
      "longest burst of input",
      ({ longestRun }) => formatCount(longestRun),
      "Samples that a source makes in firings one after the other",
    ],
    ["names in loops", ({ appearances }) => formatCount(appearances), "Length of the schedule in loops"],
  ];
  const isBeside = reference !== null && !isReference;
  return (
    <>
      <h3>{isReference ? "This is CMSIS-Stream’s schedule, sinks first" : "This schedule"}</h3>
      <table data-testid="schedule-compared">
        {isBeside && (
          <thead>
            <tr>
              <td />
              <th scope="col">this</th>
              <th scope="col">CMSIS-Stream</th>
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map(([title, says, hint]) => (
            <tr key={title} title={hint}>
              <th scope="row">{title}</th>
              <td>{says(own)}</td>
              {isBeside && <td>{says(reference)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {reference === null && <p>CMSIS-Stream’s schedule has too many firings to be made here.</p>}
    </>
  );
}

function Sinks({ latency, ids }: { latency: Latency; ids: readonly string[] }) {
  const { sinks } = latency;
  if (sinks.length === 0) return <p>No sink: nothing comes out.</p>;
  return (
    <>
      <h3>Sinks, in steps</h3>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col" title="Steps before its first firing">
              first after
            </th>
            <th scope="col" title="No schedule has fewer">
              least
            </th>
            <th scope="col" title="Steps from one of its firings to the next, round the iteration">
              then every
            </th>
          </tr>
        </thead>
        <tbody>
          {sinks.slice(0, MOST_LISTED).map(({ actor, initial, leastInitial, shortestGap, longestGap }) => (
            <tr key={actor}>
              <th scope="row">{ids[actor]}</th>
              <td>{formatCount(initial)}</td>
              <td>{formatCount(leastInitial)}</td>
              <td>{rangeText(shortestGap, longestGap)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <More all={sinks.length} />
    </>
  );
}

function Sources({ latency, ids }: { latency: Latency; ids: readonly string[] }) {
  const { sources } = latency;
  if (sources.length === 0) return null;
  return (
    <>
      <h3>Sources, in samples</h3>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col" title="Samples of its longest run of firings one after the other">
              longest burst
            </th>
            <th scope="col" title="Samples that it makes before any sink fires">
              before a sink
            </th>
            <th scope="col" title="No schedule needs fewer">
              least
            </th>
          </tr>
        </thead>
        <tbody>
          {sources
            .slice(0, MOST_LISTED)
            .map(({ actor, runs, longest, longestSamples, before, leastBefore }) => (
              <tr key={actor} title={`${count(runs, "run")}, the longest of ${count(longest, "firing")}`}>
                <th scope="row">{ids[actor]}</th>
                <td>{formatCount(longestSamples)}</td>
                <td>{formatCount(before)}</td>
                <td>{formatCount(leastBefore)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <More all={sources.length} />
    </>
  );
}

function Paths({ latency, ids }: { latency: Latency; ids: readonly string[] }) {
  const { paths } = latency;
  if (paths === null) return <p>There are too many samples to follow each from source to sink.</p>;
  if (paths.length === 0) return null;
  return (
    <>
      <h3>From source to sink, once it runs</h3>
      <table>
        <thead>
          <tr>
            <td />
            <th
              scope="col"
              title="Steps from the newest firing of the source that a firing of the sink depends on"
            >
              steps
            </th>
            <th scope="col" title="Samples that the source has made since">
              samples behind
            </th>
            <th scope="col" title="Firings of the source that one of the sink depends on, at most">
              firings seen
            </th>
          </tr>
        </thead>
        <tbody>
          {paths.slice(0, MOST_LISTED).map((path) => (
            <tr
              key={`${path.source} ${path.sink}`}
              title={`No schedule has fewer than ${path.leastPossible} steps`}
            >
              <th scope="row">
                {ids[path.source]} → {ids[path.sink]}
              </th>
              <td>{rangeText(path.leastSteps, path.mostSteps)}</td>
              <td>{path.mostBehind === 0 ? "0" : `≤ ${formatCount(path.mostBehind)}`}</td>
              <td>{Number.isFinite(path.mostSpan) ? formatCount(path.mostSpan) : "all before"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <More all={paths.length} />
    </>
  );
}

export function LatencyFacts({ view }: { view: ScheduleView }) {
  const { latency, why } = view;
  const ids = view.actors.id;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className={css.facts} aria-label="Latency" tabIndex={0} data-testid="schedule-facts">
      {latency === null ? (
        <p>{why}</p>
      ) : (
        <>
          <Compared view={view} />
          <Sinks latency={latency} ids={ids} />
          <Sources latency={latency} ids={ids} />
          <Paths latency={latency} ids={ids} />
          <p className={css.unit}>
            A step is one firing. Dependencies are those of samples: what nodes remember is not known.
          </p>
        </>
      )}
    </section>
  );
}

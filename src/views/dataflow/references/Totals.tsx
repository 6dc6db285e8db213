/** What the references of one iteration cost: along this schedule, and over all of them. */

import { formatCount } from "../../../core/units.ts";
import type { Extremes, References } from "../../../look/dataflow/references.types.ts";
import { Bytes } from "../../../ui/Bytes.tsx";
import css from "../References.module.css";
import { count, NOT_OVER_ALL, rangeOf } from "./words.ts";

export function Totals({ view }: { view: References }) {
  const { totals, ranges, staticCopies, left, steady } = view;
  const schedules = ranges?.schedules ?? null;
  const withoutHazard = ranges?.withoutHazard ?? null;
  const over = schedules === null ? "over all schedules" : `over ${count(schedules, "schedule")}`;
  return (
    <section>
      <table className={css.facts} aria-label="What references cost">
        <thead>
          <tr>
            <th scope="col">In one iteration</th>
            <th scope="col">this schedule</th>
            <th scope="col">{over}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" title="Buffers that are copied because others still hold them">
              Copies
            </th>
            <td>
              {formatCount(totals.copies)}
              {totals.copiedBytes > 0 && (
                <span className={css.quiet}>
                  {" · "}
                  <Bytes bytes={totals.copiedBytes} />
                </span>
              )}
            </td>
            <Range of={ranges?.copies} />
          </tr>
          <tr>
            <th scope="row" title="What a status of each FIFO alone can promise, whatever the schedule">
              Copies by the graph alone
            </th>
            <td>{formatCount(staticCopies)}</td>
            <td>{formatCount(staticCopies)}</td>
          </tr>
          <tr>
            <th scope="row" title="Nothing comes back before the iteration ends">
              Pool, reset each time
            </th>
            <td>
              {count(totals.allocations, "buffer")}
              <span className={css.quiet}>
                {" · "}
                <Bytes bytes={totals.resetBytes} />
              </span>
            </td>
            <Range of={ranges?.resetPool} />
          </tr>
          <tr>
            <th scope="row" title="A buffer that nobody holds any more is taken again">
              Pool, taking back
            </th>
            <td>
              {count(totals.peak, "buffer")}
              <span className={css.quiet}>
                {" · "}
                <Bytes bytes={totals.recyclingBytes} />
              </span>
            </td>
            <Range of={ranges?.recyclingPool} />
          </tr>
          <tr>
            <th scope="row" title="Places in FIFOs, each a pointer; not part of the pools">
              Slots in FIFOs
            </th>
            <td>
              {formatCount(totals.slots)}
              <span className={css.quiet}>
                {" · "}
                <Bytes bytes={totals.slots * totals.pointerBytes} />
              </span>
            </td>
            <td />
          </tr>
        </tbody>
      </table>
      {totals.pools.length > 1 && <Pools view={view} />}
      {withoutHazard !== null && schedules !== null && withoutHazard < schedules && (
        <p className={withoutHazard === 0 ? css.bad : css.note}>
          {formatCount(withoutHazard)} of {count(schedules, "schedule")} without a hazard.
        </p>
      )}
      {left > 0 && (
        <p className={css.bad}>
          {count(left, "reference stays", "references stay")} in FIFOs after the iteration: a pool must not be
          reset then.
        </p>
      )}
      {steady !== null && (
        <p className={css.note}>
          Run again and again: {count(steady.copies, "copy", "copies")}, {count(steady.hazards, "hazard")} in{" "}
          {count(steady.period, "iteration")}, at most {count(steady.peak, "buffer")} alive
          {steady.after === null ? "; it has not repeated itself yet." : "."}
        </p>
      )}
      {ranges === null && <p className={css.note}>{NOT_OVER_ALL}</p>}
      {ranges?.firstIteration === true && (
        <p className={css.note}>Ranges are of the first iteration, which begins with buffers of its own.</p>
      )}
    </section>
  );
}

/** A dash where it is not known. */
function Range({ of }: { of: Extremes | undefined }) {
  return of === undefined ? <td title={NOT_OVER_ALL}>–</td> : <td>{rangeOf(of)}</td>;
}

function Pools({ view }: { view: References }) {
  return (
    <table className={css.facts} aria-label="Pools by type">
      <thead>
        <tr>
          <th scope="col">Pool of</th>
          <th scope="col">one buffer</th>
          <th scope="col">reset</th>
          <th scope="col">taking back</th>
        </tr>
      </thead>
      <tbody>
        {view.totals.pools.map(({ type, bufferBytes, reset, recycling }) => (
          <tr key={type}>
            <th scope="row">{type}</th>
            <td>
              <Bytes bytes={bufferBytes} />
            </td>
            <td>{formatCount(reset)}</td>
            <td>{formatCount(recycling)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

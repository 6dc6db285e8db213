/** Why the chosen FIFO is no array and what would make it one; with a second, why the two can share bytes or not. */

import { useStore } from "zustand";
import type { ShareVerdict } from "../../../core/dialects/dataflow/explain/share-packed.ts";
import { formatCount } from "../../../core/units.ts";
import type { FifoPair, FifoWhy } from "../../../look/dataflow/fifo-why.ts";
import type { FifoRow, FifosView } from "../../../look/dataflow/fifos-view.ts";
import { dataflowAnswers, isOfPicture } from "../../../store/dataflow.ts";
import { fifoOfTarget } from "../../../store/dataflow-fifos.ts";
import { outcomeStore } from "../../../store/outcome.ts";
import { request } from "../../../store/requests.ts";
import { leavePair, sessionStore, setCursor } from "../../../store/session.ts";
import css from "./Fifos.module.css";

export function Why(props: { view: FifosView }) {
  const { rows } = props.view;
  const picture = useStore(outcomeStore, (s) => s.picture);
  const chosen = useStore(sessionStore, (s) => fifoOfTarget(picture, s.selection));
  const second = useStore(sessionStore, (s) => fifoOfTarget(picture, s.second));
  const answer = useStore(dataflowAnswers, (s) => s.fifo.value);
  if (chosen >= 0 && !isOfPicture("fifos")) return <p className={css.hint}>Looking…</p>;
  const row = rows[chosen];
  if (row === undefined)
    return (
      <p className={css.hint}>
        Choose a FIFO to see why it is as it is, a second with Shift to compare the two.
      </p>
    );
  if (answer === null || !isOfPicture("fifo") || answer.why.index !== chosen)
    return <p className={css.hint}>Looking…</p>;
  const other = second === chosen ? undefined : rows[second];
  const pair = answer.pair !== null && answer.pair.second === other?.index ? answer.pair : null;
  return (
    <>
      {other !== undefined && (
        <Pair one={row} two={other} pair={pair} packed={picture?.plan.settings.fifos !== "reference"} />
      )}
      <One row={row} why={answer.why} />
    </>
  );
}

function One(props: { row: FifoRow; why: FifoWhy }) {
  const { row, why } = props;
  const { noArray, ways, bound, least } = why;
  return (
    <section className={css.block} data-testid="fifo-why">
      <h3>
        {row.id}{" "}
        <span className={css.soft}>
          {row.from} → {row.to}
        </span>
      </h3>
      {row.samples === 0 ? (
        <p>Nothing ever passes through it.</p>
      ) : noArray.length === 0 ? (
        <p className={css.good}>An array: both sides always begin at its first sample.</p>
      ) : (
        <>
          <p className={css.head}>No array, so what is unread is moved to its front.</p>
          <ul className={css.list}>
            {noArray.map(({ kind, says }) => (
              <li key={kind}>{says}</li>
            ))}
            {ways.map(({ change, says, helps }) => (
              <li key={change} data-tone={helps === "no" ? undefined : "good"}>
                {change} {says}
              </li>
            ))}
          </ul>
        </>
      )}
      {row.samples > 0 && (
        <p className={css.soft}>
          Holds up to {samples(row.samples)} here
          {row.reference !== null && `, ${formatCount(row.reference.samples)} with CMSIS-Stream`}. By its own
          rates no schedule keeps it below {formatCount(bound)}
          {least !== null && least > bound && `, by the rest of the graph none below ${formatCount(least)}`}.
        </p>
      )}
    </section>
  );
}

function samples(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "sample" : "samples"}`;
}

function Pair(props: { one: FifoRow; two: FifoRow; pair: FifoPair | null; packed: boolean }) {
  const { one, two, pair, packed } = props;
  return (
    <section className={css.block} data-testid="fifo-pair">
      <h3>
        {one.id} and {two.id}
        <button type="button" className={css.link} onClick={leavePair}>
          back to {one.id}
        </button>
      </h3>
      {pair === null ? (
        <p className={css.hint}>Looking…</p>
      ) : (
        <>
          <Verdict
            name={packed ? "In this plan" : "Packed, along this schedule"}
            verdict={pair.packed}
            steps
          />
          <Verdict name="In CMSIS-Stream's" verdict={pair.reference} steps={!packed} />
        </>
      )}
    </section>
  );
}

/** `steps`: those it names are steps of the plan that is shown. */
function Verdict(props: { name: string; verdict: ShareVerdict; steps: boolean }) {
  const { name, verdict, steps } = props;
  const { may, shares, says, meeting } = verdict;
  const head = !may ? "✗ may not share" : shares ? "✓ share" : "✓ may share, but do not";
  return (
    <div className={css.verdict}>
      <p className={css.head}>
        {name}: <span className={may ? css.good : css.bad}>{head}</span>
        {steps && meeting !== null && (
          <button
            type="button"
            className={css.link}
            onClick={() => {
              setCursor(meeting[0]);
              request({ kind: "reveal-step", step: meeting[0] });
            }}
          >
            go to step {formatCount(meeting[0])}
          </button>
        )}
      </p>
      {says.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

/** What is wrong with how references pass: writes into buffers that others hold, and inputs that want a buffer for themselves. */

import type { InsertionPlan, References, ViolationRow } from "../../../look/dataflow/references.types.ts";
import { Button } from "../../../ui/Button.tsx";
import { Bytes } from "../../../ui/Bytes.tsx";
import css from "../References.module.css";
import { chooseStep } from "../schedule/choose-step.ts";
import { putCopies, takeCopy } from "./edits.ts";
import { FifoNames, NodeName } from "./Names.tsx";
import { bufferName, count } from "./words.ts";

export function Faults({ view }: { view: References }) {
  const { hazards, violations, redundant, survivors, fifos } = view;
  const primary = violations.filter((v) => v.primary);
  const secondary = violations.filter((v) => !v.primary);
  return (
    <>
      {hazards.length > 0 && <Hazards view={view} />}
      {violations.length > 0 && (
        <section aria-label="Type errors">
          <h3>Type errors, whatever the schedule</h3>
          <ul className={css.list}>
            {primary.map((v) => (
              <Violation key={`${v.actor}.${v.port}`} violation={v} view={view} />
            ))}
          </ul>
          {secondary.length > 0 && (
            <details className={css.more}>
              <summary>{count(secondary.length, "error follows", "errors follow")} from that</summary>
              <ul className={css.list}>
                {secondary.map((v) => (
                  <Violation key={`${v.actor}.${v.port}`} violation={v} view={view} />
                ))}
              </ul>
            </details>
          )}
          <Fixes view={view} />
        </section>
      )}
      {redundant.length > 0 && (
        <section aria-label="Copies that nobody needs">
          <h3>Copies that nobody needs</h3>
          <ul className={css.list}>
            {redundant.map((id) => (
              <li key={id}>
                <NodeName id={id} /> gets a buffer that nobody else holds, in every schedule.{" "}
                <Button look="quiet" className={css.small} onClick={() => takeCopy(id)}>
                  Remove {id}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {survivors.length > 0 && (
        <p className={css.bad}>
          Shared references stay in <FifoNames fifos={fifos} indices={survivors} /> beyond the end of an
          iteration: the pool must not be reset then.
        </p>
      )}
    </>
  );
}

/** Rows that are listed. */
const MOST_LISTED = 50;

function Hazards({ view: { hazards, fifos } }: { view: References }) {
  return (
    <section aria-label="Hazards">
      <h3 className={css.bad}>{count(hazards.length, "hazard")} in this schedule</h3>
      <ul className={css.list}>
        {hazards.slice(0, MOST_LISTED).map(({ step, firing, port, buffer, others }) => (
          <li key={`${step} ${port}`} className={css.bad}>
            <button type="button" className={css.name} onClick={() => chooseStep("references", step)}>
              {firing}.{port}
            </button>{" "}
            writes into {bufferName(buffer)} at step {step}
            {others.length > 0 && (
              <>
                , which <FifoNames fifos={fifos} indices={others} /> still hold{others.length === 1 && "s"}
              </>
            )}
          </li>
        ))}
      </ul>
      {hazards.length > MOST_LISTED && <p className={css.note}>… and {hazards.length - MOST_LISTED} more</p>}
    </section>
  );
}

function Violation({ violation, view }: { violation: ViolationRow; view: References }) {
  const { actor, port, wants, witness, origin, siblings } = violation;
  if (wants === "shared")
    return (
      <li>
        <span className={css.bad}>
          <NodeName id={actor} />.{port} takes shared references
        </span>
        , but {origin} gives it one that nobody else holds: by{" "}
        <FifoNames fifos={view.fifos} indices={witness} />.
      </li>
    );
  return (
    <li>
      <span className={css.bad}>
        <NodeName id={actor} />.{port} wants a buffer of its own
      </span>
      , but {origin} shares it: by <FifoNames fifos={view.fifos} indices={witness} />
      {siblings.length > 0 && (
        <span className={css.quiet}>
          {" "}
          (others hold it in <FifoNames fifos={view.fifos} indices={siblings} />)
        </span>
      )}
      .
    </li>
  );
}

function Fixes({ view }: { view: References }) {
  const { fewestInsertions, leastBytesInsertions, fifos } = view;
  if (fewestInsertions === null) return null;
  const other =
    leastBytesInsertions !== null && String(leastBytesInsertions.fifos) !== String(fewestInsertions.fifos)
      ? leastBytesInsertions
      : null;
  // no copy makes a buffer shared
  const mends = view.violations.every(({ wants }) => wants === "unique")
    ? "mends all of them"
    : "gives buffers of their own to those who want them";
  const own = { fifos, mends };
  return (
    <>
      <Fix plan={fewestInsertions} {...own} says={other === null ? "" : " (fewest copies)"} primary />
      {other !== null && <Fix plan={other} {...own} says=" (fewest bytes)" primary={false} />}
    </>
  );
}

function Fix(props: {
  plan: InsertionPlan;
  fifos: References["fifos"];
  says: string;
  mends: string;
  primary: boolean;
}) {
  const { plan, fifos, says, mends, primary } = props;
  const possible = plan.edges.every((edge) => edge >= 0);
  return (
    <p className={css.fix}>
      <Button
        look={primary ? "primary" : "plain"}
        className={css.small}
        disabled={!possible}
        onClick={() => putCopies(plan.edges)}
      >
        Insert {count(plan.edges.length, "copy", "copies")}
      </Button>{" "}
      on <FifoNames fifos={fifos} indices={plan.fifos} />
      {says} <span className={css.quiet}>{mends}; </span>
      <Bytes bytes={plan.bytes} />
      <span className={css.quiet}> are copied in an iteration</span>
      {!possible && <span className={css.bad}> One of them leads into a Duplicate: connect it by hand.</span>}
    </p>
  );
}

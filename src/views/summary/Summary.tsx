/** The strip under the title bar: how big, how good, does it fit, is it right, how was it made. Numbers first. */

import { useStore } from "zustand";
import { sourceWords } from "../../core/source-words.ts";
import { documentStore } from "../../store/document.ts";
import { outcomeStore, type Picture } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { Capacity } from "./Capacity.tsx";
import { Cell } from "./Cell.tsx";
import { NoNumbers } from "./NoNumbers.tsx";
import { Numbers } from "./Numbers.tsx";
import { SettingsRead } from "./SettingsRead.tsx";
import css from "./Summary.module.css";
import { Verdict } from "./Verdict.tsx";

export function Summary() {
  const picture = useStore(outcomeStore, (s) => s.picture);
  const revision = useStore(documentStore, (s) => s.revision);
  if (picture === null) return <Empty />;
  return (
    <section
      className={css.strip}
      aria-label="Summary of the plan"
      data-testid="summary"
      data-wrong={picture.violations.length > 0}
      data-several={picture.plan.arenas.length > 1}
      aria-busy={picture.revision !== revision}
    >
      <div className={css.cells}>
        {picture.violations.length > 0 && <Wrong picture={picture} />}
        {picture.plan.steps === 0 ? (
          <NoNumbers tensors={sourceWords(picture.document).tensors} />
        ) : (
          <Numbers picture={picture} />
        )}
        <Capacity plan={picture.plan} />
        {picture.violations.length === 0 && picture.plan.steps > 0 && <Verdict picture={picture} />}
        <SettingsRead picture={picture} />
      </div>
    </section>
  );
}

function Empty() {
  const work = useStore(outcomeStore, (s) => s.work);
  const document = useStore(documentStore, (s) => s.document);
  const says =
    work !== null
      ? `${work.title}…`
      : document !== null
        ? "No plan of this document yet."
        : "No document is open.";
  return (
    <section className={css.strip} aria-label="Summary of the plan" data-testid="summary">
      <p className={css.empty}>{says}</p>
    </section>
  );
}

function Wrong(props: { picture: Picture }) {
  const n = props.picture.violations.length;
  return (
    <Cell
      tone="bad"
      value={`✗ ${n} violation${n === 1 ? "" : "s"}`}
      caption="this plan is wrong: see why"
      title="The independent checker found this plan to be wrong. Click to list what it found."
      testid="summary-violations"
      onClick={() => sessionStore.setState({ lowerPane: "problems" })}
    />
  );
}

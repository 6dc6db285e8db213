/** FIFOs of the plan beside CMSIS-Stream's: what they take together, each in a row, and why the chosen ones are as they are. */

import { useStore } from "zustand";
import { dataflowAnswers } from "../../store/dataflow.ts";
import css from "./fifos/Fifos.module.css";
import { FifosTable } from "./fifos/FifosTable.tsx";
import { Notes } from "./fifos/Notes.tsx";
import { Totals } from "./fifos/Totals.tsx";
import { Why } from "./fifos/Why.tsx";

export function FifosSection() {
  const { value, problem } = useStore(dataflowAnswers, (s) => s.fifos);
  // rows of an older plan are not those of the one that is shown
  if (problem !== null)
    return (
      <p className={css.quiet} role="alert">
        {problem.message}
      </p>
    );
  if (value === null) return <p className={css.quiet}>Looking at all FIFOs…</p>;
  return (
    <>
      <Totals view={value} />
      <div className={css.parts}>
        <FifosTable view={value} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className={css.side} aria-label="Why" tabIndex={0}>
          <Why view={value} />
          <Notes view={value} />
        </section>
      </div>
    </>
  );
}

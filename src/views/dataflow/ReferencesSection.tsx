/** Buffers that are passed by reference: who takes, copies and writes them, step by step, over all schedules, and by the graph alone. */

import { useState } from "react";
import { useStore } from "zustand";
import type { Release } from "../../core/dialects/dataflow/references/simulate.ts";
import type { References } from "../../look/dataflow/references.types.ts";
import { dataflowAnswers, dataflowStore } from "../../store/dataflow.ts";
import { Segmented, type SegmentedChoice } from "../../ui/Segmented.tsx";
import css from "./References.module.css";
import { Contrast } from "./references/Contrast.tsx";
import { Faults } from "./references/Faults.tsx";
import { Roles, Statuses } from "./references/Roles.tsx";
import { Totals } from "./references/Totals.tsx";
import { Trace } from "./references/Trace.tsx";
import { count } from "./references/words.ts";

const RELEASES: readonly SegmentedChoice<Release>[] = [
  { id: "move", title: "with the firing", says: "A reader gives up its reference when its firing ends" },
  {
    id: "sticky",
    title: "when overwritten",
    says: "A slot keeps its reference until the next one is written over it, as plain shared pointers do",
  },
];

export function ReferencesSection() {
  const { value, problem, working } = useStore(dataflowAnswers, (s) => s.references);
  const release = useStore(dataflowStore, (s) => s.release);
  // what was told of an older plan is not so of the one that is shown
  if (problem !== null) {
    return (
      <p className={css.problem} role="alert">
        {problem.message}
      </p>
    );
  }
  if (value === null) return <p className={css.nothing}>References are being followed.</p>;
  if (value.kind === "none") {
    return (
      <div className={css.section} data-testid="references">
        <p className={css.nothing}>{value.says}</p>
        <div className={css.table}>
          <Roles nodes={value.nodes} />
        </div>
      </div>
    );
  }
  return (
    <div className={css.section} data-testid="references" aria-busy={working}>
      <div className={css.controls}>
        <span className={css.word}>Readers release</span>
        <Segmented
          label="When readers release"
          choices={RELEASES}
          value={release}
          onChange={(next) => dataflowStore.setState({ release: next })}
        />
        <Verdict view={value} />
      </div>
      <div className={css.columns}>
        <div className={css.left}>
          <Trace view={value} />
        </div>
        <div className={css.middle}>
          <Faults view={value} />
          <Totals view={value} />
          <Contrast view={value} />
        </div>
        <Tables view={value} />
      </div>
    </div>
  );
}

function Verdict({ view: { hazards, violations, totals, ranges } }: { view: References }) {
  if (hazards.length > 0) {
    return <span className={css.bad}>{count(hazards.length, "hazard")} in this schedule</span>;
  }
  // a buffer that the graph says is nobody else's may still lie in a slot that was read
  const always = violations.length === 0 && ranges !== null;
  const safe = always ? "no hazard in any schedule" : "no hazard in this schedule";
  const fewest = totals.copies === ranges?.copies.least.low;
  return (
    <span>
      <span className={always ? css.good : css.word}>{safe}</span>
      {`, ${count(totals.copies, "copy", "copies")}`}
      {fewest && totals.copies > 0 && ", no schedule has fewer"}
    </span>
  );
}

type Shown = "roles" | "status";

const SHOWN: readonly SegmentedChoice<Shown>[] = [
  { id: "roles", title: "Roles", says: "What each node does with references" },
  { id: "status", title: "Status", says: "Whether each FIFO holds shared buffers, by the graph alone" },
];

function Tables({ view }: { view: References }) {
  const [shown, setShown] = useState<Shown>("roles");
  return (
    <div className={css.right}>
      <div className={css.head}>
        <Segmented label="Table of" choices={SHOWN} value={shown} onChange={setShown} />
      </div>
      {shown === "roles" ? <Roles nodes={view.nodes} /> : <Statuses view={view} />}
    </div>
  );
}

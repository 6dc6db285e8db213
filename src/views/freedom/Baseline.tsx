/** The reverse greedy allocation as a baseline: what it puts together, and which of that clashes in some order. */

import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import type { ReverseGreedy } from "../../core/reuse/reverse-greedy.ts";
import { formatBytes, formatCount } from "../../core/units.ts";
import type { Picture } from "../../store/outcome.ts";
import { asking, questionsStore } from "../../store/questions.ts";
import { baselineRows } from "./baseline.ts";
import { Chains } from "./Chains.tsx";
import css from "./Freedom.module.css";

export function Baseline(props: { picture: Picture }) {
  const asked = useStore(questionsStore, (q) => q.greedy);
  useEffect(() => {
    if (asked === undefined) asking().reverseGreedy();
  }, [asked]);
  if (asked === undefined || asked.state === "asking")
    return (
      <p className={css.quiet} role="status">
        Comparing all with all…
      </p>
    );
  if (asked.state === "failed") return <p className={css.quiet}>No answer: {asked.says}</p>;
  if (asked.answer === null) return <p className={css.quiet}>Too many values to compare all with all.</p>;
  return <Filled picture={props.picture} greedy={asked.answer} />;
}

function Filled(props: { picture: Picture; greedy: ReverseGreedy }) {
  const { picture, greedy } = props;
  const rows = useMemo(() => baselineRows(picture, greedy), [picture, greedy]);
  const pairs = greedy.unsafePairs;
  return (
    <>
      <p className={css.note} data-testid="baseline-says">
        {formatCount(greedy.buffers)} buffers, {formatBytes(greedy.bytes)}.{" "}
        {pairs === 0 ? (
          "Here none of its pairs clashes. It is a baseline, not a plan."
        ) : (
          <b className={css.bad}>
            {formatCount(pairs)} {pairs === 1 ? "pair clashes" : "pairs clash"} in some order: this is no
            plan.
          </b>
        )}
      </p>
      {rows.length === 0 ? (
        <p className={css.quiet}>Nothing in this graph needs memory.</p>
      ) : (
        <Chains picture={picture} rows={rows} />
      )}
    </>
  );
}

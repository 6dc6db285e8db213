/** What the independent checker says when it finds nothing, and what else there is to read. */

import { useStore } from "zustand";
import { formatCount } from "../../core/units.ts";
import { comparingStore, conflictsInFile } from "../../store/comparing.ts";
import { drawingFactsStore, factsFor } from "../../store/drawing-facts.ts";
import type { Picture } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { Cell } from "./Cell.tsx";
import css from "./Summary.module.css";

export function Verdict(props: { picture: Picture }) {
  const { plan } = props.picture;
  const facts = useStore(drawingFactsStore, (s) => factsFor(props.picture, s.facts));
  const noted = plan.diagnostics.filter((d) => d.severity !== "info").length;
  const conflicts = useStore(comparingStore, (s) => conflictsInFile(props.picture, s));
  const [first = "no problems", ...more] = [
    ...(conflicts === 0
      ? []
      : [`${formatCount(conflicts)} ${conflicts === 1 ? "conflict" : "conflicts"} in the file`]),
    ...(noted === 0 ? [] : [`${formatCount(noted)} ${noted === 1 ? "problem" : "problems"} to read`]),
    ...(facts?.words ?? []),
  ];
  return (
    <Cell
      testid="summary-verdict"
      gives={840}
      tone="quiet"
      value={<span className={css.good}>✓ checked</span>}
      caption={
        <span className={conflicts + (facts?.mismatches ?? 0) > 0 ? css.wrong : undefined}>
          {first}
          {more.length > 0 && <span className={css.more}> · {more.join(" · ")}</span>}
        </span>
      }
      title={`Checked from scratch, apart from what planned it: order, lifetimes, addresses, alignment and numbers of ${formatCount(plan.storages.count)} storages. Click to list what there is to read.`}
      onClick={() => sessionStore.setState({ lowerPane: "problems" })}
    />
  );
}

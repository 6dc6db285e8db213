/** From the tables to the pictures: the plan on the page made by ExecuTorch's rules, by ours, or beside the one in the file. */

import { useStore } from "zustand";
import { formatBytes, formatBytesExactly } from "../../core/units.ts";
import type { PlanningView } from "../../look/methods/planning.types.ts";
import { comparingStore, endComparing, hold } from "../../store/comparing.ts";
import { documentStore } from "../../store/document.ts";
import { planAsExecutorch, plansAsExecutorch, planWithOurs } from "../../store/methods-plans.ts";
import { Press } from "./Fields.tsx";
import css from "./ShowPlan.module.css";

function differenceText({ ours, ways, way }: PlanningView): string {
  const theirs = ways.find(({ id }) => id === way);
  if (theirs === undefined || theirs.problem !== null) return "";
  const by = theirs.total - ours.total;
  if (by === 0) return "On the same lifetimes both take the same bytes.";
  return by > 0
    ? `On the same lifetimes ours takes ${formatBytes(by)} less.`
    : `On the same lifetimes ours takes ${formatBytes(-by)} more, for it lets nothing overlap.`;
}

export function ShowPlan({ view }: { view: PlanningView }) {
  const as = useStore(documentStore, (s) => plansAsExecutorch(s.settings));
  const offer = useStore(comparingStore, (s) => s.offer);
  const held = useStore(comparingStore, (s) => s.held);
  const theirs = view.ways.find(({ id }) => id === view.way);
  return (
    <p className={css.line}>
      {offer !== null ? (
        held?.from === "shipped" ? (
          <Press
            title="Show ours alone"
            says="Ends the comparison with the plan in the file"
            run={endComparing}
          />
        ) : (
          <Press
            title="Show ExecuTorch's beside ours"
            says="The plan in the file and the plan on the page, side by side, with what differs"
            run={() => hold(offer.held)}
          />
        )
      ) : as ? (
        <Press title="Plan with ours" says="The pictures show our planner's plan again" run={planWithOurs} />
      ) : (
        <Press
          title="Show ExecuTorch's"
          says="The pictures show what ExecuTorch's greedy planner makes of the graph as it is drawn"
          run={planAsExecutorch}
        />
      )}
      <span
        className={css.says}
        title={
          theirs === undefined || theirs.problem !== null
            ? ""
            : `${formatBytesExactly(theirs.total)} and ${formatBytesExactly(view.ours.total)}`
        }
      >
        {differenceText(view)}
      </span>
    </p>
  );
}

/** The passes as a stepper: a list with switches, what the chosen one changed, and the list of nodes before and after it. */

import { useMemo } from "react";
import { useStore } from "zustand";
import { formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import type { Stage, StageFacts } from "../../look/methods/stages.types.ts";
import { methodsAnswers } from "../../store/methods-answers.ts";
import { choosePass, methodsOptions, shownPass } from "../../store/methods-options.ts";
import { point } from "../../store/session.ts";
import { type Figure, Figures } from "./Figures.tsx";
import { namesIn, pointTo, showNamed } from "./links.ts";
import { MethodChoice, useShownMethod } from "./MethodChoice.tsx";
import { NodeList } from "./NodeList.tsx";
import css from "./Passes.module.css";
import { PassList } from "./PassList.tsx";
import { PassOptionsLine } from "./PassOptionsLine.tsx";
import { Waiting } from "./Waiting.tsx";

function fact(
  name: string,
  says: string,
  before: number | null,
  after: number | null,
  text: (n: number) => string,
  exact: (n: number) => string = text,
): Figure {
  if (before === null || after === null)
    return { name, says: `${says} There is no plan at this point.`, value: "–" };
  return {
    name,
    says: `${says} ${exact(before)} before, ${exact(after)} after.`,
    value: before === after ? text(after) : `${text(before)} → ${text(after)}`,
  };
}

function facts(before: StageFacts, after: StageFacts): readonly Figure[] {
  const count = (name: string, says: string, of: (facts: StageFacts) => number) =>
    fact(name, says, of(before), of(after), formatCount);
  const bytes = (name: string, says: string, of: (facts: StageFacts) => number | null) =>
    fact(name, says, of(before), of(after), formatBytes, formatBytesExactly);
  return [
    count("nodes", "Nodes in the list: their positions are the planner's clock.", (f) => f.nodes),
    count("views", "Nodes that are the memory of another node.", (f) => f.views),
    count("in place", "Operators that write over memory that was there before.", (f) => f.inPlace),
    count("planned", "Tensors that the planner gives bytes.", (f) => f.planned),
    bytes("bytes", "Sum of their bytes: what it takes without reuse.", (f) => f.bytes),
    bytes("arenas", "What the planner makes of them at this point.", (f) => f.arenas),
  ];
}

function Changes({ stage, elsewhere }: { stage: Stage; elsewhere: Readonly<Record<string, string>> }) {
  const nodes = useStore(methodsAnswers, (s) => s.nodes.value);
  const method = useShownMethod();
  const from = useMemo(
    () => new Map((nodes?.pass === stage.id ? nodes.rows : []).map((row) => [row.id, row.from ?? row.id])),
    [nodes, stage.id],
  );
  if (!stage.on) return <p className={css.none}>This pass is switched off.</p>;
  if (stage.why !== null) return <p className={css.none}>{stage.why}</p>;
  if (stage.changeCount === 0) return <p className={css.none}>It changes nothing here.</p>;
  const named = (ids: readonly string[]) =>
    ids.flatMap((id) => namesIn(method, from.get(id) ?? id, elsewhere));
  return (
    <ul className={css.changes} aria-label="Changes of the pass">
      {stage.changes.map((change, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list of one pass is replaced whole
        <li key={i}>
          <button
            type="button"
            onClick={() => {
              methodsOptions.setState({ node: change.at[0] ?? null });
              showNamed(named(change.at));
            }}
            onPointerEnter={() => pointTo(named(change.at))}
            onPointerLeave={() => point(null)}
          >
            {change.says}
          </button>
        </li>
      ))}
      {stage.changeCount > stage.changes.length && (
        <li className={css.none}>
          and {formatCount(stage.changeCount - stage.changes.length)} more, marked in the list of nodes
        </li>
      )}
    </ul>
  );
}

export function Passes() {
  const { value, working, problem } = useStore(methodsAnswers, (s) => s.stages);
  const chosen = useStore(methodsOptions, (s) => s.pass);
  const stage = shownPass(value?.stages ?? [], chosen);
  return (
    <div className={css.section}>
      <div className={css.top}>
        <MethodChoice />
        <PassOptionsLine />
      </div>
      <Waiting
        working={working && value === null}
        problem={problem ?? value?.problem ?? null}
        what="The passes"
      />
      {value !== null && stage !== undefined && (
        <div className={css.columns} data-stale={working || undefined}>
          <PassList stages={value.stages} chosen={stage.id} onChoose={choosePass} />
          <section className={css.pass} aria-label={stage.title}>
            <p className={css.says}>{stage.says}</p>
            <Figures label="Before and after the pass" figures={facts(stage.before, stage.after)} />
            <div className={css.scroller}>
              <Changes stage={stage} elsewhere={value.elsewhere} />
            </div>
          </section>
          <NodeList stage={stage} elsewhere={value.elsewhere} />
        </div>
      )}
    </div>
  );
}

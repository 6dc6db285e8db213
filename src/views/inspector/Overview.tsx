/** The plan as a whole: shown while nothing is selected or pointed at. */

import { formatBytesExactly, formatCount } from "../../core/units.ts";
import type { Picture } from "../../store/outcome.ts";
import { Fact, Facts, Head } from "./Facts.tsx";
import css from "./Inspector.module.css";

export function Overview(props: { picture: Picture }) {
  const { plan } = props.picture;
  const { stats } = plan;
  const planned = plan.tensors.storage.reduce((n, s) => (s >= 0 ? n + 1 : n), 0);
  return (
    <>
      <Head name={plan.name}>
        {plan.imported
          ? "a plan from a file"
          : plan.kind === "graph"
            ? "the plan of a graph"
            : "the plan of lifetimes"}
      </Head>
      <Facts>
        <Fact name="peak" copy={String(stats.peakBytes)}>
          {formatBytesExactly(stats.peakBytes)}
        </Fact>
        <Fact
          name="bound"
          title="Lower bound: the most bytes alive at one step; no plan with these lifetimes is smaller."
          copy={String(stats.lowerBoundBytes)}
        >
          {formatBytesExactly(stats.lowerBoundBytes)}
        </Fact>
        <Fact name="steps">{formatCount(plan.steps)}</Fact>
        {plan.kind === "graph" && <Fact name="nodes">{formatCount(plan.nodes.count)}</Fact>}
        <Fact name="tensors" title="Of the document; planned: those that live in an arena.">
          {formatCount(plan.tensors.count)}, {formatCount(planned)} planned
        </Fact>
        <Fact name="storages" title="Groups of tensors that share bytes by view or in place, and scratch.">
          {formatCount(stats.storages)}
        </Fact>
        <Fact name="buffers">{formatCount(stats.buffers)}</Fact>
        {plan.arenas.map((a) => (
          <Fact key={a.id} name="arena">
            {a.id}, {formatBytesExactly(a.peak)}
            <span className={css.formula}>
              aligned to {formatCount(a.alignment)} B
              {a.capacity === null ? ", no capacity set" : `, capacity ${formatBytesExactly(a.capacity)}`}
            </span>
          </Fact>
        ))}
      </Facts>
      <p className={css.hint}>Point at anything to read about it here; click to keep it.</p>
    </>
  );
}

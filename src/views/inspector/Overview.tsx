/** The plan as a whole: shown while nothing is selected or pointed at. */

import { useEffect } from "react";
import { useStore } from "zustand";
import { sourceWords } from "../../core/source-words.ts";
import { isTie } from "../../core/tie.ts";
import { formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import type { Picture } from "../../store/outcome.ts";
import { answerOf, asking, questionsStore } from "../../store/questions.ts";
import { sessionStore } from "../../store/session.ts";
import { Fact, Facts, Head } from "./Facts.tsx";
import css from "./Inspector.module.css";

/** `edited`: a form shows its name and arenas. */
export function Overview(props: { picture: Picture; edited: boolean }) {
  const { plan } = props.picture;
  const { stats } = plan;
  const words = sourceWords(props.picture.document);
  const planned = plan.tensors.storage.reduce((n, s) => (s >= 0 ? n + 1 : n), 0);
  return (
    <>
      <Head name={plan.name} shown={!props.edited}>
        <span className={css.words}>
          {plan.imported
            ? props.picture.graph === null
              ? "a plan from a file, without its graph"
              : "a plan from a file"
            : `the plan of ${words.of}`}
        </span>
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
        {plan.kind === "graph" && <Fact name={words.nodes}>{formatCount(plan.nodes.count)}</Fact>}
        <Fact name={words.tensors} title="Of the document; planned: those that live in an arena.">
          {formatCount(tensorsOf(props.picture))}, {formatCount(planned)} planned
        </Fact>
        <Fact name="storages" title="Groups of tensors that share bytes by view or in place, and scratch.">
          {formatCount(stats.storages)}
        </Fact>
        <Fact name={words.tensors === "buffers" ? "places" : "buffers"}>{formatCount(stats.buffers)}</Fact>
        {plan.arenas.map((a) => (
          <Fact key={a.id} name="arena">
            {a.id}, {formatBytesExactly(a.peak)}
            {!props.edited && (
              <span className={css.formula}>
                aligned to {formatCount(a.alignment)} B
                {a.capacity === null ? ", no capacity set" : `, capacity ${formatBytesExactly(a.capacity)}`}
              </span>
            )}
          </Fact>
        ))}
        <Shipped picture={props.picture} />
      </Facts>
      {plan.imported && props.picture.graph === null && plan.kind === "graph" && (
        <p className={css.hint}>
          Open the model that it was made from, then the plan again, to see its graph.
        </p>
      )}
      <p className={css.hint}>Point at anything to read about it here; click to keep it.</p>
    </>
  );
}

function tensorsOf({ graph, plan }: Picture): number {
  return plan.tensors.count - (graph?.document.tensors.filter(isTie).length ?? 0);
}

/** The plan that came in the file, beside ours. */
function Shipped(props: { picture: Picture }) {
  const { graph, plan } = props.picture;
  const asked = useStore(questionsStore, (q) => q.shipped);
  const carries = graph?.document.shipped !== undefined;
  useEffect(() => {
    if (carries && asked === undefined) asking().shipped();
  }, [carries, asked]);
  const shipped = answerOf(asked);
  if (shipped === undefined || shipped === null) return null;
  const { title, peak, placed, planned, overlaps } = shipped;
  // what the runtime places is not in its number, so that only whole plans compare
  const less = placed === planned ? peak - plan.stats.peakBytes : 0;
  return (
    <Fact name="shipped plan" title={`${title}: the plan that the file carries. The plan shown is ours.`}>
      {formatBytesExactly(peak)}
      <span className={css.formula}>
        {formatCount(placed)} of {formatCount(planned)} tensors
        {less !== 0 && `, ours ${formatBytes(Math.abs(less))} ${less > 0 ? "smaller" : "larger"}`}
      </span>
      {overlaps.length > 0 && (
        <button
          type="button"
          className={css.more}
          onClick={() => sessionStore.setState({ lowerPane: "problems" })}
        >
          {formatCount(overlaps.length)} {overlaps.length === 1 ? "overlap" : "overlaps"}
        </button>
      )}
    </Fact>
  );
}

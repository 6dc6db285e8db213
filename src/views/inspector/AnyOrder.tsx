/** Whether two tensors may share in any order: the proof as paths of dependencies, or an execution against it. */

import { useEffect } from "react";
import { useStore } from "zustand";
import type { MayShare, ShareAnswer } from "../../core/reuse/question.types.ts";
import { sourceKind } from "../../core/source-words.ts";
import { formatCount } from "../../core/units.ts";
import { showDataflowSection } from "../../store/dataflow.ts";
import type { Picture } from "../../store/outcome.ts";
import { asking, pairKey, questionsStore } from "../../store/questions.ts";
import { sessionStore } from "../../store/session.ts";
import { hideSpot, type Mark, showSpot } from "../../store/spot.ts";
import { Execution } from "./Execution.tsx";
import { Section } from "./Facts.tsx";
import css from "./Inspector.module.css";
import own from "./Pair.module.css";
import { between, nodeText, PAIR_SPOT } from "./pairs.ts";
import { Link } from "./Thing.tsx";

/** Paths listed, and nodes of each. */
const PATHS = 4;
const NODES = 8;

export function AnyOrder(props: { picture: Picture; a: number; b: number }) {
  const { picture, a, b } = props;
  return (
    <Section title="In any order">
      {sourceKind(picture.document) === "dataflow" ? (
        <OneSchedule isOpen={picture.document.kind === "dataflow"} />
      ) : picture.graph === null ? (
        <p className={css.sentence}>
          {picture.plan.kind === "lifetimes"
            ? "Lifetimes only: without the graph nobody knows which other orders there are."
            : "The plan came without its graph: open the model it was made from."}
        </p>
      ) : a < 0 || b < 0 ? (
        <p className={css.sentence}>
          Scratch lives only while its node runs. Ask about tensors; the answer for this schedule is below.
        </p>
      ) : a === b ? (
        <p className={css.sentence}>They are the same tensor.</p>
      ) : (
        <Answered picture={picture} a={a} b={b} />
      )}
    </Section>
  );
}

/** Another schedule has other lengths and other steps, so there is no answer for all. */
function OneSchedule(props: { isOpen: boolean }) {
  return (
    <p className={css.sentence}>
      A dataflow graph is planned for one schedule: another has FIFOs of other lengths, and fills them at
      other steps.{" "}
      {props.isOpen && (
        <button
          type="button"
          className={css.link}
          onClick={() => {
            showDataflowSection("fifos");
            sessionStore.setState({ lowerPane: "dataflow" });
          }}
        >
          Why these two, in FIFOs
        </button>
      )}
    </p>
  );
}

function Answered(props: { picture: Picture; a: number; b: number }) {
  const { picture, a, b } = props;
  const asked = useStore(questionsStore, (q) => q.pairs.get(pairKey(a, b)));
  useEffect(() => {
    if (asked === undefined) asking().mayShare(a, b);
  }, [asked, a, b]);
  useEffect(() => () => void hideSpot(PAIR_SPOT), []);
  if (asked === undefined || asked.state === "asking")
    return <p className={css.sentence}>Looking at all orders…</p>;
  if (asked.state === "failed") return <p className={css.bad}>No answer: {asked.says}</p>;
  return <Answer picture={picture} answer={asked.answer} />;
}

function Answer(props: { picture: Picture; answer: ShareAnswer }) {
  const { picture, answer } = props;
  return (
    <>
      <p className={answer.may ? css.good : css.bad} data-testid="pair-any">
        {answer.may ? "✓ May share, whatever the order." : "✗ May not: some order breaks it."}
      </p>
      <p className={css.sentence}>{answer.says}</p>
      {answer.may ? (
        <Proof picture={picture} proof={answer} />
      ) : (
        answer.counter !== null && <Execution picture={picture} counter={answer.counter} />
      )}
    </>
  );
}

function Proof(props: { picture: Picture; proof: MayShare }) {
  const { picture, proof } = props;
  const { paths, maker } = proof;
  useEffect(() => {
    if (paths.length === 0) return;
    const nodes = new Map<number, Mark>(
      paths.flatMap((p) => p.nodes.map((n): [number, Mark] => [n, "path"])),
    );
    nodes.set(maker, "running");
    showSpot(PAIR_SPOT, { nodes, tensors: between(picture, paths) });
  }, [picture, paths, maker]);
  if (paths.length === 0) return null;
  return (
    <ol
      className={own.paths}
      data-testid="pair-paths"
      aria-label="Paths from the last readers to the producer"
    >
      {paths.slice(0, PATHS).map(({ nodes }) => (
        <Path key={nodes.join(" ")} picture={picture} nodes={nodes} />
      ))}
      {paths.length > PATHS && (
        <li className={css.quiet}>and {formatCount(paths.length - PATHS)} more, all lit in the graph</li>
      )}
    </ol>
  );
}

/** The ends are what it is about: a long path loses its middle. */
function Path(props: { picture: Picture; nodes: readonly number[] }) {
  const { picture, nodes } = props;
  const left = nodes.length - NODES;
  const shown = left > 1 ? [...nodes.slice(0, NODES / 2), -1, ...nodes.slice(-NODES / 2)] : nodes;
  return (
    <li className={own.path}>
      {shown.map((n, i) => (
        <span key={n} className={own.pathNode}>
          {i > 0 && <span aria-hidden="true">→ </span>}
          {n < 0 ? (
            <span className={css.quiet}>{formatCount(left)} more</span>
          ) : (
            <Link picture={picture} target={{ kind: "node", index: n }} text={nodeText(picture, n)} beside />
          )}
        </span>
      ))}
    </li>
  );
}

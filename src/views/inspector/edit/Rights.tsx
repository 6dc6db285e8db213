/** Which outputs of a node may live where an input lives: in place, or as a view that begins at some byte of it. */

import { useId, useState } from "react";
import { useStore } from "zustand";
import type { GraphDocument, NodeSpec, ShareRight } from "../../../core/document.ts";
import { setRight, setRights } from "../../../core/edit/change.ts";
import { tensorOf } from "../../../core/edit/index-of.ts";
import { operatorOf } from "../../../core/ops/index.ts";
import { formatCount } from "../../../core/units.ts";
import { edit } from "../../../store/editing.ts";
import { outcomeStore } from "../../../store/outcome.ts";
import css from "./Edit.module.css";
import { Part, Row, SmallButton, TextBox, Tick } from "./fields.tsx";
import { bytesCodec } from "./texts.ts";

/** Pairs that are listed unasked, besides those that have a right. */
const MOST_PAIRS = 6;
const OFFSET = bytesCodec(0);

interface Pair {
  readonly output: number;
  readonly input: number;
  readonly rights: readonly ShareRight[];
}

/** What is constant stays as it is: nothing may live where it lives, unless the document says so. */
function pairsOf(document: GraphDocument, node: NodeSpec): readonly Pair[] {
  const { mayShare = [] } = node;
  const constant = node.inputs.map((id) => tensorOf(document, id)?.role === "constant");
  return node.outputs.flatMap((_, output) =>
    node.inputs.flatMap((_, input) => {
      const rights = mayShare.filter((right) => right.output === output && right.input === input);
      return constant[input] === true && rights.length === 0 ? [] : { output, input, rights };
    }),
  );
}

export function Rights(props: { document: GraphDocument; node: NodeSpec }) {
  const { document, node } = props;
  const [all, setAll] = useState(false);
  const pairs = pairsOf(document, node);
  if (pairs.length === 0) return null;
  const shown = all || pairs.length <= MOST_PAIRS ? pairs : pairs.filter((pair) => pair.rights.length > 0);
  const byHand = node.drawn?.rights === "hand";
  const back = operatorOf(node.op) !== undefined && byHand && (
    <SmallButton
      title={`Give back the rights that ${node.op} has`}
      onClick={() => edit((d) => setRights(d, [node.id], "operator"))}
    >
      as {node.op} says
    </SmallButton>
  );
  return (
    <Part title="May share" beside={back}>
      {shown.map((pair) => (
        <PairRow key={`${pair.output} ${pair.input}`} node={node} pair={pair} />
      ))}
      {shown.length < pairs.length && (
        <SmallButton onClick={() => setAll(true)}>
          {formatCount(pairs.length - shown.length)} more pairs
        </SmallButton>
      )}
    </Part>
  );
}

function PairRow(props: { node: NodeSpec; pair: Pair }) {
  const id = useId();
  const { node, pair } = props;
  const { output, input, rights } = pair;
  const [made = "", read = ""] = [node.outputs[output], node.inputs[input]];
  const inplace = rights.find((right) => right.how === "inplace");
  const view = rights.find((right) => right.how === "view");
  const taken = useTaken(made, read);
  const give = (right: ShareRight, on: boolean) => edit((d) => setRight(d, node.id, right, on));
  // of one output the input is enough to tell pairs apart
  const text = node.outputs.length === 1 ? read : `${made} over ${read}`;
  return (
    <Row label={text} title={`Whether ${made} may live where ${read} lives`}>
      <Tick
        checked={inplace !== undefined}
        text="in place"
        name={`${made} in place of ${read}`}
        onChange={(on) => give({ output, input, how: "inplace" }, on)}
      />
      <Tick
        checked={view !== undefined}
        text="view"
        name={`${made} a view of ${read}`}
        onChange={(on) => give(view ?? { output, input, how: "view" }, on)}
      />
      {rights.length > 0 && (
        <span className={taken ? css.good : css.quiet}>{taken ? "✓ taken" : "not taken"}</span>
      )}
      {view !== undefined && (
        <div className={css.offset}>
          <label htmlFor={id} className={css.quiet}>
            at byte
          </label>
          <TextBox
            id={id}
            field={`view ${output} ${input}`}
            codec={OFFSET}
            value={view.byteOffset ?? 0}
            rest={{ "aria-label": `Byte of ${read} at which ${made} begins` }}
            give={(byteOffset) => give({ output, input, how: "view", byteOffset: byteOffset ?? 0 }, true)}
          />
        </div>
      )}
    </Row>
  );
}

/** Whether the plan on the page has both tensors in one storage. */
function useTaken(one: string, other: string): boolean {
  return useStore(outcomeStore, ({ picture }) => {
    if (picture?.graph == null) return false;
    const { storage } = picture.plan.tensors;
    const of = (id: string) => storage[picture.graph?.tensorIndex.get(id) ?? -1] ?? -1;
    return of(one) >= 0 && of(one) === of(other);
  });
}

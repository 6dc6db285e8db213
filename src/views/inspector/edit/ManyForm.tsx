/** Many boxes: how many of what kind, what puts them in line, and the fields that make sense for all of them. */

import { type BoxKey, readBoxKey } from "../../../core/box-key.ts";
import type { GraphDocument, NodeSpec, TensorSpec } from "../../../core/document.ts";
import { setRights } from "../../../core/edit/change.ts";
import { indexOf, nodeOf, tensorOf } from "../../../core/edit/index-of.ts";
import { formatCount } from "../../../core/units.ts";
import { COMMANDS, runCommand } from "../../../store/commands.ts";
import { edit } from "../../../store/editing.ts";
import css from "./Edit.module.css";
import { Part, Row, SmallButton } from "./fields.tsx";
import { NodeFields } from "./NodeFields.tsx";
import { TensorFields } from "./TensorFields.tsx";

interface Members {
  readonly nodes: readonly NodeSpec[];
  /** What the nodes give, and the chosen values and outputs. */
  readonly tensors: readonly TensorSpec[];
}

/** Groups stand for the nodes in them. */
export function membersOf(document: GraphDocument, keys: readonly BoxKey[]): Members {
  const nodes = new Set<NodeSpec>();
  const tensors = new Set<TensorSpec>();
  const addNode = (id: string) => {
    const node = nodeOf(document, id);
    if (node === undefined) return;
    nodes.add(node);
    for (const output of node.outputs) addTensor(output);
  };
  const addTensor = (id: string) => {
    const tensor = tensorOf(document, id);
    if (tensor !== undefined) tensors.add(tensor);
  };
  for (const key of keys) {
    const { kind, id } = readBoxKey(key);
    if (kind === "node") addNode(id);
    else if (kind !== "group") addTensor(id);
    else document.drawing?.groups?.find((g) => g.id === id)?.nodes.forEach(addNode);
  }
  return { nodes: [...nodes], tensors: [...tensors] };
}

const WORDS = {
  node: ["node", "nodes"],
  value: ["value", "values"],
  output: ["output", "outputs"],
  group: ["group", "groups"],
} as const;

/** `3 nodes, 1 value chosen` */
export function countText(keys: readonly BoxKey[]): string {
  const counts = (["node", "value", "output", "group"] as const).flatMap((kind) => {
    const count = keys.filter((key) => readBoxKey(key).kind === kind).length;
    return count === 0 ? [] : `${formatCount(count)} ${WORDS[kind][count === 1 ? 0 : 1]}`;
  });
  return `${counts.join(", ")} chosen`;
}

/** Commands that are about many: a row of buttons each, by what they say. */
const BUTTONS = [
  {
    label: "align",
    commands: {
      "align-left": "left",
      "align-centre": "centre",
      "align-right": "right",
      "align-top": "top",
      "align-middle": "middle",
      "align-bottom": "bottom",
    },
  },
  { label: "distribute", commands: { "distribute-across": "across", "distribute-down": "down" } },
  { label: "boxes", commands: { group: "group", duplicate: "duplicate", delete: "delete" } },
] as const;

function Buttons() {
  return BUTTONS.map(({ label, commands }) => (
    <Row key={label} label={label}>
      {Object.entries(commands).map(([id, text]) => (
        <SmallButton
          key={id}
          title={COMMANDS.find((command) => command.id === id)?.title ?? text}
          onClick={() => runCommand(id)}
        >
          {text}
        </SmallButton>
      ))}
    </Row>
  ));
}

export function ManyForm(props: { document: GraphDocument; keys: readonly BoxKey[] }) {
  const { document, keys } = props;
  const { nodes, tensors } = membersOf(document, keys);
  const ids = nodes.map((n) => n.id);
  const { maker } = indexOf(document);
  const made = tensors.filter((t) => maker.has(t.id)).length;
  return (
    <>
      <h3 className={css.count}>{countText(keys)}</h3>
      <div className={css.form}>
        <Buttons />
        {nodes.length > 0 && (
          <>
            <NodeFields nodes={nodes} />
            <Row label="may share" title="Rights to be in place or a view">
              <SmallButton
                title="Give back the rights of their operators"
                onClick={() => edit((d) => setRights(d, ids, "operator"))}
              >
                as operators say
              </SmallButton>
              <SmallButton onClick={() => edit((d) => setRights(d, ids, "none"))}>nothing</SmallButton>
            </Row>
          </>
        )}
        {tensors.length > 0 && (
          <Part title={tensorsText(tensors.length, made)}>
            <TensorFields document={document} tensors={tensors} />
          </Part>
        )}
      </div>
    </>
  );
}

function tensorsText(count: number, made: number): string {
  const all = `${formatCount(count)} ${count === 1 ? "tensor" : "tensors"}`;
  return made === count ? `Their ${all}` : all;
}

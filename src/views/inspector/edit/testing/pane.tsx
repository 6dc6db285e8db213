/** For tests of forms: the inspector beside a graph with types, a history, and boxes to choose. */

import { page } from "vitest/browser";
import type { BoxKey } from "../../../../core/box-key.ts";
import type { GraphDocument, NodeSpec, TensorSpec } from "../../../../core/document.ts";
import { nodeOf, tensorOf } from "../../../../core/edit/index-of.ts";
import { defaultsOf } from "../../../../core/edit/operators.ts";
import { operatorOf } from "../../../../core/ops/index.ts";
import { choose, startChoosing } from "../../../../store/chosen.ts";
import { openGraph } from "../../../../store/editing.ts";
import { historyStore, startHistory } from "../../../../store/history.ts";
import { outcomeStore } from "../../../../store/outcome.ts";
import { draw, showAfresh } from "../../../../store/testing/draw.ts";
import { Inspector } from "../../Inspector.tsx";
import "../../../../ui/tokens.css";

const image = { dtype: "float32", shape: [1, 8, 16, 16] } as const;

const CONV = operatorOf("Conv");

export const NET: GraphDocument = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "net",
  tensors: [
    { id: "x", ...image, role: "input" },
    { id: "w", dtype: "float32", shape: [8, 8, 3, 3], role: "constant" },
    { id: "a", ...image },
    { id: "b", ...image },
    { id: "c", ...image },
  ],
  nodes: [
    {
      id: "conv",
      op: "Conv",
      inputs: ["x", "w"],
      outputs: ["a"],
      attributes: { ...(CONV === undefined ? {} : defaultsOf(CONV)), channels: 8 },
      drawn: {},
    },
    { id: "relu", op: "Relu", inputs: ["a"], outputs: ["b"], attributes: {}, drawn: {} },
    { id: "add", op: "Add", inputs: ["a", "b"], outputs: ["c"], attributes: {}, drawn: {} },
  ],
  outputs: ["c"],
  drawing: { groups: [{ id: "g", title: "block", nodes: ["relu", "add"] }] },
};

export function Pane() {
  return (
    <div style={{ width: 300, height: 900 }}>
      <Inspector />
    </div>
  );
}

let started = false;

export function openNet(document: GraphDocument = NET): void {
  if (!started) {
    startHistory();
    startChoosing();
    started = true;
  }
  choose([]);
  showAfresh(document);
}

/** What the worker does after an edit. */
export function plan(): void {
  const { picture } = outcomeStore.getState();
  if (picture !== null) outcomeStore.setState({ picture: { ...draw(graph()), opening: picture.opening } });
}

export function chooseBox(...keys: BoxKey[]): void {
  choose(keys);
}

export function graph(): GraphDocument {
  const document = openGraph();
  if (document === null) throw new Error("the test has no graph");
  return document;
}

export function tensor(id: string): TensorSpec {
  const found = tensorOf(graph(), id);
  if (found === undefined) throw new Error(`there is no tensor ${id}`);
  return found;
}

export function node(id: string): NodeSpec {
  const found = nodeOf(graph(), id);
  if (found === undefined) throw new Error(`there is no node ${id}`);
  return found;
}

/** Steps made since the document was opened, those undone not counted. */
export function steps(): number {
  return historyStore.getState().at;
}

export const field = (name: string) => page.getByRole("textbox", { name, exact: true });
export const list = (name: string) => page.getByRole("combobox", { name, exact: true });
export const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });

import { beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { Drawing, GraphDocument } from "../../core/document.ts";
import { choose, chooseWire } from "../../store/chosen.ts";
import { documentStore, openDocument, showState } from "../../store/document.ts";
import { drawnBoxes } from "../../store/drawn.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { automaticSubject, placingStore } from "../../store/placing.ts";
import { request } from "../../store/requests.ts";
import { sessionStore } from "../../store/session.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { knowPorts } from "./edit/port-facts.ts";
import { GraphPane } from "./GraphPane.tsx";
import { endPreview, preview } from "./preview.ts";
import { boxByKey, keyOfBox, portOfLine, sceneStore } from "./scene.ts";
import { viewStore } from "./view.ts";
import "../../ui/tokens.css";

const IMAGE = { dtype: "float32", shape: [1, 8, 16, 16] } as const;

/** Conv, then Add of its result to what it read; the same twice over in the sum below. */
const NET: GraphDocument = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "block",
  tensors: [
    { id: "x", ...IMAGE, role: "input" },
    { id: "w", dtype: "float32", shape: [8, 8, 1, 1], role: "constant" },
    { id: "c", ...IMAGE },
    { id: "s", ...IMAGE },
    { id: "y", ...IMAGE },
  ],
  nodes: [
    { id: "conv1", op: "Conv", inputs: ["x", "w"], outputs: ["c"], drawn: {} },
    { id: "add1", op: "Add", inputs: ["c", "x"], outputs: ["s"], drawn: {} },
    { id: "twice", op: "Add", inputs: ["s", "s"], outputs: ["y"], drawn: {} },
  ],
  outputs: ["y"],
};
const AT: Drawing["at"] = {
  "value:x": [40, 0],
  "node:conv1": [0, 80],
  "node:add1": [40, 170],
  "node:twice": [40, 260],
};

async function mounted(document: GraphDocument, constantsShown = false): Promise<HTMLElement> {
  showAfresh(document);
  sessionStore.setState({
    graphLayout: document.drawing?.at === undefined ? "steps" : "free",
    constantsShown,
  });
  await render(
    <div style={{ width: 500, height: 600 }}>
      <GraphPane />
    </div>,
  );
  return page.getByTestId("graph").element() as HTMLElement;
}

const drawn = (drawing: Drawing = {}): GraphDocument => ({ ...NET, drawing: { at: AT, ...drawing } });
const scene = () => {
  const { scene: now } = sceneStore.getState();
  if (now === null) throw new Error("there is no scene");
  return now;
};
const show = (document: GraphDocument) =>
  showState({ document, settings: documentStore.getState().settings });
const rect = (id: string) => page.getByTestId(id).element().getBoundingClientRect();
const lines = (pane: HTMLElement) => pane.querySelectorAll(".react-flow__edge").length;
const port = (pane: HTMLElement, box: string, id: string) =>
  pane.querySelector(`[data-testid="${box}"] [data-handleid="${id}"]`);

beforeEach(async () => {
  placingStore.setState(placingStore.getInitialState(), true);
  endPreview();
  await page.viewport(900, 700);
});

test("a drawing is shown where its boxes were put, with a line into every input position and an output below its producer", async () => {
  const pane = await mounted(drawn());
  await expect.element(page.getByTestId("node-conv1")).toBeVisible();
  expect(pane.dataset.layout).toBe("free");
  await vi.waitFor(() => expect(lines(pane)).toBe(6));
  const { zoom } = viewStore.getState();
  expect(rect("node-add1").left - rect("node-conv1").left).toBeCloseTo(40 * zoom, 0);
  expect(rect("output-y").top).toBeGreaterThan(rect("node-twice").bottom);
  expect(pane.querySelector("[data-testid=constant-w]")).toBeNull();
});

test("an edit is drawn at once, before it is planned, and its box is plain", async () => {
  const pane = await mounted(drawn());
  await vi.waitFor(() => expect(lines(pane)).toBe(6));
  show({
    ...drawn(),
    tensors: [...NET.tensors, { id: "r", ...IMAGE }],
    nodes: [...NET.nodes, { id: "relu1", op: "Relu", inputs: ["y"], outputs: ["r"], drawn: {} }],
  });
  await expect.element(page.getByTestId("node-relu1")).toHaveAttribute("data-new");
  await expect.element(page.getByTestId("node-conv1")).not.toHaveAttribute("data-new");
  expect(outcomeStore.getState().picture?.plan.nodes.id).toHaveLength(3);
  expect(rect("node-relu1").top).toBeGreaterThan(rect("node-twice").bottom);
});

test("colours and steps are found again by id when an edit moves rows", async () => {
  await mounted(drawn());
  await expect.element(page.getByTestId("node-twice")).toHaveTextContent("· 2");
  show({ ...drawn(), nodes: NET.nodes.toReversed() });
  await expect.element(page.getByTestId("node-twice")).toHaveTextContent("· 2");
  await expect.element(page.getByTestId("node-conv1")).toHaveTextContent("· 0");
});

test("lines follow the boxes that a hand holds, while the document stays as it is", async () => {
  const pane = await mounted(drawn());
  await vi.waitFor(() => expect(lines(pane)).toBe(6));
  const path = (line: string) => pane.querySelector(`[data-id="${line}"] path`)?.getAttribute("d");
  const [moving, still] = [path("0 node:add1"), path("0 node:conv1")];
  preview(new Map([["node:add1", { x: 140, y: 170 }]]));
  await vi.waitFor(() => expect(path("0 node:add1")).not.toBe(moving));
  expect(path("0 node:conv1")).toBe(still);
  endPreview();
  await vi.waitFor(() => expect(path("0 node:add1")).toBe(moving));
});

test("constants are drawn when they are shown, and the head offers it only where there are any", async () => {
  const pane = await mounted(drawn());
  await page.getByRole("button", { name: "constants" }).click();
  await expect.element(page.getByTestId("constant-w")).toBeVisible();
  await vi.waitFor(() => expect(lines(pane)).toBe(7));
  show({
    ...drawn(),
    tensors: NET.tensors.filter((t) => t.id !== "w"),
    nodes: NET.nodes.map((n) => ({ ...n, inputs: n.inputs.filter((i) => i !== "w") })),
  });
  await expect.element(page.getByRole("button", { name: "constants" })).not.toBeInTheDocument();
});

test("ports say what they read, are hollow while they are free, and carry what is wrong in words", async () => {
  knowPorts();
  const broken: GraphDocument = {
    ...drawn(),
    tensors: [
      ...NET.tensors,
      { id: "p", dtype: "float32", shape: [3, 5] },
      { id: "v", dtype: "float32", shape: [3, 5], role: "constant" },
      { id: "q", ...IMAGE },
    ],
    nodes: [
      ...NET.nodes,
      { id: "mm", op: "MatMul", inputs: ["w"], outputs: ["p"], attributes: {}, drawn: { ports: [1] } },
      { id: "sum", op: "Add", inputs: ["x", "v"], outputs: ["q"], attributes: {}, drawn: {} },
    ],
  };
  const pane = await mounted(broken);
  await expect.element(page.getByTestId("node-mm")).toBeInTheDocument();
  expect(port(pane, "node-conv1", "in:0")?.getAttribute("title")).toContain("x · 1×8×16×16 · float32");
  expect(port(pane, "node-conv1", "in:0")?.hasAttribute("data-free")).toBe(false);
  expect(port(pane, "node-mm", "in:0")?.hasAttribute("data-free")).toBe(true);
  await vi.waitFor(() => expect(port(pane, "node-mm", "in:0")?.getAttribute("data-fault")).toBe("open"));
  await expect.element(page.getByTestId("node-mm")).toHaveAttribute("data-fault");
  expect(pane.querySelector("[data-testid=node-mm] .sr-only")?.textContent).toContain("nothing is connected");
  await expect.element(page.getByTestId("node-sum")).toHaveAttribute("data-fault", "fault");
  const wrong = pane.querySelector('[data-testid="node-sum"] [data-fault="fault"]');
  expect(wrong?.getAttribute("title")).toContain("3×5");
});

const groups = (collapsed: boolean) => [{ id: "g", title: "Sums", nodes: ["add1", "twice"], collapsed }];

test("a group has a frame with its title around its members, and folds into one box", async () => {
  const pane = await mounted(drawn({ groups: groups(false) }));
  await expect.element(page.getByTestId("group-g")).toHaveTextContent("Sums");
  expect(rect("group-g").top).toBeLessThan(rect("node-add1").top);
  expect(rect("group-g").bottom).toBeGreaterThan(rect("node-twice").bottom);
  await page.getByRole("button", { name: "Fold Sums" }).click();
  await expect.element(page.getByText("2 nodes")).toBeInTheDocument();
  expect(pane.querySelector("[data-testid=node-add1]")).toBeNull();
  // x and c go in, y comes out; beside these x goes to conv1
  await vi.waitFor(() => expect(lines(pane)).toBe(4));
  await page.getByRole("button", { name: "Unfold Sums" }).click();
  await expect.element(page.getByTestId("node-add1")).toBeInTheDocument();
});

test("lines pass below the title of a group, and boxes lie over its frame", async () => {
  const pane = await mounted(
    drawn({ groups: [{ id: "g", title: "block", nodes: ["conv1", "add1"], collapsed: false }] }),
  );
  await expect.element(page.getByTestId("group-g")).toBeVisible();
  const level = (element: Element | null | undefined) => Number(element && getComputedStyle(element).zIndex);
  const frame = page.getByTestId("group-g").element().closest(".react-flow__node");
  const member = page.getByTestId("node-conv1").element().closest(".react-flow__node");
  const line = pane.querySelector(".react-flow__edge")?.closest("svg");
  expect(level(frame)).toBeGreaterThanOrEqual(level(line) || 0);
  expect(level(member)).toBe(level(frame));
  // of one level, what comes later in the document is above
  expect(frame?.compareDocumentPosition(member as Node)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  expect(line?.compareDocumentPosition(frame as Node)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

test("a long operator is written whole where it stands alone", async () => {
  const document = drawn();
  const long = document.nodes.map((n) => (n.id === "conv1" ? { ...n, op: "DEPTHWISE_CONV_2D" } : n));
  await mounted({ ...document, nodes: long });
  await expect.element(page.getByText("DEPTHWISE_CONV_2D", { exact: true })).toBeVisible();
  viewStore.setState({ zoom: 1 });
  const op = page.getByText("DEPTHWISE_CONV_2D", { exact: true }).element();
  await vi.waitFor(() => expect(op.scrollWidth).toBeLessThanOrEqual(op.clientWidth));
});

test("where another box lies among its members, a group has no frame but marks at them", async () => {
  const at = { ...AT, "node:conv1": [60, 215] as const };
  const pane = await mounted({ ...NET, drawing: { at, groups: groups(false) } });
  await expect.element(page.getByTestId("node-add1")).toHaveTextContent("Sums");
  expect(pane.querySelector("[data-testid=group-g]")).toBeNull();
});

test("an empty drawing invites, and its canvas takes the focus", async () => {
  openDocument(
    { ...NET, tensors: [], nodes: [], outputs: [], drawing: { at: {} } },
    { format: "graph", key: "" },
  );
  outcomeStore.setState({ picture: null });
  sessionStore.setState({ graphLayout: "free" });
  await render(
    <div style={{ width: 500, height: 600 }}>
      <GraphPane />
    </div>,
  );
  await expect.element(page.getByText("Double-click or press N")).toBeVisible();
  request({ kind: "focus-graph" });
  await vi.waitFor(() => expect(document.activeElement?.classList.contains("react-flow")).toBe(true));
  await userEvent.keyboard("{ArrowDown}{Home}");
});

test("all that is chosen is lit, and a chosen connection is marked", async () => {
  const pane = await mounted(drawn());
  await vi.waitFor(() => expect(lines(pane)).toBe(6));
  choose(["node:conv1", "output:y", "value:x"]);
  for (const id of ["node-conv1", "output-y", "input-x"])
    await expect.element(page.getByTestId(id)).toHaveAttribute("data-lit", "selected");
  chooseWire({ node: "twice", port: 1 }, null);
  await vi.waitFor(() => expect(pane.querySelectorAll("[data-chosen]")).toHaveLength(1));
  expect(pane.querySelector('[data-id="1 node:twice"] [data-chosen]')).not.toBeNull();
});

test("boxes that are asked for come into view", async () => {
  const pane = await mounted({ ...NET, drawing: { at: { ...AT, "node:twice": [2000, 3000] } } });
  request({ kind: "fit" });
  await expect.element(page.getByTestId("node-conv1")).toBeInTheDocument();
  request({ kind: "reveal-boxes", keys: ["node:twice"] });
  await vi.waitFor(() => {
    const [outer, inner] = [pane.getBoundingClientRect(), rect("node-twice")];
    expect(inner.right).toBeLessThanOrEqual(outer.right);
    expect(inner.bottom).toBeLessThanOrEqual(outer.bottom);
  });
});

test("boxes have the same names in every scene, lines know the port that they enter, and the pane tells where all are", async () => {
  await mounted(drawn());
  await vi.waitFor(() => expect(sceneStore.getState().scene).not.toBeNull());
  const now = scene();
  for (let box = 0; box < now.skeleton.count; box++) expect(boxByKey(now, keyOfBox(now, box))).toBe(box);
  const entering = Array.from(now.skeleton.to, (_, line) => portOfLine(now, line));
  expect(entering.filter((p) => p?.node === "twice").map((p) => p?.port)).toEqual([0, 1]);
  expect(entering.filter((p) => p === null)).toHaveLength(1);
  expect(drawnBoxes().find((b) => b.key === "node:add1")).toMatchObject({ x: 40, y: 170 });
});

test("choosing the layout by hand gives every box its place where it is drawn", async () => {
  await mounted(NET);
  const of = automaticSubject();
  if (of === null) throw new Error("there is nothing to place");
  const { count, from } = of.skeleton;
  const at = Float32Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? 10 : 80 * (i >> 1)));
  placingStore.setState({ at, runs: { from: new Int32Array(from.length + 1), at: new Float32Array(0) }, of });
  await expect.element(page.getByTestId("node-conv1")).toBeInTheDocument();
  await page.getByText("by hand").click();
  await vi.waitFor(() => expect(sessionStore.getState().graphLayout).toBe("free"));
  const open = documentStore.getState().document;
  expect(open?.kind === "graph" && open.drawing?.at?.["node:add1"]).toEqual([10, 80]);
});

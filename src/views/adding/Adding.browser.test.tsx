import { beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { GraphDocument } from "../../core/document.ts";
import { blankGraph } from "../../core/edit/blank.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { ask, askedStore } from "../../store/asking.ts";
import { choose, chosenStore } from "../../store/chosen.ts";
import { offerBoxes } from "../../store/drawn.ts";
import { openGraph } from "../../store/editing.ts";
import { askToAdd, askToConnect } from "../../store/growing.ts";
import { historyStore, startHistory, undo } from "../../store/history.ts";
import { onRequest, type Request } from "../../store/requests.ts";
import { sessionStore } from "../../store/session.ts";
import { shellStore } from "../../store/shell.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { Adding } from "./Adding.tsx";
import { recentStore } from "./recent.ts";
import "../../ui/tokens.css";

const NET = textGraph(`
  input x 4096
  conv: a:1024 b:1024 = Mystery(x)
  out a
`);

const field = () => page.getByRole("combobox");
const option = (name: string) => page.getByRole("option", { name: new RegExp(`^${name}`) });
const foot = () => page.getByRole("status");

let requests: Request[];

startHistory();

async function open(document: GraphDocument): Promise<void> {
  showAfresh(document);
  choose([]);
  await render(<Adding />);
}

function graph(): GraphDocument {
  const document = openGraph();
  if (document === null) throw new Error("there is no graph");
  return document;
}

const nodeOps = () => graph().nodes.map(({ op, inputs }) => `${op}(${inputs.join(" ")})`);

beforeEach(async () => {
  await page.viewport(1440, 900);
  ask(null);
  shellStore.setState(shellStore.getInitialState(), true);
  recentStore.setState({ ids: [] });
  requests = [];
  const stop = onRequest((request) => requests.push(request));
  return stop;
});

test("a network grows from a blank drawing by the keyboard alone", async () => {
  await open(blankGraph("new"));
  const add = async (text: string) => {
    askToAdd(true);
    await expect.element(field()).toHaveFocus();
    await userEvent.keyboard(`${text}{Enter}`);
    await vi.waitFor(() => expect(askedStore.getState().asked).toBeNull());
  };
  await add("input 1x3x32x32 int8");
  await add("conv 16 3x3 /2");
  await add("relu");
  const [input, , ...rest] = graph().tensors;
  expect(input).toMatchObject({ dtype: "int8", shape: [1, 3, 32, 32], role: "input" });
  expect(rest.length).toBeGreaterThan(0);
  const relu = graph().nodes.at(-1);
  expect(relu).toMatchObject({ op: "Relu", inputs: graph().nodes.at(0)?.outputs });
  expect(graph().nodes[0]).toMatchObject({
    op: "Conv",
    attributes: { channels: 16, kernel: [3, 3], stride: [2] },
  });
  expect(graph().tensors.find(({ id }) => id === relu?.outputs[0])).toMatchObject({ shape: [1, 16, 16, 16] });
  expect(chosenStore.getState().keys).toEqual([`node:${relu?.id}`]);
  expect(requests).toContainEqual({ kind: "reveal-boxes", keys: [`node:${relu?.id}`] });
  expect(requests.at(-1)).toEqual({ kind: "focus-graph" });
  expect(historyStore.getState().steps).toHaveLength(4);
  undo();
  expect(graph().nodes).toHaveLength(1);
});

test("rows say what an operator does and gives; those that cannot read the tensor come last and say why", async () => {
  await open(blankGraph("new"));
  ask({ kind: "add" });
  await expect.element(option("Input")).toBeInTheDocument();
  await userEvent.keyboard("input 4x8{Enter}");
  askToAdd(true);
  await expect.element(option("Relu ")).toHaveTextContent("4×8 float32");
  await expect
    .element(page.getByRole("option", { selected: true }))
    .toHaveAttribute("aria-disabled", "false");
  await expect.element(option("MaxPool")).toHaveAttribute("aria-disabled", "true");
  const all = page.getByRole("option").elements();
  const barred = all.map((row) => row.getAttribute("aria-disabled") === "true");
  expect(barred).toEqual([...barred].sort());
  await userEvent.keyboard("relu");
  await expect.element(foot()).toHaveTextContent(/^Relu · after .+ · gives 4×8 float32 \(128 B\)/);
});

test("an unknown name is offered as an operation of that name, and so is one after custom", async () => {
  await open(NET);
  ask({ kind: "add", from: "a" });
  await expect.element(field()).toHaveFocus();
  await userEvent.keyboard("FancyThing");
  await expect.element(option("Custom “FancyThing”")).toBeInTheDocument();
  await userEvent.keyboard("{Enter}");
  expect(nodeOps()).toEqual(["Mystery(x)", "FancyThing(a)"]);
  ask({ kind: "add" });
  await expect.element(field()).toHaveFocus();
  await userEvent.keyboard("custom Foo{Enter}");
  expect(nodeOps().at(-1)).toBe("Foo()");
});

test("words that mean nothing are told; what was made last is offered first", async () => {
  await open(NET);
  ask({ kind: "add" });
  await userEvent.keyboard("relu 7");
  await expect.element(foot()).toHaveTextContent("Not understood: 7");
  await userEvent.keyboard("{Backspace}{Enter}");
  ask({ kind: "add" });
  await expect.element(page.getByRole("group", { name: "Recent" })).toBeInTheDocument();
  await expect.element(page.getByRole("option", { selected: true })).toHaveTextContent("Relu");
});

test("the output row marks what is chosen, once", async () => {
  await open(NET);
  choose(["node:conv"]);
  ask({ kind: "add" });
  await userEvent.keyboard("output{Enter}");
  expect(graph().outputs).toEqual(["a", "b"]);
  ask({ kind: "add", from: "b" });
  await userEvent.keyboard("output");
  await expect.element(option("Output")).toHaveTextContent("b is a final output already.");
});

test("the mouse adds where the graph was double-clicked; the other boxes keep the places that they are drawn at", async () => {
  await open(NET);
  const stop = offerBoxes(() => [{ key: "node:conv", x: 10, y: 20, width: 116, height: 44 }]);
  ask({ kind: "add", at: { x: 300, y: 400 }, screen: { x: 700, y: 300 } });
  await expect.element(field()).toHaveFocus();
  expect(page.getByRole("dialog").element().getBoundingClientRect()).toMatchObject({ left: 700, top: 300 });
  await option("Relu ").click();
  const made = graph().nodes.at(-1)?.id;
  expect(graph().drawing?.at).toMatchObject({ "node:conv": [10, 20], [`node:${made}`]: [300, 400] });
  expect(sessionStore.getState().graphLayout).toBe("free");
  expect(historyStore.getState().steps).toHaveLength(2);
  stop();
});

test("in automatic layouts nothing gets a place; in the free one a place is found", async () => {
  await open(NET);
  const stop = offerBoxes(() => [{ key: "node:conv", x: 10, y: 20, width: 116, height: 44 }]);
  ask({ kind: "add", from: "a" });
  await userEvent.keyboard("relu{Enter}");
  expect(graph().drawing?.at ?? {}).toEqual({});
  sessionStore.setState({ graphLayout: "free" });
  ask({ kind: "add", from: "a" });
  await userEvent.keyboard("tanh{Enter}");
  const [, y] = graph().drawing?.at?.[`node:${graph().nodes.find((n) => n.op === "Tanh")?.id}`] ?? [];
  expect(y).toBeGreaterThan(64);
  stop();
});

test("a free input port gets a value, offered first", async () => {
  await open(NET);
  ask({ kind: "add" });
  await userEvent.keyboard("add{Enter}");
  const id = graph().nodes.at(-1)?.id ?? "";
  ask({ kind: "add", to: { node: id, port: 1 } });
  await expect.element(page.getByRole("option", { selected: true })).toHaveTextContent("Input");
  await userEvent.keyboard("{Enter}");
  expect(graph().nodes.at(-1)?.inputs).toHaveLength(1);
  expect(graph().nodes.at(-1)?.drawn?.ports).toEqual([1]);
});

test("Escape changes nothing", async () => {
  await open(NET);
  askToAdd(true);
  await userEvent.keyboard("relu{Escape}");
  await vi.waitFor(() => expect(askedStore.getState().asked).toBeNull());
  expect(historyStore.getState().steps).toHaveLength(1);
  expect(shellStore.getState().sought).toBe("");
});

test("E connects: first which output, then the port, with Ctrl for one more", async () => {
  await open(NET);
  for (const op of ["Foo", "Bar"]) {
    ask({ kind: "add" });
    await userEvent.keyboard(`custom ${op}{Enter}`);
  }
  choose(["node:conv"]);
  askToConnect();
  await userEvent.keyboard("b{Enter}");
  await expect.element(page.getByRole("combobox", { name: "Connect b to" })).toHaveFocus();
  await userEvent.keyboard("foo");
  await expect.element(foot()).toHaveTextContent(/^b · 1 KiB · to /);
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.element(field()).toHaveValue("");
  await userEvent.keyboard("bar{Enter}");
  expect(nodeOps()).toEqual(["Mystery(x)", "Foo(b)", "Bar(b)"]);
  expect(askedStore.getState().asked).toBeNull();
});

test("a port that would close a cycle says so and cannot be taken", async () => {
  await open(NET);
  ask({ kind: "add", from: "a" });
  await userEvent.keyboard("custom Foo{Enter}");
  askToConnect();
  await userEvent.keyboard("conv");
  const row = page.getByRole("option").first();
  await expect.element(row).toHaveAttribute("aria-disabled", "true");
  await userEvent.keyboard("{Enter}");
  expect(askedStore.getState().asked).not.toBeNull();
  expect(nodeOps()).toEqual(["Mystery(x)", "Foo(a)"]);
});

test("without a graph, or without a choice, the keys say what to do", async () => {
  showAfresh({ format: "memplan", version: 1, kind: "lifetimes", name: "l", buffers: [] });
  askToAdd(true);
  expect(askedStore.getState().asked).toBeNull();
  expect(shellStore.getState().notice).toMatch(/begin a new drawing/);
  showAfresh(NET);
  choose([]);
  askToConnect();
  expect(shellStore.getState().notice).toMatch(/^Choose the one box/);
});

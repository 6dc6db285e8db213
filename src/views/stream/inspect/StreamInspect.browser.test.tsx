import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { blankStream } from "../../../core/dialects/dataflow/edit/blank.ts";
import type { DataflowDocument } from "../../../core/document.ts";
import { chooseStream } from "../../../store/dataflow-chosen.ts";
import { openDocument } from "../../../store/document.ts";
import { historyStore, startHistory, undo } from "../../../store/history.ts";
import { openStream } from "../../../store/open-stream.ts";
import { outcomeStore } from "../../../store/outcome.ts";
import { renameNode } from "../../../store/stream-asking.ts";
import { StreamInspect } from "./StreamInspect.tsx";
import "../../../ui/tokens.css";

const port = (name: string, rate: number) => ({ name, rate, type: "float" });

/** A loop without delay: mix ↔ process, fed by a source. */
const LOOP: DataflowDocument = {
  ...blankStream("loop"),
  nodes: [
    { id: "source", class: "Source", outputs: [port("o", 5)] },
    { id: "mix", class: "Mix", inputs: [port("ia", 5), port("ib", 5)], outputs: [port("o", 5)] },
    { id: "process", class: "FIR", inputs: [port("i", 5)], outputs: [port("o", 5)] },
  ],
  edges: [
    { from: ["source", "o"], to: ["mix", "ia"] },
    { from: ["mix", "o"], to: ["process", "i"] },
    { from: ["process", "o"], to: ["mix", "ib"] },
  ],
};

startHistory();

beforeEach(() => {
  openDocument(LOOP, { format: "dataflow", key: "loop" });
  outcomeStore.setState({ picture: null, unplanned: null });
  chooseStream(null);
});

const field = (name: string) => page.getByRole("textbox", { name, exact: true });
const saidLast = () => historyStore.getState().steps.at(-1)?.says;
const nodeNow = (id: string) => openStream()?.nodes.find((node) => node.id === id);

test("a node's class, rates and types are one step of the history each, and undone", async () => {
  chooseStream({ kind: "actor", id: "process" });
  await render(<StreamInspect />);
  await field("class").fill("IIR");
  await userEvent.keyboard("{Enter}");
  expect(saidLast()).toBe("Made process a IIR");
  await field("Rate of the input i").fill("1, 2");
  await userEvent.keyboard("{Enter}");
  expect(nodeNow("process")?.inputs?.[0]?.rate).toEqual([1, 2]);
  undo();
  await expect.element(field("Rate of the input i")).toHaveValue("5");
});

test("what cannot be taken stays in its field with the reason, until Escape", async () => {
  chooseStream({ kind: "actor", id: "process" });
  await render(<StreamInspect />);
  await field("name").fill("mix");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("alert")).toHaveTextContent("Another node is called mix.");
  await expect.element(field("name")).toHaveValue("mix");
  await userEvent.keyboard("{Escape}");
  await expect.element(field("name")).toHaveValue("process");
});

test("somebody who asks for another name has it in the field at once", async () => {
  chooseStream({ kind: "actor", id: "process" });
  await render(<StreamInspect />);
  renameNode();
  await expect.element(field("name")).toHaveFocus();
  await userEvent.keyboard("fir{Enter}");
  expect(saidLast()).toBe("Renamed process to fir");
  await expect.element(page.getByRole("heading", { name: "Node fir" })).toBeVisible();
});

test("a connection gets a delay, another place and another end", async () => {
  chooseStream({ kind: "edge", index: 2 });
  await render(<StreamInspect />);
  await field("delay").fill("x");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("alert")).toHaveTextContent("Write a whole number from 0 up.");
  await field("delay").fill("5");
  await userEvent.keyboard("{Enter}");
  expect(openStream()?.edges[2]?.delay).toBe(5);
  await page.getByRole("button", { name: "Connect it earlier" }).click();
  expect(openStream()?.edges[1]?.delay).toBe(5);
  await page.getByLabelText("from").selectOptions("mix.o");
  expect(openStream()?.edges[1]?.from).toEqual(["mix", "o"]);
});

test("a loop that waits for itself gets what it lacks by one click", async () => {
  outcomeStore.setState({
    unplanned: {
      document: LOOP,
      problem: { code: "deadlock", message: "The loop waits.", where: "", help: "", at: [] },
    },
  });
  await render(<StreamInspect />);
  await page.getByRole("button", { name: /^Add 5 samples of delay to/ }).click();
  expect(openStream()?.edges.reduce((sum, { delay }) => sum + (delay ?? 0), 0)).toBe(5);
  // it is about the document as it was
  await expect.element(page.getByTestId("stream-form-fault")).not.toBeInTheDocument();
});

test("types are added with the bytes that their names say, and options are taken back", async () => {
  await render(<StreamInspect />);
  await field("new type").fill("q15_t");
  await userEvent.keyboard("{Enter}");
  expect(openStream()?.types.q15_t).toEqual({ bytes: 2 });
  await page.getByLabelText("sinks first").selectOptions("off");
  expect(openStream()?.options).toEqual({ sinkPriority: false });
  await page.getByLabelText("sinks first").selectOptions("as usual");
  expect(openStream()?.options).toBeUndefined();
});

test("a port says what becomes of its references, and a refusal says why", async () => {
  const counted = {
    ...LOOP,
    nodes: LOOP.nodes.map((n) => (n.id === "mix" ? { ...n, role: "process" as const } : n)),
  };
  openDocument(counted, { format: "dataflow", key: "counted" });
  chooseStream({ kind: "actor", id: "mix" });
  await render(<StreamInspect />);
  const use = (name: string) => page.getByLabelText(`References at the input ${name}`, { exact: true });
  await use("ib").selectOptions("must own → o");
  expect(nodeNow("mix")?.inputs?.[1]?.reference).toEqual({ use: "own", to: ["o"] });
  expect(saidLast()).toBe("Said what mix does with references at ib");
  await expect.element(page.getByLabelText("What the input ib takes")).not.toBeInTheDocument();
  await use("ia").selectOptions("passes on → o");
  await expect
    .element(page.getByRole("alert"))
    .toHaveTextContent('Input ib of "mix" is given on to o, as ia is.');
  await expect.element(use("ia")).toHaveValue("");
  await page.getByLabelText("What the input ia takes").selectOptions("takes shared");
  expect(nodeNow("mix")?.inputs?.[0]?.reference).toEqual({ requires: "shared" });
  await page.getByLabelText("References at the output o").selectOptions("as shared as ia");
  expect(nodeNow("mix")?.outputs?.[0]?.reference).toEqual({ gives: ["ia"] });
  undo();
  await expect
    .element(page.getByLabelText("References at the output o"))
    .toHaveDisplayValue("as what it gets");
});

test("a graph of values asks nothing of references at its ports", async () => {
  chooseStream({ kind: "actor", id: "mix" });
  await render(<StreamInspect />);
  await expect.element(field("Rate of the input ia")).toBeVisible();
  await expect.element(page.getByLabelText("References at the input ia")).not.toBeInTheDocument();
});

import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { blankStream } from "../../../core/dialects/dataflow/edit/blank.ts";
import type { DataflowDocument } from "../../../core/document.ts";
import { chooseStream } from "../../../store/dataflow-chosen.ts";
import { openStream } from "../../../store/dataflow-editing.ts";
import { openDocument } from "../../../store/document.ts";
import { historyStore, startHistory, undo } from "../../../store/history.ts";
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

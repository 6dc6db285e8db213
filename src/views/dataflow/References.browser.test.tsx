import { beforeAll, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { DataflowDocument, StreamNode } from "../../core/dialects/dataflow/document.ts";
import type { Release } from "../../core/dialects/dataflow/references/simulate.ts";
import { referencesView } from "../../look/dataflow/references-view.ts";
import { answerOf, dataflowAnswers, dataflowStore, NO_DATAFLOW } from "../../store/dataflow.ts";
import { streamChosenStore } from "../../store/dataflow-chosen.ts";
import { documentStore } from "../../store/document.ts";
import { startHistory, undo } from "../../store/history.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { draw, showAfresh } from "../../store/testing/draw.ts";
import css from "./DataflowPane.module.css";
import { ReferencesSection } from "./ReferencesSection.tsx";
import "../../ui/tokens.css";

const port = (name: string) => ({ name, rate: 1, type: "ref" });
const node = (id: string, kind: string, inputs: string[], outputs: string[]): StreamNode => ({
  id,
  class: kind,
  inputs: inputs.map(port),
  outputs: outputs.map(port),
});

/** One buffer goes to a reader and to two that write, one after the other; a copy stands where nobody needs it. */
const ILL: DataflowDocument = {
  format: "memplan",
  version: 1,
  kind: "dataflow",
  name: "two writers",
  types: { block: { bytes: 1024 }, ref: { sharedOf: "block" } },
  nodes: [
    node("take", "BufferSource", [], ["o"]),
    node("left", "InPlace", ["i"], ["o"]),
    node("more", "InPlace", ["i"], ["o"]),
    node("right", "BufferSink", ["i"], []),
    node("other", "BufferSource", [], ["o"]),
    node("idle", "BufferCopy", ["i"], ["o"]),
    node("join", "BufferSink", ["i", "j"], []),
  ],
  edges: [
    { from: ["take", "o"], to: ["left", "i"] },
    { from: ["take", "o"], to: ["right", "i"] },
    { from: ["left", "o"], to: ["more", "i"] },
    { from: ["more", "o"], to: ["join", "j"] },
    { from: ["other", "o"], to: ["idle", "i"] },
    { from: ["idle", "o"], to: ["join", "i"] },
  ],
};

/** No type is a reference. */
const VALUES: DataflowDocument = {
  ...ILL,
  types: { ref: { bytes: 4 } },
  nodes: [node("a", "A", [], ["o"]), node("b", "B", ["i"], [])],
  edges: [{ from: ["a", "o"], to: ["b", "i"] }],
};

/** What the workers would answer. */
function answer(document: DataflowDocument, release: Release = "move"): void {
  const made = referencesView(document, draw(document).plan, release);
  if (!made.ok) throw new Error(made.problem.message);
  const { picture } = outcomeStore.getState();
  if (picture === null) throw new Error("there is no plan");
  const known = { ...NO_DATAFLOW.references, value: answerOf(picture.plan, made.value) };
  dataflowAnswers.setState({ ...NO_DATAFLOW, references: known });
}

function show(document: DataflowDocument): void {
  showAfresh(document);
  answer(document);
}

function open(): DataflowDocument {
  const { document } = documentStore.getState();
  if (document?.kind !== "dataflow") throw new Error("the test's graph is not open");
  return document;
}

function Pane() {
  return (
    <div style={{ width: 1300, height: 420, display: "flex" }}>
      <div className={css.body}>
        <ReferencesSection />
      </div>
    </div>
  );
}

const trace = () => page.getByRole("table", { name: "Trace of references" });
const errors = () => page.getByRole("region", { name: "Type errors" });

beforeAll(startHistory);

beforeEach(async () => {
  await page.viewport(1320, 460);
  dataflowStore.setState(dataflowStore.getInitialState(), true);
  streamChosenStore.setState({ streamChosen: null });
  show(ILL);
});

test("a graph without references says so, and what can be done", async () => {
  show(VALUES);
  await render(<Pane />);
  await expect
    .element(page.getByTestId("references"))
    .toHaveTextContent("Nothing here is passed by reference");
  await expect.element(page.getByRole("table", { name: "Roles of nodes" })).toBeVisible();
});

test("while nothing is known yet it says that it is being worked out, and a failure is told", async () => {
  dataflowAnswers.setState(NO_DATAFLOW);
  await render(<Pane />);
  await expect.element(page.getByText("References are being followed.")).toBeVisible();
  const problem = { code: "x", message: "No schedule, no references.", where: "", help: "", at: [] };
  dataflowAnswers.setState({ references: { ...NO_DATAFLOW.references, problem } });
  await expect.element(page.getByRole("alert")).toHaveTextContent("No schedule, no references.");
});

test("a click on a firing puts the cursor there, and arrow keys go on from it", async () => {
  await render(<Pane />);
  await trace().getByRole("row").nth(2).click();
  expect(sessionStore.getState().cursor).toBe(1);
  await userEvent.keyboard("{ArrowDown}");
  expect(sessionStore.getState().cursor).toBe(2);
  await expect.element(trace().getByRole("row").nth(3)).toHaveAttribute("data-chosen", "true");
  await expect.poll(() => document.activeElement?.getAttribute("data-index")).toBe("2");
  await userEvent.keyboard("{ArrowUp}{ArrowUp}{ArrowUp}");
  expect(sessionStore.getState().cursor).toBe(0);
});

test("an error names who wants the buffer, who shares it and by which FIFO, and others fold under it", async () => {
  await render(<Pane />);
  await expect
    .element(errors())
    .toHaveTextContent("left.i wants a buffer of its own, but dup0 shares it: by fifo5");
  await expect.element(errors().getByText("1 error follows from that")).toBeVisible();
  await expect.element(errors().getByText("more", { exact: true })).not.toBeVisible();
  await errors().getByText("1 error follows from that").click();
  await expect.element(errors().getByText("more", { exact: true })).toBeVisible();
  await errors().getByRole("button", { name: "left" }).click();
  expect(streamChosenStore.getState().streamChosen).toEqual({ kind: "actor", id: "left" });
});

test("copies are inserted by one button, which is one step back", async () => {
  await render(<Pane />);
  await errors().getByRole("button", { name: "Insert 1 copy" }).click();
  expect(open().nodes.map(({ id }) => id)).toContain("bufCopy0");
  answer(open());
  await expect.element(errors()).not.toBeInTheDocument();
  undo();
  expect(open().nodes).toEqual(ILL.nodes);
});

test("a copy that nobody needs goes by a button", async () => {
  await render(<Pane />);
  await page.getByRole("button", { name: "Remove idle" }).click();
  expect(open().nodes.map(({ id }) => id)).not.toContain("idle");
});

test("hazards are red, and lead to their step", async () => {
  answer(ILL, "sticky");
  await render(<Pane />);
  const hazards = page.getByRole("region", { name: "Hazards" });
  await hazards.getByRole("button", { name: "left.i" }).click();
  const { cursor } = sessionStore.getState();
  await expect
    .element(
      trace()
        .getByRole("row")
        .nth((cursor ?? 0) + 1),
    )
    .toHaveTextContent("⚠ left");
});

test("no figure over all schedules is shown where slots keep their references, and the reason is told", async () => {
  await render(<Pane />);
  const costs = page.getByRole("table", { name: "What references cost" });
  const last = (row: number) => costs.getByRole("row").nth(row).getByRole("cell").last();
  await expect.element(last(1)).not.toHaveTextContent("–");
  await expect.element(last(4)).toHaveTextContent(/\d/);
  answer(ILL, "sticky");
  for (const row of [1, 3, 4]) await expect.element(last(row)).toHaveTextContent(/^–$/);
  await expect.element(page.getByText("only this schedule was followed")).toBeVisible();
  await expect
    .element(page.getByRole("table", { name: "Copy nodes" }).getByRole("row").nth(1))
    .toHaveTextContent("––");
});

test("when readers release is chosen by a switch", async () => {
  await render(<Pane />);
  await page.getByText("when overwritten").click();
  expect(dataflowStore.getState().release).toBe("sticky");
});

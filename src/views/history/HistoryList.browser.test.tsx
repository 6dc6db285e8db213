import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { textGraph } from "../../core/testing/text-graph.ts";
import { documentStore, openDocument } from "../../store/document.ts";
import { commit, historyStore, startHistory, undo } from "../../store/history.ts";
import { HistoryList } from "./HistoryList.tsx";
import "../../ui/tokens.css";

const START = textGraph("input x 8\na:8 = A(x)\nout a");

startHistory();
beforeEach(() => openDocument(START, { format: "graph", key: "a" }));

function work(): void {
  for (const name of ["Added conv1", "Moved conv1", "Deleted conv1"])
    commit(name, { document: { ...START, name } });
}
const name = () => documentStore.getState().document?.name;
const step = (text: string) => page.getByRole("button", { name: text });

test("every step stands in the list, the present one is marked, undone ones are said to be", async () => {
  work();
  undo();
  await render(<HistoryList />);
  expect(page.getByRole("button").elements()).toHaveLength(4);
  await expect.element(step("Moved conv1")).toHaveAttribute("aria-current", "step");
  await expect.element(step("Deleted conv1")).toHaveTextContent("3Deleted conv1, undone");
});

test("a click goes to a step, back and forth", async () => {
  work();
  await render(<HistoryList />);
  await step("Opened").click();
  expect(documentStore.getState().document).toBe(START);
  await step("Moved conv1").click();
  expect(name()).toBe("Moved conv1");
  await expect.element(step("Moved conv1")).toHaveAttribute("aria-current", "step");
});

test("arrows walk the list from the present step, Enter goes there", async () => {
  work();
  await render(<HistoryList />);
  await expect.element(step("Deleted conv1")).toHaveFocus();
  await userEvent.keyboard("{ArrowUp}{ArrowUp}{Enter}");
  expect(name()).toBe("Added conv1");
  await userEvent.keyboard("{End}{Enter}");
  expect(name()).toBe("Deleted conv1");
  await userEvent.keyboard("{Home}{Enter}");
  expect(historyStore.getState().at).toBe(0);
});

test("undo moves the mark and the focus with it", async () => {
  work();
  await render(<HistoryList />);
  undo();
  await expect.element(step("Moved conv1")).toHaveFocus();
});

test("a document that nobody changed says so, and so does no document", async () => {
  await render(<HistoryList />);
  await expect.element(page.getByText("Nothing has been changed yet.")).toBeVisible();
  historyStore.setState({ steps: [], at: -1 });
  await expect.element(page.getByText("No document is open.")).toBeVisible();
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { textGraph } from "../core/testing/text-graph.ts";
import { ask, askedStore } from "../store/asking.ts";
import { choose, chosenStore } from "../store/chosen.ts";
import { documentStore } from "../store/document.ts";
import { commit, historyStore, startHistory } from "../store/history.ts";
import { rename, renamingStore } from "../store/renaming.ts";
import { sessionStore } from "../store/session.ts";
import { shellStore, showDialog } from "../store/shell.ts";
import { showAfresh } from "../store/testing/draw.ts";
import { HistoryDialog } from "./HistoryDialog.tsx";
import { KeysSheet } from "./KeysSheet.tsx";
import { startKeys } from "./keys.ts";
import "../ui/tokens.css";

const START = textGraph("input x 8\nn: a:8 = A(x)\nout a");

startHistory();
let stop: () => void;
beforeEach(() => {
  showAfresh(START);
  choose([]);
  stop = startKeys();
});
afterEach(() => {
  stop();
  showDialog(null);
});

const name = () => documentStore.getState().document?.name;
const nodes = () => {
  const { document } = documentStore.getState();
  return document?.kind === "graph" ? document.nodes.length : -1;
};

function Field() {
  return (
    <>
      <input aria-label="field" defaultValue="abc" />
      <section data-testid="graph">
        <button type="button">in the graph</button>
      </section>
      <button type="button">elsewhere</button>
    </>
  );
}

test("Ctrl Z and Ctrl Shift Z take steps back and forth, in a field they are the field's", async () => {
  await render(<Field />);
  commit("Named", { document: { ...START, name: "named" } });
  await userEvent.keyboard("{Control>}z{/Control}");
  expect(name()).toBe("text");
  await userEvent.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
  expect(name()).toBe("named");
  await page.getByRole("textbox").click();
  await userEvent.keyboard("{Control>}z{/Control}");
  expect(name()).toBe("named");
});

test("a key with Ctrl is the one that is labelled so, where Z and Y have changed places", () => {
  commit("Named", { document: { ...START, name: "named" } });
  const press = (key: string, code: string) =>
    document.body.dispatchEvent(
      new KeyboardEvent("keydown", { key, code, ctrlKey: true, bubbles: true, cancelable: true }),
    );
  press("z", "KeyY");
  expect(name()).toBe("text");
  press("y", "KeyZ");
  expect(name()).toBe("named");
  // letters that are not Latin: where the key is counts
  press("я", "KeyZ");
  expect(name()).toBe("text");
});

test("Delete deletes what is chosen, also while single keys are off, but nothing from a field", async () => {
  await render(<Field />);
  choose(["node:n"]);
  await page.getByRole("textbox").click();
  await userEvent.keyboard("{Delete}{Backspace}");
  sessionStore.setState({ singleKeys: false });
  page.getByRole("button", { name: "elsewhere" }).element().focus();
  expect(nodes()).toBe(1);
  await userEvent.keyboard("{Delete}");
  await expect.poll(nodes).toBe(0);
});

test("Ctrl A chooses all boxes wherever the focus is; in fields and beside marked text it is the browser's", async () => {
  await render(<Field />);
  const all = ["value:x", "node:n", "output:a"];
  const press = () => userEvent.keyboard("{Control>}a{/Control}");
  await page.getByRole("textbox").click();
  await press();
  expect(chosenStore.getState().keys).toEqual([]);
  for (const name of ["elsewhere", "in the graph"]) {
    choose([]);
    page.getByRole("button", { name }).element().focus();
    await press();
    await expect.poll(() => chosenStore.getState().keys).toEqual(all);
  }
  choose([]);
  page.getByRole("button", { name: "elsewhere" }).element().focus();
  getSelection()?.selectAllChildren(document.body);
  await press();
  expect(chosenStore.getState().keys).toEqual([]);
  getSelection()?.removeAllRanges();
});

test("what is typed before the field for a name is there is given to it", async () => {
  rename("node:n");
  await userEvent.keyboard("tabx{Backspace}two");
  expect(nodes()).toBe(1);
  const { rerender } = await render(<p>no field yet</p>);
  await rerender(<input data-name-field aria-label="name" defaultValue="n" />);
  page.getByRole("textbox").element().focus();
  await expect.element(page.getByRole("textbox")).toHaveValue("tabtwo");
  rename(null);
});

test("Escape and the mouse give up a name that nobody has a field for", async () => {
  await render(<Field />);
  rename("node:n");
  await userEvent.keyboard("{Escape}");
  expect(renamingStore.getState().key).toBe(null);
  rename("node:n");
  await page.getByRole("button", { name: "elsewhere" }).click();
  expect(renamingStore.getState().key).toBe(null);
});

test("keys that were kept before the page was there are given in their order", () => {
  stop();
  const kept = (event: Event) => {
    if (event instanceof CustomEvent)
      event.detail.push(
        new KeyboardEvent("keydown", { key: "n", code: "KeyN", bubbles: true }),
        new KeyboardEvent("keydown", { key: "i", code: "KeyI", bubbles: true }),
      );
  };
  window.addEventListener("memplan-keys", kept, { once: true });
  stop = startKeys();
  expect(askedStore.getState().asked).toEqual({ kind: "add" });
  expect(shellStore.getState()).toMatchObject({ sought: "i", inspectorShown: true });
  ask(null);
});

test("in the list of steps undo and redo go on, other commands rest", async () => {
  commit("Named", { document: { ...START, name: "named" } });
  choose(["node:n"]);
  showDialog("history");
  await render(<HistoryDialog />);
  await userEvent.keyboard("{Control>}z{/Control}");
  expect(name()).toBe("text");
  await expect.element(page.getByRole("button", { name: "Opened" })).toHaveFocus();
  await userEvent.keyboard("{Delete}");
  expect(historyStore.getState().steps).toHaveLength(2);
});

test("the sheet of keys shows edits, and nothing of it is cut off in a small window", async () => {
  await page.viewport(1024, 768);
  await render(<KeysSheet />);
  await expect.element(page.getByRole("heading", { name: "Edit", exact: true })).toBeInTheDocument();
  const sheet = page.getByRole("region", { name: "Keys and what they do" }).element();
  expect(sheet.scrollWidth).toBeLessThanOrEqual(sheet.clientWidth);
  const dialog = page.getByRole("dialog").element().getBoundingClientRect();
  expect([dialog.left >= 0, dialog.right <= 1024, dialog.bottom <= 768]).toEqual([true, true, true]);
  for (const row of sheet.querySelectorAll("dt, dd"))
    expect(row.scrollWidth, row.textContent ?? "").toBeLessThanOrEqual(row.clientWidth);
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { textGraph } from "../core/testing/text-graph.ts";
import { askedStore } from "../store/asking.ts";
import { choose, chosenStore } from "../store/chosen.ts";
import { documentStore } from "../store/document.ts";
import { offerUnder, type Under } from "../store/drawn.ts";
import { historyStore, startHistory } from "../store/history.ts";
import { rename, renamingStore } from "../store/renaming.ts";
import { showAfresh } from "../store/testing/draw.ts";
import { ContextMenu } from "./ContextMenu.tsx";
import "../ui/tokens.css";

const CHAIN = textGraph("input x 8\nfirst: a:8 = A(x)\nnext: b:8 = B(a)\nlast: c:8 = C(b)\nout c");

/** What the canvas tells of every point in these tests. */
let under: Under | null;
let stop: () => void;

startHistory();
beforeEach(() => {
  showAfresh(CHAIN);
  choose([]);
  rename(null);
  under = { at: { x: 7, y: 9 }, box: null, wire: null };
  stop = offerUnder(() => under);
});
afterEach(() => {
  stop();
  askedStore.setState({ asked: null });
});

function Page() {
  return (
    <>
      <section data-testid="graph" style={{ width: 300, height: 200 }}>
        <button type="button">canvas</button>
      </section>
      <ContextMenu />
    </>
  );
}

const canvas = () => page.getByRole("button", { name: "canvas" });
const items = () =>
  page
    .getByRole("menuitem")
    .elements()
    .map((item) => item.textContent);
const item = (name: RegExp | string) => page.getByRole("menuitem", { name });
const rightClick = async () => {
  await canvas().click({ button: "right" });
  await expect.element(page.getByRole("menu")).toBeVisible();
};

test("a right click on a box chooses it and offers what can be done to it, with keys", async () => {
  await render(<Page />);
  under = { at: { x: 7, y: 9 }, box: "node:next", wire: null };
  await rightClick();
  expect(chosenStore.getState().keys).toEqual(["node:next"]);
  for (const name of ["Rename", "Delete", "Duplicate", "Cut", "Group", "Run one step later"])
    expect(items().some((text) => text?.startsWith(name))).toBe(true);
  await expect.element(item(/^Rename/)).toHaveTextContent("RenameF2");
  expect(items().some((text) => text?.startsWith("Align"))).toBe(false);
});

test("a right click on one of several chosen boxes keeps them, on another chooses that one", async () => {
  await render(<Page />);
  choose(["node:first", "node:next"]);
  under = { at: { x: 7, y: 9 }, box: "node:next", wire: null };
  await rightClick();
  expect(chosenStore.getState().keys).toEqual(["node:first", "node:next"]);
  expect(items().some((text) => text?.startsWith("Align left"))).toBe(true);
  expect(items().some((text) => text?.startsWith("Rename"))).toBe(false);
  await userEvent.keyboard("{Escape}");
  under = { at: { x: 7, y: 9 }, box: "node:last", wire: null };
  await rightClick();
  expect(chosenStore.getState().keys).toEqual(["node:last"]);
});

test("what the menu offers is done: a deletion by mouse", async () => {
  await render(<Page />);
  under = { at: { x: 7, y: 9 }, box: "node:last", wire: null };
  await rightClick();
  await item(/^Delete and connect/).click();
  await expect.poll(() => historyStore.getState().at).toBe(1);
  expect(documentStore.getState().document).toMatchObject({ nodes: [{ id: "first" }, { id: "next" }] });
});

test("a connection is offered to be parted", async () => {
  await render(<Page />);
  under = { at: { x: 7, y: 9 }, box: null, wire: { node: "next", port: 0 } };
  await rightClick();
  expect(chosenStore.getState().wire).toEqual({ node: "next", port: 0 });
  await item(/^Disconnect/).click();
  await expect.poll(() => historyStore.getState().at).toBe(1);
});

test("the empty canvas offers to add at that place", async () => {
  await render(<Page />);
  await rightClick();
  await item(/^Add an operation or a value here/).click();
  expect(askedStore.getState().asked).toMatchObject({ kind: "add", at: { x: 7, y: 9 } });
});

test("Shift F10 is about what is chosen, wherever the pointer is", async () => {
  await render(<Page />);
  canvas().element().focus();
  choose(["node:first"]);
  under = { at: { x: 7, y: 9 }, box: "node:last", wire: null };
  const key = new KeyboardEvent("keydown", { key: "F10", shiftKey: true, bubbles: true });
  canvas().element().dispatchEvent(key);
  // browsers ask for the menu after the key
  canvas()
    .element()
    .dispatchEvent(new PointerEvent("contextmenu", { bubbles: true, cancelable: true }));
  await expect.element(page.getByRole("menu", { name: "What to do with first" })).toBeVisible();
  expect(chosenStore.getState().keys).toEqual(["node:first"]);
  await item(/^Rename/).click();
  await expect.poll(() => renamingStore.getState().key).toBe("node:first");
});

test("where there is no graph to edit, the menu goes on as it was", async () => {
  await render(<Page />);
  under = null;
  const event = new PointerEvent("contextmenu", { bubbles: true, cancelable: true });
  canvas().element().dispatchEvent(event);
  expect(event.defaultPrevented).toBe(false);
});

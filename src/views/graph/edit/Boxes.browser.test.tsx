import { expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { choose, chosenStore } from "../../../store/chosen.ts";
import { documentStore } from "../../../store/document.ts";
import { openGraph } from "../../../store/editing.ts";
import { historyStore, undo } from "../../../store/history.ts";
import { sessionStore } from "../../../store/session.ts";
import { previewStore } from "../preview.ts";
import { viewStore } from "../view.ts";
import {
  ALT,
  by,
  clickAt,
  DOC,
  drag,
  dragAndDrop,
  EMPTY,
  frame,
  middle,
  mounted,
  mouse,
  place,
  SHIFT,
  spoken,
  steps,
  withHands,
} from "./testing/hands.tsx";

withHands();

test("a dragged box follows the pointer, and is placed in one step when it is let go", async () => {
  await mounted();
  const from = middle("node:neg");
  await drag([from, by(from, 43, 71)]);
  expect(previewStore.getState().at.has("node:neg")).toBe(true);
  expect(place("node:neg")).toEqual([260, 260]);
  await mouse("Released", by(from, 43, 71));
  await vi.waitFor(() => expect(previewStore.getState().at.size).toBe(0));
  const { zoom } = viewStore.getState();
  expect(Math.abs((place("node:neg")?.[0] ?? 0) - 260 - 43 / zoom)).toBeLessThan(7);
  expect(steps()).toEqual(["Opened", "Moved neg"]);
  expect(spoken()).toBe("Moved neg");
  expect(chosenStore.getState().keys).toEqual(["node:neg"]);
  undo();
  expect(place("node:neg")).toEqual([260, 260]);
});

test("while a box is dragged no other pane hears of it and no plan is asked for; at the edge the view follows", async () => {
  await mounted();
  const { revision } = documentStore.getState();
  const from = middle("node:neg");
  await drag([from, by(from, 10, 10)]);
  let heard = 0;
  const stops = [documentStore, sessionStore, chosenStore, historyStore].map((store) =>
    store.subscribe(() => {
      heard++;
    }),
  );
  const pane = page.getByRole("application").element().getBoundingClientRect();
  const { x } = viewStore.getState();
  await mouse("Moved", { x: pane.right - 3, y: from.y });
  await vi.waitFor(() => expect(viewStore.getState().x).toBeLessThan(x - 40));
  expect(heard).toBe(0);
  for (const stop of stops) stop();
  await mouse("Released", { x: pane.right - 3, y: from.y });
  expect(place("node:neg")?.[0]).toBeGreaterThan(320);
  expect(documentStore.getState().revision).toBe(revision);
});

test("a box that is let go stays where it was let go, in every frame", async () => {
  await mounted();
  const box = () => page.getByTestId("node-neg").element().getBoundingClientRect();
  const from = middle("node:neg");
  const start = box();
  await drag([from, by(from, 61, 83)]);
  const there = box();
  expect(there.left - start.left).toBeGreaterThan(50);
  const seen: number[] = [];
  let watching = true;
  const watch = () => {
    if (!watching) return;
    seen.push(Math.abs(box().left - there.left) + Math.abs(box().top - there.top));
    requestAnimationFrame(watch);
  };
  watch();
  await mouse("Released", by(from, 61, 83));
  await vi.waitFor(() => expect(previewStore.getState().at.size).toBe(0));
  for (let i = 0; i < 8; i++) await frame();
  watching = false;
  expect(Math.max(...seen)).toBeLessThan(1.5);
});

test("a click chooses without a step; with Shift or Ctrl it adds and takes away; on the canvas it clears", async () => {
  await mounted();
  await page.getByTestId("node-sum").click();
  expect(chosenStore.getState().keys).toEqual(["node:sum"]);
  await page.getByTestId("node-neg").click({ modifiers: ["Shift"] });
  await page.getByTestId("node-relu").click({ modifiers: ["ControlOrMeta"] });
  expect(chosenStore.getState().keys).toEqual(["node:sum", "node:neg", "node:relu"]);
  await page.getByTestId("node-neg").click({ modifiers: ["Shift"] });
  expect(chosenStore.getState().keys).toEqual(["node:sum", "node:relu"]);
  await clickAt(EMPTY());
  expect(chosenStore.getState().keys).toEqual([]);
  expect(steps()).toEqual(["Opened"]);
});

test("all chosen boxes move together, and Escape puts them back", async () => {
  await mounted();
  choose(["node:sum", "node:neg"]);
  const from = middle("node:sum");
  await drag([from, by(from, 5, 60)]);
  expect([...previewStore.getState().at.keys()]).toEqual(["node:sum", "node:neg"]);
  await userEvent.keyboard("{Escape}");
  expect(previewStore.getState().at.size).toBe(0);
  await mouse("Released", by(from, 5, 60));
  expect(steps()).toEqual(["Opened"]);
  expect(chosenStore.getState().keys).toEqual(["node:sum", "node:neg"]);
  await dragAndDrop([from, by(from, 5, 60)]);
  expect(steps()).toEqual(["Opened", "Moved 2 boxes"]);
});

test("a drag over the empty canvas with Shift chooses what it touches; without, it moves the view", async () => {
  await mounted();
  const corner = by(middle("node:relu"), -100, -60);
  await drag([corner, by(middle("node:sum"), 20, 20)], { modifiers: SHIFT });
  await expect.element(page.getByTestId("marquee")).toBeInTheDocument();
  await mouse("Released", by(middle("node:sum"), 20, 20), { modifiers: SHIFT });
  expect(chosenStore.getState().keys.toSorted()).toEqual(["node:relu", "node:sum"]);
  expect(spoken()).toBe("2 boxes chosen.");
  const { y } = viewStore.getState();
  await dragAndDrop([EMPTY(), by(EMPTY(), 0, -30)]);
  expect(viewStore.getState().y).toBeCloseTo(y - 30, 0);
  expect(chosenStore.getState().keys).toHaveLength(2);
});

test("Alt and an arrow move what is chosen, a burst in one step", async () => {
  await mounted();
  await page.getByTestId("node-neg").click();
  await userEvent.keyboard("{Alt>}{ArrowRight}{ArrowRight}{ArrowDown}{Shift>}{ArrowUp}{/Shift}{/Alt}");
  expect(place("node:neg")).toEqual([276, 267]);
  expect(steps()).toEqual(["Opened", "Moved neg"]);
});

test("the frame of a group is moved by its title with all that is in it, and renamed there", async () => {
  const drawing = { ...DOC.drawing, groups: [{ id: "g", title: "first", nodes: ["relu"] }] };
  await mounted({ ...DOC, drawing });
  const title = page.getByRole("button", { name: "first", exact: true });
  const { left, top } = title.element().getBoundingClientRect();
  await dragAndDrop([
    { x: left + 8, y: top + 6 },
    { x: left + 8, y: top + 48 },
  ]);
  expect(place("node:relu")?.[1]).toBeGreaterThan(120);
  expect(place("node:sum")).toEqual([40, 260]);
  expect(steps()).toHaveLength(2);
  const now = title.element().getBoundingClientRect();
  await clickAt({ x: now.left + 8, y: now.top + 6 }, 2);
  await expect.element(page.getByRole("textbox", { name: "New name of first" })).toHaveFocus();
  await userEvent.keyboard("begin{Enter}");
  expect(openGraph()?.drawing?.groups?.[0]?.title).toBe("begin");
});

test("Alt and a drag make a copy and leave the box", async () => {
  await mounted();
  const from = middle("node:neg");
  await dragAndDrop([from, by(from, 40, 60)], { modifiers: ALT });
  expect(place("node:neg")).toEqual([260, 260]);
  expect(openGraph()?.nodes).toHaveLength(4);
});

test("a box that comes in line with another is drawn to it, a line shows it, and Alt lets it be", async () => {
  await mounted();
  const from = middle("node:neg");
  const { zoom } = viewStore.getState();
  await drag([from, by(from, -17 * zoom, 40)]);
  expect(page.getByTestId("guides").element().getAttribute("d")).toMatch(/^M298 /);
  await mouse("Released", by(from, -17 * zoom, 40));
  expect(place("node:neg")?.[0]).toBe(240);
});

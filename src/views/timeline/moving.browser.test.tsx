import { beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { textGraph } from "../../core/testing/text-graph.ts";
import { LEFT_GUTTER, RIGHT_GUTTER } from "../../draw/axis.ts";
import { documentStore } from "../../store/document.ts";
import { openGraph } from "../../store/editing.ts";
import { historyStore, startHistory, undo } from "../../store/history.ts";
import { sessionStore } from "../../store/session.ts";
import { shellStore } from "../../store/shell.ts";
import { spokenStore } from "../../store/spoken.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { Timeline } from "./Timeline.tsx";
import "../../ui/tokens.css";

/** `free` may run anywhere before the last. */
const GRAPH = textGraph(`
  input x 64
  first: a:64 = Op(x)
  second: b:64 = Op(a)
  third: c:64 = Op(b)
  free: d:64 = Op(x)
  last: e:64 = Op(c d)
  out e`);
const MANY = textGraph(
  `input x 8\n${Array.from({ length: 400 }, (_, i) => `t${i}:8 = Op(${i === 0 ? "x" : `t${i - 1}`})`).join("\n")}\nout t399`,
);

/** Inside the strip of the steps. */
const STRIP_Y = 9;
startHistory();

beforeEach(async () => {
  await page.viewport(1000, 600);
});

async function mounted(movable = true): Promise<{ pane: HTMLElement; canvas: HTMLCanvasElement }> {
  await render(
    <div style={{ width: 900, height: 400 }}>
      <Timeline />
    </div>,
  );
  const pane = page.getByTestId("timeline").element() as HTMLElement;
  await vi.waitFor(() => expect(pane.dataset.rects).toBeDefined());
  const canvas = pane.querySelectorAll("canvas")[1];
  if (canvas === undefined) throw new Error("the pane has no canvas");
  canvas.setPointerCapture = () => {};
  if (movable)
    await vi.waitFor(() => {
      send(canvas, "pointermove", middle(pane, 0));
      expect(canvas.style.cursor).toBe("grab");
    });
  return { pane, canvas };
}

/** The middle of the column of a step of `GRAPH`. */
function middle(pane: HTMLElement, step: number): number {
  const width = (pane.clientWidth - LEFT_GUTTER - RIGHT_GUTTER) / 5;
  return LEFT_GUTTER + (step + 0.5) * width;
}

function send(canvas: HTMLCanvasElement, type: string, x: number, y = STRIP_Y): void {
  const { left, top } = canvas.getBoundingClientRect();
  canvas.dispatchEvent(
    new PointerEvent(type, { pointerId: 1, button: 0, bubbles: true, clientX: left + x, clientY: top + y }),
  );
}

const tip = () => document.querySelector<HTMLElement>('[role="tooltip"]');
const order = () => openGraph()?.order;

test("a step that is dragged along the strip moves in the order: one step of the history, and it is said", async () => {
  showAfresh(GRAPH);
  const { pane, canvas } = await mounted();
  send(canvas, "pointermove", middle(pane, 3));
  expect(canvas.style.cursor).toBe("grab");
  expect(tip()?.textContent).toContain("free · Op");
  send(canvas, "pointerdown", middle(pane, 3));
  send(canvas, "pointermove", middle(pane, 2));
  send(canvas, "pointermove", middle(pane, 0));
  await vi.waitFor(() => expect(tip()?.textContent).toContain("before last"));
  send(canvas, "pointerup", middle(pane, 0));
  await vi.waitFor(() => expect(order()).toEqual(["free", "first", "second", "third", "last"]));
  expect(documentStore.getState().settings.order).toBe("given");
  expect(historyStore.getState().steps).toHaveLength(2);
  expect(spokenStore.getState().text).toContain("free");
  undo();
  expect(order()).toBeUndefined();
});

test("where it may not run the pointer says why, and dropping it there changes nothing", async () => {
  showAfresh(GRAPH);
  const { pane, canvas } = await mounted();
  send(canvas, "pointerdown", middle(pane, 1));
  send(canvas, "pointermove", middle(pane, 4));
  await vi.waitFor(() => expect(tip()?.textContent).toContain("must run before third"));
  send(canvas, "pointerup", middle(pane, 4));
  await vi.waitFor(() => expect(shellStore.getState().notice).toContain("third"));
  expect(order()).toBeUndefined();
  expect(historyStore.getState().steps).toHaveLength(1);
});

test("Escape lets go of it, and the selection stays", async () => {
  showAfresh(GRAPH);
  sessionStore.setState({ selection: { kind: "node", index: 0 } });
  const { pane, canvas } = await mounted();
  send(canvas, "pointerdown", middle(pane, 3));
  send(canvas, "pointermove", middle(pane, 0));
  await vi.waitFor(() => expect(tip()?.hidden).toBe(false));
  await userEvent.keyboard("{Escape}");
  expect(tip()?.hidden).toBe(true);
  send(canvas, "pointerup", middle(pane, 0));
  expect(historyStore.getState().steps).toHaveLength(1);
  expect(sessionStore.getState().selection).toEqual({ kind: "node", index: 0 });
});

test("a click on the strip puts the cursor there; a drag on the curve still scrubs", async () => {
  showAfresh(GRAPH);
  const { pane, canvas } = await mounted();
  send(canvas, "pointerdown", middle(pane, 3));
  send(canvas, "pointerup", middle(pane, 3));
  expect(sessionStore.getState().cursor).toBe(3);
  send(canvas, "pointerdown", middle(pane, 3), 60);
  send(canvas, "pointermove", middle(pane, 1), 60);
  send(canvas, "pointerup", middle(pane, 1), 60);
  expect(sessionStore.getState().cursor).toBe(1);
  expect(historyStore.getState().steps).toHaveLength(1);
});

test("steps too narrow to take hold of say so, and the strip scrubs", async () => {
  showAfresh(MANY);
  const { canvas } = await mounted(false);
  send(canvas, "pointermove", 300);
  expect(canvas.style.cursor).toBe("ew-resize");
  expect(tip()?.textContent).toContain("zoom in first");
  send(canvas, "pointerdown", 300);
  const before = sessionStore.getState().cursor;
  send(canvas, "pointermove", 400);
  send(canvas, "pointerup", 400);
  expect(sessionStore.getState().cursor).toBeGreaterThan(before ?? 0);
});

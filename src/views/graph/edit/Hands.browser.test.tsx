import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cdp, page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { BoxKey } from "../../../core/box-key.ts";
import type { GraphDocument } from "../../../core/document.ts";
import { ask, askedStore } from "../../../store/asking.ts";
import { choose, chosenStore } from "../../../store/chosen.ts";
import { documentStore } from "../../../store/document.ts";
import { openGraph } from "../../../store/editing.ts";
import { historyStore, startHistory, undo } from "../../../store/history.ts";
import { automaticSubject, layoutNow, placingStore } from "../../../store/placing.ts";
import { rename } from "../../../store/renaming.ts";
import { sessionStore } from "../../../store/session.ts";
import { spokenStore } from "../../../store/spoken.ts";
import { showAfresh } from "../../../store/testing/draw.ts";
import { GraphPane } from "../GraphPane.tsx";
import { boxOf } from "../geometry.ts";
import { previewStore } from "../preview.ts";
import { boxByKey, inPortAt, outPortAt, sceneStore } from "../scene.ts";
import { viewStore } from "../view.ts";
import "../../../ui/tokens.css";

const tensor = (id: string, more = {}) => ({ id, dtype: "float32", shape: [4, 4], ...more }) as const;

/** x → relu → r → sum, whose first port is free; a second input stands aside. */
const DOC: GraphDocument = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "drawn",
  tensors: [
    tensor("x", { role: "input" }),
    tensor("y", { role: "input" }),
    tensor("r"),
    tensor("s"),
    tensor("t"),
  ],
  nodes: [
    { id: "relu", op: "Relu", inputs: ["x"], outputs: ["r"], attributes: {} },
    { id: "sum", op: "Add", inputs: ["r"], outputs: ["s"], attributes: {}, drawn: { ports: [1] } },
    { id: "neg", op: "Neg", inputs: [], outputs: ["t"], attributes: {}, drawn: { ports: [] } },
  ],
  outputs: [],
  drawing: {
    at: {
      "value:x": [40, 20],
      "value:y": [240, 20],
      "node:relu": [40, 120],
      "node:sum": [40, 260],
      "node:neg": [260, 260],
    },
  },
};

interface At {
  readonly x: number;
  readonly y: number;
}

const SHIFT = 8;
const ALT = 1;

/** The real mouse, at a point of this page. */
async function mouse(type: "Pressed" | "Moved" | "Released", { x, y }: At, more = {}): Promise<void> {
  const frame = window.frameElement?.getBoundingClientRect();
  const scale = (frame?.width ?? innerWidth) / innerWidth;
  const session = cdp() as unknown as { send: (method: string, values: object) => Promise<unknown> };
  await session.send("Input.dispatchMouseEvent", {
    type: `mouse${type}`,
    x: (frame?.left ?? 0) + x * scale,
    y: (frame?.top ?? 0) + y * scale,
    button: type === "Moved" ? "none" : "left",
    buttons: type === "Released" ? 0 : 1,
    clickCount: type === "Moved" ? 0 : 1,
    ...more,
  });
}

const frame = () => new Promise(requestAnimationFrame);

/** Presses, and moves to each point in a few steps. */
async function drag(points: readonly At[], more = {}): Promise<void> {
  const [first = { x: 0, y: 0 }, ...rest] = points;
  await mouse("Moved", first, { ...more, buttons: 0 });
  await mouse("Pressed", first, more);
  let from = first;
  for (const to of rest) {
    for (let i = 1; i <= 4; i++)
      await mouse(
        "Moved",
        { x: from.x + ((to.x - from.x) * i) / 4, y: from.y + ((to.y - from.y) * i) / 4 },
        more,
      );
    from = to;
  }
  await frame();
}

async function dragAndDrop(points: readonly At[], more = {}): Promise<void> {
  await drag(points, more);
  await mouse("Released", points.at(-1) ?? { x: 0, y: 0 }, more);
  await frame();
}

function scene() {
  const { scene: now } = sceneStore.getState();
  if (now === null) throw new Error("there is no scene");
  return now;
}

/** A point of the graph, in pixels of the page. */
function onPage({ x, y }: At): At {
  const view = viewStore.getState();
  const { left, top } = page.getByRole("application").element().getBoundingClientRect();
  return { x: left + view.x + x * view.zoom, y: top + view.y + y * view.zoom };
}

function middle(key: BoxKey): At {
  const { x, y, width, height } = boxOf(scene().geometry, boxByKey(scene(), key));
  return onPage({ x: x + width / 2, y: y + height / 2 });
}

const input = (id: string, port: number) => onPage(inPortAt(scene(), boxByKey(scene(), `node:${id}`), port));
const output = (key: BoxKey) => onPage(outPortAt(scene(), boxByKey(scene(), key), 0));
const by = ({ x, y }: At, dx: number, dy: number) => ({ x: x + dx, y: y + dy });
const place = (key: BoxKey) => openGraph()?.drawing?.at?.[key];
const inputsOf = (id: string) => openGraph()?.nodes.find((n) => n.id === id)?.inputs;
const steps = () => historyStore.getState().steps.map((s) => s.says);
const spoken = () => spokenStore.getState().text;

const lifetimes = { format: "memplan", version: 1, kind: "lifetimes", name: "none", buffers: [] } as const;

/** What the layout worker does with more care. */
function placeInRows(): void {
  const of = automaticSubject();
  if (of === null) throw new Error("there is nothing to place");
  const { count, from } = of.skeleton;
  const at = Float32Array.from({ length: 2 * count }, (_, i) =>
    i % 2 === 0 ? ((i / 2) % 3) * 150 : Math.floor(i / 6) * 120,
  );
  placingStore.setState({
    of,
    kind: "steps",
    at,
    runs: { from: new Int32Array(from.length + 1), at: new Float32Array(0) },
  });
}

let stopHistory = false;

/** `byHand`: where its drawing says; else in columns of our own. */
async function mounted(document: GraphDocument = DOC, byHand = true): Promise<void> {
  showAfresh(document);
  sessionStore.setState({ graphLayout: byHand ? "free" : "steps" });
  if (!byHand) placeInRows();
  if (!stopHistory) startHistory();
  stopHistory = true;
  choose([]);
  ask(null);
  rename(null);
  await render(
    <div style={{ width: 600, height: 500 }}>
      <GraphPane />
    </div>,
  );
  await expect.element(page.getByTestId("hands")).toBeInTheDocument();
  await vi.waitFor(() => expect(document.nodes.every(({ id }) => shown(id))).toBe(true));
  // a view of its own, in which a pixel is a pixel
  viewStore.setState({ moved: true });
}

/** A place of the canvas with nothing on it. */
const EMPTY = () => onPage({ x: 220, y: 150 });

async function clickAt(at: At, times = 1): Promise<void> {
  await mouse("Moved", at, { buttons: 0 });
  for (let clickCount = 1; clickCount <= times; clickCount++) {
    await mouse("Pressed", at, { clickCount });
    await mouse("Released", at, { clickCount });
  }
  await frame();
}

const shown = (id: string) => page.getByTestId(`node-${id}`).query() !== null;

beforeEach(async () => {
  await page.viewport(900, 700);
  vi.spyOn(console, "warn");
});

afterEach(() => {
  expect(console.warn).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

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

test("a box that comes in line with another is drawn to it, a line shows it, and Alt lets it be", async () => {
  await mounted();
  const from = middle("node:neg");
  const { zoom } = viewStore.getState();
  await drag([from, by(from, -17 * zoom, 40)]);
  expect(page.getByTestId("guides").element().getAttribute("d")).toMatch(/^M298 /);
  await mouse("Released", by(from, -17 * zoom, 40));
  expect(place("node:neg")?.[0]).toBe(240);
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

test("a line drawn from an output to a free port connects them", async () => {
  await mounted();
  await drag([output("value:y"), input("sum", 0)]);
  await expect.element(page.getByTestId("live-line")).toHaveAttribute("data-answer", "takes");
  await mouse("Released", input("sum", 0));
  expect(inputsOf("sum")).toEqual(["y", "r"]);
  expect(steps()).toHaveLength(2);
  await expect.element(page.getByTestId("live-line")).not.toBeInTheDocument();
});

test("a line dropped on the body of a box goes to its first port that takes it", async () => {
  await mounted();
  await dragAndDrop([output("value:y"), middle("node:neg")]);
  expect(inputsOf("neg")).toEqual(["y"]);
});

test("a port that cannot take the line says why beside the pointer; dropping there only says it again", async () => {
  await mounted();
  await drag([output("node:sum"), input("relu", 0)]);
  await expect.element(page.getByTestId("live-line")).toHaveAttribute("data-answer", "refused");
  await expect.element(page.getByTestId("why-not")).toHaveTextContent(/reads x already/);
  await mouse("Released", input("relu", 0));
  expect(steps()).toEqual(["Opened"]);
  expect(spoken()).toMatch(/reads x already/);
});

test("a line dropped on the empty canvas asks what to put there, connected to where it came from", async () => {
  await mounted();
  const spot = EMPTY();
  await dragAndDrop([output("node:relu"), spot]);
  expect(askedStore.getState().asked).toMatchObject({ kind: "add", from: "r", screen: { x: spot.x } });
  await dragAndDrop([input("sum", 0), spot]);
  expect(askedStore.getState().asked).toMatchObject({ kind: "add", to: { node: "sum", port: 0 } });
});

test("a line drawn back from a free port connects it to an output", async () => {
  await mounted();
  await dragAndDrop([input("neg", 0), output("node:relu")]);
  expect(inputsOf("neg")).toEqual(["r"]);
});

test("the end of a connection can be moved to another port, or dropped, and Escape leaves it", async () => {
  await mounted();
  await drag([input("sum", 1), input("neg", 0)]);
  await userEvent.keyboard("{Escape}");
  await mouse("Released", input("neg", 0));
  expect(inputsOf("sum")).toEqual(["r"]);
  await dragAndDrop([input("sum", 1), input("neg", 0)]);
  expect([inputsOf("sum"), inputsOf("neg")]).toEqual([[], ["r"]]);
  await dragAndDrop([input("neg", 0), EMPTY()]);
  expect(inputsOf("neg")).toEqual([]);
  expect(steps()).toHaveLength(3);
});

test("a double click on the canvas asks what to put there; on a box it gives it another name", async () => {
  await mounted();
  const { zoom } = viewStore.getState();
  await clickAt(EMPTY(), 2);
  expect(askedStore.getState().asked).toMatchObject({ kind: "add", screen: EMPTY() });
  expect(viewStore.getState().zoom).toBe(zoom);
  await clickAt(middle("node:sum"), 2);
  const field = page.getByRole("textbox", { name: "New name of sum" });
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard("total{Enter}");
  expect(openGraph()?.nodes.map((n) => n.id)).toContain("total");
  await expect.element(field).not.toBeInTheDocument();
  await clickAt(middle("node:total"), 2);
  await userEvent.keyboard("other{Escape}");
  expect(openGraph()?.nodes.map((n) => n.id)).not.toContain("other");
});

test("Alt and an arrow move what is chosen, a burst in one step", async () => {
  await mounted();
  await page.getByTestId("node-neg").click();
  await userEvent.keyboard("{Alt>}{ArrowRight}{ArrowRight}{ArrowDown}{Shift>}{ArrowUp}{/Shift}{/Alt}");
  expect(place("node:neg")).toEqual([276, 267]);
  expect(steps()).toEqual(["Opened", "Moved neg"]);
});

test("in a layout of our own the first box that is moved places all of them by hand", async () => {
  const { drawing: _, ...plain } = DOC;
  await mounted(plain, false);
  expect(sceneStore.getState().scene?.kind).toBe("steps");
  const before = boxOf(scene().geometry, boxByKey(scene(), "node:relu"));
  await dragAndDrop([middle("node:relu"), by(middle("node:relu"), 0, 33)]);
  expect(Object.keys(openGraph()?.drawing?.at ?? {}).toSorted()).toEqual(
    Object.keys(DOC.drawing?.at ?? {}).toSorted(),
  );
  expect(place("node:relu")?.[1]).toBeGreaterThan(before.y);
  await vi.waitFor(() => expect(sceneStore.getState().scene?.kind).toBe("free"));
  undo();
  expect(layoutNow()).toBe("steps");
});

test("where no graph is open to be edited, nothing is taken hold of", async () => {
  await mounted();
  const spot = middle("node:neg");
  const { document: open } = documentStore.getState();
  documentStore.setState({ document: open === null ? null : { ...lifetimes } });
  await dragAndDrop([spot, by(spot, 40, 40)]);
  await clickAt(EMPTY(), 2);
  expect(previewStore.getState().at.size).toBe(0);
  expect(askedStore.getState().asked).toBeNull();
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

test("two fingers are left to the view: the second ends a drag", async () => {
  await mounted();
  const from = middle("node:neg");
  await drag([from, by(from, 40, 40)]);
  expect(previewStore.getState().at.size).toBe(1);
  page
    .getByRole("application")
    .element()
    .dispatchEvent(new PointerEvent("pointerdown", { pointerId: 77, bubbles: true }));
  expect(previewStore.getState().at.size).toBe(0);
  await mouse("Released", from);
  expect(steps()).toEqual(["Opened"]);
});

test("a finger draws a line from as far beside a port as a finger is wide", async () => {
  await mounted();
  const session = cdp() as unknown as { send: (method: string, values: object) => Promise<unknown> };
  const frameAt = window.frameElement?.getBoundingClientRect();
  const scale = (frameAt?.width ?? innerWidth) / innerWidth;
  const finger = (type: string, at?: At) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints:
        at === undefined
          ? []
          : [{ x: (frameAt?.left ?? 0) + at.x * scale, y: (frameAt?.top ?? 0) + at.y * scale }],
    });
  const from = by(output("value:y"), 6, 14);
  const to = input("sum", 0);
  await finger("touchStart", from);
  for (let i = 1; i <= 5; i++)
    await finger("touchMove", {
      x: from.x + ((to.x - from.x) * i) / 5,
      y: from.y + ((to.y - from.y) * i) / 5,
    });
  await expect.element(page.getByTestId("live-line")).toHaveAttribute("data-answer", "takes");
  await finger("touchEnd");
  await vi.waitFor(() => expect(inputsOf("sum")).toEqual(["y", "r"]));
});

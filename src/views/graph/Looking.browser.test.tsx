import { beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { boxKey } from "../../core/box-key.ts";
import type { Drawing, GraphDocument } from "../../core/document.ts";
import { choose, chosenStore, startChoosing } from "../../store/chosen.ts";
import { documentStore, showState } from "../../store/document.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { automaticSubject, placingStore } from "../../store/placing.ts";
import { request } from "../../store/requests.ts";
import { sessionStore } from "../../store/session.ts";
import { draw, showAfresh } from "../../store/testing/draw.ts";
import { GraphPane } from "./GraphPane.tsx";
import { selectLine } from "./hand.ts";
import { boxByKey, keyOfBox, portOfLine, sceneStore } from "./scene.ts";
import { handStore, jumpTo, viewStore } from "./view.ts";
import "../../ui/tokens.css";

const TYPE = { dtype: "float32", shape: [4, 4] } as const;

const node = (id: string, input: string) => ({ id, op: "Relu", inputs: [input], outputs: [id], drawn: {} });

/** A chain of four in a column, far apart. */
const NET: GraphDocument = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "chain",
  tensors: [{ id: "x", ...TYPE, role: "input" }, ...["a", "b", "c", "d"].map((id) => ({ id, ...TYPE }))],
  nodes: [node("a", "x"), node("b", "a"), node("c", "b"), node("d", "c")],
  outputs: [],
};
const AT: Drawing["at"] = {
  "value:x": [0, 0],
  "node:a": [0, 100],
  "node:b": [0, 200],
  "node:c": [0, 300],
  "node:d": [0, 3000],
};

let choosing = false;

async function mounted(drawing: Drawing | undefined = { at: AT }): Promise<HTMLElement> {
  showAfresh({ ...NET, ...(drawing === undefined ? {} : { drawing }) });
  if (!choosing) startChoosing();
  choosing = true;
  sessionStore.setState({ graphLayout: drawing?.at === undefined ? "steps" : "free" });
  if (drawing?.at === undefined) placeInColumn();
  await render(
    <div style={{ width: 500, height: 600 }}>
      <GraphPane />
    </div>,
  );
  await vi.waitFor(() => expect(document.querySelector('[data-id="node:a"]')).not.toBeNull());
  return page.getByTestId("graph").element() as HTMLElement;
}

/** What the layout worker does with more care. */
function placeInColumn(): void {
  const of = automaticSubject();
  if (of === null) throw new Error("there is nothing to place");
  const at = Float32Array.from({ length: 2 * of.skeleton.count }, (_, i) =>
    i % 2 === 0 ? 0 : 400 * (i >> 1),
  );
  placingStore.setState({
    of,
    at,
    runs: { from: new Int32Array(of.skeleton.from.length + 1), at: new Float32Array(0) },
  });
}

const scene = () => {
  const { scene: now } = sceneStore.getState();
  if (now === null) throw new Error("there is no scene");
  return now;
};
const current = () => keyOfBox(scene(), viewStore.getState().current);
const view = () => {
  const { x, y, zoom } = viewStore.getState();
  return { x, y, zoom };
};
const focus = () => page.getByRole("application").element().focus();
const show = (document: GraphDocument) =>
  showState({ document, settings: documentStore.getState().settings });

beforeEach(async () => {
  placingStore.setState(placingStore.getInitialState(), true);
  await page.viewport(900, 700);
});

test("the first arrow leads on from the box that is chosen, and to the one at the peak when none is", async () => {
  await mounted();
  focus();
  await userEvent.keyboard("{ArrowUp}");
  expect(viewStore.getState().current).toBeGreaterThanOrEqual(0);
  viewStore.setState({ current: -1 });
  choose(["node:c"]);
  await userEvent.keyboard("{ArrowUp}");
  expect(current()).toBe("node:b");
  await userEvent.keyboard("{End}");
  expect(current()).toBe("node:d");
});

test("the arrow keys stay on their box while an edit gives it another number, and leave one that is gone", async () => {
  await mounted();
  focus();
  choose(["node:b"]);
  await userEvent.keyboard("{ArrowDown}");
  expect(current()).toBe("node:c");
  show({ ...NET, nodes: NET.nodes.slice(1), drawing: { at: AT } });
  expect(current()).toBe("node:c");
  show({ ...NET, nodes: NET.nodes.slice(0, 2), drawing: { at: AT } });
  expect(viewStore.getState().current).toBe(-1);
});

test("what is chosen on the canvas does not move it, even where its ends are out of sight", async () => {
  await mounted();
  jumpTo({ x: 200, y: -1000, zoom: 1 });
  const before = view();
  const line = scene().skeleton.to.findIndex((_, e) => portOfLine(scene(), e)?.node === "d");
  selectLine(line);
  expect(chosenStore.getState().wire).toEqual({ node: "d", port: 0 });
  expect(sessionStore.getState().selection).toMatchObject({ kind: "tensor" });
  // a move would glide
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(view()).toEqual(before);
});

test("folding what is looked at leaves its box in view, and choosing all of a graph moves nothing", async () => {
  const groups = (collapsed: boolean) => ({
    groups: [{ id: "g", title: "Most", nodes: ["b", "c", "d"], collapsed }],
  });
  await mounted(groups(false));
  jumpTo({ x: 100, y: -900, zoom: 1 });
  viewStore.setState({ moved: true });
  const before = view();
  choose(["node:a", "node:b", "node:d"]);
  expect(view()).toEqual(before);
  show({ ...NET, drawing: groups(true) });
  placeInColumn();
  await vi.waitFor(() => expect(boxByKey(scene(), "group:g")).toBeGreaterThanOrEqual(0));
  await expect.element(page.getByTestId("group-g")).toBeInViewport();
  show({ ...NET, drawing: groups(false) });
  placeInColumn();
  await expect.element(page.getByTestId("node-b")).toBeInViewport();
});

test("a new plan that gives what is chosen another number does not move the view", async () => {
  await mounted();
  choose(["node:d"]);
  jumpTo({ x: 200, y: 50, zoom: 1 });
  const before = view();
  const { selection } = sessionStore.getState();
  const nodes = NET.nodes.toReversed();
  const { picture } = outcomeStore.getState();
  outcomeStore.setState({ picture: { ...draw({ ...NET, nodes }), opening: picture?.opening ?? 0 } });
  expect(sessionStore.getState().selection).not.toEqual(selection);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(view()).toEqual(before);
});

test("a box that is asked for before its layout has placed it comes into view once it is there", async () => {
  await mounted({});
  const longer: GraphDocument = {
    ...NET,
    tensors: [...NET.tensors, { id: "e", ...TYPE }],
    nodes: [...NET.nodes, node("e", "d")],
  };
  show(longer);
  request({ kind: "reveal-boxes", keys: ["node:e"] });
  expect(boxByKey(scene(), "node:e")).toBe(-1);
  const { picture } = outcomeStore.getState();
  const { revision } = documentStore.getState();
  outcomeStore.setState({ picture: { ...draw(longer), opening: picture?.opening ?? 0, revision } });
  placeInColumn();
  await vi.waitFor(() => {
    const { y, zoom, height } = viewStore.getState();
    const top = (scene().geometry.placing.at[2 * boxByKey(scene(), "node:e") + 1] ?? 0) * zoom + y;
    expect(top).toBeGreaterThan(0);
    expect(top).toBeLessThan(height);
  });
});

test("a glide to what is asked for leaves the zoom as it is, all the way", async () => {
  await mounted();
  jumpTo({ x: 200, y: 50, zoom: 0.9 });
  await vi.waitFor(() => expect(viewStore.getState().zoom).toBe(0.9));
  const zooms = new Set<number>();
  const stop = viewStore.subscribe(({ zoom }) => zooms.add(Number(zoom.toFixed(6))));
  request({ kind: "reveal-boxes", keys: ["node:d"] });
  await vi.waitFor(() => expect(viewStore.getState().y).toBeLessThan(-2000));
  stop();
  expect([...zooms]).toEqual([0.9]);
});

test("nothing that is hidden speaks of keys that the canvas does not know", async () => {
  const pane = await mounted();
  expect(pane.textContent).not.toMatch(/press/i);
});

const shownNow = (id: string) => {
  const box = document.querySelector(`[data-id="${id}"]`)?.getBoundingClientRect();
  const pane = page.getByTestId("graph").element().getBoundingClientRect();
  return box !== undefined && box.top >= pane.top && box.bottom <= pane.bottom;
};

test("what runs at the cursor comes into view, though not while the graph is moved by hand", async () => {
  await mounted();
  jumpTo({ x: 100, y: 20, zoom: 1 });
  handStore.setState({ at: performance.now() });
  sessionStore.setState({ cursor: 3 });
  await new Promise((done) => setTimeout(done, 300));
  expect(view()).toEqual({ x: 100, y: 20, zoom: 1 });
  handStore.setState({ at: Number.NEGATIVE_INFINITY });
  sessionStore.setState({ cursor: 2 });
  sessionStore.setState({ cursor: 3 });
  await vi.waitFor(() => expect(shownNow("node:d")).toBe(true));
  // the least move: across it stays
  expect(view()).toMatchObject({ x: 100, zoom: 1 });
});

test("a look elsewhere that moves the cursor along is not led back to the cursor", async () => {
  await mounted();
  jumpTo({ x: 100, y: 20, zoom: 1 });
  handStore.setState({ at: Number.NEGATIVE_INFINITY });
  sessionStore.setState({ cursor: 3 });
  request({ kind: "frame-boxes", keys: [boxKey("node", "a")] });
  await new Promise((done) => setTimeout(done, 600));
  expect(shownNow("node:a")).toBe(true);
  expect(shownNow("node:d")).toBe(false);
});

test("while it plays the graph jumps along", async () => {
  await mounted();
  jumpTo({ x: 100, y: 20, zoom: 1 });
  handStore.setState({ at: Number.NEGATIVE_INFINITY });
  sessionStore.setState({ cursor: 0 });
  sessionStore.setState({ playing: true, cursor: 3 });
  sessionStore.setState({ cursor: 3 });
  await vi.waitFor(() => expect(shownNow("node:d")).toBe(true));
  sessionStore.setState({ playing: false });
});

test("the first look is at what a link has selected", async () => {
  showAfresh({ ...NET, drawing: { at: AT } });
  const { picture } = outcomeStore.getState();
  const index = picture?.plan.nodes.id.indexOf("d") ?? -1;
  sessionStore.setState({ graphLayout: "free", selection: { kind: "node", index } });
  await render(
    <div style={{ width: 500, height: 600 }}>
      <GraphPane />
    </div>,
  );
  await vi.waitFor(() => expect(shownNow("node:d")).toBe(true));
});

/** For tests of what hands do on the canvas: the pane with a small drawing, and the real mouse. */

import { afterEach, beforeEach, expect, vi } from "vitest";
import { cdp, page } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { BoxKey } from "../../../../core/box-key.ts";
import type { GraphDocument } from "../../../../core/document.ts";
import { ask } from "../../../../store/asking.ts";
import { choose } from "../../../../store/chosen.ts";
import { openGraph } from "../../../../store/editing.ts";
import { historyStore, startHistory } from "../../../../store/history.ts";
import { automaticSubject, placingStore } from "../../../../store/placing.ts";
import { rename } from "../../../../store/renaming.ts";
import { sessionStore } from "../../../../store/session.ts";
import { spokenStore } from "../../../../store/spoken.ts";
import { showAfresh } from "../../../../store/testing/draw.ts";
import { GraphPane } from "../../GraphPane.tsx";
import { boxOf } from "../../geometry.ts";
import { boxByKey, inPortAt, outPortAt, sceneStore } from "../../scene.ts";
import { viewStore } from "../../view.ts";
import "../../../../ui/tokens.css";

const tensor = (id: string, more = {}) => ({ id, dtype: "float32", shape: [4, 4], ...more }) as const;

/** x → relu → r → sum, whose first port is free; a second input stands aside. */
export const DOC: GraphDocument = {
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

export interface At {
  readonly x: number;
  readonly y: number;
}

export const SHIFT = 8;
export const ALT = 1;

/** The real mouse, at a point of this page. */
export async function mouse(type: "Pressed" | "Moved" | "Released", { x, y }: At, more = {}): Promise<void> {
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

export const frame = () => new Promise(requestAnimationFrame);

/** Presses, and moves to each point in a few steps. */
export async function drag(points: readonly At[], more = {}): Promise<void> {
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

export async function dragAndDrop(points: readonly At[], more = {}): Promise<void> {
  await drag(points, more);
  await mouse("Released", points.at(-1) ?? { x: 0, y: 0 }, more);
  await frame();
}

export function scene() {
  const { scene: now } = sceneStore.getState();
  if (now === null) throw new Error("there is no scene");
  return now;
}

/** A point of the graph, in pixels of the page. */
export function onPage({ x, y }: At): At {
  const view = viewStore.getState();
  const { left, top } = page.getByRole("application").element().getBoundingClientRect();
  return { x: left + view.x + x * view.zoom, y: top + view.y + y * view.zoom };
}

export function middle(key: BoxKey): At {
  const { x, y, width, height } = boxOf(scene().geometry, boxByKey(scene(), key));
  return onPage({ x: x + width / 2, y: y + height / 2 });
}

export const input = (id: string, port: number) =>
  onPage(inPortAt(scene(), boxByKey(scene(), `node:${id}`), port));
export const output = (key: BoxKey) => onPage(outPortAt(scene(), boxByKey(scene(), key), 0));
export const by = ({ x, y }: At, dx: number, dy: number) => ({ x: x + dx, y: y + dy });
export const place = (key: BoxKey) => openGraph()?.drawing?.at?.[key];
export const inputsOf = (id: string) => openGraph()?.nodes.find((n) => n.id === id)?.inputs;
export const steps = () => historyStore.getState().steps.map((s) => s.says);
export const spoken = () => spokenStore.getState().text;

export const lifetimes = {
  format: "memplan",
  version: 1,
  kind: "lifetimes",
  name: "none",
  buffers: [],
} as const;

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
export async function mounted(document: GraphDocument = DOC, byHand = true): Promise<void> {
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
export const EMPTY = () => onPage({ x: 220, y: 150 });

export async function clickAt(at: At, times = 1): Promise<void> {
  await mouse("Moved", at, { buttons: 0 });
  for (let clickCount = 1; clickCount <= times; clickCount++) {
    await mouse("Pressed", at, { clickCount });
    await mouse("Released", at, { clickCount });
  }
  await frame();
}

export const shown = (id: string) => page.getByTestId(`node-${id}`).query() !== null;

/** Sets the page up before every test of a file; none of them may be warned about anything. */
export function withHands(): void {
  beforeEach(async () => {
    await page.viewport(900, 700);
    vi.spyOn(console, "warn");
  });
  afterEach(() => {
    expect(console.warn).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
}

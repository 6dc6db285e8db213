import { beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { SourceDocument } from "../../core/document.ts";
import type { Placing, Skeleton } from "../../core/skeleton.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { chosenStore } from "../../store/chosen.ts";
import { imageSource } from "../../store/images.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { automaticSubject, placingStore } from "../../store/placing.ts";
import { request } from "../../store/requests.ts";
import { point, select, sessionStore } from "../../store/session.ts";
import { hideSpot, showSpot } from "../../store/spot.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { wholeView } from "./camera.ts";
import { GraphPane } from "./GraphPane.tsx";
import { boxOf } from "./geometry.ts";
import { sceneStore } from "./scene.ts";
import { viewStore } from "./view.ts";
import "../../ui/tokens.css";

/** A fork, a join, an input, a constant. */
const NET = textGraph(`
  input x 4096
  constant w 400
  conv: a:20480 = Conv(x w)
  left: b:1024 = Left(a)
  right: c:2048 = Right(a)
  join: d:3072 = Join(b c)
  out d
`);

const chain = (nodes: number) =>
  textGraph(`
  input x 96
${Array.from({ length: nodes }, (_, i) => `  n${i}: t${i}:${1024 + 16 * (i % 7)} = Op(${i === 0 ? "x" : `t${i - 1}`})`).join("\n")}
  out t${nodes - 1}
`);

/** Boxes of one row: more go to the next. */
const ROW = 20;

/** Places in rows, readers below writers: what the layout worker does with more care. */
function inRows({ count, from, to }: Skeleton): Placing {
  const row = new Int32Array(count);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [e, u] of from.entries()) {
      const least = (row[u] ?? 0) + 1;
      changed ||= (row[to[e] ?? 0] ?? 0) < least;
      row[to[e] ?? 0] = Math.max(row[to[e] ?? 0] ?? 0, least);
    }
  }
  const filled = new Map<number, number>();
  const at = new Float32Array(2 * count);
  for (const [v, r] of row.entries()) {
    const before = filled.get(r) ?? 0;
    filled.set(r, before + 1);
    at[2 * v] = (before % ROW) * 140;
    at[2 * v + 1] = (r + Math.floor(before / ROW)) * 70;
  }
  return { at, runs: { from: new Int32Array(from.length + 1), at: new Float32Array(0) } };
}

function place(): void {
  const of = automaticSubject();
  if (of === null) throw new Error("there is nothing to place");
  placingStore.setState({ ...inRows(of.skeleton), of });
}

async function mounted(document: SourceDocument): Promise<HTMLElement> {
  showAfresh(document);
  if (document.kind === "graph") place();
  await render(
    <div style={{ width: 500, height: 600 }}>
      <GraphPane />
    </div>,
  );
  return page.getByTestId("graph").element() as HTMLElement;
}

const box = (id: string) => page.getByTestId(`node-${id}`);
const plan = () => outcomeStore.getState().picture?.plan;
const node = (id: string) => ({ kind: "node", index: plan()?.nodes.id.indexOf(id) ?? -1 }) as const;
const tensor = (id: string) => ({ kind: "tensor", index: plan()?.tensors.id.indexOf(id) ?? -1 }) as const;

/** Boxes come a few a frame, and frames are slow on a busy machine. */
const PATIENCE = { timeout: 10_000 };

beforeEach(async () => {
  placingStore.setState(placingStore.getInitialState(), true);
  await page.viewport(900, 700);
});

test("each node is a box that says its operator, its bytes and its step; constants are not drawn", async () => {
  const pane = await mounted(NET);
  await expect.element(box("conv")).toHaveTextContent("Conv");
  await expect.element(box("conv")).toHaveTextContent("20 KiB · 0");
  await expect.element(page.getByTestId("input-x")).toHaveTextContent("4 KiB");
  await vi.waitFor(() => expect(pane.querySelectorAll("[data-testid^=node-]")).toHaveLength(4));
  expect(pane.querySelector("[data-testid=input-w]")).toBeNull();
  await expect.element(page.getByTestId("output-d")).toHaveTextContent("d");
  await expect.element(box("conv")).toHaveAttribute("title", expect.stringContaining("in  w"));
});

test("the first look shows a small graph whole, in the middle of the pane", async () => {
  const pane = await mounted(NET);
  await expect.element(box("conv")).toBeVisible();
  const outer = pane.getBoundingClientRect();
  const side = (id: string) => box(id).element().getBoundingClientRect();
  expect(side("left").left + side("right").right).toBeCloseTo(outer.left + outer.right, -1);
  for (const id of ["conv", "left", "right", "join"]) {
    const { left, right, top, bottom } = box(id).element().getBoundingClientRect();
    expect(left).toBeGreaterThan(outer.left);
    expect(right).toBeLessThan(outer.right);
    expect(top).toBeGreaterThan(outer.top);
    expect(bottom).toBeLessThan(outer.bottom);
  }
});

test("a click with Shift held, or Shift Enter, takes a second beside the selection, and a third makes many", async () => {
  await mounted(NET);
  await box("left").click();
  await box("right").click({ modifiers: ["Shift"] });
  expect(sessionStore.getState()).toMatchObject({ selection: node("left"), second: node("right") });
  await expect.element(box("left")).toHaveAttribute("data-lit", "selected");
  await expect.element(box("right")).toHaveAttribute("data-lit", "second");
  await userEvent.keyboard("{ArrowDown}{Shift>}{Enter}{/Shift}");
  for (const id of ["left", "right", "join"])
    await expect.element(box(id)).toHaveAttribute("data-lit", "selected");
  expect(chosenStore.getState().keys).toEqual(["node:left", "node:right", "node:join"]);
});

test("an explanation lights what it is about, dims the rest, and goes out with it", async () => {
  const pane = await mounted(NET);
  await expect.element(box("conv")).toBeVisible();
  // what the pointer of an earlier test rests on lights up too
  await userEvent.hover(document.documentElement, { position: { x: 890, y: 690 } });
  const storage = plan()?.tensors.storage[tensor("b").index] ?? -1;
  showSpot("a test", { storages: new Set([storage]), nodes: new Map([[node("right").index, "clash"]]) });
  await expect.element(box("left")).toHaveAttribute("data-lit", "bound");
  await expect.element(box("right")).toHaveAttribute("data-lit", "clash");
  await expect.element(box("join")).not.toHaveAttribute("data-lit");
  expect(pane.querySelector("[data-dim]")).not.toBeNull();
  hideSpot("somebody else");
  await expect.element(box("left")).toHaveAttribute("data-lit", "bound");
  hideSpot("a test");
  await expect.element(box("left")).not.toHaveAttribute("data-lit");
});

test("what is pointed at or selected elsewhere lights up its writer and its readers", async () => {
  await mounted(NET);
  await expect.element(box("conv")).toBeVisible();
  point(tensor("a"));
  await expect.element(box("conv")).toHaveAttribute("data-lit", "producer");
  await expect.element(box("left")).toHaveAttribute("data-lit", "reader");
  await expect.element(box("join")).not.toHaveAttribute("data-lit");
  point(null);
  await expect.element(box("conv")).not.toHaveAttribute("data-lit");
  select(node("join"));
  await expect.element(box("join")).toHaveAttribute("data-lit", "selected");
});

test("pointing at a box points at its node; a click selects it; a click beside it selects nothing", async () => {
  const pane = await mounted(NET);
  await box("right").hover();
  await vi.waitFor(() => expect(sessionStore.getState().hover).toEqual(node("right")));
  await box("right").click();
  expect(sessionStore.getState().selection).toEqual(node("right"));
  await page.getByTestId("input-x").click();
  expect(sessionStore.getState().selection).toEqual(tensor("x"));
  const background = pane.querySelector(".react-flow__pane");
  if (background === null) throw new Error("there is no background to click");
  await userEvent.click(background, { position: { x: 20, y: 20 } });
  await vi.waitFor(() => expect(sessionStore.getState().selection).toBeNull());
});

test("arrow keys walk from node to node, say where they are, and Enter selects", async () => {
  const pane = await mounted(NET);
  await expect.element(box("conv")).toBeVisible();
  page.getByRole("application").element().focus();
  await userEvent.keyboard("{Home}");
  await expect.element(box("conv")).toHaveAttribute("data-current");
  await userEvent.keyboard("{ArrowDown}{ArrowRight}");
  await expect.element(box("right")).toHaveAttribute("data-current");
  await vi.waitFor(() =>
    expect(pane.querySelector("[aria-live]")?.textContent).toMatch(/^Right right, step 2/),
  );
  await vi.waitFor(() => expect(sessionStore.getState().hover).toEqual(node("right")));
  await userEvent.keyboard("{ArrowLeft}{ArrowDown}{Enter}");
  await expect.element(box("join")).toHaveAttribute("data-lit", "selected");
  await userEvent.keyboard("{ArrowUp}{ArrowUp}{ArrowUp}");
  await expect.element(page.getByTestId("input-x")).toHaveAttribute("data-current");
});

test("the flag stands at the peak, and moves with the step cursor", async () => {
  await mounted(NET);
  const { peakStep } = plan()?.stats ?? { peakStep: -1 };
  const peak = plan()?.nodes.id[plan()?.nodes.order[peakStep] ?? 0] ?? "";
  await expect.element(box(peak)).toHaveAttribute("data-cursor");
  sessionStore.setState({ cursor: 3 });
  await expect.element(box("join")).toHaveAttribute("data-cursor");
  await expect.element(box(peak)).not.toHaveAttribute("data-cursor");
});

test("a request brings a node far away into view, and another all of the graph", async () => {
  const pane = await mounted(chain(120));
  await vi.waitFor(() => expect(pane.querySelectorAll("[data-testid^=node-]").length).toBeGreaterThan(0));
  request({ kind: "reveal", target: node("n100") });
  await expect.element(box("n100")).toBeVisible();
  await vi.waitFor(() => {
    const outer = pane.getBoundingClientRect();
    const inner = box("n100").element().getBoundingClientRect();
    expect(inner.top).toBeGreaterThan(outer.top);
    expect(inner.bottom).toBeLessThan(outer.bottom);
  }, PATIENCE);
  request({ kind: "fit" });
  await vi.waitFor(() => expect(pane.querySelectorAll("[data-testid^=node-]")).toHaveLength(120), PATIENCE);
});

test("what is selected in another pane comes into view, and what is in view stays where it is", async () => {
  const pane = await mounted(chain(120));
  await vi.waitFor(() => expect(pane.querySelectorAll("[data-testid^=node-]").length).toBeGreaterThan(0));
  select(tensor("t90"));
  await vi.waitFor(() => {
    const outer = pane.getBoundingClientRect();
    const inner = box("n90").element().getBoundingClientRect();
    expect(inner.top + inner.bottom - outer.top - outer.bottom).toBeLessThan(100);
  }, PATIENCE);
  const { x, y, zoom } = viewStore.getState();
  select(tensor("t91"));
  await expect.element(box("n91")).toHaveAttribute("data-lit", "producer");
  expect(viewStore.getState()).toMatchObject({ x, y, zoom });
});

test("above some four hundred boxes in view a canvas stands in, in which boxes can be pointed at and selected", async () => {
  const pane = await mounted(
    textGraph(`
  input x 96
${Array.from({ length: 600 }, (_, i) => `  n${i}: t${i}:1024 = Op(x)`).join("\n")}
`),
  );
  await vi.waitFor(() => expect(pane.querySelectorAll("[data-testid^=node-]").length).toBeGreaterThan(0));
  request({ kind: "fit" });
  await expect.element(page.getByTestId("graph-overview")).toBeInTheDocument();
  await vi.waitFor(() => expect(pane.querySelectorAll("[data-testid^=node-]")).toHaveLength(0));
  const background = pane.querySelector(".react-flow__pane");
  if (background === null) throw new Error("there is no background to click");
  const { scene } = sceneStore.getState();
  if (scene === null) throw new Error("there is no scene");
  await vi.waitFor(() => {
    const view = viewStore.getState();
    expect(view.zoom).toBeCloseTo(wholeView(scene.geometry, view).zoom, 6);
  }, PATIENCE);
  const { x, y, zoom } = viewStore.getState();
  const b = boxOf(scene.geometry, node("n300").index);
  const position = { x: x + (b.x + b.width / 2) * zoom, y: y + (b.y + b.height / 2) * zoom };
  await userEvent.hover(background, { position });
  await vi.waitFor(() => expect(sessionStore.getState().hover).toEqual(node("n300")));
  await userEvent.click(background, { position });
  expect(sessionStore.getState().selection).toEqual(node("n300"));
});

test("a document without a graph says so in the graph's place", async () => {
  await mounted({
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "alone",
    buffers: [{ id: "a", bytes: 8, start: 0, end: 2 }],
  });
  await expect.element(page.getByText("Lifetimes only: this document has no graph.")).toBeVisible();
});

test("while tidying is under way the head says so", async () => {
  const pane = await mounted(NET);
  placingStore.setState({ tidying: true });
  await expect.element(page.getByText("Tidying…")).toBeVisible();
  expect(pane.getAttribute("aria-busy")).toBe("true");
});

test("offers itself as a picture that names every node", async () => {
  await mounted(NET);
  await expect.element(box("conv")).toBeVisible();
  const svg = (await imageSource("graph")?.svg()) ?? "";
  for (const op of ["Conv", "Left", "Right", "Join"]) expect(svg).toContain(`>${op}</text>`);
});

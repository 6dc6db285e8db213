import { beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { textGraph } from "../../core/testing/text-graph.ts";
import { formatBytes } from "../../core/units.ts";
import { imageSource } from "../../store/images.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { request } from "../../store/requests.ts";
import { select, sessionStore } from "../../store/session.ts";
import { draw, showAfresh } from "../../store/testing/draw.ts";
import { Timeline } from "./Timeline.tsx";
import "../../ui/tokens.css";

/** Forty values in a chain: two buffers in turn, one row a value. */
const CHAIN = textGraph(`
  arena sram 16
  input x 96
${Array.from({ length: 40 }, (_, i) => `  n${i}: t${i}:${1024 + 16 * i} = Op(${i === 0 ? "x" : `t${i - 1}`})`).join("\n")}
  out t39
`);

beforeEach(async () => {
  await page.viewport(1000, 600);
});

async function mounted(
  height = 400,
): Promise<{ pane: HTMLElement; canvas: HTMLCanvasElement; below: HTMLCanvasElement }> {
  await render(
    <div style={{ width: 900, height }}>
      <Timeline />
    </div>,
  );
  const pane = page.getByTestId("timeline").element() as HTMLElement;
  await vi.waitFor(() => expect(pane.dataset.rects).toBeDefined());
  const [below, canvas] = pane.querySelectorAll("canvas");
  if (below === undefined || canvas === undefined) throw new Error("the pane has no canvases");
  return { pane, canvas, below };
}

function storage(id: string): number {
  return outcomeStore.getState().picture?.plan.storages.id.indexOf(id) ?? -1;
}

async function placeOf(pane: HTMLElement, key: "selectedAt" | "peakAt"): Promise<{ x: number; y: number }> {
  await vi.waitFor(() => expect(pane.dataset[key]).toMatch(/^\d+,\d+$/));
  const [x = 0, y = 0] = (pane.dataset[key] ?? "").split(",").map(Number);
  return { x, y };
}

test("rows are buffers or tensors, as the switch says", async () => {
  showAfresh(CHAIN);
  const { pane } = await mounted();
  const { plan } = outcomeStore.getState().picture ?? {};
  expect(pane.dataset.rows).toBe(String(plan?.buffers.count));
  await page.getByText("tensors", { exact: true }).click();
  await vi.waitFor(() => expect(pane.dataset.rows).toBe(String(plan?.storages.count)));
});

test("only rows in view are drawn; selecting one further down scrolls to it", async () => {
  showAfresh(CHAIN);
  sessionStore.setState({ timelineRows: "tensors" });
  const { pane, canvas } = await mounted(300);
  expect(Number(pane.dataset.rects)).toBeLessThan(20);
  select({ kind: "storage", index: storage("t35") });
  const at = await placeOf(pane, "selectedAt");
  select(null);
  await userEvent.click(canvas, { position: at });
  expect(sessionStore.getState().selection).toEqual({ kind: "storage", index: storage("t35") });
});

test("the wheel scrolls the rows", async () => {
  showAfresh(CHAIN);
  sessionStore.setState({ timelineRows: "tensors" });
  const { pane, canvas } = await mounted(300);
  select({ kind: "storage", index: storage("t2") });
  const before = await placeOf(pane, "selectedAt");
  canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: 17, bubbles: true, cancelable: true }));
  await vi.waitFor(async () => expect((await placeOf(pane, "selectedAt")).y).toBe(before.y - 17));
});

test("dragging in the curve moves the cursor; its peak is where it says", async () => {
  showAfresh(CHAIN);
  const { pane, canvas } = await mounted();
  const { plan } = outcomeStore.getState().picture ?? {};
  const peak = await placeOf(pane, "peakAt");
  const down = (type: string, x: number) =>
    canvas.dispatchEvent(
      new PointerEvent(type, {
        pointerId: 1,
        button: 0,
        bubbles: true,
        clientX: canvas.getBoundingClientRect().left + x,
        clientY: canvas.getBoundingClientRect().top + peak.y,
      }),
    );
  canvas.setPointerCapture = () => {};
  down("pointerdown", 100);
  expect(sessionStore.getState().cursor).toBe(1);
  down("pointermove", peak.x);
  expect(sessionStore.getState().cursor).toBe(plan?.stats.peakStep);
  down("pointerup", peak.x);
  await vi.waitFor(() => expect(pane.dataset.step).toBe(String(plan?.stats.peakStep)));
});

test("dragging the rows with Shift held pans time, once it is zoomed, and does not select", async () => {
  showAfresh(CHAIN);
  sessionStore.setState({ time: [10, 20] });
  const { canvas } = await mounted();
  const send = (type: string, x: number) =>
    canvas.dispatchEvent(
      new PointerEvent(type, {
        pointerId: 1,
        button: 0,
        bubbles: true,
        shiftKey: true,
        clientX: canvas.getBoundingClientRect().left + x,
        clientY: canvas.getBoundingClientRect().bottom - 20,
      }),
    );
  canvas.setPointerCapture = () => {};
  send("pointerdown", 400);
  send("pointermove", 400 - 73.2);
  send("pointerup", 400 - 73.2);
  const [from = 0, to = 0] = sessionStore.getState().time ?? [];
  expect(from).toBeCloseTo(11, 5);
  expect(to).toBeCloseTo(21, 5);
  expect(sessionStore.getState().selection).toBeNull();
});

test("requests zoom, pan, reveal and fit time", async () => {
  showAfresh(CHAIN);
  await mounted();
  request({ kind: "zoom-time", factor: 4 });
  const zoomed = sessionStore.getState().time;
  expect((zoomed?.[1] ?? 0) - (zoomed?.[0] ?? 0)).toBe(10);
  request({ kind: "reveal", target: { kind: "storage", index: storage("t2") } });
  const seen = sessionStore.getState().time;
  expect(seen?.[0]).toBeLessThanOrEqual(2);
  request({ kind: "pan-time", fraction: 0.5 });
  expect(sessionStore.getState().time?.[0]).toBe((seen?.[0] ?? 0) + 5);
  request({ kind: "fit" });
  expect(sessionStore.getState().time).toBeNull();
});

test("a new plan of the same document is drawn in the end where it says, and the pane survives none", async () => {
  showAfresh(CHAIN);
  const { pane } = await mounted();
  const none = draw(CHAIN, { place: "none" });
  outcomeStore.setState({ picture: { ...none, revision: 99 } });
  await vi.waitFor(() => expect(pane.dataset.rows).toBe(String(none.plan.buffers.count)));
  outcomeStore.setState({ picture: null });
  outcomeStore.setState({ picture: { ...none, revision: 100 } });
  select({ kind: "storage", index: 3 });
  await placeOf(pane, "selectedAt");
});

test("the exported vector has the curve and says the same numbers", async () => {
  showAfresh(CHAIN);
  await mounted();
  const svg = new DOMParser().parseFromString((await imageSource("timeline")?.svg()) ?? "", "image/svg+xml");
  expect(svg.querySelector("parsererror")).toBeNull();
  const words = [...svg.querySelectorAll("text")].map((t) => t.textContent);
  const peak = formatBytes(outcomeStore.getState().picture?.plan.stats.peakBytes ?? 0);
  expect(words.some((w) => w?.startsWith("peak") && w.endsWith(peak))).toBe(true);
  expect(words.some((w) => w?.endsWith("tenants"))).toBe(true);
  expect(svg.querySelectorAll("path").length).toBeGreaterThanOrEqual(2);
});

test("with nothing drawn there are no axes and no cursor, but a word on what will be here", async () => {
  showAfresh(textGraph(""));
  await render(
    <div style={{ width: 900, height: 400 }}>
      <Timeline />
    </div>,
  );
  await expect.element(page.getByText("The plan appears here as you draw.")).toBeVisible();
  await expect.element(page.getByLabelText("Timeline. Nothing is planned yet.")).toBeInTheDocument();
  const [below, above] = page.getByTestId("timeline").element().querySelectorAll("canvas");
  for (const canvas of [below, above]) {
    const pixels = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data;
    expect(pixels?.some((value) => value !== 0)).toBe(false);
  }
});

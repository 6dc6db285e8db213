import { beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { textGraph } from "../../core/testing/text-graph.ts";
import { toggleMark } from "../../store/marks.ts";
import { rateStore } from "../../store/playing.ts";
import { sessionStore, setCursor } from "../../store/session.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { Minimap } from "./Minimap.tsx";
import "../../ui/tokens.css";

/** Forty values in a chain. */
const CHAIN = textGraph(`
  input x 96
${Array.from({ length: 40 }, (_, i) => `  n${i}: t${i}:${1024 + 16 * i} = Op(${i === 0 ? "x" : `t${i - 1}`})`).join("\n")}
  out t39
`);

beforeEach(async () => {
  await page.viewport(1000, 600);
  rateStore.setState(rateStore.getInitialState(), true);
});

async function mounted(): Promise<{ strip: HTMLElement; canvas: HTMLCanvasElement }> {
  showAfresh(CHAIN);
  await render(
    <div style={{ width: 968, height: 400, containerType: "size", containerName: "centre" }}>
      <Minimap />
    </div>,
  );
  const strip = page.getByTestId("minimap").element() as HTMLElement;
  await vi.waitFor(() => expect(strip.dataset.brush).toBe("76,876"));
  const canvas = strip.querySelectorAll("canvas")[1];
  if (canvas === undefined) throw new Error("the strip has no canvas");
  canvas.setPointerCapture = () => {};
  return { strip, canvas };
}

/** 800 pixels for 40 steps: 20 a step. */
const pixelOf = (step: number) => 76 + step * 20;

function send(canvas: HTMLCanvasElement, type: string, step: number): void {
  const { left, top } = canvas.getBoundingClientRect();
  canvas.dispatchEvent(
    new PointerEvent(type, {
      pointerId: 1,
      button: 0,
      bubbles: true,
      clientX: left + pixelOf(step),
      clientY: top + 14,
    }),
  );
}

function drag(canvas: HTMLCanvasElement, from: number, to: number): void {
  send(canvas, "pointerdown", from);
  send(canvas, "pointermove", (from + to) / 2);
  send(canvas, "pointermove", to);
  send(canvas, "pointerup", to);
}

test("a window is drawn, moved, dragged at its sides and left, and says itself", async () => {
  const { strip, canvas } = await mounted();
  expect(strip.getAttribute("aria-valuetext")).toBe("All 40 steps in sight");
  drag(canvas, 10, 20);
  expect(sessionStore.getState().time).toEqual([10, 20]);
  await vi.waitFor(() => expect(strip.getAttribute("aria-valuetext")).toBe("Steps 10–19 of 40 in sight"));
  drag(canvas, 15, 18);
  expect(sessionStore.getState().time).toEqual([13, 23]);
  drag(canvas, 23, 30);
  expect(sessionStore.getState().time).toEqual([13, 30]);
  drag(canvas, 13, 5);
  expect(sessionStore.getState().time).toEqual([5, 30]);
  canvas.dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
  expect(sessionStore.getState().time).toBeNull();
});

test("a click beside the window brings it there; in it the cursor goes there; on a mark, to the mark", async () => {
  const { canvas } = await mounted();
  sessionStore.setState({ time: [0, 10] });
  drag(canvas, 25.5, 25.5);
  expect(sessionStore.getState().time).toEqual([20.5, 30.5]);
  expect(sessionStore.getState().cursor).toBeNull();
  drag(canvas, 27.5, 27.5);
  expect(sessionStore.getState().cursor).toBe(27);
  setCursor(5);
  toggleMark();
  setCursor(0);
  drag(canvas, 5.5, 5.5);
  expect(sessionStore.getState().cursor).toBe(5);
});

test("the wheel zooms about the pointer, and Escape gives up a drag", async () => {
  const { canvas } = await mounted();
  const { left } = canvas.getBoundingClientRect();
  const wheel = { bubbles: true, cancelable: true, deltaY: -100, clientX: left + pixelOf(10) };
  canvas.dispatchEvent(new WheelEvent("wheel", wheel));
  const [from = 0, to = 0] = sessionStore.getState().time ?? [];
  expect(to - from).toBeLessThan(30);
  expect((10 - from) / (to - from)).toBeCloseTo(0.25, 5);
  send(canvas, "pointerdown", 30);
  send(canvas, "pointermove", 36);
  expect(sessionStore.getState().time).not.toEqual([from, to]);
  await userEvent.keyboard("{Escape}");
  expect(sessionStore.getState().time).toEqual([from, to]);
  send(canvas, "pointermove", 39);
  expect(sessionStore.getState().time).toEqual([from, to]);
});

test("with keys it is a slider: arrows move the window, up and down zoom, Home and End lead to the ends", async () => {
  const { strip } = await mounted();
  sessionStore.setState({ time: [10, 20] });
  strip.focus();
  expect(page.getByRole("slider").element()).toBe(strip);
  await userEvent.keyboard("{ArrowRight}");
  expect(sessionStore.getState().time).toEqual([11, 21]);
  await userEvent.keyboard("{PageDown}");
  expect(sessionStore.getState().time).toEqual([21, 31]);
  await userEvent.keyboard("{End}");
  expect(sessionStore.getState().time).toEqual([30, 40]);
  await vi.waitFor(() => expect(strip.getAttribute("aria-valuenow")).toBe("30"));
  await userEvent.keyboard("{Home}");
  expect(sessionStore.getState().time).toEqual([0, 10]);
  await userEvent.keyboard("{ArrowUp}");
  const [from = 0, to = 0] = sessionStore.getState().time ?? [];
  expect(to - from).toBeCloseTo(10 / 1.5);
});

test("playing goes on by itself, at the speed that is chosen, and any press ends it", async () => {
  await mounted();
  await userEvent.selectOptions(page.getByLabelText("Speed"), "4×");
  await userEvent.click(page.getByRole("button", { name: "Play" }));
  await vi.waitFor(() => expect(sessionStore.getState().cursor).toBeGreaterThan(3));
  await userEvent.keyboard("x");
  expect(sessionStore.getState().playing).toBe(false);
  await expect.element(page.getByRole("button", { name: "Play" })).toBeVisible();
  setCursor(38);
  await userEvent.click(page.getByRole("button", { name: "Play" }));
  await vi.waitFor(() => expect(sessionStore.getState().playing).toBe(false));
  expect(sessionStore.getState().cursor).toBe(39);
});

test("where there is no room it leaves it to the pictures", async () => {
  const { strip } = await mounted();
  expect(strip.checkVisibility()).toBe(true);
  const room = strip.parentElement?.parentElement;
  if (room === null || room === undefined) throw new Error("the strip is nowhere");
  room.style.height = "260px";
  await vi.waitFor(() => expect(strip.checkVisibility()).toBe(false));
});

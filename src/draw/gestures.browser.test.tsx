import { beforeEach, expect, test } from "vitest";
import { type Hand, listen } from "./gestures.ts";

let said: string[] = [];
let canvas: HTMLCanvasElement;

const held = (name: string) => ({
  move: (x: number, y: number, free: boolean) => said.push(`${name} to ${x},${y}${free ? " free" : ""}`),
  drop: () => said.push(`${name} dropped`),
  abandon: () => said.push(`${name} abandoned`),
});

/** From 100 pixels down things can be taken hold of; the uppermost 20 scrub. */
const HAND: Hand = {
  grabs: (_, y) => (y >= 100 ? "ns-resize" : undefined),
  grab: () => held("thing"),
  draws: () => held("area"),
  scrubs: (_, y) => y < 20,
  hover: () => {},
  leave: () => {},
  click: (_x, _y, also) => said.push(also ? "click also" : "click"),
  double: () => said.push("double"),
  scrub: (x) => said.push(`scrub ${x}`),
  pan: (dx, dy) => said.push(`pan ${dx},${dy}`),
  turn: () => {},
};

beforeEach(() => {
  said = [];
  document.body.replaceChildren();
  canvas = document.createElement("canvas");
  canvas.width = 300;
  canvas.height = 150;
  canvas.setPointerCapture = () => {};
  document.body.append(canvas);
  return listen(canvas, HAND);
});

function send(type: string, x: number, y: number, more: PointerEventInit = {}): void {
  const { left, top } = canvas.getBoundingClientRect();
  const init = { pointerId: 1, button: 0, bubbles: true, clientX: left + x, clientY: top + y, ...more };
  canvas.dispatchEvent(new PointerEvent(type, init));
}

function drag(y: number, more: PointerEventInit = {}): void {
  send("pointerdown", 50, y, more);
  send("pointermove", 60, y, more);
  send("pointerup", 60, y, more);
}

test("a plain drag of a mouse or pen draws; with Alt it is free", () => {
  drag(50);
  drag(50, { pointerType: "pen", altKey: true });
  expect(said).toEqual(["area to 60,50", "area dropped", "area to 60,50 free", "area dropped"]);
});

test("Shift, the middle button, Space and a finger pan", () => {
  drag(50, { shiftKey: true });
  drag(50, { button: 1 });
  drag(50, { pointerType: "touch" });
  window.dispatchEvent(new KeyboardEvent("keydown", { code: "Space" }));
  drag(50);
  window.dispatchEvent(new KeyboardEvent("keyup", { code: "Space" }));
  expect(said).toEqual(Array.from({ length: 4 }, () => "pan 10,0"));
});

test("what can be taken hold of is, also by a finger; the cursor says so", () => {
  send("pointermove", 50, 120);
  expect(canvas.style.cursor).toBe("ns-resize");
  drag(120, { pointerType: "touch" });
  expect(said).toEqual(["thing to 60,120", "thing dropped"]);
});

test("a press that hardly moves is a click, also with Shift, and the strip scrubs", () => {
  send("pointerdown", 50, 50);
  send("pointermove", 52, 51);
  send("pointerup", 52, 51);
  send("pointerdown", 50, 50, { shiftKey: true });
  send("pointerup", 50, 50, { shiftKey: true });
  drag(10);
  expect(said).toEqual(["click", "click also", "scrub 50", "scrub 60"]);
});

test("Escape and a second finger give up what is being drawn", () => {
  send("pointerdown", 50, 50);
  send("pointermove", 60, 50);
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  send("pointermove", 70, 50);
  send("pointerup", 70, 50);
  expect(said).toEqual(["area to 60,50", "area abandoned"]);
});

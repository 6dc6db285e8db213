import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addPart } from "./loop.ts";

let frames: ((now: number) => void)[] = [];
let clock = 0;

beforeEach(() => {
  frames = [];
  clock = 0;
  vi.stubGlobal("requestAnimationFrame", (f: (now: number) => void) => frames.push(f));
  vi.spyOn(performance, "now").mockImplementation(() => clock);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function next(): void {
  for (const frame of frames.splice(0)) frame(clock);
}

test("a part marked many times is painted once, and not again until it is marked", () => {
  let painted = 0;
  const part = addPart(() => {
    painted++;
    return false;
  });
  part.mark();
  part.mark();
  expect(frames.length).toBe(1);
  next();
  next();
  expect(painted).toBe(1);
  part.stop();
});

test("a part that moves is painted frame after frame until it rests", () => {
  let left = 3;
  const part = addPart(() => --left > 0);
  part.mark();
  for (let i = 0; i < 6; i++) next();
  expect(left).toBe(0);
  expect(frames).toEqual([]);
});

test("after much painting the rest waits for the next frame, and then comes before what moves", () => {
  const order: string[] = [];
  const slow = addPart(() => {
    order.push("slow");
    clock += 30;
    return order.length < 4;
  });
  const other = addPart(() => {
    order.push("other");
    return false;
  });
  slow.mark();
  other.mark();
  next();
  expect(order).toEqual(["slow"]);
  next();
  expect(order).toEqual(["slow", "other", "slow"]);
  for (let i = 0; i < 4; i++) next();
});

test("parts that do not fit in one frame together take turns, and each frame has one at least", () => {
  const frame: string[] = [];
  const parts = ["a", "b"].map((name) =>
    addPart(() => {
      frame.push(name);
      clock += 4;
      return false;
    }),
  );
  const seen: string[] = [];
  for (let i = 0; i < 6; i++) {
    for (const part of parts) part.mark();
    next();
    seen.push(frame.splice(0).join(""));
  }
  // what they cost is known after the first
  expect(seen.slice(1)).toEqual(["a", "b", "a", "b", "a"]);
  next();
  for (const part of parts) part.stop();
});

test("a part that has stopped is painted no more", () => {
  let painted = 0;
  const part = addPart(() => {
    painted++;
    return false;
  });
  part.mark();
  part.stop();
  next();
  expect(painted).toBe(0);
});

import { beforeEach, expect, test } from "vitest";
import { textGraph } from "../core/testing/text-graph.ts";
import { areaFromSelection, measuredNow } from "./area.ts";
import { ARENA_KEYS, TIMELINE_KEYS } from "./canvas-keys.ts";
import { retreat } from "./doings.ts";
import { goToMark, stepNear, toggleMark } from "./marks.ts";
import { outcomeStore } from "./outcome.ts";
import { select, sessionStore, setCursor } from "./session.ts";
import { spokenStore } from "./spoken.ts";
import { showAfresh } from "./testing/draw.ts";
import { goToPeak } from "./walk.ts";

/** Twenty values in a chain: two buffers in turn. */
const CHAIN = textGraph(`
  input x 96
${Array.from({ length: 20 }, (_, i) => `  n${i}: t${i}:1024 = Op(${i === 0 ? "x" : `t${i - 1}`})`).join("\n")}
  out t19
`);

beforeEach(() => {
  showAfresh(CHAIN);
});

const said = () => spokenStore.getState().text;
const cursor = () => sessionStore.getState().cursor;
function id(): string | undefined {
  const { selection } = sessionStore.getState();
  return outcomeStore.getState().picture?.plan.storages.id[selection?.index ?? -1];
}
function choose(name: string): void {
  const index = outcomeStore.getState().picture?.plan.storages.id.indexOf(name) ?? -1;
  select({ kind: "storage", index });
}

test("with nothing selected arrows move the cursor: by a step, by ten, to where something is born or dies", () => {
  setCursor(3);
  expect(TIMELINE_KEYS.ArrowRight?.()).toBe(true);
  expect(cursor()).toBe(4);
  ARENA_KEYS["Shift+ArrowRight"]?.();
  expect(cursor()).toBe(14);
  ARENA_KEYS["Control+ArrowLeft"]?.();
  expect(cursor()).toBe(13);
  expect(said()).toBe("Step 13, 2 KiB live.");
  // the page has other uses for these
  expect(TIMELINE_KEYS.Home?.()).toBe(false);
  expect(TIMELINE_KEYS.Enter?.()).toBe(false);
  expect(TIMELINE_KEYS["Alt+ArrowLeft"]?.()).toBe(false);
});

test("with a storage selected they lead to its neighbours, the cursor goes along, and ends say so", () => {
  setCursor(0);
  choose("t4");
  TIMELINE_KEYS.ArrowRight?.();
  expect(id()).toBe("t6");
  expect(cursor()).toBe(6);
  ARENA_KEYS.ArrowLeft?.();
  expect(id()).toBe("t4");
  ARENA_KEYS.End?.();
  expect(id()).toMatch(/^t1[89]$/);
  TIMELINE_KEYS.Home?.();
  TIMELINE_KEYS.ArrowLeft?.();
  expect(said()).toBe("Nobody before it.");
});

test("marks: dropped, said how far apart, gone to round and round, taken away", () => {
  setCursor(4);
  toggleMark();
  setCursor(15);
  toggleMark();
  expect(said()).toBe("Step 15 is marked, 11 steps after the mark before it.");
  expect(sessionStore.getState().marks).toEqual([4, 15]);
  goToMark(1);
  expect(cursor()).toBe(4);
  expect(said()).toBe("Mark 1 of 2, step 4, 11 steps back.");
  expect(stepNear(5, 5)).toBe(4);
  expect(stepNear(8, 5)).toBe(8);
  toggleMark();
  expect(sessionStore.getState().marks).toEqual([15]);
});

test("the peak leads to the next as high, and round", () => {
  const seen = Array.from({ length: 3 }, () => {
    goToPeak();
    return said();
  });
  for (const text of seen) expect(text).toMatch(/^Peak( \d of \d)?: step \d+, 2 KiB live\.$/);
});

test("an area is measured at once, and Escape takes it away before the selection", () => {
  choose("t4");
  areaFromSelection();
  expect(measuredNow()?.sums).toMatchObject({ all: 2048, used: 2048, touched: 1, most: 1024 });
  retreat();
  expect(sessionStore.getState().area).toBeNull();
  expect(sessionStore.getState().selection).not.toBeNull();
  retreat();
  expect(sessionStore.getState().selection).toBeNull();
});

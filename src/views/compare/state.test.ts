import { afterEach, expect, test, vi } from "vitest";
import { comparePlans } from "../../core/compare.ts";
import type { LifetimesDocument } from "../../core/document.ts";
import { planDocument } from "../../core/plan.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { type Compared, comparingStore } from "../../store/comparing.ts";
import { curveOn } from "./side.ts";
import { compareState } from "./state.ts";

const SIZE = { width: 800, height: 400 };

function planOf(count: number) {
  const buffers = Array.from({ length: count }, (_, s) => ({ id: `s${s}`, bytes: 64, start: s, end: s + 1 }));
  const document: LifetimesDocument = {
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "l",
    buffers,
  };
  const made = planDocument(document, { ...DEFAULT_SETTINGS, place: "none" }, NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

function compared(storages: number): Compared {
  const plan = planOf(storages);
  return {
    comparison: comparePlans(plan, plan),
    picture: { plan } as Compared["picture"],
    held: { plan, title: "held", from: "page", free: null },
    swapped: false,
  };
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("the picture hears that sides are made, though a pointer asked for them first", () => {
  vi.useFakeTimers();
  // every look at the clock finds a slice over, so that nothing is made at once
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => (now += 100));
  comparingStore.setState({ compared: compared(5000) });
  expect(compareState(SIZE)).toBeUndefined();
  const ready = vi.fn();
  expect(compareState(SIZE, ready)).toBeUndefined();
  expect(compareState(SIZE)).toBeUndefined();
  vi.runAllTimers();
  expect(ready).toHaveBeenCalledTimes(1);
  const { state } = compareState(SIZE, ready) ?? {};
  expect(state?.a.drawn).toHaveLength(5000);
  expect(ready).toHaveBeenCalledTimes(1);
});

test("frames share the curve of a side", () => {
  comparingStore.setState({ compared: compared(3) });
  const { state } = compareState(SIZE) ?? {};
  if (state === undefined) throw new Error("few storages are made into sides at once");
  expect(curveOn(state.a, 0)).toBe(curveOn(state.a, 0));
});

import { beforeEach, expect, test } from "vitest";
import type { CheckedPlan } from "../core/plan-checked.ts";
import type { Progress } from "../core/watch.ts";
import { follow } from "./anytime.ts";

let now: number;
const clock = () => now;
const tick = (done: number): Progress => ({ phase: "searching", done, total: 100 });

/** Stands for a plan by its name; making one takes `cost` milliseconds. */
function plan(name: string, cost = 0, violations: readonly unknown[] = []) {
  return () => {
    now += cost;
    return { plan: { name }, violations } as unknown as CheckedPlan;
  };
}

function followed(timeLimit: number | null = null) {
  const told: string[] = [];
  const progress: number[] = [];
  const search = follow(
    timeLimit,
    (p) => progress.push(p.done),
    (checked) => told.push(checked.plan.name),
    undefined,
    clock,
  );
  return { told, progress, ...search };
}

beforeEach(() => {
  now = 0;
});

test("a search that is over at once tells of nothing on the way", () => {
  const { told, better, watch } = followed();
  better(plan("first"));
  now = 20;
  watch(tick(100));
  expect(told).toEqual([]);
});

test("of better plans that come too fast the latest is told, at the next word of the search", () => {
  const { told, better, watch } = followed();
  better(plan("first"));
  better(plan("second"));
  now = 100;
  watch(tick(1));
  expect(told).toEqual(["second"]);
  now = 150;
  better(plan("third"));
  better(plan("fourth"));
  expect(told).toEqual(["second"]);
  now = 450;
  expect(watch.stop?.()).toBe(false);
  expect(told).toEqual(["second", "fourth"]);
});

test("plans that are dear to make come seldom, so that the search keeps its time", () => {
  const { told, better } = followed();
  now = 100;
  better(plan("first", 200));
  now = 2000;
  better(plan("second", 200));
  expect(told).toEqual(["first"]);
  now = 2400;
  better(plan("third", 200));
  expect(told).toEqual(["first", "third"]);
});

test("a plan that fails its check is not told on the way", () => {
  const { told, better } = followed();
  now = 100;
  better(plan("wrong", 0, [{}]));
  expect(told).toEqual([]);
});

test("the search is asked to stop when the time limit is over, never without one", () => {
  const limited = followed(2);
  const free = followed();
  now = 1999;
  expect(limited.watch.stop?.()).toBe(false);
  now = 2000;
  expect(limited.watch.stop?.()).toBe(true);
  now = 1e9;
  expect(free.watch.stop?.()).toBe(false);
});

test("progress is passed on now and then, and a new phase at once", () => {
  const { progress, watch } = followed();
  for (now = 0; now < 100; now++) watch(tick(now));
  watch({ phase: "checking", done: 7, total: 0 });
  expect(progress).toEqual([0, 50, 7]);
});

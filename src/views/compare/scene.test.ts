import { expect, test } from "vitest";
import { atOnce } from "../../core/compare/sliced.ts";
import { comparePlans } from "../../core/compare.ts";
import type { LifetimesDocument } from "../../core/document.ts";
import { planDocument } from "../../core/plan.ts";
import type { Plan } from "../../core/plan.types.ts";
import { fromPlanDocument } from "../../core/plan-document.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { textPlan } from "../../core/testing/text-plan.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { at } from "../../draw/scale.ts";
import { FILL } from "./fills.ts";
import { compareBoxes } from "./layout.ts";
import {
  boxOfStorage,
  type CompareState,
  emptyColumns,
  frameOf,
  links,
  makeSideRects,
  sideRects,
  storageUnder,
} from "./scene.ts";
import { arenaIn, curveOn, MOST_DRAWN, sidesOf } from "./side.ts";
import { arenaText } from "./words.ts";

function read(text: string): Plan {
  const made = fromPlanDocument(textPlan(text));
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

const A = read("order p q r\n x [0,2) 64 @0\n y [1,3) 64 @64\n old [2,3) 32 @0");
const B = read("order p new q r\n x [0,3) 64 @64\n y [2,4) 96 @128\n fresh [1,2) 32 @0");

function planOf(buffers: LifetimesDocument["buffers"]): Plan {
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

function stateOf(change: Partial<CompareState> = {}, a = A, b = B): CompareState {
  const comparison = comparePlans(a, b);
  return {
    comparison,
    ...atOnce(sidesOf(comparison, null, null)),
    arena: "ram",
    layout: "split",
    time: [0, comparison.axis.steps],
    addresses: [0, 256],
    width: 800,
    height: 400,
    base: "hex",
    kinds: [],
    selected: null,
    ...change,
  };
}

function drawn(state: CompareState, which: "a" | "b") {
  const into = makeSideRects();
  const frame = frameOf(state, which);
  sideRects(state, frame, into);
  const list = (rects: typeof into.plain) =>
    Array.from({ length: rects.count }, (_, i) => ({
      id: frame.side.plan.storages.id[rects.item[i] ?? -1],
      fill: rects.fill[i],
      x: rects.x[i],
      w: rects.w[i],
    }));
  return { plain: list(into.plain), dim: list(into.dim) };
}

test("halves have the same scales, one above the other; an overlay has one plot", () => {
  const split = compareBoxes(800, 400, "split");
  expect(split.a.plot.h).toBe(split.b.plot.h);
  expect(split.a.plot.y + split.a.plot.h).toBeLessThanOrEqual(split.b.caption.y);
  expect(split.b.plot.y + split.b.plot.h).toBeLessThanOrEqual(split.steps.y);
  const overlay = compareBoxes(800, 400, "overlay");
  expect(overlay.a).toEqual(overlay.b);
});

test("a node that runs in both plans stands at the same x in both", () => {
  const state = stateOf();
  const [a, b] = [frameOf(state, "a"), frameOf(state, "b")];
  const xOfY = (frame: typeof a, id: string) =>
    boxOfStorage(frame, frame.side.plan.storages.id.indexOf(id))?.x;
  expect(xOfY(a, "y")).toBeCloseTo(xOfY(b, "y") ?? -1);
  expect(at(a.time, 3)).toBe(at(b.time, 3));
});

test("colours say what became of a storage; up and down are told apart", () => {
  const state = stateOf();
  const fills = (which: "a" | "b") =>
    Object.fromEntries(drawn(state, which).plain.map(({ id, fill }) => [id, fill]));
  expect(fills("a")).toEqual({ x: FILL.movedUp, y: FILL.grew, old: FILL.went });
  expect(fills("b")).toEqual({ x: FILL.movedUp, y: FILL.grew, fresh: FILL.came });
  const back = stateOf({}, B, A);
  expect(drawn(back, "b").plain.find(({ id }) => id === "x")?.fill).toBe(FILL.movedDown);
});

test("kinds that are not meant and what is not selected are dimmed", () => {
  const came = drawn(stateOf({ kinds: ["came"] }), "b");
  expect([came.plain.map(({ id }) => id), came.dim.length]).toEqual([["fresh"], 2]);
  const selected = drawn(stateOf({ selected: { a: new Set([0]), b: new Set([0]) } }), "a");
  expect(selected.plain.map(({ id }) => id)).toEqual(["x"]);
});

test("the middle of a box leads to its storage, the ground to none", () => {
  const state = stateOf();
  for (const which of ["a", "b"] as const) {
    const frame = frameOf(state, which);
    frame.side.plan.storages.id.forEach((_, s) => {
      const box = boxOfStorage(frame, s);
      if (box === undefined) throw new Error("every storage is in this arena");
      expect(storageUnder(frame, box.x + box.w / 2, box.y + box.h / 2)).toBe(s);
    });
    const { plot } = frame.boxes;
    expect(storageUnder(frame, plot.x + 2, plot.y + 2)).toBe(-1);
  }
});

test("columns that a plan does not run are told, and its curve stands still there", () => {
  const { a, b, comparison } = stateOf();
  expect(emptyColumns(a, comparison.axis.steps, [0, 99])).toEqual([[1, 2]]);
  expect(emptyColumns(b, comparison.axis.steps, [0, 99])).toEqual([]);
  expect([...(curveOn(a, 0)?.step ?? [])].at(-1)).toBe(comparison.axis.steps);
});

test("moved storages are joined in an overlay while they are few", () => {
  const state = stateOf({ layout: "overlay" });
  expect(links(state, 10)).toHaveLength(1);
  expect(links(state, 0)).toEqual([]);
});

test("of a large plan the largest are drawn, no more than the budget", () => {
  const count = 3 * MOST_DRAWN;
  const buffers = Array.from({ length: count }, (_, s) => ({
    id: `s${s}`,
    start: s,
    end: s + 1,
    bytes: 1 + (s % 7) * 100,
  }));
  const plan = planOf(buffers);
  const { a } = atOnce(sidesOf(comparePlans(plan, plan), null, null));
  expect(a.all).toBe(count);
  expect(a.drawn.length).toBeLessThanOrEqual(MOST_DRAWN);
  expect(a.drawn.length).toBeGreaterThan(0);
  const smallest = Math.min(...Array.from(a.drawn, (k) => plan.storages.bytes[k] ?? 0));
  expect(smallest).toBeGreaterThan(1);
});

test("the only arenas of two plans are a pair, whatever they are called; else the first stands in for one that is not there", () => {
  const named = (plan: Plan, ...ids: readonly string[]): Plan => {
    const [first] = plan.arenas;
    if (first === undefined) throw new Error("no arena");
    return { ...plan, arenas: ids.map((id) => ({ ...first, id })) };
  };
  const lone = comparePlans(named(A, "arena"), named(B, "sram"));
  expect(lone.arenas.map(({ id, a, b }) => [id, a?.id, b?.id])).toEqual([["sram", "arena", "sram"]]);
  expect(lone.totals.find(({ kind }) => kind === "arena")?.storages).toBe(0);
  expect(arenaIn(lone, "a", "sram")).toBe(0);
  expect(arenaText({ comparison: lone, arena: "sram" }, { side: { which: "a" }, arena: 0 })).toMatch(
    /^peak /,
  );
  const several = comparePlans(named(A, "sram"), named(B, "sram", "dtcm"));
  expect(arenaIn(several, "b", "dtcm")).toBe(1);
  expect(arenaIn(several, "a", "dtcm")).toBe(0);
  expect(arenaText({ comparison: several, arena: "dtcm" }, { side: { which: "a" }, arena: 0 })).toMatch(
    /^has no dtcm, here is sram: peak /,
  );
});

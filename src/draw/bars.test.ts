import { expect, test } from "vitest";
import { rowsOf } from "../look/rows.ts";
import { type BarsFrame, barOfStorage, rowHeight, timelineBars, visibleRows } from "./bars.ts";
import { geometryOf } from "./geometry.ts";
import { barUnder, rowUnder } from "./pick.ts";
import { modelled, planned, randomPlan } from "./testing/frames.ts";
import { makeTones } from "./tone.ts";

function frame(
  plan: ReturnType<typeof randomPlan>,
  kind: "buffers" | "tensors",
  width = 800,
  scroll = 0,
): BarsFrame {
  const rows = rowsOf({ plan, graph: null }, 0, { kind, sort: "start", down: false, folded: new Set() });
  const box = { x: 76, y: 100, w: width, h: 170 };
  return {
    model: modelled(plan),
    geometry: geometryOf(plan),
    rows,
    rowAt: rows.rowOf,
    time: { from: 0, origin: box.x, per: width / plan.steps },
    box,
    rowHeight: rowHeight(rows.count, box.h),
    scroll,
  };
}

test("the bar under the middle of a storage's bar is that storage", () => {
  for (let seed = 0; seed < 20; seed++) {
    const plan = randomPlan(seed);
    for (const kind of ["buffers", "tensors"] as const) {
      const f = frame(plan, kind);
      for (let s = 0; s < plan.storages.count; s++) {
        const box = barOfStorage(f, s);
        if (box.y > f.box.y + f.box.h) continue;
        expect(barUnder(f, box.x + box.w / 2, box.y + box.h / 2)).toBe(s);
        expect(rowUnder(f, box.y + 1)).toBe(f.rows.rowOf[s]);
      }
    }
  }
});

test("only rows in view are drawn, and scrolling brings the next", () => {
  const plan = randomPlan(9, 120);
  const tones = makeTones();
  const f = frame(plan, "tensors", 800, 51);
  expect(visibleRows(f)).toEqual([3, 13]);
  timelineBars(f, undefined, tones, undefined);
  const drawn = new Set(tones[0].item.subarray(0, tones[0].count));
  expect([...drawn].map((s) => f.rows.rowOf[s] ?? -1).sort((a, b) => a - b)).toEqual([
    3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
  ]);
});

test("ten thousand tenants of one buffer take no more rectangles than the row has pixels", () => {
  const buffers = Array.from({ length: 10_000 }, (_, i) => ({ id: `b${i}`, start: i, end: i + 1, bytes: 8 }));
  const plan = planned({ format: "memplan", version: 1, kind: "lifetimes", name: "long", buffers });
  const tones = makeTones();
  timelineBars(frame(plan, "buffers", 500), undefined, tones, undefined);
  expect(tones[0].count).toBeLessThanOrEqual(501);
  expect(tones[0].count).toBeGreaterThanOrEqual(499);
});

test("of bars merged in a pixel the longest gives the colour", () => {
  const buffers = [0, 1, 2].map((i) => ({
    id: `b${i}`,
    start: i * 10,
    end: i * 10 + (i === 1 ? 9 : 2),
    bytes: 8,
  }));
  const plan = planned({ format: "memplan", version: 1, kind: "lifetimes", name: "m", buffers });
  const f = { ...frame(plan, "buffers"), time: { from: 0, origin: 76, per: 0.02 } };
  const tones = makeTones();
  timelineBars(f, undefined, tones, undefined);
  expect([...tones[0].item.subarray(0, tones[0].count)]).toEqual([plan.storages.id.indexOf("b1")]);
});

test("rows grow while all fit, and never beyond what is pleasant", () => {
  expect([rowHeight(2, 200), rowHeight(10, 200), rowHeight(100, 200), rowHeight(0, 200)]).toEqual([
    24, 20, 17, 24,
  ]);
});

import { expect, test } from "vitest";
import type { Plan } from "../core/plan.types.ts";
import { rowsOf } from "../look/rows.ts";
import {
  type BarsFrame,
  barOfStorage,
  movingBars,
  rowHeight,
  sharingPixel,
  timelineBars,
  visibleRows,
} from "./bars.ts";
import { geometryOf } from "./geometry.ts";
import { paddingIn } from "./paint-views.ts";
import { barUnder, rowUnder } from "./pick.ts";
import { clearStrips, fillStrip, makeStrips, stripsRaster } from "./strips.ts";
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

/** Tenants of one step or so, one after the other, in some rows; so many that they are no rectangles. */
function crowded(rows: number, each: number): Plan {
  const buffers = Array.from({ length: rows * each }, (_, i) => {
    const start = Math.floor(i / rows) * 3;
    return { id: `b${i}`, start, end: start + 1 + (i % 3), bytes: 8, offset: (i % rows) * 8 };
  });
  return planned({ format: "memplan", version: 1, kind: "lifetimes", name: "crowded", buffers });
}

/** Tenants whose bars touch each pixel column of a row, by the geometry alone. */
function inColumn(f: BarsFrame, row: number, column: number): number[] {
  const { from, items } = f.rows.storages;
  const here = [...items.subarray(from[row], from[row + 1])];
  return here.filter((s) => {
    const box = barOfStorage(f, s);
    return box.x < f.box.x + column + 1 && box.x + box.w > f.box.x + column;
  });
}

test("where bars are too many each pixel column has the colour of one that is there, and none is coloured that is empty", () => {
  const plan = crowded(4, 2500);
  const f = frame(plan, "buffers", 500);
  const strips = makeStrips();
  const tones = makeTones();
  expect(timelineBars(f, undefined, tones, strips)).toBe(true);
  expect(tones[0].count).toBe(0);
  for (let row = 0; row < f.rows.count; row++) {
    for (let column = 0; column < 500; column += 7) {
      const fill = (strips.fill[row * 500 + column] ?? 0) - 1;
      const there = inColumn(f, row, column).map((s) => f.model.fill[s]);
      expect(there).toContain(fill);
    }
  }
});

test("zoomed in, those of many that are as wide as a word are rectangles, the others columns", () => {
  const plan = crowded(4, 2500);
  const strips = makeStrips();
  const tones = makeTones();
  const f = { ...frame(plan, "buffers", 500), time: { from: 0, origin: 76, per: 0.16 } };
  timelineBars(f, undefined, tones, strips);
  expect(strips.used).toBeGreaterThan(0);
  const near = { ...f, time: { from: 30, origin: 76, per: 25 } };
  expect(timelineBars(near, undefined, tones, strips)).toBe(false);
  expect(strips.used).toBe(0);
  expect(tones[0].count).toBeGreaterThan(20);
});

test("what is meant shows in every pixel column that holds any of it, however many share the column", () => {
  const plan = crowded(2, 4000);
  const f = frame(plan, "buffers", 500);
  const mask = new Uint8Array(plan.storages.count);
  for (let s = 0; s < mask.length; s += 97) mask[s] = 1;
  const linked = { storages: new Set<number>(), buffers: new Set<number>(), mask };
  const strips = makeStrips();
  timelineBars(f, linked, makeTones(), strips);
  for (let row = 0; row < f.rows.count; row++) {
    for (let i = f.rows.storages.from[row] ?? 0; i < (f.rows.storages.from[row + 1] ?? 0); i++) {
      const s = f.rows.storages.items[i] ?? 0;
      if (mask[s] !== 1) continue;
      const column = Math.floor(barOfStorage(f, s).x - f.box.x + 1e-9);
      expect(strips.tone[row * 500 + column]).toBe(2);
    }
  }
});

test("a merged bar says how many storages share its pixel", () => {
  const plan = crowded(2, 4000);
  const f = frame(plan, "buffers", 500);
  for (const column of [0, 100, 499])
    expect(sharingPixel(f, 0, 76 + column + 0.5)).toBe(inColumn(f, 0, column).length);
});

test("of strips each row is one line, in the colours of its fills, and clear where nothing is", () => {
  const strips = makeStrips();
  clearStrips(strips, 3, 2, 4);
  fillStrip(strips, 3, 0, 2, 1, 0);
  fillStrip(strips, 4, 1, 3, 0, 2);
  // a weaker tone does not take what a stronger one has
  fillStrip(strips, 4, 1, 2, 1, 0);
  const paints = { fills: ["#102030", "rgb(1, 2, 3)"], inks: [], tonedInks: [] };
  const { w, h, rgba } = stripsRaster(strips, paints, true);
  expect([w, h]).toEqual([4, 2]);
  const pixel = (x: number, y: number) => [...rgba.subarray(4 * (y * w + x), 4 * (y * w + x) + 4)];
  expect(pixel(0, 0)).toEqual([1, 2, 3, 128]);
  expect(pixel(1, 0)).toEqual([1, 2, 3, 128]);
  expect(pixel(2, 0)).toEqual([0, 0, 0, 0]);
  expect(pixel(0, 1)).toEqual([0, 0, 0, 0]);
  expect(pixel(1, 1)).toEqual([16, 32, 48, 255]);
  expect(pixel(3, 1)).toEqual([0, 0, 0, 0]);
});

test("a band of a folded group is drawn and its storages are not, also on their way", () => {
  const plan = randomPlan(9, 40);
  const all = rowsOf({ plan, graph: null }, 0, {
    kind: "arenas",
    sort: "start",
    down: false,
    folded: new Set(),
  });
  const folded = new Set(all.headers?.id);
  const rows = rowsOf({ plan, graph: null }, 0, { kind: "arenas", sort: "start", down: false, folded });
  const f = { ...frame(plan, "buffers"), rows, rowAt: rows.rowOf };
  const tones = makeTones();
  timelineBars(f, undefined, tones, undefined);
  movingBars(f, undefined, tones);
  expect(tones[0].count).toBe(0);
  expect(barOfStorage(f, 3).y).toBe(f.box.y + 2);
});

test("padding is hatched only where it can be seen", () => {
  expect([paddingIn(16, 4, 20), paddingIn(64, 60, 20), paddingIn(0, 0, 20), paddingIn(16, 16, 20)]).toEqual([
    15, 0, 0, 0,
  ]);
});

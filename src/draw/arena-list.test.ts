import { expect, test } from "vitest";
import { arenaRects, boxOfStorage, rectsOfRows, snapped } from "./arena-list.ts";
import { makeRects } from "./rects.ts";
import { frameOf, planned, randomPlan } from "./testing/frames.ts";
import { makeTones } from "./tone.ts";

const TWO = planned({
  format: "memplan",
  version: 1,
  kind: "lifetimes",
  name: "two",
  buffers: [
    { id: "low", start: 0, end: 10, bytes: 100 },
    { id: "high", start: 5, end: 20, bytes: 100, offset: 100 },
  ],
});

test("a storage is drawn from its start to its end and from its offset up", () => {
  const frame = frameOf(TWO);
  const high = TWO.storages.id.indexOf("high");
  expect(boxOfStorage(frame, high)).toEqual({ x: 150, y: 20, w: 300, h: 100 });
  const tones = makeTones();
  expect(arenaRects(frame, undefined, tones)).toBeNull();
  const at = tones[0].item.indexOf(high);
  // One pixel of gap to the right and above.
  expect([tones[0].x[at], tones[0].y[at], tones[0].w[at], tones[0].h[at]]).toEqual([150, 21, 299, 99]);
});

test("neighbours keep a gap of one pixel from three pixels up, and nothing is thinner than one", () => {
  expect(snapped(10, 20)).toEqual([10, 9]);
  expect(snapped(10, 13)).toEqual([10, 2]);
  expect(snapped(10, 12)).toEqual([10, 2]);
  expect(snapped(10.1, 10.2)).toEqual([10, 1]);
});

test("every storage in view has a rectangle of its own or is gathered, and the budget holds", () => {
  for (let seed = 0; seed < 30; seed++) {
    const plan = randomPlan(seed, 200);
    const frame = frameOf(plan);
    for (const budget of [1000, 120, 20, 0]) {
      const tones = makeTones();
      const gathered = arenaRects(frame, undefined, tones, budget);
      expect(tones[0].count).toBeLessThanOrEqual(budget === 1000 ? 200 : budget);
      const sized = plan.storages.padded.filter((bytes) => bytes > 0).length;
      expect(tones[0].count + (gathered?.count ?? 0)).toBe(sized);
    }
  }
});

test("what is gathered covers as many pixels as it would have in rectangles", () => {
  for (let seed = 0; seed < 20; seed++) {
    const plan = randomPlan(seed);
    const frame = frameOf(plan);
    const gathered = arenaRects(frame, undefined, makeTones(), 0);
    const cover = gathered?.cells.cover.reduce((sum, share) => sum + share, 0) ?? 0;
    let area = 0;
    for (let s = 0; s < plan.storages.count; s++) {
      const box = boxOfStorage(frame, s);
      area += box.w * box.h;
    }
    expect(cover).toBeCloseTo(area, -1);
    // In a valid plan nothing overlaps, so no cell is more than full.
    expect(gathered?.cells.cover.every((share) => share <= 1.001)).toBe(true);
  }
});

test("what is selected is never gathered, and its buffer's others stand apart from the rest", () => {
  const plan = randomPlan(3);
  const s = plan.storages.padded.findIndex((bytes) => bytes > 0);
  const buffer = plan.storages.buffer[s] ?? -1;
  const tones = makeTones();
  arenaRects(frameOf(plan), { storages: new Set([s]), buffers: new Set([buffer]) }, tones, 0);
  expect([...tones[2].item.subarray(0, tones[2].count)]).toEqual([s]);
  const kin = [...tones[1].item.subarray(0, tones[1].count)];
  expect(kin.every((k) => plan.storages.buffer[k] === buffer && k !== s)).toBe(true);
});

test("storages outside the window are left out", () => {
  const tones = makeTones();
  arenaRects(frameOf(TWO, [11, 20]), undefined, tones);
  expect([...tones[0].item.subarray(0, tones[0].count)]).toEqual([TWO.storages.id.indexOf("high")]);
});

test("of given rows no more than the budget are drawn, what is selected first, each on its ground", () => {
  for (let seed = 0; seed < 10; seed++) {
    const plan = randomPlan(seed, 200);
    const rows = Int32Array.from({ length: 200 }, (_, k) => k);
    const s = plan.storages.padded.findIndex((bytes) => bytes > 0);
    for (const budget of [400, 50, 3, 1]) {
      const tones = makeTones();
      const backing = makeRects();
      const linked = { storages: new Set([s]), buffers: new Set<number>() };
      rectsOfRows(frameOf(plan), linked, rows, tones, backing, budget);
      const drawn = tones.reduce((n, list) => n + list.count, 0);
      expect(drawn).toBeLessThanOrEqual(budget);
      expect(backing.count).toBe(drawn);
      expect([...tones[2].item.subarray(0, tones[2].count)]).toEqual([s]);
    }
  }
});

import { expect, test } from "vitest";
import type { LifetimesDocument } from "../core/document.ts";
import { checkedPlan } from "../core/plan-checked.ts";
import { occupancyCells } from "../look/heat/occupancy.ts";
import { holesIn } from "../look/holes.ts";
import { rowsOf } from "../look/rows.ts";
import { arenaRects, boxAtStep } from "./arena-list.ts";
import { type BarsFrame, rowHeight, timelineBars } from "./bars.ts";
import { storageTip } from "./describe.ts";
import { blend, geometryOf, piecesAt } from "./geometry.ts";
import { gridOf } from "./heat.ts";
import { mapBlocks } from "./paint-map.ts";
import { holeAt, storageAt } from "./pick.ts";
import type { Rects } from "./rects.ts";
import { frameOf, modelled, planned } from "./testing/frames.ts";
import { makeTones } from "./tone.ts";

/** b lies in the dead time of a, d beside the window of c. */
const DOCUMENT: LifetimesDocument = {
  format: "memplan",
  version: 1,
  kind: "lifetimes",
  name: "crossing",
  buffers: [
    { id: "a", start: 0, end: 10, bytes: 100, offset: 0, gaps: [{ start: 2, end: 4 }] },
    { id: "b", start: 2, end: 4, bytes: 100, offset: 0 },
    { id: "c", start: 0, end: 10, bytes: 100, offset: 100, gaps: [{ start: 6, end: 8, window: [0, 50] }] },
    { id: "d", start: 6, end: 8, bytes: 50, offset: 150 },
  ],
};
const PLAN = planned(DOCUMENT);
const named = (id: string) => PLAN.storages.id.indexOf(id);
const [A, B, C, D] = [named("a"), named("b"), named("c"), named("d")];

function boxes(list: Rects) {
  return Array.from({ length: list.count }, (_, i) => ({
    item: list.item[i],
    x: list.x[i] ?? 0,
    y: list.y[i] ?? 0,
    w: list.w[i] ?? 0,
    h: list.h[i] ?? 0,
  }));
}

test("the plan is right", () => {
  expect(checkedPlan(PLAN, DOCUMENT, "").violations).toEqual([]);
  expect(PLAN.diagnostics).toEqual([]);
});

test("storages that rightly cross in a gap never look like an overlap", () => {
  const tones = makeTones();
  expect(arenaRects(frameOf(PLAN), undefined, tones)).toBeNull();
  const all = boxes(tones[0]);
  const meeting = all.flatMap((a, i) =>
    all.slice(i + 1).filter((b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h),
  );
  expect(meeting).toEqual([]);
  expect(all.map((box) => box.item)).toEqual([A, A, B, C, C, C, D]);
  // the window of c: steps 6 and 7, the lower half of its bytes
  expect(all[4]).toEqual({ item: C, x: 290, y: 71, w: 79, h: 49 });
});

test("pieces of a moving storage move with it", () => {
  const now = geometryOf(PLAN);
  const later = { ...now, offset: now.offset.map((offset) => offset + 200), start: now.start, end: now.end };
  const half = blend(now, later, Int32Array.from([0, 1, 2, 3]), 0.5);
  const { owner, offset, size, start } = piecesAt(PLAN, half);
  expect(Array.from(owner, (s, k) => [s, start[k], offset[k], size[k]])).toEqual([
    [A, 0, 100, 100],
    [A, 4, 100, 100],
    [B, 2, 100, 100],
    [C, 0, 200, 100],
    [C, 6, 200, 50],
    [C, 8, 200, 100],
    [D, 6, 250, 50],
  ]);
});

test("the pointer finds who needs the bytes, and holes where nobody does", () => {
  const at = (step: number, address: number) => storageAt(PLAN, 0, step + 0.5, address, 0, 0);
  expect([at(1, 50), at(2, 50), at(4, 50)]).toEqual([A, B, A]);
  expect([at(6, 120), at(6, 160), at(8, 160)]).toEqual([C, D, C]);
  const alone = planned({
    ...DOCUMENT,
    buffers: DOCUMENT.buffers.filter(({ id }) => id === "a" || id === "c"),
  });
  expect(storageAt(alone, 0, 2.5, 50, 0, 0)).toBe(-1);
  expect(holeAt(alone, 0, 2, 50)).toEqual({ start: 2, end: 4, low: 0, high: 100 });
  expect(holeAt(alone, 0, 6, 160)).toEqual({ start: 6, end: 8, low: 150, high: 200 });
  const { count, start, end, low, high } = holesIn(alone, 0);
  expect(Array.from({ length: count }, (_, h) => [start[h], end[h], low[h], high[h]])).toEqual([
    [2, 4, 0, 100],
    [6, 8, 150, 200],
  ]);
});

test("cells count only the bytes that are needed", () => {
  expect(Math.max(...occupancyCells(gridOf(frameOf(PLAN))))).toBeCloseTo(1, 6);
});

test("the map and the outlines in it show a storage at a step by what it needs then", () => {
  const frame = frameOf(PLAN);
  const column = { x: 0, y: 20, w: 30, h: 200 };
  const blocks = (step: number) =>
    mapBlocks({ model: modelled(PLAN), arena: 0 }, frame.address, column, step).map(
      ({ storage, address }) => [storage, address],
    );
  expect(blocks(3)).toEqual([
    [B, 0],
    [C, 100],
  ]);
  expect(blocks(6)).toEqual([
    [A, 0],
    [C, 100],
    [D, 150],
  ]);
  expect(boxAtStep(frame, A, 2)).toBeUndefined();
  expect(boxAtStep(frame, C, 7)).toEqual({ x: 290, y: 70, w: 80, h: 50 });
});

test("in the timeline a dead time is a thin line and a window a lower bar", () => {
  const rows = rowsOf({ plan: PLAN, graph: null }, 0, {
    kind: "tensors",
    sort: "start",
    down: false,
    folded: new Set(),
  });
  const box = { x: 100, y: 0, w: 400, h: 96 };
  const frame: BarsFrame = {
    model: modelled(PLAN),
    geometry: geometryOf(PLAN),
    rows,
    rowAt: rows.rowOf,
    time: { from: 0, origin: box.x, per: 40 },
    box,
    rowHeight: rowHeight(rows.count, box.h),
    scroll: 0,
  };
  const tones = makeTones();
  timelineBars(frame, undefined, tones, undefined);
  const of = (s: number) => boxes(tones[0]).filter((bar) => bar.item === s);
  expect(of(A).map(({ x, w, h }) => [x, w, h])).toEqual([
    [100, 79, 20],
    [180, 79, 2],
    [260, 239, 20],
  ]);
  expect(of(C).map(({ w, h }) => [w, h])).toEqual([
    [239, 20],
    [79, 10],
    [79, 20],
  ]);
  expect(of(B)).toHaveLength(1);
});

test("a tooltip says when less is needed", () => {
  const says = (s: number) =>
    storageTip(modelled(PLAN), s, "dec").rows.find(([term]) => term === "needs less")?.[1];
  expect(says(A)).toBe("nothing at steps 2–3 (2)");
  expect(says(C)).toBe("bytes 0–49 at steps 6–7 (2)");
  expect(says(B)).toBeUndefined();
});

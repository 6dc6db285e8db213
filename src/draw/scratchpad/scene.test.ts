import { expect, test } from "vitest";
import { MLP, TILE } from "../../core/dialects/tiles/testing/mlp.ts";
import { type TilingSettings, tileGraph } from "../../core/dialects/tiles/tile-graph.ts";
import { tilingOf } from "../../look/scratchpad/index-of.ts";
import { NONE, ROLE } from "../../look/scratchpad/scratchpad.types.ts";
import { makeRects } from "../rects.ts";
import { at } from "../scale.ts";
import { fillOf, scratchpadFills } from "./fills.ts";
import { laneRects } from "./lanes.ts";
import { scratchpadBoxes } from "./layout.ts";
import {
  boxOfResidency,
  foundAt,
  MOST_RECTS,
  pinOf,
  pinsOf,
  residencyRects,
  type Scene,
  type SceneState,
  sceneOf,
} from "./scene.ts";

const SETTINGS: TilingSettings = {
  capacity: 16 * TILE,
  alignment: 64,
  policy: "furthest",
  loopOrder: "mnk",
  tile: [32, 32],
  padded: false,
  doubleBuffer: "off",
  forward: false,
  costs: { transfer: 1, byte: 0, exec: 1 },
};

function scene(change: Partial<TilingSettings> = {}, view?: Partial<SceneState>): Scene {
  const made = tileGraph(MLP, { ...SETTINGS, ...change });
  if (!made.ok) throw new Error(made.problem.message);
  const tiling = tilingOf(made.value, null);
  if (tiling.index === null) throw new Error("it does not fit");
  const { tiled, index } = tiling;
  const { count } = tiled.schedule.ops;
  return sceneOf({
    tiled,
    index,
    view: [0, count],
    addresses: [0, 16 * TILE],
    width: 1090,
    height: 400,
    ...view,
  });
}

test("boxes stand one beneath the other, and lanes give way in a low pane", () => {
  const { plot, axis, dma, compute, time } = scratchpadBoxes(800, 400);
  const tops = [plot, axis, dma, compute, time].map(({ y, h }) => [y, y + h] as const);
  for (const [i, [y]] of tops.entries()) expect(y).toBeGreaterThanOrEqual(tops[i - 1]?.[1] ?? 0);
  expect(time.y + time.h).toBe(400);
  expect(scratchpadBoxes(800, 100)).toMatchObject({ dma: { h: 0 }, compute: { h: 0 } });
});

test("each residency has its rectangle: from its first operation to its last, at its address", () => {
  const list = makeRects();
  const it = scene();
  expect(residencyRects(it, list)).toBe("all");
  expect(list.count).toBe(it.index.residencies.count);
  const { plot } = it.boxes;
  const first = boxOfResidency(it, 0);
  expect(first.x).toBe(plot.x);
  expect(first.y + first.h).toBe(plot.y + plot.h);
  expect(first.h).toBeCloseTo(plot.h / 16);
  expect(list.fill[0]).toBe(fillOf(ROLE.a, -1));
  expect(list.fill[1]).toBe(fillOf(ROLE.b, -1));
});

test("only what is in view is drawn", () => {
  const list = makeRects();
  const it = scene({}, { view: [90, 99] });
  residencyRects(it, list);
  expect(list.count).toBeGreaterThan(2);
  expect(list.count).toBeLessThan(12);
  for (let i = 0; i < list.count; i++) {
    expect((list.x[i] ?? 0) + (list.w[i] ?? 0)).toBeGreaterThan(it.boxes.plot.x);
    expect(list.x[i]).toBeLessThan(it.boxes.plot.x + it.boxes.plot.w);
  }
});

test("what is beyond the visible addresses is left out", () => {
  const list = makeRects();
  residencyRects(scene({}, { addresses: [0, TILE] }), list);
  const low = list.count;
  residencyRects(scene({}, { addresses: [13 * TILE, 16 * TILE] }), list);
  expect(low).toBeGreaterThan(0);
  expect(list.count).toBe(0);
});

test("a schedule of very many residencies is sampled: rectangles stay few, and each is where its residency is", () => {
  const it = scene({ tile: [4, 4], capacity: 1024 });
  expect(it.index.residencies.count).toBeGreaterThan(MOST_RECTS);
  const list = makeRects();
  expect(residencyRects({ ...it, address: { ...it.address } }, list)).toBe("sampled");
  expect(list.count).toBeGreaterThan(100);
  expect(list.count).toBeLessThanOrEqual(MOST_RECTS * 1.1);
  const column = it.boxes.plot.w / 64;
  for (let i = 0; i < list.count; i += 97) {
    const box = boxOfResidency(it, list.item[i] ?? 0);
    expect(list.x[i]).toBeGreaterThan(box.x - column);
    expect(list.x[i]).toBeLessThan(box.x + box.w + column);
  }
});

test("the pin of a step touches its operands and its sum; other operations have none", () => {
  const it = scene();
  expect(pinOf(it, 0)).toBeUndefined();
  expect(pinOf(it, 2)).toEqual({ op: 2, touches: [TILE / 2, TILE * 1.5, TILE * 2.5] });
  expect(pinsOf(it)).toHaveLength(44);
  expect(pinsOf(scene({}, { width: 200 }))).toEqual([]);
});

test("a point finds the operation of its column and who lies there; in a lane who works", () => {
  const it = scene();
  const { plot, dma, compute } = it.boxes;
  const x = at(it.ops, 2.5);
  expect(foundAt(it, x, plot.y + plot.h - 2)).toEqual({ op: 2, residency: 0, where: "plot" });
  expect(foundAt(it, x, plot.y + 2)).toEqual({ op: 2, residency: NONE, where: "plot" });
  expect(foundAt(it, dma.x + 1, dma.y + 2)).toEqual({ op: 0, residency: 0, where: "dma" });
  expect(foundAt(it, compute.x + 1, compute.y + 2)).toBeUndefined();
  expect(foundAt(it, 2, 2)).toBeUndefined();
});

test("lanes draw each operation in its time, and say where work waits", () => {
  const list = makeRects();
  const double = scene({ doubleBuffer: "real" });
  const { one, waits } = laneRects(double, "compute", list);
  expect(one).toBe(true);
  expect(list.count).toBe(44);
  const busy = list.w.slice(0, 44).reduce((sum, w) => sum + w, 0);
  const waited = waits.reduce((sum, { w }) => sum + w, 0);
  const unit = double.time.per;
  // the rest is the gap of a pixel after each
  expect(busy + 44).toBeCloseTo(44 * unit, 0);
  expect(waited).toBeLessThanOrEqual((64 - 44) * unit + 1);
  expect(new Set(list.fill.slice(0, 44))).toEqual(new Set([fillOf(ROLE.sum, -1), fillOf(ROLE.sum, -1) + 1]));
});

test("lanes of very many operations show how busy each column of pixels is", () => {
  const list = makeRects();
  const it = scene({ tile: [4, 4], capacity: 1024 });
  expect(laneRects(it, "dma", list).one).toBe(false);
  expect(list.count).toBeLessThanOrEqual(it.boxes.dma.w);
  expect(Math.max(...list.h.slice(0, list.count))).toBeLessThanOrEqual(it.boxes.dma.h);
});

test("roles and generations have colours of their own in both schemes", () => {
  for (const scheme of ["light", "dark"] as const) {
    const fills = scratchpadFills(scheme);
    expect(new Set(fills).size).toBe(fills.length);
    expect(fillOf(ROLE.a, 1)).not.toBe(fillOf(ROLE.a, 0));
    expect(fills[fillOf(ROLE.sum, 1)]).toBe(fills[fillOf(ROLE.sum, 0)]);
  }
});

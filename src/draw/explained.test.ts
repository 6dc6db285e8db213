import { expect, test } from "vitest";
import { fragmentationAt } from "../core/explain/free.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { tintsOf } from "../look/tints.ts";
import { draw } from "../store/testing/draw.ts";
import { onTrack, thumbBoxes, windowAt } from "./address-thumb.ts";
import { type ArenaFrame, arenaRects, boxOfStorage } from "./arena-list.ts";
import { paddingBoxes, viewBoxes } from "./explained.ts";
import { contactsOf, peakSet, stackUnder } from "./explained-peak.ts";
import { geometryOf } from "./geometry.ts";
import { lanesOf, laneUnder } from "./lanes.ts";
import { modelOf } from "./model.ts";
import { mapHoles } from "./paint-map.ts";
import { upScale } from "./scale.ts";
import { frameOf, randomPlan } from "./testing/frames.ts";
import { makeTones } from "./tone.ts";

const SEEDS = Array.from({ length: 8 }, (_, i) => i);

function drawnFrame(text: string): ArenaFrame {
  const drawn = draw(textGraph(text));
  const plot = { x: 50, y: 20, w: 400, h: 200 };
  const { plan } = drawn;
  return {
    model: modelOf(drawn, tintsOf(drawn, "buffer")),
    geometry: geometryOf(plan),
    arena: 0,
    time: { from: 0, origin: plot.x, per: plot.w / plan.steps },
    address: upScale([0, plan.arenas[0]?.peak ?? 1], plot),
    plot,
  };
}

test("padding is what lies between the real and the padded bytes, at the top of its rectangle", () => {
  const frame = drawnFrame("arena sram 64\ninput x 100\na: y:96 = Op(x)\nout y");
  const tones = makeTones();
  arenaRects(frame, undefined, tones);
  const { storages } = frame.model.plan;
  const boxes = paddingBoxes(frame, tones[0]);
  expect(boxes).toHaveLength(2);
  for (const { box, item } of boxes) {
    const padding = (storages.padded[item] ?? 0) - (storages.bytes[item] ?? 0);
    expect(Math.abs(box.h - padding * -frame.address.per)).toBeLessThanOrEqual(1);
    expect(Math.abs(box.y - boxOfStorage(frame, item).y)).toBeLessThanOrEqual(1);
  }
});

test("a view lies inside the rectangle of its parent, at its own steps, with room up to the next", () => {
  const frame = drawnFrame(
    "arena sram 16\ninput x 64\na: y:128 = Op(x)\nb: v:128 = Reshape(y) v<y\nc: z:16 = Op(v)\nout z",
  );
  const tones = makeTones();
  arenaRects(frame, undefined, tones);
  const views = viewBoxes(frame, tones[0]);
  expect(views).toHaveLength(1);
  for (const { storage, box, room } of views) {
    const parent = boxOfStorage(frame, storage);
    expect(box.x).toBeGreaterThanOrEqual(Math.floor(parent.x));
    expect(box.x + box.w).toBeLessThanOrEqual(parent.x + parent.w);
    expect(box.y).toBeGreaterThanOrEqual(Math.floor(parent.y));
    expect(room).toBeLessThanOrEqual(box.w);
  }
});

test("a stack goes down without rising again, each on the one below, to address 0", () => {
  for (const seed of SEEDS) {
    const plan = randomPlan(seed);
    const frame = frameOf(plan);
    for (let s = 0; s < plan.storages.count; s++) {
      const stack = stackUnder(plan, s);
      if (plan.storages.padded[s] === 0) continue;
      expect(stack.at(-1)?.below).toBe(-1);
      let foot = Number.NEGATIVE_INFINITY;
      for (const { x, foot: upper, top, rest } of contactsOf(frame, stack)) {
        expect(upper).toBeGreaterThanOrEqual(foot);
        expect(top).toBeGreaterThanOrEqual(upper - 1e-9);
        const above = boxOfStorage(frame, rest.above);
        expect(x).toBeGreaterThanOrEqual(above.x - 1e-9);
        expect(x).toBeLessThanOrEqual(above.x + above.w + 1e-9);
        foot = top;
      }
    }
  }
});

test("the peak's live set adds up to the lower bound", () => {
  for (const seed of SEEDS) {
    const plan = randomPlan(seed);
    const { storages } = peakSet(plan, 0);
    const bytes = storages.reduce((sum, s) => sum + (plan.storages.padded[s] ?? 0), 0);
    expect(bytes).toBe(plan.arenas[0]?.lowerBound);
  }
});

test("holes of the map and storages alive fill the column up to the peak, and one hole is the largest", () => {
  for (const seed of SEEDS) {
    const plan = randomPlan(seed);
    const { model } = frameOf(plan);
    for (let step = 0; step < plan.steps; step += 7) {
      const holes = mapHoles({ model, arena: 0 }, step);
      const free = holes.reduce((sum, { low, high }) => sum + high - low, 0);
      let live = 0;
      for (let s = 0; s < plan.storages.count; s++) {
        const alive = step >= (plan.storages.start[s] ?? 0) && step < (plan.storages.end[s] ?? 0);
        if (alive) live += plan.storages.padded[s] ?? 0;
      }
      expect(free + live).toBe(plan.arenas[0]?.peak);
      expect(holes.filter(({ largest }) => largest)).toHaveLength(holes.length > 0 ? 1 : 0);
    }
  }
});

test("holes of the map are cut at the capacity, and none above it is the largest", () => {
  for (const seed of SEEDS) {
    const plan = randomPlan(seed);
    const capacity = Math.floor((plan.arenas[0]?.peak ?? 0) / 2);
    const tight = { ...plan, arenas: plan.arenas.map((arena) => ({ ...arena, capacity })) };
    const { model } = frameOf(tight);
    for (let step = 0; step < plan.steps; step += 7) {
      const holes = mapHoles({ model, arena: 0 }, step);
      for (const { low, high, above, largest } of holes) {
        expect(above ? low >= capacity : high <= capacity).toBe(true);
        expect(largest && above).toBe(false);
      }
      const size = ({ low, high }: { low: number; high: number }) => high - low;
      const usable = fragmentationAt(tight, 0, step);
      const largest = holes.find((hole) => hole.largest);
      expect(largest === undefined ? 0 : size(largest)).toBe(usable.largest);
      const above = holes.filter((hole) => hole.above);
      expect(above.reduce((sum, hole) => sum + size(hole), 0)).toBe(usable.above);
    }
  }
});

test("lanes share the height by their peaks, none vanishes, and each is found by its pixels", () => {
  const plan = randomPlan(1);
  const arena = (id: string, peak: number) => ({
    id,
    peak,
    capacity: null,
    alignment: 1,
    lowerBound: peak,
    optimal: true,
  });
  const several = { ...plan, arenas: [arena("a", 1000), arena("b", 10), arena("c", 0)] };
  const lanes = lanesOf(several, 800, 400);
  expect(lanes.map(({ plot }) => plot.h >= 34)).toEqual([true, true, true]);
  expect((lanes[0]?.plot.h ?? 0) > (lanes[1]?.plot.h ?? 0)).toBe(true);
  lanes.forEach(({ head, plot }, i) => {
    expect(laneUnder(lanes, head.y + 1)).toBe(i);
    expect(laneUnder(lanes, plot.y + plot.h - 1)).toBe(i);
  });
  expect((lanes[2]?.plot.y ?? 0) + (lanes[2]?.plot.h ?? 0)).toBeLessThanOrEqual(400);
});

test("the track of addresses shows the part in view, follows the hand, and is not there when all is", () => {
  const plot = { x: 0, y: 10, w: 100, h: 200 };
  expect(thumbBoxes([0, 1000], [0, 1000], plot)).toBeUndefined();
  const { thumb } = thumbBoxes([250, 500], [0, 1000], plot) ?? { thumb: { y: 0, h: 0 } };
  expect(thumb).toMatchObject({ y: 110, h: 50 });
  expect(onTrack([250, 500], [0, 1000], plot, 104, 50)).toBe(true);
  expect(onTrack([250, 500], [0, 1000], plot, 50, 50)).toBe(false);
  expect(windowAt([250, 500], [0, 1000], plot, 110)).toEqual([375, 625]);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { areaBox, cursorOf, edgeAt, snappedAddress, wholeSteps } from "./area.ts";
import { type Area, makeAreaHand } from "./area-hand.ts";
import { at } from "./scale.ts";
import { frameOf, randomPlan } from "./testing/frames.ts";

const PLAN = randomPlan(5);
const FRAME = frameOf(PLAN);
const GROUND = { plan: PLAN, arena: 0, time: FRAME.time, address: FRAME.address, plot: FRAME.plot };

function hand(first: Area | null = null, ground: Parameters<typeof makeAreaHand>[0] = () => GROUND) {
  let area = first;
  let said = 0;
  const keeper = {
    now: () => area,
    set: (next: Area | null) => {
      area = next;
    },
    zoom: () => true,
    done: () => {
      said++;
    },
  };
  return { hand: makeAreaHand(ground, keeper), area: () => area, said: () => said };
}

test("a drag takes in whole steps, at least one, whichever way it goes", () => {
  const step = fc.double({ min: -5, max: 90, noNaN: true });
  fc.assert(
    fc.property(step, step, (a, b) => {
      const [from, to] = wholeSteps(a, b, 80);
      expect(Number.isInteger(from) && Number.isInteger(to)).toBe(true);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(80);
      expect(to).toBeGreaterThan(from);
      for (const inside of [a, b].filter((x) => x >= 0 && x < 80)) {
        expect(from).toBeLessThanOrEqual(inside);
        expect(to).toBeGreaterThanOrEqual(inside);
      }
    }),
  );
});

test("an address snaps to the edge of a storage that is near, else to a round one", () => {
  const s = PLAN.storages.padded.findIndex((bytes) => bytes > 100);
  const step = PLAN.storages.start[s] ?? 0;
  const low = PLAN.storages.offset[s] ?? 0;
  const high = low + (PLAN.storages.padded[s] ?? 0);
  expect(snappedAddress(PLAN, 0, step, low + 3, 1)).toBe(low);
  expect(snappedAddress(PLAN, 0, step, high - 3, 1)).toBe(high);
  const middle = Math.floor((low + high) / 2) + 1;
  expect(snappedAddress(PLAN, 0, step, middle, 1) % 4).toBe(0);
  expect(Math.abs(snappedAddress(PLAN, 0, step, middle, 1) - middle)).toBeLessThanOrEqual(2);
});

test("a plain drag over a picture with addresses draws an area; a flat one, and one over rows, takes all addresses", () => {
  const { hand: it, area, said } = hand();
  const { x, y, h } = FRAME.plot;
  const held = it.draws(x + 20.4, y + h - 2);
  held?.move(x + 60, y + 40, true);
  expect(area()?.steps).toEqual(wholeSteps(20.4 / FRAME.time.per, 60 / FRAME.time.per, PLAN.steps));
  const [low, high] = area()?.addresses ?? [0, 0];
  expect(at(FRAME.address, high)).toBeCloseTo(y + 40, 0);
  expect(at(FRAME.address, low)).toBeCloseTo(y + h - 2, 0);
  held?.drop();
  expect(said()).toBe(1);
  held?.move(x + 60, y + h - 3, false);
  expect(area()?.addresses).toBeNull();
  const rows = hand(null, () => ({ ...GROUND, address: null }));
  rows.hand.draws(x + 20, y + 10)?.move(x + 60, y + 150, false);
  expect(rows.area()?.addresses).toBeNull();
  expect(it.draws(x - 5, y + 10)).toBeUndefined();
});

test("edges are taken hold of and may pass each other; what is abandoned comes back", () => {
  const first: Area = { arena: 0, steps: [20, 40], addresses: null };
  const { hand: it, area } = hand(first);
  const box = areaBox(first, FRAME.time, FRAME.address, FRAME.plot);
  expect(box.h).toBe(FRAME.plot.h);
  expect(it.grabs(box.x + 2, 100)).toBe("ew-resize");
  expect(it.grabs(box.x + box.w / 2, 100)).toBeUndefined();
  const held = it.grab(box.x + 2, 100);
  held?.move(at(FRAME.time, 30), 100, false);
  expect(area()?.steps).toEqual([30, 40]);
  held?.move(at(FRAME.time, 50), 100, false);
  expect(area()?.steps).toEqual([40, 50]);
  held?.abandon();
  expect(area()).toBe(first);
  expect(it.zooms(box.x + 5, 100)).toBe(true);
  expect(it.zooms(box.x - 5, 100)).toBe(false);
});

test("with addresses all four edges and the corners are there, and say which way they go", () => {
  const box = { x: 100, y: 50, w: 80, h: 60 };
  const near = (x: number, y: number) => {
    const edge = edgeAt(box, true, FRAME.plot, x, y);
    return edge && [edge.steps, edge.addresses, cursorOf(edge)];
  };
  expect(near(101, 80)).toEqual([0, null, "ew-resize"]);
  expect(near(140, 51)).toEqual([null, 1, "ns-resize"]);
  expect(near(179, 49)).toEqual([1, 1, "nesw-resize"]);
  expect(near(99, 51)).toEqual([0, 1, "nwse-resize"]);
  expect(near(140, 80)).toBeUndefined();
});

test("an area of another arena is not here", () => {
  const { hand: it } = hand({ arena: 1, steps: [20, 40], addresses: null });
  expect(it.grabs(at(FRAME.time, 20), 100)).toBeUndefined();
  expect(it.zooms(at(FRAME.time, 30), 100)).toBe(false);
});

import { expect, test } from "vitest";
import { buildSpatial } from "../look/spatial.ts";
import { keepSpatial } from "../look/spatial-kept.ts";
import { aliveAt, holeAt, storageAt } from "./pick.ts";
import { randomPlan } from "./testing/frames.ts";

test("every storage is found at its own middle, and holes give none", () => {
  for (let seed = 0; seed < 20; seed++) {
    const plan = randomPlan(seed);
    const { start, end, offset, padded } = plan.storages;
    for (let s = 0; s < plan.storages.count; s++) {
      if ((padded[s] ?? 0) === 0) continue;
      const step = ((start[s] ?? 0) + (end[s] ?? 0)) / 2;
      const address = (offset[s] ?? 0) + (padded[s] ?? 0) / 2;
      expect(storageAt(plan, 0, step, address, 0.4, 0.4)).toBe(s);
    }
    expect(storageAt(plan, 0, 10, (plan.arenas[0]?.peak ?? 0) + 5, 0, 0)).toBe(-1);
  }
});

test("a hole is bounded by what lives round it", () => {
  for (let seed = 0; seed < 20; seed++) {
    const plan = randomPlan(seed);
    const peak = plan.arenas[0]?.peak ?? 0;
    for (let step = 0; step < plan.steps; step += 7) {
      for (let address = 0; address < peak; address += 97) {
        if (storageAt(plan, 0, step, address, 0, 0) >= 0) continue;
        const hole = holeAt(plan, 0, step, address);
        expect(storageAt(plan, 0, step, hole.low, 0, 0)).toBe(-1);
        expect(hole.low === 0 || storageAt(plan, 0, step, hole.low - 1, 0, 0) >= 0).toBe(true);
        expect(hole.high === peak || storageAt(plan, 0, step, hole.high, 0, 0) >= 0).toBe(true);
        expect(hole.start === 0 || storageAt(plan, 0, hole.start - 1, address, 0, 0) >= 0).toBe(true);
        expect(hole.end === plan.steps || storageAt(plan, 0, hole.end, address, 0, 0) >= 0).toBe(true);
      }
    }
  }
});

test("who is alive is listed by address from the lowest", () => {
  const plan = randomPlan(4);
  const alive = aliveAt(plan, 0, plan.stats.peakStep);
  expect(alive.length).toBeGreaterThan(1);
  const offsets = alive.map((s) => plan.storages.offset[s] ?? 0);
  expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
});

test("an index gives the same answers as a pass over everything", () => {
  for (let seed = 0; seed < 10; seed++) {
    const [plain, indexed] = [randomPlan(seed, 200), randomPlan(seed, 200)];
    keepSpatial(indexed, 0, buildSpatial(indexed, 0));
    const peak = plain.arenas[0]?.peak ?? 0;
    for (let step = -1; step <= plain.steps; step += 3.5) {
      const whole = Math.max(0, Math.floor(step));
      expect(aliveAt(indexed, 0, whole)).toEqual(aliveAt(plain, 0, whole));
      for (let address = 0; address < peak; address += 61) {
        const at = [step, address, 0.6, 5] as const;
        const s = storageAt(plain, 0, ...at);
        expect(storageAt(indexed, 0, ...at)).toBe(s);
        if (s < 0) expect(holeAt(indexed, 0, whole, address)).toEqual(holeAt(plain, 0, whole, address));
      }
    }
  }
});

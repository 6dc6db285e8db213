import { expect, test } from "vitest";
import { addressRows, rowAt, tenantsByPixel } from "./address-rows.ts";
import { boxOfStorage } from "./arena-list.ts";
import { holesOf } from "./holes.ts";
import { occupancyOf } from "./occupancy.ts";
import { under } from "./scale.ts";
import { frameOf, randomPlan } from "./testing/frames.ts";

const SEEDS = Array.from({ length: 12 }, (_, i) => i);

test("each address row counts the storages that have covered it", () => {
  for (const seed of SEEDS) {
    const plan = randomPlan(seed);
    const rows = addressRows(plan, 0);
    const peak = plan.arenas[0]?.peak ?? 0;
    for (let address = 0; address < peak; address += 37) {
      let tenants = 0;
      for (let s = 0; s < plan.storages.count; s++) {
        const low = plan.storages.offset[s] ?? 0;
        if (address >= low && address < low + (plan.storages.padded[s] ?? 0)) tenants++;
      }
      expect(rows.tenants[rowAt(rows, address)]).toBe(tenants);
    }
    expect(rows.most).toBe(Math.max(...rows.tenants));
  }
});

test("a pixel row shows the most tenants of any address in it, so that no hot address is averaged away", () => {
  for (const seed of SEEDS) {
    const plan = randomPlan(seed);
    const frame = frameOf(plan);
    const rows = addressRows(plan, 0);
    expect(Math.max(...tenantsByPixel(rows, frame.address, frame.plot))).toBe(rows.most);
  }
});

test("at the middle of every pixel row, holes and storages share out all steps between them", () => {
  for (const seed of SEEDS) {
    const plan = randomPlan(seed);
    const frame = frameOf(plan);
    const peak = plan.arenas[0]?.peak ?? 0;
    const holes = holesOf(frame, peak, plan.steps);
    for (let row = 0; row < frame.plot.h; row++) {
      const address = under(frame.address, frame.plot.y + row + 0.5);
      const owners = new Uint8Array(plan.steps);
      for (let s = 0; s < plan.storages.count; s++) {
        const low = plan.storages.offset[s] ?? 0;
        if (address < low || address >= low + (plan.storages.padded[s] ?? 0)) continue;
        for (let t = plan.storages.start[s] ?? 0; t < (plan.storages.end[s] ?? 0); t++)
          owners[t] = (owners[t] ?? 0) + 1;
      }
      for (const hole of holes) {
        if (row < hole.top || row >= hole.bottom) continue;
        // A hole is as long as it can be: before it somebody lived there, or nothing was.
        expect(hole.start === 0 || owners[hole.start - 1] === 1).toBe(true);
        for (let t = hole.start; t < hole.end; t++) owners[t] = (owners[t] ?? 0) + 1;
      }
      expect(owners.every((n) => n === 1)).toBe(true);
    }
  }
});

test("the shares of all cells add up to the area of the storages", () => {
  for (const seed of SEEDS) {
    const plan = randomPlan(seed);
    const frame = frameOf(plan);
    const grid = occupancyOf(frame);
    const cells = grid.share.reduce((sum, share) => sum + share, 0) * grid.cellWidth * grid.cellHeight;
    let area = 0;
    for (let s = 0; s < plan.storages.count; s++) {
      const box = boxOfStorage(frame, s);
      area += box.w * box.h;
    }
    expect(cells).toBeCloseTo(area, 3);
    expect(grid.share.every((share) => share <= 1 + 1e-9)).toBe(true);
  }
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planDocument } from "../../core/plan.ts";
import type { Plan } from "../../core/plan.types.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { randomLifetimes } from "../../core/testing/random.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { FILLS } from "../fills.ts";
import { buildSpatial } from "../spatial.ts";
import { keepSpatial } from "../spatial-kept.ts";
import { MOST_BIG, tileCells } from "./cells.ts";
import { type Level, levelFor, TILE, tileSpan, tilesOver } from "./levels.ts";
import { FAINTEST, tenantPixels } from "./pixels.ts";

function randomPlan(seed: number, count = 120, steps = 300): Plan {
  const document = randomLifetimes(seed, { count, steps, longest: 40, largest: 5000 });
  const plan = planDocument(document, { ...DEFAULT_SETTINGS, place: "greedy-by-size" }, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  return plan.value;
}

const fillsOf = (plan: Plan) => Int32Array.from({ length: plan.storages.count }, (_, s) => s % 28);
const peakOf = (plan: Plan) => plan.arenas[0]?.peak ?? 0;

function everyTile(plan: Plan, level: Level) {
  const whole = { steps: plan.steps, bytes: peakOf(plan) };
  const { columns, rows } = tilesOver(level, [0, whole.steps], [0, whole.bytes], whole);
  const places: { level: Level; column: number; row: number }[] = [];
  for (let column = columns[0]; column < columns[1]; column++)
    for (let row = rows[0]; row < rows[1]; row++) places.push({ level, column, row });
  return places;
}

const someLevel = fc.record({
  steps: fc.integer({ min: 0, max: 9 }),
  bytes: fc.integer({ min: 8, max: 16 }),
});

describe("cells of tiles", () => {
  test("their cover times their area adds up to the bytes × steps of the plan, at every level", () => {
    fc.assert(
      fc.property(fc.nat(1000), someLevel, (seed, level) => {
        const plan = randomPlan(seed);
        const { start, end, padded } = plan.storages;
        let whole = 0;
        for (let s = 0; s < plan.storages.count; s++)
          whole += ((end[s] ?? 0) - (start[s] ?? 0)) * (padded[s] ?? 0);
        let sum = 0;
        for (const place of everyTile(plan, level)) {
          const { cover } = tileCells(plan, 0, place, fillsOf(plan), undefined);
          for (const share of cover) sum += share;
          // in a valid plan nothing overlaps, so no cell is more than full
          expect(cover.every((share) => share <= 1.0001)).toBe(true);
        }
        expect((sum * 2 ** (level.steps + level.bytes)) / whole).toBeCloseTo(1, 4);
      }),
      { numRuns: 12 },
    );
  });

  test("the highest address shows in the picture at every level, and so does all that touches a cell", () => {
    const palette = new Uint8Array(3 * FILLS);
    for (let seed = 0; seed < 3; seed++) {
      const plan = randomPlan(seed);
      const { start, offset, padded } = plan.storages;
      const top = padded.findIndex((bytes, s) => bytes > 0 && (offset[s] ?? 0) + bytes === peakOf(plan));
      for (const steps of [0, 3, 6, 9])
        for (const bytes of [4, 8, 12, 16]) {
          const level = { steps, bytes };
          const column = Math.floor((start[top] ?? 0) / TILE / 2 ** steps);
          const row = Math.floor((peakOf(plan) - 1) / TILE / 2 ** bytes);
          const cells = tileCells(plan, 0, { level, column, row }, fillsOf(plan), undefined);
          const x = Math.floor(((start[top] ?? 0) - tileSpan(steps, column)[0]) / 2 ** steps);
          const y = Math.floor((tileSpan(bytes, row)[1] - (peakOf(plan) - 0.5)) / 2 ** bytes);
          const pixels = tenantPixels(cells, palette);
          expect(pixels[4 * (y * TILE + x) + 3]).toBeGreaterThanOrEqual(Math.round(255 * FAINTEST));
          expect(cells.cover.findIndex((share, cell) => share > 0 !== (pixels[4 * cell + 3] ?? 0) > 0)).toBe(
            -1,
          );
        }
    }
  });

  test("a storage on the edge of two tiles shows in both, by its share in each", () => {
    const plan = randomPlan(1, 1, 300);
    const [start, end] = [plan.storages.start[0] ?? 0, plan.storages.end[0] ?? 0];
    const bytes = plan.storages.padded[0] ?? 0;
    // cells so small that a tile ends within the storage
    const level = { steps: Math.ceil(Math.log2((end - start) / TILE)) - 1, bytes: 14 };
    const sums = everyTile(plan, level).map((place) => {
      const { cover } = tileCells(plan, 0, place, fillsOf(plan), undefined);
      return cover.reduce((sum, share) => sum + share, 0) * 2 ** (level.steps + level.bytes);
    });
    expect(sums.filter((sum) => sum > 0).length).toBeGreaterThan(1);
    expect(sums.reduce((sum, part) => sum + part, 0) / (bytes * (end - start))).toBeCloseTo(1, 4);
  });

  test("a cell has the fill that covers most of it, and of what is meant where something is", () => {
    const plan = randomPlan(2, 200);
    const fill = Int32Array.from({ length: plan.storages.count }, (_, s) => (s % 5 === 0 ? 1 : 2));
    const level = levelFor(plan.steps / 4, peakOf(plan) / 4);
    for (const place of everyTile(plan, level)) {
      const all = tileCells(plan, 0, place, fill, undefined);
      const ones = tileCells(
        plan,
        0,
        place,
        fill,
        Uint8Array.from(fill, (f) => (f === 1 ? 1 : 0)),
      );
      const wrong = all.cover.findIndex((share, cell) => {
        if (share === 0) return false;
        const known = all.fill[cell] === 1 || all.fill[cell] === 2;
        return !known || (ones.meant[cell] === 1) !== (ones.fill[cell] === 1);
      });
      expect(wrong).toBe(-1);
      expect(ones.meant.some((m) => m === 1)).toBe(true);
      expect(all.fill.some((f, cell) => (all.cover[cell] ?? 0) > 0 && f === 2)).toBe(true);
    }
  });

  test("the large pieces are the largest, few enough, and the same with an index as without", () => {
    const [plan, indexed] = [randomPlan(4, 600, 400), randomPlan(4, 600, 400)];
    keepSpatial(indexed, 0, buildSpatial(indexed, 0));
    for (const level of [
      { steps: 0, bytes: 5 },
      { steps: 1, bytes: 8 },
      { steps: -2, bytes: 4 },
    ])
      for (const place of everyTile(plan, level).slice(0, 5)) {
        const cells = tileCells(plan, 0, place, fillsOf(plan), undefined);
        const other = tileCells(indexed, 0, place, fillsOf(plan), undefined);
        expect(other.big).toEqual(cells.big);
        // sums of many parts differ in their last digits when they are added in another order
        expect(cells.cover.every((share, cell) => Math.abs(share - (other.cover[cell] ?? 0)) < 1e-5)).toBe(
          true,
        );
        const { start, end, padded } = plan.storages;
        const area = Array.from(cells.big, (s) => ((end[s] ?? 0) - (start[s] ?? 0)) * (padded[s] ?? 0));
        expect(area).toEqual(area.toSorted((a, b) => b - a));
        expect(cells.big.length).toBeLessThanOrEqual(MOST_BIG);
      }
  });
});

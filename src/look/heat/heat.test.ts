import fc from "fast-check";
import { expect, test } from "vitest";
import { planDocument } from "../../core/plan.ts";
import type { Plan } from "../../core/plan.types.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { randomLifetimes } from "../../core/testing/random.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { addressRows, rowAt } from "../address-rows.ts";
import { freeSpace, rowOfStep } from "../free-space.ts";
import { holeRound } from "../hole-round.ts";
import { holesIn } from "../holes.ts";
import { type CellMode, HEAT_SCALES } from "./scales.ts";
import type { HeatGrid } from "./types.ts";

const RUNS = { numRuns: 60 };

/** Tiny: every byte and step can be counted. */
const plans = fc.integer({ min: 0, max: 100_000 }).map((seed) => {
  const document = randomLifetimes(seed, { count: 3 + (seed % 14), steps: 12, longest: 6, largest: 9 });
  const plan = planDocument(document, { ...DEFAULT_SETTINGS, place: "first-fit" }, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  return plan.value;
});

function peakOf(plan: Plan): number {
  return plan.arenas[0]?.peak ?? 0;
}

/** The storage that has a byte at a step; −1: nobody. */
function ownerOf(plan: Plan, step: number, address: number): number {
  const { count, start, end, offset, padded } = plan.storages;
  for (let s = 0; s < count; s++) {
    const low = offset[s] ?? 0;
    const alive = step >= (start[s] ?? 0) && step < (end[s] ?? 0);
    if (alive && address >= low && address < low + (padded[s] ?? 0)) return s;
  }
  return -1;
}

/** First and last step, half open, of the free stretch of an address round a step. */
function stretch(plan: Plan, step: number, address: number): readonly [number, number] {
  let [from, to] = [step, step + 1];
  while (from > 0 && ownerOf(plan, from - 1, address) < 0) from--;
  while (to < plan.steps && ownerOf(plan, to, address) < 0) to++;
  return [from, to];
}

/** One cell a byte and step. */
function everyByte(plan: Plan): HeatGrid {
  const rows = Math.max(1, peakOf(plan));
  return { plan, arena: 0, steps: [0, plan.steps], addresses: [0, rows], columns: plan.steps, rows };
}

/** Free bytes of a step, and the largest block, byte by byte. */
function freeAt(plan: Plan, step: number): { readonly free: number; readonly largest: number } {
  let [free, run, largest] = [0, 0, 0];
  for (let address = 0; address < peakOf(plan); address++) {
    if (ownerOf(plan, step, address) >= 0) run = 0;
    else {
      free++;
      largest = Math.max(largest, ++run);
    }
  }
  return { free, largest };
}

/** What one byte at one step is worth in each mode; NaN: nothing. */
const COUNTED: Readonly<Record<CellMode, (plan: Plan, step: number, address: number) => number>> = {
  occupancy: (plan, step, address) => (ownerOf(plan, step, address) < 0 ? 0 : 1),
  churn: (plan, step, address) => {
    const s = ownerOf(plan, step, address);
    if (s < 0) return 0;
    return (plan.storages.start[s] === step ? 1 : 0) + (plan.storages.end[s] === step + 1 ? 1 : 0);
  },
  reuse: (plan, _step, address) => {
    const { count, offset, padded } = plan.storages;
    let tenants = 0;
    for (let s = 0; s < count; s++) {
      const low = offset[s] ?? 0;
      if (address >= low && address < low + (padded[s] ?? 0)) tenants++;
    }
    return tenants === 0 ? Number.NaN : tenants;
  },
  idle: (plan, step, address) => {
    if (ownerOf(plan, step, address) >= 0) return Number.NaN;
    const [from, to] = stretch(plan, step, address);
    return to - from;
  },
  fragmentation: (plan, step, address) => {
    if (ownerOf(plan, step, address) >= 0) return Number.NaN;
    const { free, largest } = freeAt(plan, step);
    return 1 - largest / free;
  },
};

test.each(Object.keys(COUNTED) as CellMode[])(
  "%s counts what one counts byte by byte and step by step",
  (mode) => {
    fc.assert(
      fc.property(plans, (plan) => {
        const grid = everyByte(plan);
        const cells = HEAT_SCALES[mode].cells(grid);
        for (let row = 0; row < peakOf(plan); row++) {
          for (let step = 0; step < plan.steps; step++) {
            const counted = COUNTED[mode](plan, step, peakOf(plan) - 1 - row);
            const cell = cells[row * grid.columns + step] ?? 0;
            if (Number.isNaN(counted)) expect(cell).toBeNaN();
            else expect(cell).toBeCloseTo(counted, 5);
          }
        }
      }),
      RUNS,
    );
  },
);

test.each(["occupancy", "churn"] as const)(
  "%s of a coarse cell is the mean of its bytes and steps",
  (mode) => {
    fc.assert(
      fc.property(plans, (plan) => {
        fc.pre(peakOf(plan) > 0);
        const fine = everyByte(plan);
        const [one = 0] = HEAT_SCALES[mode].cells({ ...fine, columns: 1, rows: 1 });
        const all = HEAT_SCALES[mode].cells(fine);
        expect(one).toBeCloseTo(all.reduce((sum, n) => sum + n, 0) / all.length, 4);
      }),
      RUNS,
    );
  },
);

test.each(["reuse", "idle", "fragmentation"] as const)(
  "%s of a coarse cell is the most in it: none hides",
  (mode) => {
    fc.assert(
      fc.property(plans, (plan) => {
        const fine = everyByte(plan);
        const [one] = HEAT_SCALES[mode].cells({ ...fine, columns: 1, rows: 1 });
        const known = HEAT_SCALES[mode].cells(fine).filter((n) => !Number.isNaN(n));
        if (known.length === 0) expect(one).toBeNaN();
        // of a coarse cell the greatest fragmentation of its steps, hole or not
        else if (mode === "fragmentation") expect(one).toBeCloseTo(freeSpace(plan, 0).most, 5);
        else expect(one).toBe(Math.max(...known));
      }),
      RUNS,
    );
  },
);

test("holes and storages share out all bytes and steps below the peak, and each hole is found from within", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { count, start, end, low, high } = holesIn(plan, 0);
      const owned = new Uint8Array(plan.steps * peakOf(plan));
      for (let h = 0; h < count; h++) {
        const hole = { start: start[h] ?? 0, end: end[h] ?? 0, low: low[h] ?? 0, high: high[h] ?? 0 };
        expect(holeRound(plan, 0, hole.start, hole.low)).toEqual(hole);
        expect(holeRound(plan, 0, hole.end - 1, hole.high - 1)).toEqual(hole);
        for (let address = hole.low; address < hole.high; address++) {
          expect(stretch(plan, hole.start, address)).toEqual([hole.start, hole.end]);
          for (let step = hole.start; step < hole.end; step++)
            owned[step * peakOf(plan) + address] = (owned[step * peakOf(plan) + address] ?? 0) + 1;
        }
      }
      for (let step = 0; step < plan.steps; step++) {
        for (let address = 0; address < peakOf(plan); address++) {
          const free = ownerOf(plan, step, address) < 0;
          expect(owned[step * peakOf(plan) + address]).toBe(free ? 1 : 0);
          if (!free) expect(holeRound(plan, 0, step, address)).toBeUndefined();
        }
      }
    }),
    RUNS,
  );
});

test("free bytes and their largest block are what is left at every step", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const space = freeSpace(plan, 0);
      for (let step = 0; step < plan.steps; step++) {
        const row = rowOfStep(space, step);
        expect({ free: space.free[row], largest: space.largest[row] }).toEqual(freeAt(plan, step));
      }
    }),
    RUNS,
  );
});

test("each address row counts the storages that have covered it", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const rows = addressRows(plan, 0);
      for (let address = 0; address < peakOf(plan); address++) {
        const tenants = COUNTED.reuse(plan, 0, address);
        expect(rows.tenants[rowAt(rows, address)] ?? 0).toBe(Number.isNaN(tenants) ? 0 : tenants);
      }
      expect(rows.most).toBe(Math.max(0, ...rows.tenants));
    }),
    RUNS,
  );
});

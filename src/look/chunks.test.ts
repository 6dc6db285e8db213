import fc from "fast-check";
import { expect, test } from "vitest";
import { piecesIn } from "../core/needs.ts";
import { planDocument } from "../core/plan.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { randomLifetimes } from "../core/testing/random.ts";
import { NO_WATCH } from "../core/watch.ts";
import { CHUNK, chunksIn, chunksOf } from "./chunks.ts";

function planOf(seed: number, count: number) {
  const document = randomLifetimes(seed, { count, steps: 80, longest: 20, largest: 500 });
  const plan = planDocument(document, { ...DEFAULT_SETTINGS, place: "first-fit" }, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  return plan.value;
}

test("every piece that takes room is there once, by start, with its bytes × steps", () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.integer({ min: 1, max: 60 }), (seed, count) => {
      const plan = planOf(seed, count);
      const { data, count: found, owner, unit } = chunksOf(plan, 0);
      const pieces = piecesIn(plan);
      let area = 0;
      for (let i = 0; i < found; i++) {
        const [from = 0, to = 0, low = 0, high = 0] = data.subarray(4 * i, 4 * i + 4);
        expect(from).toBeGreaterThanOrEqual(data[4 * (i - 1)] ?? 0);
        expect(low * unit).toBeGreaterThanOrEqual(plan.storages.offset[owner[i] ?? 0] ?? 0);
        area += (to - from) * (high - low) * unit;
      }
      const whole = pieces.bytes.reduce(
        (sum, bytes, k) => sum + bytes * ((pieces.end[k] ?? 0) - (pieces.start[k] ?? 0)),
        0,
      );
      expect(area).toBe(whole);
    }),
  );
});

test("a window meets the chunks that hold its pieces, and no others", () => {
  const plan = planOf(3, 2 * CHUNK + 100);
  const chunks = chunksOf(plan, 0);
  const peak = plan.arenas[0]?.peak ?? 0;
  expect(chunksIn(chunks, [0, plan.steps], [0, peak])).toEqual([0, chunks.count]);
  expect(chunksIn(chunks, [plan.steps, plan.steps + 5], [0, peak])).toEqual([]);
  const [first = -1, size = 0] = chunksIn(chunks, [0, 1], [0, peak]);
  expect(first).toBe(0);
  expect(size).toBeLessThan(chunks.count);
});

test("addresses beyond 4 GiB go in larger units and stay whole", () => {
  const plan = planOf(1, 4);
  const offset = plan.storages.offset.map((o) => o + 2 ** 33);
  const far = { ...plan, storages: { ...plan.storages, offset } };
  const { unit, data, owner, count } = chunksOf(far, 0);
  expect(unit).toBe(4);
  for (let i = 0; i < count; i++) {
    expect((data[4 * i + 2] ?? 0) * unit).toBeLessThanOrEqual(offset[owner[i] ?? 0] ?? 0);
    expect((data[4 * i + 2] ?? 0) * unit).toBeGreaterThan((offset[owner[i] ?? 0] ?? 0) - unit);
  }
});

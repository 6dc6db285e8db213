import fc from "fast-check";
import { expect, test } from "vitest";
import { check } from "../check.ts";
import type { PlanDocument, PlanStorage } from "../document.ts";
import { Random, randomLifetimes } from "../testing/random.ts";
import { textPlan } from "../testing/text-plan.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

/** The blocks of the arena that a storage needs at a step, looked at byte by byte. */
function blocksAt(storage: PlanStorage, step: number, unit: number): Set<number> {
  const needed = new Set<number>();
  if (step < storage.start || step >= storage.end) return needed;
  const gap = storage.gaps?.find((g) => g.start <= step && step < g.end);
  for (let byte = 0; byte < storage.bytes; byte++) {
    const [low, high] = gap === undefined ? [0, storage.bytes] : (gap.window ?? [0, 0]);
    if (byte >= low && byte < high) needed.add(Math.floor((storage.offset + byte) / unit));
  }
  return needed;
}

/** Storages with gaps at random addresses in one arena. */
function scattered(seed: number, unit: number): PlanDocument {
  const random = new Random(seed);
  const { buffers } = randomLifetimes(seed, { count: 8, steps: 9, longest: 9, largest: 24, gapped: 0.7 });
  const lines = buffers.map(({ id, start, end, bytes, gaps = [] }) => {
    const offset = bytes === 0 ? 0 : random.integer(0, 6) * unit;
    const said = gaps.map(
      (g) => `${g.start}-${g.end}${g.window === undefined ? "" : `@${g.window.join(":")}`}`,
    );
    const words = said.length === 0 ? "" : ` gaps=${said.join(",")}`;
    return `${id} [${start},${end}) ${bytes} @${offset} buffer=${id}${words}`;
  });
  return textPlan([`arena ram ${unit}`, ...lines].join("\n"));
}

test("overlaps and live bytes of storages with gaps are those of every byte at every step", {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), fc.constantFrom(1, 4, 6), (seed, unit) => {
      const plan = scattered(seed, unit);
      const { storages } = plan;
      const steps = Array.from({ length: Math.max(...storages.map((s) => s.end)) }, (_, step) => step);
      const meet = (a: PlanStorage, b: PlanStorage) =>
        steps.some((step) => {
          const others = blocksAt(b, step, unit);
          return [...blocksAt(a, step, unit)].some((block) => others.has(block));
        });
      const pairs = storages.flatMap((a, i) =>
        storages
          .slice(i + 1)
          .filter((b) => meet(a, b))
          .map((b) => `${a.id} ${b.id}`),
      );
      const violations = check(plan);
      const found = violations
        .filter((v) => v.code === "overlap")
        .map((v) =>
          v.at
            .map((at) => at.slice(8))
            .sort()
            .join(" "),
        );
      expect(found.sort()).toEqual(pairs.sort());
      const live = steps.map((step) =>
        storages.reduce((sum, s) => sum + unit * blocksAt(s, step, unit).size, 0),
      );
      expect(plan.stats.lowerBoundBytes).toBe(Math.max(...live));
      expect(plan.stats.peakStep).toBe(live.indexOf(Math.max(...live)));
      expect(violations.filter((v) => v.code === "number")).toEqual([]);
    }),
    { numRuns: numRuns * 2 },
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eitherFollows, heaviestClash, leastPartition } from "../testing/executions.ts";
import { randomOrder } from "../testing/posets.ts";
import { Random } from "../testing/random.ts";
import { heaviestAntichain } from "./antichain.ts";
import { bitRows, hasBit, setBit } from "./bit-rows.ts";
import { firstFitFalling } from "./first-fit-falling.ts";
import { linkFitting } from "./fitting-links.ts";
import { growLeast } from "./growth.ts";
import { leastSlots } from "./least-slots.ts";
import { antichainOf, chainsOf, mostLinks } from "./matching.ts";
import { type SlotProblem, slotTotals } from "./slot-problem.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

/** Sizes as a problem over a random order; `most` 1 makes all alike. */
function randomProblem(seed: number, count: number, most: number, fits = false): SlotProblem {
  const random = new Random(seed);
  const bytes = Float64Array.from({ length: count }, () => random.integer(1, most));
  return { follows: randomOrder(random, count), padded: bytes, bytes, fits, mixed: false };
}

/** What a set costs as one slot; Infinity when it may not be one. */
function slotCost({ follows, padded, bytes, fits }: SlotProblem) {
  return (set: readonly number[]): number => {
    const first = set.find((a) => set.every((b) => a === b || hasBit(follows, a, b))) ?? -1;
    if (fits && set.some((v) => (bytes[v] ?? 0) > (bytes[first] ?? 0))) return Number.POSITIVE_INFINITY;
    return Math.max(...set.map((v) => padded[v] ?? 0));
  };
}

function expectSound(problem: SlotProblem, slotOf: Int32Array): void {
  const cost = slotCost(problem);
  const share = eitherFollows(problem.follows);
  const slots: number[][] = [];
  slotOf.forEach((slot, v) => {
    slots[slot] = [...(slots[slot] ?? []), v];
  });
  for (const set of slots) {
    expect(cost(set)).toBeLessThan(Number.POSITIVE_INFINITY);
    for (const a of set) for (const b of set) if (a !== b) expect(share(a, b)).toBe(true);
  }
}

describe("the fewest chains", () => {
  test("are those of every partition, and an antichain has one of each", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 8 }), (seed, count) => {
        const { follows } = randomProblem(seed, count, 1);
        const matching = mostLinks(follows);
        const chains = chainsOf(matching);
        expect(chains.count).toBe(leastPartition(count, eitherFollows(follows), () => 1));
        expect(antichainOf(follows, matching)).toHaveLength(chains.count);
      }),
      { numRuns: numRuns * 5 },
    );
  });

  test("have their antichain among hundreds too", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 30, max: 200 }), (seed, count) => {
        const { follows } = randomProblem(seed, count, 1);
        const matching = mostLinks(follows);
        expect(antichainOf(follows, matching)).toHaveLength(count - matching.links);
      }),
      { numRuns: Math.ceil(numRuns / 4) },
    );
  });

  test("need exchanges where the first free successor is the wrong one", () => {
    // 0 before 2 and 3, 1 before 2 only
    const follows = bitRows(4, 4);
    for (const [a, b] of [
      [0, 2],
      [0, 3],
      [1, 2],
    ] as const) {
      setBit(follows, a, b);
    }
    expect(Array.from(mostLinks(follows).next)).toEqual([3, 2, -1, -1]);
  });
});

describe("the heaviest set of which no two may share", () => {
  test("is the heaviest of all, whatever the weights", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 0, max: 10 }),
        fc.constantFrom(0, 1, 9, 1e12),
        (seed, count, most) => {
          const random = new Random(seed);
          const follows = randomOrder(random, count);
          const weight = Float64Array.from({ length: count }, () => random.integer(0, most));
          const found = heaviestAntichain(follows, weight);
          expect(found?.weight).toBe(heaviestClash(Array.from(weight), eitherFollows(follows)));
          expect(found?.members.every((v) => (weight[v] ?? 0) > 0)).toBe(true);
        },
      ),
      { numRuns: numRuns * 5 },
    );
  });

  test("is of as many as there are chains where all weigh the same, among hundreds too", {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 30, max: 200 }), (seed, count) => {
        const { follows } = randomProblem(seed, count, 1);
        const found = heaviestAntichain(follows, new Float64Array(count).fill(7));
        expect(found?.weight).toBe(7 * (count - mostLinks(follows).links));
      }),
      { numRuns: Math.ceil(numRuns / 4) },
    );
  });

  test("is given up when it takes too much work", () => {
    const { follows, bytes } = randomProblem(3, 60, 50);
    expect(heaviestAntichain(follows, bytes, 3)).toBeUndefined();
  });
});

describe("the least slots", () => {
  test("are sound in every way, and never below what is possible", { timeout: 60_000 }, () => {
    const reached = { best: 0, all: 0 };
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 8 }), fc.boolean(), (seed, count, fits) => {
        const problem = randomProblem(seed, count, 16, fits);
        const least = leastPartition(count, eitherFollows(problem.follows), slotCost(problem));
        const ways = fits
          ? [linkFitting(problem)]
          : [growLeast(problem), chainsOf(mostLinks(problem.follows)).of];
        const best = leastSlots(problem);
        for (const slotOf of [...ways, firstFitFalling(problem), best]) {
          expectSound(problem, slotOf);
          expect(slotTotals(problem.padded, slotOf).bytes).toBeGreaterThanOrEqual(least);
        }
        reached.all++;
        if (slotTotals(problem.padded, best).bytes === least) reached.best++;
        expect(slotTotals(problem.padded, best).bytes).toBeLessThanOrEqual(1.5 * least);
      }),
      { numRuns: numRuns * 5, seed: 1 },
    );
    expect(reached.best / reached.all).toBeGreaterThan(0.99);
  });

  test("are the fewest where all are of one size", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 40 }), fc.boolean(), (seed, count, fits) => {
        const problem = randomProblem(seed, count, 1, fits);
        expect(slotTotals(problem.padded, leastSlots(problem)).count).toBe(
          count - mostLinks(problem.follows).links,
        );
      }),
      { numRuns },
    );
  });

  test("are those that were given when nothing is better", () => {
    const problem = randomProblem(5, 12, 9);
    const best = leastSlots(problem);
    expect(leastSlots(problem, best)).toBe(best);
  });
});

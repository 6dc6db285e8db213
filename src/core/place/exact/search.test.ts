import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Random } from "../../random.ts";
import { blocksOf, overlaps, packingOf, peakOf } from "../../testing/brute-force.ts";
import { NO_WATCH, type Watch } from "../../watch.ts";
import { type Answer, prepare, type Question, solve } from "./engine.ts";

const numRuns = Math.ceil(Number(process.env.FC_RUNS ?? 200) / 4);

type Row = readonly [number, number, number];

/** A rectangle of steps and bytes cut into `pieces` along lines right through: it fits into its own height exactly. */
function cutRectangle(seed: number, pieces: number, steps: number, bytes: number, unit: number): Row[] {
  const random = new Random(seed);
  const rows: Row[] = [[0, steps, bytes]];
  for (let tries = 0; rows.length < pieces && tries < 100 * pieces; tries++) {
    const at = random.below(rows.length);
    const [start, end, size] = rows[at] ?? [0, 1, 1];
    if (random.below(2) === 0 && end - start > 1) {
      const cut = start + 1 + random.below(end - start - 1);
      rows.splice(at, 1, [start, cut, size], [cut, end, size]);
    } else if (size > unit) {
      const below = unit * (1 + random.below(size / unit - 1));
      rows.splice(at, 1, [start, end, below], [start, end, size - below]);
    }
  }
  // in an order that says nothing of how it was cut
  return rows
    .map((row) => [random.below(2 ** 30), row] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, row]) => row);
}

function ask(rows: readonly Row[], question: Partial<Question>, watch: Watch = NO_WATCH): Answer {
  const packing = packingOf(rows);
  const answer = solve(prepare(packing), { capacity: 100, steps: 1e6, seed: 1, ...question }, watch);
  if (answer.offset !== null) {
    const blocks = blocksOf(packing, answer.offset);
    expect(overlaps(blocks)).toEqual([]);
    expect(peakOf(blocks)).toBeLessThanOrEqual(question.capacity ?? 100);
  }
  return answer;
}

describe("cut rectangles", () => {
  test.each([
    [20, 12, 16],
    [60, 40, 64],
    [120, 90, 256],
  ])("%i pieces are put together again, and do not fit a unit lower", (pieces, steps, units) => {
    const unit = 1024;
    for (let seed = 1; seed <= 5; seed++) {
      const rows = cutRectangle(seed, pieces, steps, units * unit, unit);
      expect(ask(rows, { capacity: units * unit }).verdict).toBe("found");
      expect(ask(rows, { capacity: units * unit - 1 }).verdict).toBe("none");
    }
  });

  test("sizes beyond 32 bits are as good as small ones", () => {
    const rows = cutRectangle(3, 30, 20, 2 ** 45 + 37, 1);
    expect(ask(rows, { capacity: 2 ** 45 + 37 }).verdict).toBe("found");
    expect(ask(rows, { capacity: 2 ** 45 + 36 }).verdict).toBe("none");
  });
});

describe("questions", () => {
  const rows = fc.array(
    fc
      .tuple(fc.nat(20), fc.integer({ min: 1, max: 10 }), fc.nat(40))
      .map(([start, steps, bytes]) => [start, start + steps, bytes] as const),
    { maxLength: 30 },
  );

  test("asked again, the same is answered, whatever was asked between", () => {
    fc.assert(
      fc.property(rows, fc.nat(1000), fc.nat(300), (all, seed, steps) => {
        const packing = packingOf(all);
        const prepared = prepare(packing);
        const question = { capacity: packing.lowerBound, steps, seed };
        const first = solve(prepared, question, NO_WATCH);
        solve(prepared, { ...question, capacity: question.capacity + 5, seed: seed + 1 }, NO_WATCH);
        expect(solve(prepared, question, NO_WATCH)).toEqual(first);
        expect(solve(prepare(packing), question, NO_WATCH)).toEqual(first);
      }),
      { numRuns },
    );
  });

  test("never takes more steps than it is given, nor answers by guessing", () => {
    fc.assert(
      fc.property(rows, fc.nat(50), (all, steps) => {
        const { lowerBound } = packingOf(all);
        const short = ask(all, { capacity: lowerBound, steps });
        expect(short.steps).toBeLessThanOrEqual(steps + 1);
        const long = ask(all, { capacity: lowerBound, steps: 50_000 });
        if (short.verdict !== "limit" && long.verdict !== "limit") expect(short.verdict).toBe(long.verdict);
      }),
      { numRuns },
    );
  });

  test("ends soon after it is asked to stop", () => {
    // too much to fit, and too many ways to try
    const hard = cutRectangle(1, 200, 60, 2 ** 20, 1).map(
      ([a, b, bytes]) => [a, b, bytes + (bytes % 3)] as const,
    );
    const { lowerBound } = packingOf(hard);
    let asked = 0;
    const watch: Watch = Object.assign(() => {}, { stop: () => ++asked > 3 });
    const { verdict, steps } = ask(hard, { capacity: lowerBound, steps: 1e9 }, watch);
    expect(verdict).toBe("limit");
    expect(steps).toBeLessThanOrEqual(4 * 2 * hard.length + 256);
  });

  test("says where it is", () => {
    const hard = cutRectangle(1, 200, 60, 2 ** 20, 1).map(
      ([a, b, bytes]) => [a, b, bytes + (bytes % 3)] as const,
    );
    const heard: number[] = [];
    ask(hard, { capacity: packingOf(hard).lowerBound, steps: 5000 }, ({ done }) => heard.push(done));
    expect(heard.length).toBeGreaterThan(2);
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
  });
});

describe("many storages", { timeout: 60_000 }, () => {
  test("3,000 in a chain of parts are no deeper than the stack", () => {
    const rows = Array.from({ length: 3000 }, (_, i) => [i, i + 4, 1 + ((i * 7) % 5)] as const);
    const { lowerBound } = packingOf(rows);
    expect(ask(rows, { capacity: 2 * lowerBound, steps: 1e5 }).verdict).toBe("found");
  });

  test("3,000 that all live together are a stack of their own", () => {
    const rows = Array.from({ length: 3000 }, (_, i) => [0, 1, 1 + (i % 7)] as const);
    const { lowerBound } = packingOf(rows);
    expect(ask(rows, { capacity: lowerBound, steps: 1e5 }).verdict).toBe("found");
    expect(ask(rows, { capacity: lowerBound - 1, steps: 1e5 }).verdict).toBe("none");
  });
});

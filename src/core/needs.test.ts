import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Gap, LifetimesDocument } from "./document.ts";
import { freeCurve } from "./explain/free.ts";
import { conflictsOf, holesAt, liveAt, peakContributors } from "./explain.ts";
import { faultOfGaps, gapColumns, gapsOf, inBlocks, piecesIn } from "./needs.ts";
import { planDocument } from "./plan.ts";
import type { Plan } from "./plan.types.ts";
import { fromPlanDocument, toPlanDocument } from "./plan-document.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import { Random, randomLifetimes } from "./testing/random.ts";
import { NO_WATCH } from "./watch.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

const GREEDY = { ...DEFAULT_SETTINGS, place: "greedy-by-size" };

describe("gaps that cannot be", () => {
  const life = { start: 2, end: 9, bytes: 64 };
  test.each<[Gap[], string]>([
    [[{ start: 4, end: 4 }], "has a gap from step 4 to step 4, which is empty"],
    [[{ start: 1, end: 4 }], "has a gap from step 1 to step 4, outside its lifetime from 2 to 9"],
    [[{ start: 4, end: 10 }], "has a gap from step 4 to step 10, outside its lifetime from 2 to 9"],
    [[{ start: 4.5, end: 5 }], "has a gap from step 4.5 to step 5, which are not whole numbers"],
    [
      [{ start: 4, end: 5, window: [8, 65] }],
      "has a gap with the window from byte 8 to byte 65 of its 64 bytes",
    ],
    [
      [{ start: 4, end: 5, window: [9, 8] }],
      "has a gap with the window from byte 9 to byte 8 of its 64 bytes",
    ],
    [
      [
        { start: 5, end: 7 },
        { start: 3, end: 6 },
      ],
      "has two gaps at step 5",
    ],
  ])("%j: %s", (gaps, fault) => {
    expect(faultOfGaps(life, gaps)).toBe(fault);
    const buffers = [{ id: "b", ...life, gaps }];
    const document: LifetimesDocument = {
      format: "memplan",
      version: 1,
      kind: "lifetimes",
      name: "",
      buffers,
    };
    expect(planDocument(document, DEFAULT_SETTINGS, NO_WATCH)).toMatchObject({
      ok: false,
      problem: { code: "bad-lifetime", message: `Buffer "b" ${fault}.`, at: ["storage:b"] },
    });
  });

  test("are not those that touch", () => {
    const gaps = [
      { start: 4, end: 6, window: [0, 0] as const },
      { start: 2, end: 4, window: [0, 64] as const },
    ];
    expect(faultOfGaps(life, gaps)).toBeUndefined();
    const columns = gapColumns([undefined, gaps]);
    expect(columns && gapsOf(columns, 1)).toEqual([
      { start: 2, end: 4, window: [0, 64] },
      { start: 4, end: 6 },
    ]);
  });
});

test("windows are widened to whole blocks, dead times stay dead", () => {
  const columns = gapColumns([
    [
      { start: 0, end: 1, window: [17, 33] },
      { start: 1, end: 2, window: [5, 5] },
      { start: 2, end: 3, window: [16, 32] },
    ],
  ]);
  const blocks = columns && inBlocks(columns, () => 16);
  expect(blocks && [Array.from(blocks.low), Array.from(blocks.high)]).toEqual([
    [16, 0, 16],
    [48, 0, 32],
  ]);
});

test("neighbours that need the same bytes are one piece", () => {
  const gaps: Gap[] = [
    { start: 2, end: 4, window: [0, 8] },
    { start: 4, end: 5, window: [2, 6] },
    { start: 5, end: 6, window: [2, 6] },
  ];
  const plan = scatteredPlan({ id: "a", start: 0, end: 6, bytes: 8, gaps });
  const { start, end, low, high } = piecesIn(plan);
  expect([start, end, low, high].map((column) => Array.from(column))).toEqual([
    [0, 4],
    [4, 6],
    [0, 2],
    [8, 6],
  ]);
});

function scatteredPlan(...buffers: LifetimesDocument["buffers"]): Plan {
  const document: LifetimesDocument = { format: "memplan", version: 1, kind: "lifetimes", name: "", buffers };
  const planned = planDocument(document, GREEDY, NO_WATCH);
  if (!planned.ok) throw new Error(planned.problem.message);
  return planned.value;
}

/** A plan of random lifetimes with gaps, each at a random address; some overlap. */
function randomPlan(seed: number, alignment: number): Plan {
  const random = new Random(seed);
  const { buffers } = randomLifetimes(seed, { count: 8, steps: 9, longest: 9, largest: 24, gapped: 0.6 });
  const fixed = buffers.map((b) => ({ ...b, offset: random.integer(0, 8) * alignment }));
  const document: LifetimesDocument = {
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "",
    buffers: fixed,
  };
  const planned = planDocument(document, { ...GREEDY, alignment }, NO_WATCH);
  if (!planned.ok) throw new Error(planned.problem.message);
  return planned.value;
}

/** Bytes of the arena that a storage needs at a step, one by one. */
function bytesAt({ storages }: Plan, i: number, step: number, alignment: number): Set<number> {
  const needed = new Set<number>();
  if (step < (storages.start[i] ?? 0) || step >= (storages.end[i] ?? 0)) return needed;
  const gap =
    storages.gaps === null
      ? undefined
      : gapsOf(storages.gaps, i).find((g) => g.start <= step && step < g.end);
  const [low, high] = gap === undefined ? [0, storages.bytes[i] ?? 0] : (gap.window ?? [0, 0]);
  const base = storages.offset[i] ?? 0;
  for (let byte = low; byte < high; byte++) {
    const block = byte - (byte % alignment);
    for (let k = 0; k < alignment; k++) needed.add(base + block + k);
  }
  return needed;
}

test("curves, bounds, the living, holes and conflicts of plans with gaps are those of every byte at every step", {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), fc.constantFrom(1, 4), (seed, alignment) => {
      const plan = randomPlan(seed, alignment);
      const every = Array.from({ length: plan.storages.count }, (_, i) => i);
      const steps = Array.from({ length: plan.steps }, (_, step) => step);
      const needed = steps.map((step) => every.map((i) => bytesAt(plan, i, step, alignment)));
      const live = needed.map((sets) => sets.reduce((sum, set) => sum + set.size, 0));
      const [arena] = plan.arenas;
      expect(arena?.lowerBound).toBe(Math.max(...live));
      const free = freeCurve(plan, 0);
      for (const step of steps) {
        const taken = new Set(needed[step]?.flatMap((set) => [...set]));
        const alive = liveAt(plan, step).filter((i) => (plan.storages.bytes[i] ?? 0) > 0);
        expect(alive.toSorted((a, b) => a - b)).toEqual(
          every.filter((i) => (needed[step]?.[i]?.size ?? 0) > 0),
        );
        const inHoles = holesAt(plan, step).flatMap(({ offset, bytes }) =>
          Array.from({ length: bytes }, (_, k) => offset + k),
        );
        const addresses = Array.from({ length: arena?.peak ?? 0 }, (_, address) => address);
        expect(inHoles).toEqual(addresses.filter((address) => !taken.has(address)));
        const row = free.step.findLastIndex((from) => from <= step);
        expect(free.free[row]).toBe(inHoles.length);
      }
      for (const { storage, bytes, saves } of peakContributors(plan)) {
        expect(bytes).toBe(needed[plan.stats.peakStep]?.[storage]?.size);
        const without = needed.map((sets, step) => (live[step] ?? 0) - (sets[storage]?.size ?? 0));
        expect(saves).toBe(Math.max(...live) - Math.max(...without));
      }
      const a = every.find((i) => (plan.storages.bytes[i] ?? 0) > 0) ?? 0;
      const meeting = every.filter((b) => b !== a && needed.some((sets) => sets[a]?.size && sets[b]?.size));
      if ((plan.storages.bytes[a] ?? 0) > 0)
        expect(conflictsOf(plan, a).toSorted((x, y) => x - y)).toEqual(meeting);
    }),
    { numRuns },
  );
});

test("a plan with gaps read back and written again is the same to the byte", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), (seed) => {
      const written = toPlanDocument(randomPlan(seed, 4), { name: "", kind: "lifetimes", sha256: "" });
      const read = fromPlanDocument(written);
      if (!read.ok) throw new Error(read.problem.message);
      expect(JSON.stringify(toPlanDocument(read.value, written.source))).toBe(JSON.stringify(written));
      expect(read.value.live).toEqual(randomPlan(seed, 4).live);
    }),
    { numRuns },
  );
});

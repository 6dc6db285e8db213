import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { highest, liveAtStep, liveCurve } from "./bound.ts";
import {
  conflictsOf,
  holesAt,
  liveAt,
  peakContributors,
  peakStepOf,
  reuseChain,
  tenantsOf,
} from "./explain.ts";
import { DIAMOND } from "./testing/graphs.ts";
import { randomGraph } from "./testing/random.ts";
import { planOf } from "./testing/show-plan.ts";
import { textGraph } from "./testing/text-graph.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

/** DIAMOND is placed as x @20, a @0, b @90, c @50, d @0. */
const plan = planOf(DIAMOND);
const names = (indices: readonly number[]) => indices.map((i) => plan.storages.id[i]).join(" ");

describe("of the diamond", () => {
  test("the peak is made of what is alive at its step, the largest first", () => {
    expect(plan.stats.peakStep).toBe(3);
    expect(peakContributors(plan).map(({ storage, bytes }) => [plan.storages.id[storage], bytes])).toEqual([
      ["d", 50],
      ["c", 40],
      ["b", 30],
    ]);
  });

  test("what is alive is told by address, and what is free lies between", () => {
    expect(names(liveAt(plan, 0))).toBe("a x");
    expect(holesAt(plan, 0)).toEqual([{ arena: 0, offset: 30, bytes: 90 }]);
    expect(names(liveAt(plan, 2))).toBe("a c b");
    expect(holesAt(plan, 2)).toEqual([{ arena: 0, offset: 20, bytes: 30 }]);
    expect(holesAt(plan, 3)).toEqual([]);
  });

  test("the tenants of d's bytes are told in turn, with the time in which nobody needs them", () => {
    const d = plan.storages.id.indexOf("d");
    expect(reuseChain(plan, d)).toEqual([
      { storage: 1, sharedBytes: 20, idle: { start: 0, end: 0 } },
      { storage: 0, sharedBytes: 10, idle: { start: 0, end: 0 } },
      { storage: 4, sharedBytes: 50, idle: { start: 3, end: 3 } },
    ]);
    expect(names(tenantsOf(plan, 0, 0, 20))).toBe("a d");
    expect(names(tenantsOf(plan, 0, 20, 21))).toBe("x d");
  });

  test("conflicts are those alive with it", () => {
    expect(names(conflictsOf(plan, 0))).toBe("a");
    expect(names(conflictsOf(plan, 1))).toBe("x b c");
  });
});

test("an idle time in a chain of tenants is seen", () => {
  const document = textGraph("a:8 = make()\nb:8 = make()\nc:8 = make()\nd:8 = make()");
  const shared = planOf(document);
  expect(reuseChain(shared, 0).map((t) => t.idle)).toEqual([0, 1, 2, 3].map((s) => ({ start: s, end: s })));
  const gapped = planOf({
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "gapped",
    buffers: [
      { id: "a", start: 0, end: 2, bytes: 8 },
      { id: "b", start: 5, end: 6, bytes: 8 },
    ],
  });
  expect(reuseChain(gapped, 1)[1]?.idle).toEqual({ start: 2, end: 5 });
});

test("holes and the living fill each arena up to its peak at every step", () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const random = planOf(randomGraph(seed, 20));
      for (let step = 0; step < random.steps; step++) {
        const free = holesAt(random, step).reduce((sum, hole) => sum + hole.bytes, 0);
        const taken = liveAt(random, step).reduce((sum, i) => sum + (random.storages.padded[i] ?? 0), 0);
        expect(free + taken).toBe(random.stats.peakBytes);
      }
      random.arenas.forEach((arena, a) => {
        const most = peakContributors(random, a).reduce((sum, c) => sum + c.bytes, 0);
        expect(most).toBe(arena.lowerBound);
        expect(liveAtStep(random.live[a] ?? liveCurve(NOBODY, 0), peakStepOf(random, a))).toBe(
          arena.lowerBound,
        );
      });
    }),
    { numRuns },
  );
});

const NOBODY = { start: new Int32Array(0), end: new Int32Array(0), bytes: new Float64Array(0) };

describe("a live curve", () => {
  test("has a row a change, merges equal heights and ends at 0", () => {
    const lives = {
      start: Int32Array.of(2, 4, 3),
      end: Int32Array.of(4, 6, 9),
      bytes: Float64Array.of(5, 5, 1),
    };
    const curve = liveCurve(lives, 12);
    expect(Array.from(curve.step)).toEqual([0, 2, 3, 6, 9, 12]);
    expect(Array.from(curve.bytes)).toEqual([0, 5, 6, 1, 0, 0]);
    expect(highest(curve)).toEqual({ bytes: 6, step: 3 });
    expect([0, 2, 5, 6, 100].map((step) => liveAtStep(curve, step))).toEqual([0, 5, 6, 1, 0]);
  });

  test("of nobody is flat", () => {
    expect(highest(liveCurve(NOBODY, 5))).toEqual({ bytes: 0, step: 0 });
    expect(Array.from(liveCurve(NOBODY, 0).step)).toEqual([0]);
  });
});

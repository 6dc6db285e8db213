import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endColumn, stepAtColumn } from "./compare/axis.ts";
import { KINDS, type Kind } from "./compare/comparison.types.ts";
import { kindsIn, toComparisonDocument } from "./compare/document.ts";
import { deltaText, headline, kindsText, markdownOf, otherSettings } from "./compare/headline.ts";
import { comparePlans } from "./compare.ts";
import type { GraphDocument } from "./document.ts";
import { planDocument } from "./plan.ts";
import type { Plan } from "./plan.types.ts";
import { fromPlanDocument } from "./plan-document.ts";
import { DEFAULT_SETTINGS, type Settings } from "./settings.ts";
import { randomGraph } from "./testing/random.ts";
import { textGraph } from "./testing/text-graph.ts";
import { textPlan } from "./testing/text-plan.ts";
import { NO_WATCH } from "./watch.ts";

function planOf(document: GraphDocument, change: Partial<Settings> = {}): Plan {
  const made = planDocument(document, { ...DEFAULT_SETTINGS, budget: 2000, ...change }, NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

function read(text: string): Plan {
  const made = fromPlanDocument(textPlan(text));
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

/** What became of each storage, by id. */
function told(a: Plan, b: Plan): Record<string, readonly Kind[]> {
  const { bitsA, bitsB, inB } = comparePlans(a, b);
  const found: Record<string, readonly Kind[]> = {};
  b.storages.id.forEach((id, s) => {
    found[id] = kindsIn(bitsB[s] ?? 0);
  });
  a.storages.id.forEach((id, s) => {
    if ((inB[s] ?? -1) < 0) found[id] = kindsIn(bitsA[s] ?? 0);
  });
  return found;
}

describe("what became of a storage", () => {
  const before = read(`order n0 n1 n2
    arena ram 16
    arena far 16
    x [0,2) 64 @0
    y [1,3) 64 @64
    z [2,3) 32 @0
    w [0,1) 16 @128`);

  test("nothing, when the plans are the same", () => {
    expect(new Set(Object.values(told(before, before)).flat())).toEqual(new Set(["same"]));
  });

  test("its address, size, arena, life and buffer are each told", () => {
    const after = read(`order n0 n1 n2
      arena ram 16
      arena far 16
      x [0,2) 64 @64
      y [1,3) 48 @0
      z [1,3) 96 @64
      v [0,1) 16 @0 arena=far`);
    const found = told(before, after);
    expect(found.x).toContain("moved");
    expect(found.y?.[0]).toBe("shrank");
    expect(found.z).toEqual(expect.arrayContaining(["grew", "moved", "time"]));
    expect(found.w).toEqual(["went"]);
    expect(found.v).toEqual(["came"]);
  });

  test("another arena is told as that, not as another address", () => {
    const after = read(`order n0 n1 n2
      arena ram 16
      arena far 16
      x [0,2) 64 @0
      y [1,3) 64 @64
      z [2,3) 32 @0
      w [0,1) 16 @0 arena=far`);
    expect(told(before, after).w?.[0]).toBe("arena");
    expect(told(before, after).w).not.toContain("moved");
  });

  test("who shares with others than before changed its buffer", () => {
    const after = read(`order n0 n1 n2
      arena ram 16
      arena far 16
      x [0,2) 64 @0
      y [1,3) 64 @64
      z [2,3) 32 @128
      w [0,1) 16 @128`);
    expect(told(before, after)).toMatchObject({ x: ["same"], z: ["moved", "buffer"], w: ["same"] });
  });
});

test("a storage that lost its name is found again by the tensors in it, and scratch by its node", () => {
  const a = read(`order n0 n1
    x [0,2) 64 @0 : x [0,1) 64, y [1,2) 64
    old [0,1) 32 @64 scratch=n0`);
  const b = read(`order n0 n1
    y [1,2) 64 @0
    new [0,1) 32 @64 scratch=n0`);
  const { inB } = comparePlans(a, b);
  expect([...inB]).toEqual([0, 1]);
  expect(told(a, b).new).toEqual(["same"]);
});

describe("the common axis", () => {
  test("plans of the same nodes have plain steps, in whatever order they run", () => {
    const a = read("order n0 n1 n2\n x [0,3) 64 @0");
    const b = read("order n0 n2 n1\n x [0,3) 64 @0");
    const { axis, order } = comparePlans(a, b);
    expect(axis.plain).toBe(true);
    expect([...axis.b]).toEqual([0, 1, 2]);
    expect(order).toMatchObject({ common: 3 });
    expect(order.moved).toHaveLength(1);
  });

  test("nodes that came or went have columns of their own", () => {
    const a = read("order p q r s\n x [0,4) 64 @0\n y [1,3) 64 @64");
    const b = read("order p new r s\n x [0,4) 64 @0\n y [1,3) 64 @64");
    const { axis, order } = comparePlans(a, b);
    expect(axis.plain).toBe(false);
    expect(axis.steps).toBe(5);
    expect([axis.a[0], axis.a[2], axis.a[3]]).toEqual([axis.b[0], axis.b[2], axis.b[3]]);
    expect(axis.a[1]).not.toBe(axis.b[1]);
    expect(order.came.length + order.went.length).toBe(2);
    // alive over the same nodes of both: not moved in time
    expect(told(a, b).x).toEqual(["same"]);
  });

  test("columns and steps lead to one another", () => {
    const map = Int32Array.of(0, 2, 3, 7);
    expect([...map].map((column) => stepAtColumn(map, column))).toEqual([0, 1, 2, 3]);
    expect([stepAtColumn(map, 1), stepAtColumn(map, 6), stepAtColumn(map, 99)]).toEqual([0, 2, 3]);
    expect([endColumn(map, 0), endColumn(map, 2), endColumn(map, 4)]).toEqual([0, 3, 8]);
  });
});

const graphs = fc.nat(100_000).map((seed) => randomGraph(seed));

/** Two graphs whose nodes and tensors have some names in common, or one planned in two ways. */
const pairs = fc
  .tuple(graphs, graphs, fc.boolean(), fc.constantFrom("none", "best", "first-fit"))
  .map(([one, other, same, place]): readonly [Plan, Plan] => [
    planOf(one),
    planOf(same ? one : other, { place, inplace: same }),
  ]);

function sum(list: Float64Array): number {
  return list.reduce((total, n) => total + n, 0);
}

describe("any two plans", () => {
  test("a plan beside itself is all the same", () => {
    fc.assert(
      fc.property(graphs, (document) => {
        const plan = planOf(document);
        const { totals, axis, inB } = comparePlans(plan, plan);
        expect(totals.filter(({ storages }) => storages > 0).every(({ kind }) => kind === "same")).toBe(true);
        expect([...inB]).toEqual(Array.from(inB, (_, s) => s));
        expect(axis).toMatchObject({ plain: true, steps: plan.steps });
      }),
      { numRuns: 60 },
    );
  });

  test("compare the same from both sides", () => {
    const mirror = new Map<Kind, Kind>([
      ["came", "went"],
      ["went", "came"],
      ["grew", "shrank"],
      ["shrank", "grew"],
    ]);
    const turned = (bits: number) =>
      kindsIn(bits)
        .map((kind) => mirror.get(kind) ?? kind)
        .toSorted();
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const there = comparePlans(a, b);
        const back = comparePlans(b, a);
        expect([...back.inB]).toEqual([...there.inA]);
        expect(Array.from(back.bitsB, (bits) => kindsIn(bits).toSorted())).toEqual(
          Array.from(there.bitsA, turned),
        );
        expect([...back.axis.a]).toEqual([...there.axis.b]);
        expect([...back.axis.b]).toEqual([...there.axis.a]);
        expect(back.order.moved).toHaveLength(there.order.moved.length);
        for (const { kind, storages, aBytes, bBytes } of there.totals) {
          const other = back.totals.find((t) => t.kind === (mirror.get(kind) ?? kind));
          expect(other).toMatchObject({ storages, aBytes: bBytes, bBytes: aBytes });
        }
      }),
      { numRuns: 150 },
    );
  });

  test("have totals that add up, and every storage is of one kind", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const { totals, inB, inA, kindA, kindB } = comparePlans(a, b);
        const add = (of: "storages" | "aBytes" | "bBytes") => totals.reduce((n, t) => n + t[of], 0);
        expect(add("aBytes")).toBe(sum(a.storages.bytes));
        expect(add("bBytes")).toBe(sum(b.storages.bytes));
        const pairsFound = inB.filter((t) => t >= 0).length;
        expect(add("storages")).toBe(a.storages.count + b.storages.count - pairsFound);
        inB.forEach((t, s) => {
          if (t >= 0) expect([inA[t], kindB[t]]).toEqual([s, kindA[s]]);
          else expect(KINDS[kindA[s] ?? 0]).toBe("went");
        });
      }),
      { numRuns: 100 },
    );
  });

  test("stand on an axis that goes forward and has no column for nobody", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const { axis, order } = comparePlans(a, b);
        const used = new Set<number>();
        for (const map of [axis.a, axis.b]) {
          map.forEach((column, step) => {
            if (step > 0) expect(column).toBeGreaterThan(map[step - 1] ?? -1);
            used.add(column);
          });
        }
        expect(used.size).toBe(axis.steps);
        expect(Math.max(-1, ...used)).toBe(axis.steps - 1);
        expect(order.common + order.came.length).toBe(b.nodes.count);
        expect(order.common + order.went.length).toBe(a.nodes.count);
      }),
      { numRuns: 100 },
    );
  });
});

test("the document names what differs, and nothing else", () => {
  const graph = textGraph("input x 64\n n1: a:64 = F(x)\n n2: b:128 = F(a)\n out b");
  const a = planOf(graph, { place: "none" });
  const b = planOf(graph, { place: "best" });
  const document = toComparisonDocument(comparePlans(a, b));
  expect(document).toMatchObject({ kind: "comparison", name: "text", order: { common: 2 } });
  expect(document.storages.every(({ what }) => !what.includes("same"))).toBe(true);
  expect(document.storages.length).toBe(3 - document.totals.same.storages);
  expect(document.a.stats.peakBytes).toBe(a.stats.peakBytes);
});

test("numbers stand side by side with their difference, in words and in Markdown", () => {
  const graph = textGraph("input x 64\n n1: a:64 = F(x)\n n2: b:128 = F(a)\n out b");
  const compared = comparePlans(planOf(graph, { place: "none" }), planOf(graph));
  const peak = headline(compared)[0];
  expect(peak).toMatchObject({ title: "peak", a: 256, b: 192 });
  expect(deltaText((peak?.b ?? 0) - (peak?.a ?? 0), "bytes")).toBe("−64 B");
  expect(otherSettings(compared)).toMatchObject([{ name: "place", a: "none", b: "best" }]);
  const text = markdownOf(compared, { a: "no | reuse", b: "best" });
  expect(text).toContain("| peak | 256 B | 192 B | −64 B |");
  expect(text).toContain("no \\| reuse");
  expect(text).toContain(kindsText(compared));
});

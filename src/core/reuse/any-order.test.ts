import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GraphDocument, SourceDocument } from "../document.ts";
import { planDocument } from "../plan.ts";
import type { Plan } from "../plan.types.ts";
import { toPlanDocument } from "../plan-document.ts";
import { DEFAULT_SETTINGS, type Settings, SHARES } from "../settings.ts";
import { codes } from "../testing/checks.ts";
import { attention, chainOf, inception, residual, unet } from "../testing/networks.ts";
import { randomGraph } from "../testing/random.ts";
import { planOf, showShared, showStorages } from "../testing/show-plan.ts";
import { textGraph } from "../testing/text-graph.ts";
import { NO_WATCH } from "../watch.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

function freely(document: SourceDocument, settings: Partial<Settings> = {}): Plan {
  return planOf(document, { lifetimes: "any-order", ...settings });
}

function faults(plan: Plan, document: GraphDocument): readonly string[] {
  return codes(toPlanDocument(plan, { name: "", kind: "graph", sha256: "" }), document);
}

/** A residual block with sizes: the sum may be written over either of its terms, the last layer over the sum. */
const RESIDUAL = textGraph(`
  x:4 = op()
  a:8 = conv(x)
  b:8 = relu(a) b~a
  c:4 = conv(b)
  d:4 = add(c x) d~c d~x
  e:4 = relu(d) e~d
  out e
`);

const LATE = textGraph("v:1 = op()\na:1 = op(v)\nb:1 = op(v)\nu:1 = op(a)\nout b u");

describe("slots for any order", () => {
  test.each([
    ["a line of 20", chainOf(20), false, 2, 2],
    ["a line of 20 in place", chainOf(20), true, 1, 1],
    ["8 residual blocks", residual(8), true, 3, 3],
    ["4 blocks of attention", attention(4), true, 6, 5],
    ["a U-net of 5 levels", unet(5), true, 7, 7],
    ["6 inceptions of 4 branches", inception(6, 4), true, 9, 5],
  ] as const)("of %s are as few as can be, as by schedule", (_, document, inplace, free, scheduled) => {
    expect(freely(document, { slots: true, inplace }).buffers.count).toBe(free);
    expect(planOf(document, { slots: true, inplace }).buffers.count).toBe(scheduled);
  });

  test("take the writes in place that save a slot, and make one storage of them", () => {
    const plan = freely(RESIDUAL, { slots: true, share: "type" });
    expect(plan.stats).toMatchObject({ peakBytes: 16, buffers: 3 });
    expect(faults(plan, RESIDUAL)).toEqual([]);
    expect(freely(RESIDUAL, { slots: true, inplace: false }).stats.peakBytes).toBe(20);
  });

  test("are of one class where that is asked", () => {
    const types = textGraph(
      "i:8 = op()\nm:1 = op(i)\nj:8 = op(i)\nn:1 = op(m j)\nk:8 = op(j)\no:1 = op(n k)\nout o",
    );
    expect(freely(types, { slots: true, share: "bytes" }).stats).toMatchObject({ peakBytes: 26, buffers: 5 });
    expect(freely(types, { slots: true, share: "any" }).stats).toMatchObject({
      peakBytes: 25,
      lowerBoundBytes: 25,
    });
    expect(planOf(types, { slots: true, share: "bytes" }).stats).toMatchObject({ peakBytes: 18, buffers: 4 });
  });
});

describe("an arena for any order", () => {
  test("keeps what a free reader may need, and its bound is the heaviest set that never shares", () => {
    const plan = freely(LATE);
    expect(plan.stats).toMatchObject({ peakBytes: 4, lowerBoundBytes: 4, fits: true });
    expect(plan.antichains).toEqual([Int32Array.of(0, 1, 2, 3)]);
    expect(planOf(LATE).stats.peakBytes).toBe(3);
  });

  test("shows the steps of one order and says so", () => {
    const plan = freely(textGraph("a:1 = op()\nb:1 = op(a)\nc:1 = op(b)\nout c"));
    expect(showStorages(plan)).toEqual(["a [0,2) 1 @0 B0", "b [1,3) 1 @1 B1", "c [2,3) 1 @0 B0"]);
    expect(plan.diagnostics.map((d) => d.code)).toEqual(["any-order"]);
  });

  test("fuses a chain in place only where all other readers come before in every order", () => {
    const ordered = textGraph("a:1 = op()\nb:1 = op(a)\nc:1 = op(a b) c~a\nout c");
    expect(showShared(freely(ordered))).toEqual(["a+c"]);
    const free = textGraph("a:1 = op()\nb:1 = op(a)\nc:1 = op(a) c~a\nd:1 = op(b c)\nout d");
    expect(showShared(freely(free))).toEqual([]);
    expect(showShared(planOf(free))).toEqual(["a+c"]);
  });

  test("does not write a small value that lasts over a large one that does not", () => {
    const text = "a:100 = op()\nb:1 = op(a) b~a\nc:100 = op(b)\nd:1 = op(c)\ne:1 = op(d b)\nout e";
    const plan = freely(textGraph(text));
    expect(showShared(plan)).toEqual([]);
    expect(plan.stats.lowerBoundBytes).toBe(102);
  });

  test("that is too small says which storages can never share", () => {
    const [first] = freely(LATE, { capacity: 3 }).diagnostics;
    expect(first?.message).toBe(
      "Arena arena is too small by 1 B: 4 B are of storages of which no two can share in every order, so no placement can fit. The largest of these: v (1 B), a (1 B), b (1 B).",
    );
  });

  test("of a graph of nothing, and of inputs alone, is empty or theirs", () => {
    expect(freely(textGraph("")).stats.peakBytes).toBe(0);
    expect(freely(textGraph("input x 8\ninput y 8\nout x")).stats).toMatchObject({
      peakBytes: 16,
      lowerBoundBytes: 16,
    });
  });
});

test("lifetimes alone cannot be planned for any order", () => {
  const document: SourceDocument = {
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "l",
    buffers: [],
  };
  const plan = planDocument(document, { ...DEFAULT_SETTINGS, lifetimes: "any-order" }, NO_WATCH);
  expect(plan.ok ? "" : plan.problem.code).toBe("needs-graph");
});

test("the order that is drawn decides nothing", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), fc.constantFrom(...SHARES.map((s) => s.id)), (seed, slots, share) => {
      const document = randomGraph(seed);
      const bound = (order: string) => freely(document, { order, slots: false }).stats.lowerBoundBytes;
      expect(bound("depth-first")).toBe(bound("given"));
      const plan = freely(document, { slots, share });
      expect(plan.stats.lowerBoundBytes).toBeGreaterThanOrEqual(
        Math.max(0, ...plan.live.map((curve) => Math.max(0, ...curve.bytes))),
      );
    }),
    { numRuns },
  );
});

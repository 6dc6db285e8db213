import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GraphDocument, LifetimesDocument } from "./document.ts";
import { PLACEMENTS } from "./place/index.ts";
import { planDocument } from "./plan.ts";
import type { Plan } from "./plan.types.ts";
import { settingsOf } from "./presets.ts";
import { DEFAULT_SETTINGS, type Settings } from "./settings.ts";
import { liveByStep } from "./testing/brute-force.ts";
import { CHAIN, DIAMOND, HALVES, IN_PLACE } from "./testing/graphs.ts";
import { randomGraph } from "./testing/random.ts";
import { planOf, showStorages } from "./testing/show-plan.ts";
import { textGraph } from "./testing/text-graph.ts";
import { NO_WATCH } from "./watch.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

function lifetimes(buffers: LifetimesDocument["buffers"], capacity: number | null = null): LifetimesDocument {
  return { format: "memplan", version: 1, kind: "lifetimes", name: "l", capacity, buffers };
}

describe("plans worked out on paper", () => {
  test("a chain: each value meets only its neighbours", () => {
    const plan = planOf(CHAIN);
    expect(showStorages(plan)).toEqual([
      "x [0,1) 64 @0 B0",
      "a [0,2) 32 @64 B2",
      "b [1,3) 16 @0 B0",
      "c [2,3) 8 @16 B1",
    ]);
    expect(plan.stats).toEqual({
      totalBytes: 120,
      peakBytes: 96,
      lowerBoundBytes: 96,
      peakStep: 0,
      fragmentationBytes: 0,
      paddingBytes: 0,
      buffers: 3,
      storages: 4,
      fits: true,
    });
    expect(plan.arenas).toEqual([
      { id: "arena", capacity: null, alignment: 1, peak: 96, lowerBound: 96, optimal: true },
    ]);
  });

  test("a diamond: the inputs and outputs of one node never share", () => {
    expect(showStorages(planOf(DIAMOND))).toEqual([
      "x [0,1) 10 @20 B1",
      "a [0,3) 20 @0 B0",
      "b [1,4) 30 @90 B3",
      "c [2,4) 40 @50 B2",
      "d [3,4) 50 @0 B0",
    ]);
  });

  test("a value written in place and a view of it are one storage from the first to the last", () => {
    expect(showStorages(planOf(IN_PLACE))).toEqual(["x [0,1) 128 @0 B0", "a+r+s [0,3) 64 @128 B1"]);
  });

  test("halves of one input: the storage lives as long as any of its tensors", () => {
    expect(showStorages(planOf(HALVES))).toEqual([
      "x+p+q+w [0,5) 64 @0 B0",
      "y [2,5) 32 @64 B1",
      "z [4,5) 32 @96 B2",
    ]);
  });

  test("sizes are padded to the arena's alignment, offsets also keep that of the tensor", () => {
    const plan = planOf(textGraph("arena m 16\ninput x 10\na:20:64 = conv(x)\nout a"), { place: "none" });
    expect(showStorages(plan)).toEqual(["x [0,1) 10 @0 B0", "a [0,1) 20 @64 B1"]);
    expect(Array.from(plan.storages.padded)).toEqual([16, 32]);
    expect(plan.stats).toMatchObject({ totalBytes: 48, paddingBytes: 18, peakBytes: 96 });
    expect(Array.from(plan.storages.alignment)).toEqual([16, 64]);
  });

  test("workspace lives at its node's step only, in the first arena", () => {
    const plan = planOf(
      textGraph("arena m\narena n\ninput x 8 arena=n\na:8@n = conv(x) ws=100\nb:8@n = conv(a)\nout b"),
    );
    expect(showStorages(plan)).toEqual([
      "x [0,1) 8 @n:0 B1",
      "a [0,2) 8 @n:8 B2",
      "b [1,2) 8 @n:0 B1",
      "workspace:n0 [0,1) 100 @m:0 B0",
    ]);
    expect(plan.arenas.map((a) => [a.id, a.peak])).toEqual([
      ["m", 100],
      ["n", 16],
    ]);
  });

  test("a tensor that bears the name of a workspace keeps it", () => {
    const document = textGraph("x:8 = make() ws=4\nout x");
    const tensors = [{ id: "workspace:n0", bytes: 8 }];
    const nodes = document.nodes.map((n) => ({ ...n, outputs: ["workspace:n0"] }));
    expect(planOf({ ...document, tensors, nodes, outputs: [] }).storages.id).toEqual([
      "workspace:n0",
      "workspace:n0+",
    ]);
  });

  test("state and inputs to be preserved stay throughout, constants only on request", () => {
    const text = "input x 8\nconstant w 8\nstate s 8\na:8 = conv(x w s)\nb:8 = conv(a)\nc:8 = conv(b)\nout c";
    const lives = (settings: Parameters<typeof planOf>[1]) =>
      showStorages(planOf(textGraph(text), settings)).map((line) => line.split(" ").slice(0, 2).join(" "));
    expect(lives({})).toEqual(["x [0,1)", "s [0,3)", "a [0,2)", "b [1,3)", "c [2,3)"]);
    expect(lives({ preserveInputs: true, constants: true, state: false }).slice(0, 2)).toEqual([
      "x [0,3)",
      "w [0,3)",
    ]);
  });

  test("an output of the graph lives to the end, also when it is an input", () => {
    const plan = planOf(textGraph("input x 8\na:8 = conv(x)\nb:8 = conv(a)\nout x a b"));
    expect(showStorages(plan).map((line) => line.split(" ")[1])).toEqual(["[0,2)", "[0,2)", "[1,2)"]);
  });

  test("a value that nobody reads, an input that nobody reads and a tensor that nothing touches take one step", () => {
    const plan = planOf(textGraph("input x 8\nuntouched u 8\na:8 = make()\nb:8 = make()\nout b"));
    expect(showStorages(plan).map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
      "x [0,1)",
      "u [0,1)",
      "a [0,1)",
      "b [1,2)",
    ]);
    expect(plan.diagnostics.map((d) => d.code)).toEqual(["dead-value", "unread-input", "untouched-tensor"]);
  });

  test("zero-byte tensors lie at 0, in nobody's way, in buffers of their own", () => {
    const plan = planOf(textGraph("input x 8\ninput e 0\na:8 z:0 = conv(x e)\nout a z"));
    expect(showStorages(plan)).toEqual([
      "x [0,1) 8 @0 B0",
      "e [0,1) 0 @0 B1",
      "a [0,1) 8 @8 B3",
      "z [0,1) 0 @0 B2",
    ]);
    expect(plan.stats.peakBytes).toBe(16);
  });

  test("the TFLM preset aligns to 16 and shares by time alone", () => {
    const settings = settingsOf("tflm");
    expect(showStorages(planOf(IN_PLACE, settings))).toEqual(
      ["x [0,1) 128 @0 B0", "a [0,2) 64 @128 B2", "r [1,3) 64 @64 B1", "s [2,3) 64 @0 B0"].map(
        (line) => line,
      ),
    );
  });
});

describe("an empty document", () => {
  test("without nodes and tensors plans to nothing", () => {
    const plan = planOf(textGraph(""));
    expect(plan.stats).toMatchObject({ peakBytes: 0, storages: 0, buffers: 0, fits: true, peakStep: 0 });
    expect(plan.steps).toBe(0);
    expect(plan.arenas[0]).toMatchObject({ peak: 0, lowerBound: 0, optimal: true });
  });

  test("with an input and no nodes keeps the input for one step", () => {
    const plan = planOf(textGraph("input x 8\nout x"));
    expect(showStorages(plan)).toEqual(["x [0,1) 8 @0 B0"]);
    expect(plan.steps).toBe(1);
  });
});

describe("capacities", () => {
  const text = "arena m 1 100\narena n 1 10\ninput x 60\na:60 = conv(x)\nb:20@n = conv(a)\nout b";

  test("what does not fit says by how much, when, and because of what", () => {
    const plan = planOf(textGraph(text));
    expect(plan.stats.fits).toBe(false);
    const [m, n] = plan.diagnostics;
    expect(m).toMatchObject({
      code: "does-not-fit",
      severity: "error",
      at: ["arena:m", "step:0", "storage:x", "storage:a"],
    });
    expect(m?.message).toContain("too small by 20 B");
    expect(m?.message).toContain("x (60 B)");
    expect(n?.message).toContain("too small by 10 B");
    expect(n?.at).toEqual(["arena:n", "step:1", "storage:b"]);
  });

  test("a plan that is larger than it must be says that another might fit", () => {
    const plan = planOf(textGraph(text), { place: "none", capacity: 119 });
    expect(plan.diagnostics[0]?.message).toContain("no placement can fit");
    const loose = planOf(textGraph("arena m 1 100\ninput x 60\na:40 = conv(x)\nb:60 = conv(a)\nout b"), {
      place: "none",
    });
    expect(loose.diagnostics[0]?.message).toContain("never more than 100 B are alive");
  });

  test("the setting replaces the capacity of the first arena only, an alignment that of all", () => {
    const plan = planOf(textGraph(text), { capacity: 1000, alignment: 32 });
    expect(plan.arenas.map((a) => [a.capacity, a.alignment])).toEqual([
      [1000, 32],
      [10, 32],
    ]);
  });
});

describe("a document of lifetimes", () => {
  test("keeps fixed offsets and plans the others around them", () => {
    const document = lifetimes([
      { id: "a", start: 0, end: 4, bytes: 8 },
      { id: "b", start: 2, end: 6, bytes: 8, offset: 4 },
      { id: "c", start: 4, end: 8, bytes: 4 },
    ]);
    expect(showStorages(planOf(document))).toEqual([
      "a [0,4) 8 @12 B2",
      "b [2,6) 8 @4 B1",
      "c [4,8) 4 @0 B0",
    ]);
  });

  test("reports fixed offsets that meet or break the alignment", () => {
    const document = lifetimes([
      { id: "a", start: 0, end: 4, bytes: 8, offset: 0 },
      { id: "b", start: 2, end: 6, bytes: 8, offset: 4 },
      { id: "c", start: 4, end: 8, bytes: 4, offset: 0 },
      { id: "d", start: 7, end: 9, bytes: 4, offset: 6, alignment: 4 },
    ]);
    const found = planOf(document).diagnostics.filter((d) => d.severity === "error");
    expect(found.map((d) => [d.code, d.at])).toEqual([
      ["fixed-overlap", ["storage:a", "storage:b"]],
      ["fixed-misaligned", ["storage:d"]],
    ]);
  });

  test("says that gaps are not used where that may cost something", () => {
    const a = { id: "a", start: 0, end: 4, bytes: 8, gaps: [{ start: 1, end: 2 }] };
    const b = { id: "b", start: 1, end: 2, bytes: 8 };
    const said = (buffers: LifetimesDocument["buffers"], settings: Partial<Settings> = {}) =>
      planOf(lifetimes(buffers), { place: "greedy-by-size", ...settings }).diagnostics.map((d) => d.code);
    expect(said([a, b])).toEqual(["gaps-not-used"]);
    expect(said([a, b], { slots: true })).toEqual(["gaps-not-used"]);
    expect(said([a])).toEqual([]);
  });

  test("with steps up to 2^31 − 1 costs by its buffers, not by its steps", () => {
    const most = 2 ** 31 - 1;
    const plan = planOf(
      lifetimes([
        { id: "a", start: 0, end: most, bytes: 8 },
        { id: "b", start: most - 5, end: most - 1, bytes: 8 },
      ]),
    );
    expect(plan.steps).toBe(most);
    expect(Array.from(plan.live[0]?.step ?? [])).toEqual([0, most - 5, most - 1, most]);
    expect(Array.from(plan.live[0]?.bytes ?? [])).toEqual([8, 16, 8, 0]);
  });

  test.each([
    [
      "two of one id",
      [
        { id: "a", start: 0, end: 1, bytes: 1 },
        { id: "a", start: 0, end: 1, bytes: 1 },
      ],
    ],
    ["an end at its start", [{ id: "a", start: 3, end: 3, bytes: 1 }]],
    ["a step below 0", [{ id: "a", start: -1, end: 3, bytes: 1 }]],
    ["a step beyond 2^31 − 1", [{ id: "a", start: 0, end: 2 ** 31, bytes: 1 }]],
    ["a size that is no number of bytes", [{ id: "a", start: 0, end: 3, bytes: 1.5 }]],
    ["an alignment of 0", [{ id: "a", start: 0, end: 3, bytes: 1, alignment: 0 }]],
    ["an address below 0", [{ id: "a", start: 0, end: 3, bytes: 1, offset: -8 }]],
  ])("is refused with %s", (_, buffers) => {
    const plan = planDocument(lifetimes(buffers), DEFAULT_SETTINGS, NO_WATCH);
    expect(plan).toMatchObject({ ok: false, problem: { code: "bad-lifetime", at: ["storage:a"] } });
  });

  test("is refused in slot mode when it fixes offsets, and when its sizes are beyond counting", () => {
    const fixed = lifetimes([{ id: "a", start: 0, end: 3, bytes: 1, offset: 8 }]);
    expect(planDocument(fixed, { ...DEFAULT_SETTINGS, slots: true }, NO_WATCH).ok).toBe(false);
    const huge = lifetimes([0, 1].map((i) => ({ id: `b${i}`, start: 0, end: 3, bytes: 2 ** 52 })));
    expect(planDocument(huge, DEFAULT_SETTINGS, NO_WATCH)).toMatchObject({ problem: { code: "too-large" } });
  });
});

test.each(["order", "lifetimes", "place"] as const)(
  "a %s that no table has is a problem that lists the table",
  (name) => {
    const plan = planDocument(CHAIN, { ...DEFAULT_SETTINGS, [name]: "magic" }, NO_WATCH);
    expect(plan).toMatchObject({ ok: false, problem: { code: "unknown-choice" } });
    expect(plan.ok ? "" : plan.problem.message).toContain('"magic"');
  },
);

/** Numbers of a plan by loops over every storage and step. */
function naive(plan: Plan) {
  const { storages, arenas } = plan;
  const blocks = storages.id.map((_, i) => ({
    start: storages.start[i] ?? 0,
    end: storages.end[i] ?? 0,
    bytes: storages.padded[i] ?? 0,
    top: storages.padded[i] === 0 ? 0 : (storages.offset[i] ?? 0) + (storages.padded[i] ?? 0),
    arena: storages.arena[i] ?? 0,
  }));
  const all = liveByStep(blocks, plan.steps);
  const perArena = arenas.map((_, a) => blocks.filter((b) => b.arena === a));
  const peaks = perArena.map((list) => Math.max(0, ...list.map((b) => b.top)));
  const bounds = perArena.map((list) => Math.max(0, ...liveByStep(list, plan.steps)));
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
  return {
    totalBytes: sum(blocks.map((b) => b.bytes)),
    peakBytes: sum(peaks),
    lowerBoundBytes: sum(bounds),
    peakStep: Math.max(0, all.indexOf(Math.max(0, ...all))),
    fragmentationBytes: sum(peaks) - sum(bounds),
    paddingBytes: sum(blocks.map((b) => b.bytes)) - sum(Array.from(storages.bytes)),
    buffers: plan.buffers.count,
    storages: storages.count,
    fits: arenas.every((a, i) => a.capacity === null || (peaks[i] ?? 0) <= a.capacity),
  };
}

test("the numbers of a plan, and its live curve at every step, are those of plain loops", () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.constantFrom(...PLACEMENTS.map((p) => p.id)),
      fc.boolean(),
      (seed, place, slots) => {
        const plan = planOf(randomGraph(seed, 20), { place, slots });
        expect(plan.stats).toEqual(naive(plan));
        plan.live.forEach((curve, a) => {
          const blocks = plan.storages.id.flatMap((_, i) =>
            plan.storages.arena[i] === a
              ? [
                  {
                    start: plan.storages.start[i] ?? 0,
                    end: plan.storages.end[i] ?? 0,
                    bytes: plan.storages.padded[i] ?? 0,
                  },
                ]
              : [],
          );
          const drawn = Array.from(
            { length: plan.steps },
            (_, s) => curve.bytes[curve.step.findLastIndex((from) => from <= s)],
          );
          expect(drawn).toEqual(liveByStep(blocks, plan.steps));
          expect(curve.step.at(-1)).toBe(plan.steps);
          expect(curve.bytes.at(-1)).toBe(0);
        });
      },
    ),
    { numRuns },
  );
});

test("a chain of 100,000 nodes is planned to the size of its largest pair", { timeout: 60_000 }, () => {
  const n = 100_000;
  const chain: GraphDocument = {
    format: "memplan",
    version: 1,
    kind: "graph",
    name: "long",
    tensors: Array.from({ length: n }, (_, i) => ({ id: `t${i}`, bytes: 1 + (i % 7) })),
    nodes: Array.from({ length: n }, (_, i) => ({
      id: `n${i}`,
      op: "Op",
      inputs: i === 0 ? [] : [`t${i - 1}`],
      outputs: [`t${i}`],
    })),
    outputs: [`t${n - 1}`],
  };
  for (const place of ["first-fit", "greedy-by-size"]) {
    const { peakBytes, lowerBoundBytes } = planOf(chain, { place }).stats;
    expect(lowerBoundBytes).toBe(13);
    expect(peakBytes).toBeLessThan(26);
  }
});

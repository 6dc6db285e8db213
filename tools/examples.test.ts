import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { normalise } from "../src/core/dialects/dataflow/normalise.ts";
import { rangesOverSchedules } from "../src/core/dialects/dataflow/references/ranges.ts";
import { referencesOf } from "../src/core/dialects/dataflow/references/roles.ts";
import { TILING } from "../src/core/dialects/tiles/testing/schedules.ts";
import { type TilingSettings, tileGraph } from "../src/core/dialects/tiles/tile-graph.ts";
import type { PlanDocument } from "../src/core/document.ts";
import { planAndCheck } from "../src/core/plan-checked.ts";
import { DEFAULT_SETTINGS, type Settings } from "../src/core/settings.ts";
import { NO_WATCH } from "../src/core/watch.ts";
import { openSource } from "../src/formats/index.ts";
import { writeNative } from "../src/formats/native/write.ts";
import { sourceFromText } from "../src/formats/source.ts";
import { echo, sharedBuffers } from "./examples/dataflow.ts";
import { EXAMPLES, exampleFiles } from "./examples/index.ts";
import { perceptron } from "./examples/tiles.ts";

const FOLDER = resolve(import.meta.dirname, "../public/examples");

function planOf(id: string, settings: Partial<Settings> = {}): PlanDocument {
  const document = EXAMPLES.find((example) => example.id === id)?.make();
  if (document === undefined) throw new Error(`no sample is called ${id}`);
  const planned = planAndCheck(document, { ...DEFAULT_SETTINGS, ...settings }, "", NO_WATCH);
  if (!planned.ok) throw new Error(planned.problem.message);
  expect(planned.value.violations).toEqual([]);
  return planned.value.document;
}

/** Least peak of any placement: some best one puts every storage on the floor or on top of another. */
function leastPeak({ storages }: PlanDocument): number {
  let least = Number.POSITIVE_INFINITY;
  const place = (left: readonly number[], tops: ReadonlyMap<number, number>, peak: number): void => {
    if (peak >= least) return;
    if (left.length === 0) least = peak;
    for (const i of left) {
      const storage = storages[i];
      if (storage === undefined) continue;
      let offset = 0;
      for (const [j, top] of tops) {
        const other = storages[j];
        if (other && other.start < storage.end && storage.start < other.end) offset = Math.max(offset, top);
      }
      const top = offset + storage.bytes;
      place(
        left.filter((k) => k !== i),
        new Map(tops).set(i, top),
        Math.max(peak, top),
      );
    }
  };
  place([...storages.keys()], new Map(), 0);
  return least;
}

test("the files are what the builder writes; if not: npm run examples", () => {
  const there = new Map(readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), "utf8")]));
  expect([...there.keys()].sort()).toEqual([...exampleFiles().keys()].sort());
  for (const [name, text] of exampleFiles()) expect(there.get(name) === text, name).toBe(true);
});

test("the gallery is small enough to be fetched", () => {
  const bytes = [...exampleFiles().values()].reduce((sum, text) => sum + text.length, 0);
  expect(bytes).toBeLessThan(1_500_000);
});

describe.each(EXAMPLES)("$title", ({ id, make, title, teaches }) => {
  test("opens as the document it was made from", async () => {
    const opened = await openSource(sourceFromText(`${id}.json`, writeNative(make())), NO_WATCH);
    expect(opened).toMatchObject({ ok: true, value: { document: make() } });
  });

  test("plans and checks clean, also without in-place and views, and in slots", () => {
    for (const settings of [{}, { inplace: false, views: false }, { slots: true }]) planOf(id, settings);
  });

  test("has a title and a line on what it teaches", () => {
    expect(title).not.toBe("");
    expect(teaches).toMatch(/^[A-Z].{20,110}\.$/);
  });
});

describe("what the samples teach is true", () => {
  const KIB = 1024;

  test("MobileNetV2 peaks where its first wide expansion becomes narrow", () => {
    const { stats, order } = planOf("mobilenet-v2");
    expect(order[stats.peakStep]).toBe("b2.depthwise");
    expect(stats.peakBytes).toBe(112 * 112 * 96 + 56 * 56 * 96 + 9 * 96 * 2);
  });

  test("keyword spotting fits 64 KiB with less than 10 % to spare", () => {
    const [sram] = planOf("keyword-spotting").arenas;
    expect(sram?.peak).toBeLessThanOrEqual(64 * KIB);
    expect(sram?.peak).toBeGreaterThan(58 * KIB * 0.99);
  });

  test("the over-capacity network cannot fit", () => {
    const { stats, arenas } = planOf("over-capacity");
    expect(stats.fits).toBe(false);
    expect(arenas[0]?.lowerBound).toBeGreaterThan(arenas[0]?.capacity ?? Number.POSITIVE_INFINITY);
  });

  test("a U-Net peaks on the way up, where the first skip is still alive", () => {
    const { stats, order, tensors } = planOf("u-net");
    expect(order[stats.peakStep]).toMatch(/^up1\./);
    expect(tensors["down1.relu2"]?.end).toBeGreaterThan(stats.peakStep);
  });

  test("greedy needs 208 KiB where 128 suffice, as first-fit shows", () => {
    expect(planOf("greedy-gap", { place: "greedy-by-size" }).stats.peakBytes).toBe(208 * KIB);
    expect(planOf("greedy-gap", { place: "first-fit" }).stats.peakBytes).toBe(128 * KIB);
    expect(planOf("greedy-gap").stats.lowerBoundBytes).toBe(128 * KIB);
  });

  test("best fit does not fit where greedy reaches the least peak of all placements", () => {
    const greedy = planOf("best-fit-fragments", { place: "greedy-by-size" });
    expect(planOf("best-fit-fragments", { place: "best-fit" }).stats.fits).toBe(false);
    expect(greedy.stats.peakBytes).toBe(leastPeak(greedy));
    expect(greedy.stats.fits).toBe(true);
  });

  test("the in-place chain needs two storages, and one for each step without the right", () => {
    expect(planOf("in-place-chain").stats.storages).toBe(2);
    expect(planOf("in-place-chain", { inplace: false }).stats.storages).toBe(10);
  });

  test("two memories are both used and both fit", () => {
    const { arenas } = planOf("two-memories");
    expect(arenas.map((a) => a.id)).toEqual(["sram", "dtcm"]);
    for (const { peak, capacity } of arenas) {
      expect(peak).toBeGreaterThan(0);
      expect(peak).toBeLessThanOrEqual(capacity ?? 0);
    }
  });

  test("nine tiles are where the old scheduler is wrong of the perceptron, and ours is not", () => {
    const document = perceptron();
    const tiled = (policy: TilingSettings["policy"]) => {
      const made = tileGraph(document, { ...TILING, capacity: 9 * 4 * KIB, policy });
      if (!made.ok || !made.value.feasible) throw new Error("it is scheduled");
      return [made.value.proof.corrupt, made.value.schedule.stats.loadsEmitted];
    };
    expect([tiled("original"), tiled("furthest")]).toEqual([
      [3, 60],
      [0, 49],
    ]);
  });

  test("the order of CD to DAT decides between 37 samples and 31", () => {
    expect(planOf("stream-cd-to-dat").stats.peakBytes).toBe(31);
    const reference = planOf("stream-cd-to-dat", { fifos: "reference" });
    expect([reference.order.length, reference.stats.peakBytes]).toEqual([612, 37]);
  });

  test("the voices need the bytes that their line says, by order and by sharing", () => {
    const bytes = (settings: Partial<Settings>) => planOf("stream-voices", settings).stats.peakBytes;
    expect(bytes({})).toBe(4608);
    expect(bytes({ fifos: "reference", memoryOptimization: "on" })).toBe(8192);
    expect(bytes({ fifos: "reference", memoryOptimization: "off" })).toBe(261_632);
  });

  test("blocks and keywords share the memory of their FIFOs as their lines say", () => {
    const bytes = (id: string) =>
      (["on", "off"] as const).map(
        (memoryOptimization) => planOf(id, { fifos: "reference", memoryOptimization }).stats.peakBytes,
      );
    expect(bytes("stream-fork-join")).toEqual([1600, 14 * 400]);
    expect(planOf("stream-fork-join").stats.peakBytes).toBe(1600);
    expect(bytes("stream-keyword-spotting")).toEqual([3840, 6480]);
    expect(planOf("stream-keyword-spotting").stats.peakBytes).toBe(3840);
  });

  test("an echo without enough samples in its loop cannot be scheduled", () => {
    const document = echo();
    const edges = document.edges.map((e) => (e.delay === undefined ? e : { ...e, delay: 63 }));
    const planned = planAndCheck({ ...document, edges }, DEFAULT_SETTINGS, "", NO_WATCH);
    expect(planned).toMatchObject({ ok: false, problem: { code: "deadlock" } });
  });

  test("of the 40 orders of the references some copy once, some never", () => {
    const document = sharedBuffers();
    const stream = normalise(document);
    if (!stream.ok) throw new Error(stream.problem.message);
    expect(rangesOverSchedules(referencesOf(stream.value, document))).toMatchObject({
      schedules: 40,
      withoutHazard: 40,
      copies: [0, 1],
    });
  });

  test("a transformer's reshapes own no storage", () => {
    const { storages } = planOf("transformer-block");
    expect(storages.filter((s) => /\.(split|join)$/.test(s.id))).toEqual([]);
  });
});

import { expect, test } from "vitest";
import { check } from "../../../check.ts";
import { planDocument } from "../../../plan.ts";
import { toPlanDocument } from "../../../plan-document.ts";
import { DEFAULT_SETTINGS } from "../../../settings.ts";
import { NO_WATCH } from "../../../watch.ts";
import type { DataflowDocument, StreamMode } from "../document.ts";
import { referencePlan } from "./reference.ts";
import {
  type Home,
  REFERENCE_SETTINGS,
  type ReferencePlan,
  type ReferenceSettings,
} from "./reference.types.ts";
import { DOCUMENTED } from "./testing/cases-documented.ts";
import { DRAWN } from "./testing/cases-drawn.ts";
import { HARD } from "./testing/cases-hard.ts";
import { OUTSIDE } from "./testing/cases-outside.ts";
import { SHOWN } from "./testing/cases-shown.ts";
import { mixers } from "./testing/mixers.ts";
import { type Case, type Configuration, readCase } from "./testing/read-case.ts";

const CASES = [...DOCUMENTED, ...SHOWN, ...OUTSIDE, ...DRAWN, ...HARD].map(
  (text) => [text.title, readCase(text)] as const,
);

const HOW: Readonly<Record<Configuration, Partial<ReferenceSettings>>> = {
  apart: { memoryOptimization: false },
  shared: {},
  copied: { duplicateOptimization: false },
  level: { sinkPriority: false },
};

function made(document: DataflowDocument, how: Partial<ReferenceSettings>): ReferencePlan {
  const plan = referencePlan(document, { ...REFERENCE_SETTINGS, ...how });
  if (!plan.ok) throw new Error(plan.problem.message);
  return plan.value;
}

function settingsOf({ visits, mode }: Case, configuration: Configuration): Partial<ReferenceSettings> {
  return {
    ...HOW[configuration],
    ...(visits === undefined ? {} : { mostVisits: visits }),
    ...(mode === undefined ? {} : { mode: mode as StreamMode }),
  };
}

function scheduleOf({ stream, firings }: ReferencePlan): string[] {
  return Array.from(firings, (a) => stream.actors[a]?.id ?? "");
}

/** As a case spells them. */
function fifosOf({ stream, fifos }: ReferencePlan): string[] {
  return stream.fifos.map(({ from, to, delay, sample }, f) => {
    const [a, b] = [stream.actors[from[0]], stream.actors[to[0]]];
    const ends = `${a?.id}.${a?.outputs[from[1]]?.name}-${b?.id}.${b?.inputs[to[1]]?.name}`;
    const { length, isArray } = fifos[f] ?? {};
    return `${ends}:${length}x${sample}${isArray ? "a" : ""}${delay > 0 ? `|delay:${delay}` : ""}`;
  });
}

function homeOf(home: Home): string {
  if (home.kind === "buffer") return String(home.number);
  return home.kind === "outside" ? home.name : "by-node";
}

test("there are all the cases, and nearly all have every configuration", () => {
  expect(CASES).toHaveLength(42);
  expect(CASES.flatMap(([, { plans }]) => plans)).toHaveLength(129);
});

test.each(CASES)("%s: as CMSIS-Stream plans it, to the firing and the byte", (_, golden) => {
  if (golden.fails !== undefined) {
    for (const memoryOptimization of [true, false]) {
      const plan = referencePlan(golden.document, { ...REFERENCE_SETTINGS, memoryOptimization });
      expect(plan.ok ? "a plan" : plan.problem.code).toBe(golden.fails);
    }
    return;
  }
  expect(golden.plans.length).toBeGreaterThan(0);
  for (const { configuration, homes, bytes, traffic } of golden.plans) {
    const plan = made(golden.document, settingsOf(golden, configuration));
    const order = configuration === "level" ? golden.even : golden.sinks;
    expect(scheduleOf(plan)).toEqual(order.firings);
    expect(fifosOf(plan)).toEqual(golden.fifos);
    if (golden.mode === undefined) expect(plan.fifos.map(({ live }) => live?.join("-"))).toEqual(order.lives);
    expect(plan.fifos.map(({ home, copySkipped }) => `${homeOf(home)}${copySkipped ? "*" : ""}`)).toEqual(
      homes,
    );
    expect(plan.buffers).toEqual(bytes);
    expect(plan.totalBytes).toBe(bytes.reduce((sum, n) => sum + n, 0));
    if (traffic === undefined || plan.traffic === null) continue;
    const { first, later } = plan.traffic;
    expect([first.realign, first.duplicate, later.realign, later.duplicate]).toEqual(traffic);
  }
});

const ON_OFF = { true: "on", false: "off" } as const;

/** The settings of the page that give what CMSIS-Stream gives. */
function asSettings({
  sinkPriority,
  memoryOptimization,
  duplicateOptimization,
  mostVisits,
  mode,
}: ReferenceSettings) {
  return {
    ...DEFAULT_SETTINGS,
    fifos: "reference",
    sinkPriority: ON_OFF[`${sinkPriority}`],
    memoryOptimization: ON_OFF[`${memoryOptimization}`],
    duplicateOptimization: ON_OFF[`${duplicateOptimization}`],
    colouringVisits: mostVisits,
    streamMode: mode,
  };
}

test.each(CASES.filter(([, { fails }]) => fails === undefined))(
  "%s: the plan has the bytes of CMSIS-Stream, and the checker finds it right",
  (_, golden) => {
    for (const { configuration, bytes } of golden.plans) {
      const settings = asSettings({ ...REFERENCE_SETTINGS, ...settingsOf(golden, configuration) });
      const plan = planDocument(golden.document, settings, NO_WATCH);
      if (!plan.ok) throw new Error(plan.problem.message);
      const source = { name: golden.document.name, kind: golden.document.kind, sha256: "" };
      const written = toPlanDocument(plan.value, source);
      expect(check(written, golden.document)).toEqual([]);
      expect(written.stats.peakBytes).toBe(bytes.reduce((sum, n) => sum + n, 0));
    }
  },
);

/** Bytes of the plan that the page makes by itself. */
function ours(document: DataflowDocument): number {
  const plan = planDocument(document, DEFAULT_SETTINGS, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  const source = { name: document.name, kind: document.kind, sha256: "" };
  expect(check(toPlanDocument(plan.value, source), document)).toEqual([]);
  return plan.value.stats.peakBytes;
}

test.each(CASES.filter(([, { best }]) => best !== undefined))(
  "%s: our plan takes no more than the least that anybody is known to have reached",
  (_, { document, best = 0 }) => {
    expect(ours(document)).toBeLessThanOrEqual(best);
  },
);

/** Bytes and buffers with sinks first and without. */
const MIXERS = [
  { chains: 8, arrays: 31, apart: 15_872, sinksFirst: [2_560, 5], level: [5_120, 10], best: 2_560 },
  { chains: 128, arrays: 511, apart: 261_632, sinksFirst: [8_192, 16], level: [66_560, 130], best: 4_608 },
] as const;

test.each(MIXERS)(
  "$chains chains into a tree of mixers: as many bytes and buffers as CMSIS-Stream",
  (expected) => {
    const document = mixers(expected.chains);
    const sinks = made(document, {});
    expect(sinks.fifos.filter(({ isArray }) => isArray)).toHaveLength(expected.arrays);
    expect(sinks.firings).toHaveLength(document.nodes.length);
    expect([sinks.totalBytes, sinks.buffers.length]).toEqual(expected.sinksFirst);
    const level = made(document, { sinkPriority: false });
    expect([level.totalBytes, level.buffers.length]).toEqual(expected.level);
    expect(made(document, { memoryOptimization: false }).totalBytes).toBe(expected.apart);
    expect(ours(document)).toBeLessThanOrEqual(expected.best);
  },
);

test("the tree of 128 chains begins with the chains that are first by name", () => {
  const order = scheduleOf(made(mixers(128), {}));
  expect(order.slice(0, 13).join(" ")).toBe(
    "osc_0 env_0 gain_0 osc_1 env_1 gain_1 mixer_6 osc_10 env_10 gain_10 osc_100 env_100 gain_100",
  );
});

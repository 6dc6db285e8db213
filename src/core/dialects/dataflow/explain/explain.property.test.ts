import fc from "fast-check";
import { expect, test } from "vitest";
import { randomDataflow } from "../../../../../tools/arbitrary-streams.ts";
import { Firing } from "../compat/firing.ts";
import { fullestLast } from "../compat/fullest-last.ts";
import { referencePlan } from "../compat/reference.ts";
import { REFERENCE_SETTINGS } from "../compat/reference.types.ts";
import type { DataflowDocument } from "../document.ts";
import type { FifoFact } from "../fifo-task.ts";
import { normalise } from "../normalise.ts";
import { findOracleFault } from "../oracle.ts";
import { packedFacts } from "../ours/packed-facts.ts";
import { type Repetition, repetitionOf } from "../repetition.ts";
import type { Stream } from "../stream.types.ts";
import { boundOf, leastHeld } from "./bounds.ts";
import { sharePacked } from "./share-packed.ts";
import { shareReference } from "./share-reference.ts";
import { whyNoArray } from "./why-no-array.ts";

interface Case {
  readonly stream: Stream;
  readonly repetition: Repetition;
  readonly firings: Int32Array;
}

/** Undefined for a graph that cannot run. */
function caseOf(document: DataflowDocument): Case | undefined {
  const stream = normalise(document);
  if (!stream.ok) return undefined;
  const repetition = repetitionOf(stream.value);
  if (!repetition.ok) return undefined;
  const made = fullestLast(stream.value, repetition.value);
  return made.ok
    ? { stream: stream.value, repetition: repetition.value, firings: made.value.firings }
    : undefined;
}

/** By trying every schedule: the most that the FIFO holds in the one that keeps it emptiest. */
function leastByAll({ stream, repetition }: Case, fifo: number): number {
  const known = new Map<string, number>();
  const search = (path: readonly number[]): number => {
    const state = new Firing(stream, repetition);
    for (const a of path) {
      state.look(a);
      state.fire(a);
    }
    const now = state.held[fifo] ?? 0;
    if (path.length === repetition.firings) return now;
    const key = state.fired.join();
    const before = known.get(key);
    if (before !== undefined) return before;
    let best = Number.POSITIVE_INFINITY;
    for (const a of stream.actors.keys())
      if (state.isLeft(a) && state.look(a)) best = Math.min(best, search([...path, a]));
    known.set(key, Math.max(now, best));
    return Math.max(now, best);
  };
  return search([]);
}

test("the least that a FIFO can hold is that of the best of all schedules, and no less than its own rates demand", () => {
  let looked = 0;
  fc.assert(
    fc.property(randomDataflow(), fc.nat(20), (document, pick) => {
      const made = caseOf(document);
      if (made === undefined || made.repetition.firings > 14) return;
      looked++;
      const fifo = pick % made.stream.fifos.length;
      const least = leastHeld(made.stream, made.repetition, fifo);
      expect(least).toBe(leastByAll(made, fifo));
      expect(boundOf(made.stream, fifo)).toBeLessThanOrEqual(least ?? 0);
    }),
    { numRuns: 300 },
  );
  expect(looked).toBeGreaterThan(20);
});

test("what is said to share does no harm in memory that remembers, and arrays that are said not to share do", () => {
  let [may, mayNot] = [0, 0];
  fc.assert(
    fc.property(randomDataflow(), (document) => {
      const made = caseOf(document);
      if (made === undefined) return;
      const { stream, firings } = made;
      const { facts } = packedFacts(stream, firings);
      for (const [a, b] of pairs(facts.length)) {
        const verdict = sharePacked(stream, firings, a, b, 0);
        const places = facts.map(({ length, isArray }, f) => ({
          memory: f === b ? a : f,
          offset: 0,
          length,
          isArray,
          copySkipped: false,
        }));
        const fault = findOracleFault(stream, firings, places);
        if (verdict.may) {
          may++;
          expect(fault).toBeUndefined();
        } else if (areFreshArrays(stream, facts, [a, b]) && areAtOnce(facts[a], facts[b])) {
          mayNot++;
          expect(fault).toBeDefined();
        }
        expect(verdict.says.length).toBeGreaterThan(0);
        expect(verdict.meeting === null).toBe(verdict.may);
      }
    }),
    { numRuns: 150 },
  );
  expect(may).toBeGreaterThan(10);
  expect(mayNot).toBeGreaterThan(10);
});

function pairs(count: number): (readonly [number, number])[] {
  return Array.from({ length: count }, (_, a) =>
    Array.from({ length: count - a - 1 }, (_none, k) => [a, a + 1 + k] as const),
  ).flat();
}

/** Arrays into which no Duplicate writes: what it writes over might be the same again. */
function areFreshArrays(
  { actors, fifos }: Stream,
  facts: readonly FifoFact[],
  both: readonly number[],
): boolean {
  return both.every(
    (f) => facts[f]?.isArray === true && actors[fifos[f]?.from[0] ?? -1]?.duplicate === false,
  );
}

/** Whether they themselves hold samples at once, and not only others that hold what one of them holds. */
function areAtOnce(a: FifoFact | undefined, b: FifoFact | undefined): boolean {
  return (a?.episodes ?? []).some(([start, end]) =>
    (b?.episodes ?? []).some((other) => other[0] < end && start < other[1]),
  );
}

test("two FIFOs share with the reference exactly where they lie in one buffer, and always may then", () => {
  fc.assert(
    fc.property(randomDataflow(), fc.nat(50), fc.nat(50), fc.boolean(), (document, one, two, relaxed) => {
      const how = { ...REFERENCE_SETTINGS, duplicateOptimization: relaxed };
      const made = referencePlan(document, how);
      if (!made.ok) return;
      const { fifos } = made.value;
      const [a, b] = [one % fifos.length, two % fifos.length];
      if (a === b) return;
      const verdict = shareReference(made, how, a, b);
      const [mine, theirs] = [fifos[a]?.home, fifos[b]?.home];
      const same = mine?.kind === "buffer" && theirs?.kind === "buffer" && mine.number === theirs.number;
      expect(verdict.shares).toBe(same);
      if (same) expect(verdict.may).toBe(true);
      expect(verdict.says.every((line) => line !== "")).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test("every FIFO that is no array has a reason, and no array has one", () => {
  fc.assert(
    fc.property(randomDataflow(), (document) => {
      const made = caseOf(document);
      if (made === undefined) return;
      const { facts } = packedFacts(made.stream, made.firings);
      facts.forEach(({ isArray, length }, f) => {
        expect(whyNoArray(made.stream, f, length).length === 0).toBe(isArray);
      });
    }),
  );
});

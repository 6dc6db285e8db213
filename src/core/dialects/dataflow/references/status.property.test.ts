import fc from "fast-check";
import { expect, test } from "vitest";
import { randomForks, randomReferences } from "../../../../../tools/arbitrary-references.ts";
import { Random } from "../../../random.ts";
import type { DataflowDocument } from "../document.ts";
import { edgeOfFifo, insertCopies } from "./apply.ts";
import { leastCut } from "./least-cut.ts";
import { rangesOfUnits } from "./ranges.ts";
import { sharedStatus } from "./status.ts";
import { referencesIn, unitsIn } from "./testing/read.ts";

test("a graph without violations has no hazard in any order, and copies no more than its status says", () => {
  let sound = 0;
  fc.assert(
    fc.property(randomReferences(7, true), (document) => {
      const references = referencesIn(document);
      const units = unitsIn(references);
      const all = units && rangesOfUnits(units);
      if (all === undefined) return;
      const { violations, copies } = sharedStatus(references);
      expect(all.copies[1]).toBeLessThanOrEqual(copies.length);
      if (violations.length > 0) return;
      sound++;
      expect(all.withoutHazard).toBe(all.schedules);
    }),
    { numRuns: 800 },
  );
  expect(sound).toBeGreaterThan(100);
});

/** The least number of FIFOs on which copies end all violations, by trying all sets of document edges; at most `most`. */
function fewestByTrying(document: DataflowDocument, most: number): number {
  const isSound = (edges: readonly number[]) => {
    const made = insertCopies(document, edges);
    if (!made.ok) throw new Error(made.problem.message);
    return sharedStatus(referencesIn(made.value)).violations.length === 0;
  };
  const sets = function* (from: number, left: number): Generator<number[]> {
    if (left === 0) yield [];
    else
      for (let e = from; e <= document.edges.length - left; e++)
        for (const rest of sets(e + 1, left - 1)) yield [e, ...rest];
  };
  for (let size = 0; size < most; size++) for (const set of sets(0, size)) if (isSound(set)) return size;
  return most;
}

test("copies on the edges of a least cut end all violations, none of them is in vain, and fewer do not do", () => {
  let mended = 0;
  let forked = 0;
  fc.assert(
    fc.property(fc.oneof(randomReferences(9, true), randomForks(8)), (document) => {
      const references = referencesIn(document);
      const status = sharedStatus(references);
      const cut = status.insertions;
      const edges = edgeOfFifo(document, references.stream);
      const on = cut.map((f) => edges[f] ?? -1);
      const violationsWith = (own: readonly number[]) => {
        const made = insertCopies(document, own);
        if (!made.ok) throw new Error(made.problem.message);
        return sharedStatus(referencesIn(made.value)).violations.length;
      };
      expect(violationsWith(on)).toBe(0);
      for (const left of on) expect(violationsWith(on.filter((e) => e !== left))).toBeGreaterThan(0);
      if (cut.length > 3) return;
      expect(fewestByTrying(document, cut.length)).toBe(cut.length);
      if (cut.length > 0) mended++;
      if (cut.length < status.violations.filter(({ primary }) => primary).length) forked++;
    }),
    { numRuns: 600 },
  );
  expect(mended).toBeGreaterThan(60);
  expect(forked).toBeGreaterThan(5);
});

test("a cut of the fewest bytes costs no more than any other, and mends as well", () => {
  fc.assert(
    fc.property(randomReferences(12, true), fc.nat(1_000_000), (document, seed) => {
      const references = referencesIn(document);
      const random = new Random(seed);
      const cost = references.stream.fifos.map(() => 1 + random.below(9));
      const sum = (cut: readonly number[]) => cut.reduce((all, f) => all + (cost[f] ?? 0), 0);
      const cut = leastCut(references, (f) => cost[f] ?? 1);
      expect(sum(cut)).toBeLessThanOrEqual(sum(sharedStatus(references).insertions));
      const edges = edgeOfFifo(document, references.stream);
      const made = insertCopies(
        document,
        cut.map((f) => edges[f] ?? -1),
      );
      if (!made.ok) throw new Error(made.problem.message);
      expect(sharedStatus(referencesIn(made.value)).violations).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

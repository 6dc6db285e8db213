import fc from "fast-check";
import { expect, test } from "vitest";
import {
  randomForks,
  randomJoins,
  randomReferences,
  saidByPorts,
  withPortsSaid,
} from "../../../../../tools/arbitrary-references.ts";
import { randomDataflow } from "../../../../../tools/arbitrary-streams.ts";
import { findStreamFault } from "../faults.ts";
import { edgeOfFifo, insertCopies } from "./apply.ts";
import { topological } from "./classes.ts";
import { leastCut } from "./least-cut.ts";
import { rangesOfUnits } from "./ranges.ts";
import { simulateReferences } from "./simulate.ts";
import { spread } from "./spread.ts";
import { sharedStatus } from "./status.ts";
import { referencesIn, unitsIn } from "./testing/read.ts";

test("a node whose ports say what its role says behaves as by the role", () => {
  fc.assert(
    fc.property(fc.oneof(randomReferences(8, true), randomForks(8)), (document) => {
      const said = saidByPorts(document);
      expect(findStreamFault(said)).toBeUndefined();
      const [byRole, byPorts] = [referencesIn(document), referencesIn(said)];
      expect(sharedStatus(byPorts)).toEqual(sharedStatus(byRole));
      expect(byPorts.actors.map(({ fresh }) => fresh)).toEqual(byRole.actors.map(({ fresh }) => fresh));
      const [a, b] = [unitsIn(byRole), unitsIn(byPorts)];
      expect(b).toEqual(a);
    }),
    { numRuns: 400 },
  );
});

const seeds = fc.nat(1_000_000);
const said = fc
  .tuple(fc.oneof(randomReferences(7, true), randomForks(8), randomJoins(9)), seeds)
  .map(([document, seed]) => withPortsSaid(document, seed));

test("a graph without violations has no hazard in any order, whatever its ports say", () => {
  let sound = 0;
  fc.assert(
    fc.property(said, (document) => {
      expect(findStreamFault(document)).toBeUndefined();
      const references = referencesIn(document);
      const units = unitsIn(references);
      const all = units && rangesOfUnits(units);
      if (all === undefined) return;
      const { violations, shared } = sharedStatus(references);
      const copying = references.stream.fifos.filter(
        ({ to: [a, i] }, f) => shared[f] === 1 && references.actors[a]?.inputs[i]?.use === "copy",
      );
      expect(all.copies[1]).toBeLessThanOrEqual(copying.length);
      if (violations.some(({ wants }) => wants === "unique")) return;
      sound++;
      expect(all.withoutHazard).toBe(all.schedules);
    }),
    { numRuns: 600 },
  );
  expect(sound).toBeGreaterThan(50);
});

test("a least cut ends all wants of unique buffers, none of its copies is in vain, and fewer do not do, where ways join too", () => {
  let joined = 0;
  fc.assert(
    fc.property(said, (document) => {
      const references = referencesIn(document);
      const { insertions } = sharedStatus(references);
      const edges = edgeOfFifo(document, references.stream);
      const wanting = (fifos: readonly number[]) => {
        const made = insertCopies(
          document,
          fifos.map((f) => edges[f] ?? -1),
        );
        if (!made.ok) throw new Error(made.problem.message);
        return sharedStatus(referencesIn(made.value)).violations.filter(({ wants }) => wants === "unique")
          .length;
      };
      expect(wanting(insertions)).toBe(0);
      for (const left of insertions) expect(wanting(insertions.filter((f) => f !== left))).toBeGreaterThan(0);
      if (insertions.length === 2)
        for (const f of references.stream.fifos.keys()) expect(wanting([f])).toBeGreaterThan(0);
      if (insertions.length === 3)
        for (const f of references.stream.fifos.keys())
          for (let g = 0; g < f; g++) expect(wanting([f, g])).toBeGreaterThan(0);
      if (insertions.length > 0 && spread(references).causes.some((own) => own.length > 1)) joined++;
      const cost = (f: number) => 1 + ((f * 7) % 5);
      const sum = (cut: readonly number[]) => cut.reduce((all, f) => all + cost(f), 0);
      const cheap = leastCut(references, cost);
      expect(sum(cheap)).toBeLessThanOrEqual(sum(insertions));
      expect(wanting(cheap)).toBe(0);
    }),
    { numRuns: 600 },
  );
  expect(joined).toBeGreaterThan(20);
});

test("any order can be followed where ports say what they like, with rates and loops", () => {
  let followed = 0;
  fc.assert(
    fc.property(randomDataflow(), seeds, (plain, seed) => {
      const document = withPortsSaid(plain, seed);
      const units = unitsIn(referencesIn(document));
      if (units === undefined) return;
      const order = topological(units);
      if (order.length < units.units.length) return;
      const run = simulateReferences(units, order);
      expect(run.peak).toBeLessThanOrEqual(run.allocations + units.initial.flat().length);
      const all = units.units.length > 14 || units.refs > 80 ? undefined : rangesOfUnits(units);
      if (all === undefined) return;
      followed++;
      expect(run.copies).toBeGreaterThanOrEqual(all.copies[0]);
      expect(run.copies).toBeLessThanOrEqual(all.copies[1]);
      expect(run.peak).toBeGreaterThanOrEqual(all.recyclingPool[0]);
      expect(run.peak).toBeLessThanOrEqual(all.recyclingPool[1]);
    }),
    { numRuns: 300 },
  );
  expect(followed).toBeGreaterThan(50);
});

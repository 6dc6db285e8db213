import fc from "fast-check";
import { expect, test } from "vitest";
import { check } from "../../check.ts";
import type { PlanDocument } from "../../document.ts";
import { type CheckedPlan, planAndCheck } from "../../plan-checked.ts";
import { DEFAULT_SETTINGS } from "../../settings.ts";
import { Random } from "../../testing/random.ts";
import { NO_WATCH } from "../../watch.ts";
import { analyseArms } from "./analyse.ts";
import type { ArmsDocument } from "./document.ts";
import type { PreciseReport } from "./report.types.ts";
import { randomArms, type Shape } from "./testing/random-arms.ts";
import { choosePath, type Places, run } from "./testing/run-arms.ts";
import { textOrder } from "./testing/text-order.ts";

const numRuns = Number(process.env.FC_RUNS ?? 150);

const SMALL: Shape = { arms: 3, buffers: 4, statements: 3, exclusive: true };
const LARGER: Shape = { arms: 6, buffers: 7, statements: 5, exclusive: true };

function preciseOf(document: ArmsDocument): PreciseReport {
  const report = analyseArms(document);
  if (!report.ok) throw new Error(report.problem.message);
  return report.value.precise;
}

function planned(document: ArmsDocument, slots: boolean): CheckedPlan {
  const made = planAndCheck(document, { ...DEFAULT_SETTINGS, slots }, "", NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  expect(made.value.violations).toEqual([]);
  return made.value;
}

function givenIn(document: ArmsDocument): readonly string[] {
  return preciseOf(document).donatable;
}

function placesOf({ document }: CheckedPlan): Places {
  return new Map(Object.entries(document.tensors).map(([id, tensor]) => [id, tensor.offset]));
}

test("no interleaving of a small program reads anything but what was written there", {
  timeout: 60_000,
}, () => {
  let shared = 0;
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), (seed, slots) => {
      const document = randomArms(seed, SMALL);
      const plan = planned(document, slots);
      if (plan.plan.stats.totalBytes > plan.plan.stats.peakBytes) shared++;
      const random = new Random(seed);
      for (let tries = 0; tries < 3; tries++) {
        expect(
          run(document, choosePath(document, random), placesOf(plan), givenIn(document), { most: 3000 }),
        ).toBeUndefined();
      }
    }),
    { numRuns },
  );
  expect(shared).toBeGreaterThan(0);
});

test("no interleaving that is tried of a larger program does either", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), (seed, slots) => {
      const document = randomArms(seed, LARGER);
      const places = placesOf(planned(document, slots));
      const random = new Random(seed);
      for (let tries = 0; tries < 20; tries++) {
        expect(
          run(document, choosePath(document, random), places, givenIn(document), { random }),
        ).toBeUndefined();
      }
    }),
    { numRuns },
  );
});

test("running finds what is wrong when two buffers that may not share do", { timeout: 60_000 }, () => {
  let found = 0;
  for (let seed = 0; seed < 600; seed++) {
    const document = randomArms(seed, SMALL);
    const { lifetimes, shareablePairs } = preciseOf(document);
    const ids = Object.keys(lifetimes).filter(
      (id) => (document.buffers.find((b) => b.id === id)?.bytes ?? 0) > 0,
    );
    const may = new Set(shareablePairs.map((pair) => pair.join()));
    const pair = ids.flatMap((a) => ids.filter((b) => a < b && !may.has(`${a},${b}`)).map((b) => [a, b]))[0];
    if (pair === undefined) continue;
    const apart: [string, number][] = ids.map((id, i) => [id, 10 * (i + 1)]);
    const places = new Map<string, number>([...apart, ...pair.map((id): [string, number] => [id, 0])]);
    const random = new Random(seed);
    if (run(document, choosePath(document, random), places, givenIn(document), { most: 3000 }) !== undefined)
      found++;
  }
  expect(found).toBeGreaterThan(10);
});

/** Whether all arms of one come before all arms of the other, or two arms that exclude each other are all there is. */
function mayShare(document: ArmsDocument, report: PreciseReport, a: string, b: string): boolean {
  const { names, waits, excludes } = textOrder(document);
  const arms = (id: string) => (report.lifetimes[id] ?? []).map((name) => names.indexOf(name));
  const given = (id: string) => report.donatable.includes(id);
  const before = (one: string, other: string) =>
    !given(other) && arms(one).every((x) => arms(other).every((y) => waits[y]?.has(x) === true));
  const [one = -1, ...more] = [...arms(a), ...arms(b)];
  const apart = more.length === 1 && excludes[one]?.has(more[0] ?? -1) === true && !given(a) && !given(b);
  return before(a, b) || before(b, a) || apart;
}

/** The fewest groups of which all members may share, by trying every partition. */
function fewestGroups(ids: readonly string[], may: (a: string, b: string) => boolean): number {
  let best = ids.length;
  const groups: string[][] = [];
  const place = (i: number): void => {
    if (groups.length >= best) return;
    const id = ids[i];
    if (id === undefined) {
      best = groups.length;
      return;
    }
    for (const group of groups) {
      if (!group.every((other) => may(id, other))) continue;
      group.push(id);
      place(i + 1);
      group.pop();
    }
    groups.push([id]);
    place(i + 1);
    groups.pop();
  };
  place(0);
  return best;
}

test("the fewest slots are those of all partitions, and the proof holds", { timeout: 60_000 }, () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const document = randomArms(seed, LARGER);
      const report = preciseOf(document);
      const ids = Object.keys(report.lifetimes);
      const may = (a: string, b: string) => mayShare(document, report, a, b);
      const pairs = ids.flatMap((a) => ids.filter((b) => a < b && may(a, b)).map((b) => [a, b]));
      expect(report.shareablePairs).toEqual(pairs.sort((x, y) => (x.join() < y.join() ? -1 : 1)));
      expect(report.minSlots).toBe(fewestGroups(ids, may));
      expect(report.minSlotsProven).toBe(true);
      kinds.add(report.certificate.kind);
      const apart = report.certificate.buffers;
      expect(apart.every((a) => apart.every((b) => a === b || !may(a, b)))).toBe(true);
      if (report.certificate.kind === "apart") expect(apart).toHaveLength(report.minSlots);
      for (const slots of [report.exampleSlots, report.slots.map((slot) => slot.tenants)]) {
        expect(slots.flat().sort()).toEqual(ids.toSorted());
        for (const slot of slots) {
          const real = slot.filter((id) => (document.buffers.find((b) => b.id === id)?.bytes ?? 0) > 0);
          expect(real.every((a) => real.every((b) => a === b || may(a, b)))).toBe(true);
        }
      }
      expect(report.exampleSlots).toHaveLength(report.minSlots);
    }),
    { numRuns: numRuns * 2 },
  );
  expect(kinds).toContain("apart");
});

test("the lower bound is the heaviest set of which no two may share", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const document = randomArms(seed, LARGER);
      const report = preciseOf(document);
      const ids = Object.keys(report.lifetimes);
      const bytes = (id: string) => document.buffers.find((b) => b.id === id)?.bytes ?? 0;
      let most = 0;
      for (let set = 0; set < 2 ** ids.length; set++) {
        const some = ids.filter((_, i) => ((set >> i) & 1) === 1);
        if (some.some((a) => some.some((b) => a < b && mayShare(document, report, a, b)))) continue;
        most = Math.max(
          most,
          some.reduce((sum, id) => sum + bytes(id), 0),
        );
      }
      expect(report.arenaLowerBound).toBe(most);
      expect(report.boundBy.reduce((sum, id) => sum + bytes(id), 0)).toBe(most);
      expect(
        report.boundBy.some((a) => report.boundBy.some((b) => a < b && mayShare(document, report, a, b))),
      ).toBe(false);
      expect(report.arenaMin).toBeGreaterThanOrEqual(most);
    }),
    { numRuns },
  );
});

test("the checker refuses just the pairs that may not share", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (seed, which) => {
      const document = randomArms(seed, LARGER);
      const report = preciseOf(document);
      const plan = planned(document, false).document;
      const full = plan.storages.filter((storage) => storage.bytes > 0);
      const a = full[which % Math.max(1, full.length)];
      const b = full[(which * 7 + 1) % Math.max(1, full.length)];
      if (a === undefined || b === undefined || a === b) return;
      const [one = "", other = ""] = [a.tensors[0], b.tensors[0]];
      const moved: PlanDocument = {
        ...plan,
        storages: plan.storages.map((storage) =>
          storage === b ? { ...storage, offset: a.offset } : storage,
        ),
      };
      const refused = check(moved, document).some(
        ({ code, at }) =>
          code === "reuse" && at.includes(`storage:${a.id}`) && at.includes(`storage:${b.id}`),
      );
      expect(refused).toBe(!mayShare(document, report, one, other));
    }),
    { numRuns: numRuns * 2 },
  );
});

test("the checker refuses a bound whose proof may share, or that leaves out an exclusive pair", () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const document = randomArms(seed, LARGER);
      const { shareablePairs } = preciseOf(document);
      const plan = planned(document, false).document;
      const bytes = (id: string) => plan.tensors[id]?.bytes ?? 0;
      const pair = shareablePairs.find((some) => some.every((id) => bytes(id) > 0));
      const [arena] = plan.arenas;
      if (pair === undefined || arena === undefined) return;
      const antichain = pair.map((id) => plan.tensors[id]?.storage ?? "");
      const forged = { ...plan, arenas: [{ ...arena, antichain }] };
      expect(check(forged, document).map((violation) => violation.code)).toContain("bound");
    }),
    { numRuns },
  );
});

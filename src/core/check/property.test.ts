import { expect, test } from "vitest";
import { check } from "../check.ts";
import type { PlanDocument, SourceDocument } from "../document.ts";
import { PLACEMENTS } from "../place/index.ts";
import { planDocument } from "../plan.ts";
import { toPlanDocument } from "../plan-document.ts";
import { DEFAULT_SETTINGS, SETTINGS, type Settings } from "../settings.ts";
import { codes } from "../testing/checks.ts";
import type { Mutation } from "../testing/mutate.ts";
import { MUTATIONS } from "../testing/mutations.ts";
import { GAP_MUTATIONS } from "../testing/mutations-gaps.ts";
import { Random, randomGraph, randomLifetimes } from "../testing/random.ts";
import { NO_WATCH } from "../watch.ts";

/** Placements that can do without times. */
const FREELY = PLACEMENTS.filter((placement) => placement.needsTimes !== true);

/** How many times as many as usual. */
const RUNS = Number(process.env.FC_RUNS ?? 200) / 200;
const GRAPHS = Math.ceil(1_500 * Math.max(1, RUNS));
const LIFETIMES = Math.ceil(400 * RUNS);

/** Any choice of every setting that goes together. */
function randomSettings(random: Random, kind: SourceDocument["kind"]): Settings {
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  for (const setting of SETTINGS) {
    if (setting.kind === "choice") settings[setting.name] = random.pick(setting.choices).id;
    if (setting.kind === "switch") settings[setting.name] = random.chance(0.5);
  }
  settings.alignment = random.pick([null, null, 1, 16, 24, 64]);
  settings.inplaceExcept = random.pick(["", "", "Add", "Relu, Split"]);
  settings.viewsExcept = random.pick(["", "", "Reshape", "Add,Split"]);
  settings.budget = random.pick([0, 50, 500]);
  settings.seed = random.integer(1, 3);
  if (kind === "lifetimes" && settings.lifetimes === "any-order") settings.lifetimes = "schedule";
  if (settings.lifetimes === "any-order") settings.place = random.pick(FREELY).id;
  settings.capacity = random.pick([null, null, 100, 400, 2_000]);
  return settings as unknown as Settings;
}

function planOf(document: SourceDocument, settings: Settings): PlanDocument {
  const planned = planDocument(document, settings, NO_WATCH);
  if (!planned.ok) throw new Error(planned.problem.message);
  return toPlanDocument(planned.value, { name: document.name, kind: document.kind, sha256: "" });
}

const made = new Map(MUTATIONS.map((m) => [m.name, 0]));

/** The plan is right, and a few faults made in it are each caught by name. */
function expectJudged(seed: number, document: SourceDocument): void {
  const random = new Random(seed);
  const settings = randomSettings(random, document.kind);
  const plan = planOf(document, settings);
  const violations = check(plan, document);
  if (violations.length > 0) expect({ seed, settings, violations }).toBe("a right plan");
  const times = (name: string) => made.get(name) ?? 0;
  let faults = 0;
  // the rarest first, so that none waits long for a plan in which it can be made
  for (const { name, code, beside, mutate } of random
    .shuffled(MUTATIONS)
    .sort((a, b) => times(a.name) - times(b.name))) {
    if (faults === 8) break;
    const wrong = mutate(plan, () => random.next(), document);
    if (wrong === undefined) continue;
    faults++;
    made.set(name, times(name) + 1);
    const found = codes(wrong, beside ? document : undefined);
    if (!found.includes(code)) expect({ seed, settings, fault: name, found }).toBe(code);
  }
}

/** Faults that have hardly been made. */
function rareOf(mutations: readonly Mutation[]): string[] {
  return mutations.filter(({ name }) => (made.get(name) ?? 0) < 10).map((m) => m.name);
}

test(
  "plans of random graphs are right under any settings, and every kind of fault in them is caught",
  () => {
    made.clear();
    for (let seed = 1; seed <= GRAPHS; seed++) expectJudged(seed, randomGraph(seed));
    expect(rareOf(MUTATIONS.filter((m) => !GAP_MUTATIONS.includes(m)))).toEqual([]);
  },
  60_000 * Math.max(1, RUNS),
);

test(
  "plans of random lifetimes are right under any settings, and every kind of fault in them is caught",
  () => {
    made.clear();
    for (let seed = 1; seed <= LIFETIMES; seed++) {
      const random = new Random(seed);
      const shape = { count: random.integer(0, 30), steps: 20, longest: random.integer(1, 12), largest: 40 };
      expectJudged(seed, randomLifetimes(seed, { ...shape, gapped: seed % 2 === 0 ? 0.4 : 0 }));
    }
    expect(rareOf(MUTATIONS.filter((m) => GAP_MUTATIONS.includes(m)))).toEqual([]);
  },
  60_000 * Math.max(1, RUNS),
);

/** Lies in the numbers of a plan. */

import type { PlanDocument, PlanStats } from "../document.ts";
import { type Mutation, pick, withArena, withStorage } from "./mutate.ts";

function lie(name: Exclude<keyof PlanStats, "fits">): Mutation {
  return {
    name: `lie about ${name}`,
    code: "number",
    mutate: (plan, random) => {
      const more = random() < 0.5 && plan.stats[name] > 0 ? -1 : 1;
      return { ...plan, stats: { ...plan.stats, [name]: plan.stats[name] + more } };
    },
  };
}

const UNSEARCHED = { placeSteps: 0, orderSteps: 0, orderOptimal: false, orderBound: null } as const;

/** Most bytes alive at once in each arena, summed, step by step; padded by hand. */
function liveBound(plan: PlanDocument): number {
  const steps = Math.max(0, ...plan.storages.map((s) => s.end));
  return plan.arenas.reduce((sum, arena) => {
    const live = Array.from({ length: steps }, (_, step) =>
      plan.storages
        .filter((s) => s.arena === arena.id && s.start <= step && step < s.end)
        .reduce((bytes, s) => bytes + Math.ceil(s.bytes / arena.alignment) * arena.alignment, 0),
    );
    return sum + Math.max(0, ...live);
  }, 0);
}

export const NUMBER_MUTATIONS: readonly Mutation[] = [
  lie("totalBytes"),
  lie("peakBytes"),
  lie("lowerBoundBytes"),
  lie("peakStep"),
  lie("fragmentationBytes"),
  lie("paddingBytes"),
  lie("buffers"),
  lie("storages"),
  {
    name: "lie about fitting",
    code: "number",
    mutate: (plan) => ({ ...plan, stats: { ...plan.stats, fits: !plan.stats.fits } }),
  },
  ...(["peak", "lowerBound"] as const).map(
    (what): Mutation => ({
      name: `lie about the ${what} of an arena`,
      code: "number",
      mutate: (plan, random) => {
        const a = pick(plan.arenas, random);
        return a && withArena(plan, a.id, { [what]: a[what] + 1 });
      },
    }),
  ),
  {
    name: "deny that a peak at the bound is optimal",
    code: "number",
    mutate: (plan, random) => {
      const a = pick(plan.arenas, random, (a) => a.peak === a.lowerBound);
      return a && withArena(plan, a.id, { optimal: false });
    },
  },
  {
    name: "claim an optimum that no search has proved",
    code: "number",
    mutate: (plan, random) => {
      const a = pick(plan.arenas, random, (a) => a.peak > a.lowerBound);
      const search = { ...UNSEARCHED, orderSteps: 9 };
      return a && { ...withArena(plan, a.id, { optimal: true }), search };
    },
  },
  {
    name: "claim an optimum by a placement that proves none",
    code: "number",
    mutate: (plan, random) => {
      const a = pick(plan.arenas, random, (a) => a.peak > a.lowerBound);
      const settings = { ...plan.settings, place: "greedy-by-size" };
      const search = { ...UNSEARCHED, placeSteps: 9 };
      return a && { ...withArena(plan, a.id, { optimal: true }), settings, search };
    },
  },
  {
    name: "set the bound of all orders above this one",
    code: "number",
    mutate: (plan) => ({
      ...plan,
      search: { ...UNSEARCHED, orderSteps: 9, orderBound: liveBound(plan) + 1 },
    }),
  },
  {
    name: "claim an optimal order above the bound of all orders",
    code: "number",
    mutate: (plan) => {
      const live = liveBound(plan);
      if (live === 0 || plan.storages.some((s) => s.gaps !== undefined)) return undefined;
      return { ...plan, search: { ...UNSEARCHED, orderSteps: 9, orderBound: live - 1, orderOptimal: true } };
    },
  },
  {
    name: "count the steps of a search backwards",
    code: "number",
    mutate: (plan) => ({ ...plan, search: { ...UNSEARCHED, placeSteps: -1 } }),
  },
  {
    name: "give an arena another capacity",
    code: "number",
    beside: true,
    mutate: (plan, random) => {
      const a = pick(plan.arenas, random);
      return a && withArena(plan, a.id, { capacity: (a.capacity ?? 0) + 1 });
    },
  },
  ...([Number.NaN, -1, 0.5, Number.POSITIVE_INFINITY] as const).map(
    (nonsense): Mutation => ({
      name: `put a storage at ${nonsense}`,
      code: "number",
      mutate: (plan, random) => {
        const s = pick(plan.storages, random);
        return s && withStorage(plan, s.id, { offset: nonsense });
      },
    }),
  ),
];

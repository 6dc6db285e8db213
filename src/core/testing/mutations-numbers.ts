/** Lies in the numbers of a plan. */

import type { PlanStats } from "../document.ts";
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
    name: "claim that a plan is optimal, or deny it",
    code: "number",
    mutate: (plan, random) => {
      const a = pick(plan.arenas, random);
      return a && withArena(plan, a.id, { optimal: !a.optimal });
    },
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

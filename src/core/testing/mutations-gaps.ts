/** Faults of gaps: dead times and windows in the lives of storages. */

import type { Gap, PlanDocument } from "../document.ts";
import { type Mutation, pick, withStorage } from "./mutate.ts";

/** Changes the gaps of one storage that has some. */
function spoil(change: (gaps: readonly Gap[], end: number, bytes: number) => readonly Gap[] | undefined) {
  return (plan: PlanDocument, random: () => number) => {
    const s = pick(plan.storages, random, (s) => (s.gaps ?? []).length > 0);
    return s && withStorage(plan, s.id, { gaps: change(s.gaps ?? [], s.end, s.bytes) });
  };
}

export const GAP_MUTATIONS: readonly Mutation[] = [
  {
    name: "let a gap outlast its storage",
    code: "gap",
    mutate: spoil((gaps, end) => gaps.map((gap, g) => (g === 0 ? { ...gap, end: end + 1 } : gap))),
  },
  {
    name: "end a gap before it starts",
    code: "gap",
    mutate: spoil(([first, ...rest]) => first && [{ ...first, end: first.start }, ...rest]),
  },
  { name: "put a gap into a gap", code: "gap", mutate: spoil((gaps) => [...gaps, ...gaps.slice(0, 1)]) },
  {
    name: "open a window beyond the bytes",
    code: "gap",
    mutate: spoil(([first, ...rest], _, bytes) => first && [{ ...first, window: [0, bytes + 1] }, ...rest]),
  },
  {
    name: "put a gap at no number",
    code: "number",
    mutate: spoil(([first, ...rest]) => first && [{ ...first, start: Number.NaN }, ...rest]),
  },
  { name: "forget the gaps of a storage", code: "gap", beside: true, mutate: spoil(() => undefined) },
  {
    name: "end a gap early",
    code: "gap",
    beside: true,
    mutate: spoil((gaps) =>
      gaps.map((gap) => ({ ...gap, end: gap.end - 1 })).filter((gap) => gap.end > gap.start),
    ),
  },
  {
    name: "make a gap up",
    code: "gap",
    beside: true,
    mutate: (plan, random) => {
      const s = pick(plan.storages, random, (s) => s.gaps === undefined && s.end > s.start);
      return s && withStorage(plan, s.id, { gaps: [{ start: s.start, end: s.end }] });
    },
  },
];

import { expect, test } from "vitest";
import type { LifetimesDocument } from "../core/document.ts";
import { planDocument } from "../core/plan.ts";
import type { Plan } from "../core/plan.types.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { NO_WATCH } from "../core/watch.ts";
import { peakWord } from "./peak-word.ts";

function planned(buffers: LifetimesDocument["buffers"]): Plan {
  const document = { format: "memplan", version: 1, kind: "lifetimes", name: "words", buffers } as const;
  const plan = planDocument(document, DEFAULT_SETTINGS, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  return plan.value;
}

const TWO = [
  { id: "a", start: 0, end: 2, bytes: 60, offset: 0 },
  { id: "b", start: 1, end: 2, bytes: 60, offset: 60 },
];

test("the step of the highest address is the peak, that of the most bytes says what it is", () => {
  const plan = planned([...TWO, { id: "c", start: 3, end: 5, bytes: 50, offset: 100 }]);
  expect([0, 1, 2, 3, 4].map((step) => peakWord(plan, 0, step))).toEqual([
    "",
    "most alive",
    "",
    "peak",
    "peak",
  ]);
});

test("one step that is both is the peak", () => {
  expect([0, 1].map((step) => peakWord(planned(TWO), 0, step))).toEqual(["", "peak"]);
});

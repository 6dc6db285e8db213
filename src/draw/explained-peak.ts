/** Explanations across rectangles: who lives at the peak, and the stack under a storage down to address 0. */

import { type Rest, supportOf } from "../core/explain/support.ts";
import { liveAt, peakStepOf } from "../core/explain.ts";
import type { Plan } from "../core/plan.types.ts";
import { formatBytes, formatCount } from "../core/units.ts";
import { MOST_AT_ONCE } from "../look/limits.ts";
import { peakApart } from "../look/peak-apart.ts";
import { oncePerPlan } from "../look/plan-tables.ts";
import { type ArenaFrame, boxAtStep } from "./arena-list.ts";
import { fitting, widthOf } from "./label.ts";
import { last } from "./last.ts";
import { at, type Box, meet } from "./scale.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

const SIZE = 10.5;
/** More outlines than this say nothing. */
const MOST = 400;

const peaks = oncePerPlan((plan) =>
  plan.arenas.map((_, arena) => {
    const step = peakStepOf(plan, arena);
    return { step, storages: liveAt(plan, step, arena).filter((s) => (plan.storages.padded[s] ?? 0) > 0) };
  }),
);

/** Where an arena has the most bytes alive first, and whose they are. */
export function peakSet(
  plan: Plan,
  arena: number,
): { readonly step: number; readonly storages: readonly number[] } {
  return peaks(plan)[arena] ?? { step: 0, storages: [] };
}

/** Pixels of the middle of a step's column, kept inside the plot. */
function middleOf(frame: ArenaFrame, step: number): number {
  const x = at(frame.time, step) + frame.time.per / 2;
  return Math.min(Math.max(x, frame.plot.x), frame.plot.x + frame.plot.w);
}

/** Outlines of the peak's live set, with the size of each where the peak is. */
export function paintPeak(surface: Surface, frame: ArenaFrame, theme: Theme): void {
  const { plan } = frame.model;
  const { step, storages } = peakSet(plan, frame.arena);
  const x = middleOf(frame, step);
  surface.line(x, frame.plot.y, x, frame.plot.y + frame.plot.h, theme.hot, 1, [2, 2], 0.9);
  paintTag(surface, frame, peakWords(plan, frame.arena), x, theme);
  let outlines = 0;
  for (const s of storages) {
    const box = boxAtStep(frame, s, step);
    const seen = box === undefined ? undefined : meet(box, frame.plot);
    if (seen === undefined || seen.h < 2 || ++outlines > MOST) continue;
    surface.frame(seen, theme.hot, 1.5);
    const size = formatBytes(plan.storages.padded[s] ?? 0, 1);
    const w = widthOf(size, SIZE, theme.uiEm) + 8;
    if (seen.h < 15) continue;
    const right = x + 6 + w <= frame.plot.x + frame.plot.w;
    const left = right ? x + 6 : x - 6 - w;
    const middle = seen.y + seen.h / 2;
    surface.fill(left, middle - 7, w, 14, theme.bg, 0.88);
    surface.text(size, left + w / 2, middle + 0.5, { colour: theme.hot, size: SIZE, align: "center" });
  }
}

/** What the line of the peak says, at the top of the plot, above all rectangles. */
function paintTag(surface: Surface, frame: ArenaFrame, words: string, x: number, theme: Theme): void {
  const { plot } = frame;
  const w = widthOf(words, SIZE, theme.uiEm) + 8;
  if (w > plot.w) return;
  const left = Math.min(Math.max(x - w / 2, plot.x), plot.x + plot.w - w);
  surface.fill(left, plot.y + 1, w, 14, theme.hot);
  surface.text(words, left + w / 2, plot.y + 8.5, { colour: theme.bg, size: SIZE, align: "center" });
}

const supportOnce = last((plan: Plan, s: number): readonly Rest[] => supportOf(plan, s));

/** The stack that a storage stands on; empty where times do not tell, and of a plan too large to look through at once. */
export function stackUnder(plan: Plan, s: number): readonly Rest[] {
  const untold = plan.settings.lifetimes === "any-order" && plan.conflicts === null;
  return untold || plan.storages.count > MOST_AT_ONCE || s < 0 ? [] : supportOnce(plan, s);
}

/** One storage standing on another: where they touch, and the free bytes between. */
interface Contact {
  readonly x: number;
  /** Foot of the upper, top of the lower. */
  readonly foot: number;
  readonly top: number;
  readonly rest: Rest;
}

/** From the top of the stack down; the last stands on the floor. */
export function contactsOf(frame: ArenaFrame, stack: readonly Rest[]): Contact[] {
  const { offset, padded, start, end } = frame.model.plan.storages;
  return stack.map((rest) => {
    const { above, below, meet: both } = rest;
    const from = both?.start ?? Math.max(start[above] ?? 0, start[below] ?? 0);
    const to = both?.end ?? Math.min(end[above] ?? 0, end[below] ?? Number.POSITIVE_INFINITY);
    const top = below < 0 ? 0 : (offset[below] ?? 0) + (padded[below] ?? 0);
    return {
      x: at(frame.time, (from + Math.max(to, from)) / 2),
      foot: at(frame.address, offset[above] ?? 0),
      top: at(frame.address, top),
      rest,
    };
  });
}

function segment(surface: Surface, theme: Theme, x1: number, y1: number, x2: number, y2: number): void {
  surface.line(x1, y1, x2, y2, theme.bg, 4, undefined, 0.8);
  surface.line(x1, y1, x2, y2, theme.accent, 2);
}

/** The stack under a storage as one line from its foot through each that it stands on to the floor, all outlined. */
export function paintStack(
  surface: Surface,
  frame: ArenaFrame,
  s: number,
  boxOf: (s: number) => Box | undefined,
  theme: Theme,
): void {
  const contacts = contactsOf(frame, stackUnder(frame.model.plan, s));
  const { plot } = frame;
  surface.clip(plot, () => {
    for (const { rest } of contacts) {
      const box = rest.below < 0 ? undefined : boxOf(rest.below);
      if (box !== undefined)
        surface.frame({ ...box, w: Math.max(2, box.w), h: Math.max(2, box.h) }, theme.accent, 1.5);
    }
    contacts.forEach(({ x, foot, top, rest }, i) => {
      segment(surface, theme, x, foot, x, top);
      const next = contacts[i + 1];
      if (next !== undefined) segment(surface, theme, x, top, next.x, next.foot);
      surface.fill(x - 3, foot - 3, 6, 6, theme.bg);
      surface.fill(x - 2, foot - 2, 4, 4, theme.accent);
      const says = rest.gap > 0 ? fitting([`${formatBytes(rest.gap, 1)} free`], 200, SIZE, theme.uiEm) : "";
      if (says === "" || top - foot < 13) return;
      const w = widthOf(says, SIZE, theme.uiEm) + 8;
      const left = x + 6 + w > plot.x + plot.w ? x - 6 - w : x + 6;
      surface.fill(left, (foot + top) / 2 - 7, w, 14, theme.bg, 0.88);
      surface.text(says, left + 4, (foot + top) / 2 + 0.5, { colour: theme.text, size: SIZE });
    });
  });
}

/** `at the peak, step 12: 5 alive`, for the strip above the plot; `most alive` where the highest address has a step of its own. */
export function peakWords(plan: Plan, arena: number): string {
  const { step, storages } = peakSet(plan, arena);
  const where = peakApart(plan, arena) === undefined ? "at the peak" : "most alive";
  return `${where}, step ${formatCount(step)}: ${formatCount(storages.length)} alive`;
}

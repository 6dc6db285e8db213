/** What a picture says about itself in attributes of its pane, so that people's tools and tests can point at things. */

import type { Plan } from "../core/plan.types.ts";
import { type Box, meet } from "./scale.ts";
import type { Linked } from "./tone.ts";

/** `x,y` of the middle of the part in view of the first storage that has one; undefined when none is in view. */
export function centreSeen(
  storages: ReadonlySet<number> | undefined,
  plot: Box,
  boxOf: (s: number) => Box | undefined,
): string | undefined {
  for (const s of storages ?? []) {
    const box = boxOf(s);
    if (box === undefined) continue;
    const wide = { x: box.x, y: box.y, w: Math.max(1, box.w), h: Math.max(1, box.h) };
    const seen = meet(wide, plot);
    if (seen !== undefined) return `${Math.round(seen.x + seen.w / 2)},${Math.round(seen.y + seen.h / 2)}`;
  }
  return undefined;
}

/** So many ids tell what is meant. */
const MOST_NAMED = 20;

type Shown = "selected" | "second" | "hover" | "spot";

/** Writes `data-<what>` (storage ids, by commas) and `data-<what>-at` of each; takes them away where there is nothing. */
export function writePlaces(
  root: HTMLElement,
  plan: Plan,
  places: Readonly<Record<Shown, Linked | undefined>>,
  centre: (storages: ReadonlySet<number> | undefined) => string | undefined,
): void {
  const write = (key: string, value: string | undefined) => {
    if (value === undefined || value === "") delete root.dataset[key];
    else root.dataset[key] = value;
  };
  for (const [what, linked] of Object.entries(places)) {
    const few: number[] = [];
    for (const s of linked?.storages ?? []) if (few.push(s) === MOST_NAMED) break;
    write(what, few.map((s) => plan.storages.id[s] ?? "").join(","));
    write(`${what}At`, centre(linked?.storages));
  }
}

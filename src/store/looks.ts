/**
 * How the picture on the page looks: colours, rows of the timeline, what a search means. Made here when asked for; of plans
 * beyond MOST_AT_ONCE storages in a worker, and until that has answered there is nothing or what there was before.
 */

import { createStore } from "zustand/vanilla";
import type { FreeCurve } from "../core/explain/free.ts";
import type { Contributor } from "../core/explain.ts";
import type { Plan } from "../core/plan.types.ts";
import { tenantFill } from "../look/fills.ts";
import { MOST_AT_ONCE } from "../look/limits.ts";
import type { Matches, Tints } from "../look/look.types.ts";
import { type RowSet, type RowSpec, rowsOf } from "../look/rows.ts";
import { makeTinting } from "../look/tints.ts";
import { outcomeStore, type Picture } from "./outcome.ts";
import { type SessionState, sessionStore } from "./session.ts";

/** What a worker has made of a large plan. */
export interface LooksState {
  readonly tints: Tints | null;
  readonly rows: RowSet | null;
  readonly matches: Matches | null;
  /** What is free below the peak of an arena over time; comes after the picture. */
  readonly free: { readonly plan: Plan; readonly arena: number; readonly curve: FreeCurve } | null;
  /** Who lives at the peak; comes after the picture. */
  readonly contributors: { readonly plan: Plan; readonly list: readonly Contributor[] } | null;
}

export { MOST_AT_ONCE };

export const looksStore = createStore<LooksState>(() => ({
  tints: null,
  rows: null,
  matches: null,
  free: null,
  contributors: null,
}));

/** The last value of a function, kept as long as its arguments are the same. */
function kept<A extends readonly unknown[], T>(make: (...args: A) => T): (...args: A) => T {
  let args: A | undefined;
  let value: T | undefined;
  return (...now) => {
    if (args === undefined || now.some((a, i) => a !== args?.[i])) {
      value = make(...now);
      args = now;
    }
    return value as T;
  };
}

const tint = makeTinting();
const tints = kept((picture: Picture, by: SessionState["colourBy"]) => tint(picture, by));
const rows = kept(
  (
    picture: Picture,
    arena: number,
    kind: RowSpec["kind"],
    sort: RowSpec["sort"],
    down: boolean,
    folded: RowSpec["folded"],
  ) => rowsOf(picture, arena, { kind, sort, down, folded }),
);

export function isLarge(picture: Picture): boolean {
  return picture.plan.storages.count > MOST_AT_ONCE;
}

/** The colours of the picture; undefined while those of a large plan are being made for the first time. */
export function tintsNow(picture: Picture): Tints | undefined {
  if (!isLarge(picture)) return tints(picture, sessionStore.getState().colourBy);
  const { tints: made } = looksStore.getState();
  return made?.plan === picture.plan ? made : undefined;
}

/** Index of the fill (look/fills.ts) that the panes give a storage: by buffer while there is no other, and in a picture that is not on the page. */
export function fillNow(picture: Picture, s: number): number {
  const made = outcomeStore.getState().picture === picture ? tintsNow(picture)?.fill[s] : undefined;
  const { colour, ordinal, plan } = picture;
  return made ?? tenantFill(colour[plan.storages.buffer[s] ?? 0] ?? 0, ordinal[s] ?? 0);
}

/** The rows of the timeline; undefined while those of a large plan are being made for the first time. */
export function rowsNow(picture: Picture, arena: number): RowSet | undefined {
  const { timelineRows, rowSort, rowsDown, foldedRows } = sessionStore.getState();
  if (!isLarge(picture)) return rows(picture, arena, timelineRows, rowSort, rowsDown, foldedRows);
  const { rows: made } = looksStore.getState();
  return made?.plan === picture.plan && made.arena === arena ? made : undefined;
}

/** What is looked for; null when nothing is. */
export function matchesNow(picture: Picture): Matches | null {
  const { matches: made } = looksStore.getState();
  return made?.plan === picture.plan ? made : null;
}

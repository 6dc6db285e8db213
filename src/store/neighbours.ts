/** Who is next to a storage: in time at its addresses, in address at a step, in the rows of the timeline. −1: nobody. */

import { liveAt } from "../core/explain.ts";
import { piecesIn } from "../core/needs.ts";
import type { Plan } from "../core/plan.types.ts";
import type { Whole } from "../look/area.ts";
import type { RowSet } from "../look/rows.ts";
import { spatialOf } from "../look/spatial-kept.ts";

/** `before` and `after`: the nearest in time; `first` and `last` of all. */
export type Turn = "before" | "after" | "first" | "last";

/** Steps that are looked at first, and by how much more next, where a plan has a spatial index. */
const [FIRST_LOOK, WIDER] = [256, 16];

/** Calls back with storages of the arena that take any of the addresses at a step of the window; one with gaps may come twice. */
function eachIn(
  plan: Plan,
  arena: number,
  window: Whole,
  [low, high]: Whole,
  each: (s: number) => void,
): void {
  const { count, arena: arenaOf, offset, padded, start, end } = plan.storages;
  const spatial = spatialOf(plan, arena);
  if (spatial !== undefined) {
    const { owner } = piecesIn(plan);
    spatial.visit(window, [low, high], (k) => {
      each(owner[k] ?? 0);
      return false;
    });
    return;
  }
  for (let i = 0; i < count; i++) {
    if (arenaOf[i] !== arena || (start[i] ?? 0) >= window[1] || (end[i] ?? 0) <= window[0]) continue;
    const from = offset[i] ?? 0;
    if (from < high && from + (padded[i] ?? 0) > low) each(i);
  }
}

/** The steps to look at first, `long` of them, on from a storage in the way of `turn`. */
function windowOf(plan: Plan, s: number, turn: Turn, long: number): Whole {
  const { start, end } = plan.storages;
  const [born, dead] = [start[s] ?? 0, end[s] ?? 0];
  switch (turn) {
    case "before":
      return [Math.max(0, born - long), born];
    case "after":
      return [dead, Math.min(plan.steps, dead + long)];
    case "first":
      return [0, Math.min(plan.steps, long)];
    case "last":
      return [Math.max(0, plan.steps - long), plan.steps];
  }
}

/** Who has lived at any of the addresses of storage `s`; of those that come at the same step the one with most of them. */
export function atSameAddresses(plan: Plan, s: number, turn: Turn): number {
  const { arena, offset, padded, start, end } = plan.storages;
  const low = offset[s] ?? 0;
  const high = low + (padded[s] ?? 0);
  const here = arena[s] ?? 0;
  const back = turn === "before" || turn === "last";
  // whoever is met in a window is nearer than all that are not: a wider one is needed only when nobody is
  let long = spatialOf(plan, here) === undefined ? plan.steps : FIRST_LOOK;
  for (;;) {
    const window = windowOf(plan, s, turn, long);
    let best = -1;
    let when = back ? -1 : Number.POSITIVE_INFINITY;
    let share = 0;
    eachIn(plan, here, window, [low, high], (i) => {
      if (turn === "before" && (end[i] ?? 0) > (start[s] ?? 0)) return;
      if (turn === "after" && (start[i] ?? 0) < (end[s] ?? 0)) return;
      // begun before the window: somebody outside of it may have begun later
      if (turn === "last" && (start[i] ?? 0) < window[0]) return;
      const from = offset[i] ?? 0;
      const common = Math.min(high, from + (padded[i] ?? 0)) - Math.max(low, from);
      const then = (turn === "before" ? end[i] : start[i]) ?? 0;
      const nearer = back ? then > when : then < when;
      const more = common > share || (common === share && i < best);
      if (common <= 0 || !(nearer || (then === when && more))) return;
      best = i;
      when = then;
      share = common;
    });
    if (best >= 0 || long >= plan.steps) return best;
    long *= WIDER;
  }
}

/** The next up (1) or down (−1) in address among those that take room at a step; the lowest when there is no `s`. */
export function besideAt(plan: Plan, arena: number, step: number, s: number, direction: 1 | -1): number {
  const { padded, offset } = plan.storages;
  const alive = liveAt(plan, step, arena).filter((i) => (padded[i] ?? 0) > 0);
  if (s < 0) return alive[0] ?? -1;
  const here = offset[s] ?? 0;
  const onwards =
    direction > 0
      ? alive.find((i) => i !== s && (offset[i] ?? 0) > here)
      : alive.findLast((i) => i !== s && (offset[i] ?? 0) < here);
  return onwards ?? -1;
}

/** The tenant of the same row before or after `s`, or the first or last of the row. */
export function inSameRow(rows: RowSet, s: number, turn: Turn): number {
  const row = rows.rowOf[s] ?? -1;
  if (row < 0) return -1;
  const { from, items } = rows.storages;
  const [first, end] = [from[row] ?? 0, from[row + 1] ?? 0];
  if (turn === "first") return items[first] ?? -1;
  if (turn === "last") return items[end - 1] ?? -1;
  const at = items.subarray(first, end).indexOf(s);
  const next = first + at + (turn === "after" ? 1 : -1);
  return at >= 0 && next >= first && next < end ? (items[next] ?? -1) : -1;
}

/** The storage of the next row down (1) or up (−1) that lives at `step`, or is nearest to it. Rows without any are passed over. */
export function inNextRow(plan: Plan, rows: RowSet, s: number, step: number, by: 1 | -1): number {
  const row = rows.rowOf[s] ?? -1;
  if (row < 0) return -1;
  const { from } = rows.storages;
  let next = row + by;
  while (next >= 0 && next < rows.count && from[next] === from[next + 1]) next += by;
  return next < 0 || next >= rows.count ? -1 : nearestInRow(plan, rows, next, step);
}

function nearestInRow(plan: Plan, rows: RowSet, row: number, step: number): number {
  const { start, end } = plan.storages;
  let best = -1;
  let away = Number.POSITIVE_INFINITY;
  for (let i = rows.storages.from[row] ?? 0; i < (rows.storages.from[row + 1] ?? 0); i++) {
    const s = rows.storages.items[i] ?? 0;
    const far = Math.max(0, (start[s] ?? 0) - step, step - (end[s] ?? 0) + 1);
    if (far >= away) continue;
    best = s;
    away = far;
  }
  return best;
}

/** The first storage, from the uppermost row down, that lives at a step. */
export function uppermostAt(plan: Plan, rows: RowSet, step: number): number {
  const alive = liveAt(plan, step, rows.arena).filter((s) => (rows.rowOf[s] ?? -1) >= 0);
  return alive.reduce(
    (best, s) => (best < 0 || (rows.rowOf[s] ?? 0) < (rows.rowOf[best] ?? 0) ? s : best),
    -1,
  );
}

/** The one hole round an address at a step, without making all holes (holes.ts). */

import { forEachMeeting } from "../core/explain/alive-blocks.ts";
import { piecesIn } from "../core/needs.ts";
import type { Plan } from "../core/plan.types.ts";
import type { Hole } from "./holes.ts";
import { spatialOf } from "./spatial-kept.ts";

/** The hole that holds an address at a step; undefined when somebody has it then, or it is not below the peak. */
export function holeRound(plan: Plan, arena: number, step: number, address: number): Hole | undefined {
  const { offset } = plan.storages;
  const { from, start, end, low, high } = piecesIn(plan);
  const peak = plan.arenas[arena]?.peak ?? 0;
  if (address < 0 || address >= peak || step < 0 || step >= plan.steps) return undefined;
  const idle = idleRound(plan, arena, step, address);
  if (idle === undefined) return undefined;
  const [since, until] = idle;
  // The same stretch of steps: nobody in between, and somebody right before it and right after it.
  const before: [number, number][] = since > 0 ? [] : [[0, peak]];
  const after: [number, number][] = until < plan.steps ? [] : [[0, peak]];
  let [bottom, top] = [0, peak];
  const look = (k: number, base: number) => {
    if ((high[k] ?? 0) <= (low[k] ?? 0)) return;
    const [foot, head] = [base + (low[k] ?? 0), base + (high[k] ?? 0)];
    if (end[k] === since) before.push([foot, head]);
    if (start[k] === until) after.push([foot, head]);
    if ((start[k] ?? 0) >= until || (end[k] ?? 0) <= since) return;
    if (head <= address) bottom = Math.max(bottom, head);
    else if (foot > address) top = Math.min(top, foot);
  };
  forEachMeeting(plan.storages, since - 1, until + 1, (s) => {
    if (plan.storages.arena[s] !== arena) return;
    for (let k = from[s] ?? 0; k < (from[s + 1] ?? 0); k++) look(k, offset[s] ?? 0);
  });
  for (const ranges of [before, after]) {
    const [from, to] = joined(ranges, address);
    bottom = Math.max(bottom, from);
    top = Math.min(top, to);
  }
  return { start: since, end: until, low: bottom, high: top };
}

/** Steps on either side that are looked at first where there is an index, and by how much more next. */
const [FIRST_LOOK, WIDER] = [64, 8];

/** The steps round `step` at which nobody has an address, half open; undefined when somebody has it then. Linear in the storages where there is no index. */
export function idleRound(
  plan: Plan,
  arena: number,
  step: number,
  address: number,
): readonly [since: number, until: number] | undefined {
  const { start, end } = piecesIn(plan);
  let since = 0;
  let until = plan.steps;
  let taken = false;
  const beside = (k: number) => {
    if ((end[k] ?? 0) <= step) since = Math.max(since, end[k] ?? 0);
    else if ((start[k] ?? 0) > step) until = Math.min(until, start[k] ?? 0);
    else taken = true;
    return taken;
  };
  const spatial = spatialOf(plan, arena);
  if (spatial === undefined) eachWith(plan, arena, address, beside);
  // farther and farther, until somebody is found on both sides: most holes are short, and so many have had an address
  for (let far = FIRST_LOOK; spatial !== undefined; far *= WIDER) {
    const around = [Math.max(0, step - far), Math.min(plan.steps, step + far)] as const;
    spatial.visit(around, [address, address], beside);
    if (taken || ((since > 0 || around[0] === 0) && (until < plan.steps || around[1] === plan.steps))) break;
  }
  return taken ? undefined : [since, until];
}

/** Calls back with every piece of an arena that has an address, at any step, until it answers true. */
function eachWith(plan: Plan, arena: number, address: number, found: (k: number) => boolean): void {
  const { count, owner, low, high, arena: arenaOf } = piecesIn(plan);
  for (let k = 0; k < count; k++) {
    const base = plan.storages.offset[owner[k] ?? 0] ?? 0;
    if (arenaOf[k] !== arena || address < base + (low[k] ?? 0) || address >= base + (high[k] ?? 0)) continue;
    if (found(k)) return;
  }
}

/** The stretch round `address` that ranges cover without a break; one of them holds it. */
function joined(ranges: [number, number][], address: number): readonly [number, number] {
  ranges.sort((a, b) => a[0] - b[0]);
  let [from, to] = [0, 0];
  for (const [low, high] of ranges) {
    if (low <= to) to = Math.max(to, high);
    else if (low > address) break;
    else [from, to] = [low, high];
  }
  return [from, to];
}

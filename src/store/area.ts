/** The area that somebody measures: made, zoomed to, taken away, and its numbers as soon as they are counted. */

import { createStore } from "zustand/vanilla";
import type { Plan } from "../core/plan.types.ts";
import { formatAddress, formatBytes, formatCount, formatPercent, formatSteps } from "../core/units.ts";
import { type AreaSums, areaSums, type Field, sumsInTurns } from "../look/area.ts";
import { inSlices } from "./in-slices.ts";
import { linksOf } from "./links.ts";
import { MOST_AT_ONCE } from "./looks.ts";
import { outcomeStore, type Picture } from "./outcome.ts";
import { type Area, sessionStore, type Window } from "./session.ts";
import { speak, tell } from "./spoken.ts";

export interface Measured {
  readonly plan: Plan;
  readonly area: Area;
  readonly field: Field;
  readonly sums: AreaSums;
}

/** Null while there is no area, and while one of a large plan is being counted for the first time. */
export const measuredStore = createStore<{ readonly measured: Measured | null }>(() => ({ measured: null }));

/** Milliseconds that an area of a large plan stays the same before it is counted. */
const RESTS = 80;

/** The area as whole steps and bytes of a plan; undefined when nothing of it is in the plan. */
export function fieldOf(plan: Plan, { arena, steps, addresses }: Area): Field | undefined {
  const peak = plan.arenas[arena]?.peak ?? 0;
  const [from, to] = [Math.max(0, steps[0]), Math.min(plan.steps, steps[1])];
  const [low, high] = addresses ?? [0, peak];
  if (from >= to || low >= high) return undefined;
  return { arena, steps: [from, to], addresses: [Math.max(0, low), high] };
}

let stop = () => {};

function measure(): void {
  stop();
  const { area } = sessionStore.getState();
  const { picture } = outcomeStore.getState();
  const field = picture === null || area === null ? undefined : fieldOf(picture.plan, area);
  if (picture === null || area === null || field === undefined) {
    measuredStore.setState({ measured: null });
    return;
  }
  const { plan } = picture;
  const tellOf = (sums: AreaSums) => measuredStore.setState({ measured: { plan, area, field, sums } });
  if (plan.storages.count <= MOST_AT_ONCE) {
    tellOf(areaSums(plan, field));
    return;
  }
  // not in the midst of a drag: the areas on its way are not counted
  const wait = setTimeout(() => {
    stop = inSlices(sumsInTurns(plan, field), tellOf);
  }, RESTS);
  stop = () => clearTimeout(wait);
}

sessionStore.subscribe((now, before) => {
  if (now.area !== before.area) measure();
});
outcomeStore.subscribe((now, before) => {
  if (now.picture !== before.picture && (sessionStore.getState().area !== null || now.picture === null))
    measure();
});

/** The numbers of the area as it is; null while they are being counted. */
export function measuredNow(): Measured | null {
  const { measured } = measuredStore.getState();
  return measured !== null && measured.area === sessionStore.getState().area ? measured : null;
}

/** Takes the area away; false when there is none. */
export function dropArea(): boolean {
  if (sessionStore.getState().area === null) return false;
  sessionStore.setState({ area: null });
  return true;
}

/** The bounds of what is selected, in the arena of its first storage; null when it has none. */
function areaAround(picture: Picture): Area | null {
  const { selection, second } = sessionStore.getState();
  const { start, end, offset, padded, arena } = picture.plan.storages;
  const meant = [selection, second].flatMap((target) => [...(linksOf(picture, target)?.storages ?? [])]);
  const here = arena[meant[0] ?? -1];
  if (here === undefined) return null;
  let [from, to, low, high] = [Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY, 0];
  for (const s of meant) {
    if (arena[s] !== here) continue;
    from = Math.min(from, start[s] ?? 0);
    to = Math.max(to, end[s] ?? 0);
    low = Math.min(low, offset[s] ?? 0);
    high = Math.max(high, (offset[s] ?? 0) + (padded[s] ?? 0));
  }
  return { arena: here, steps: [from, to], addresses: low < high ? [low, high] : null };
}

/** Makes an area of the selection; without one, of the steps in sight. */
export function areaFromSelection(): void {
  const { picture } = outcomeStore.getState();
  if (picture === null || picture.plan.steps === 0) return;
  const { time, arena, selection } = sessionStore.getState();
  const seen: Window = time ?? [0, picture.plan.steps];
  const area =
    selection === null
      ? { arena, steps: [Math.floor(seen[0]), Math.ceil(seen[1])] as const, addresses: null }
      : areaAround(picture);
  if (area === null) {
    tell("What is selected has no place in memory.");
    return;
  }
  sessionStore.setState({ area, arena: area.arena });
}

/** Shows the area as large as it goes; false when there is none. */
export function zoomToArea(): boolean {
  const { area, arena } = sessionStore.getState();
  const { picture } = outcomeStore.getState();
  if (area === null || picture === null) return false;
  const [from, to] = area.steps;
  const all = from <= 0 && to >= picture.plan.steps;
  const addresses = area.addresses ?? (area.arena === arena ? sessionStore.getState().addresses : null);
  sessionStore.setState({ arena: area.arena, time: all ? null : [from, to], addresses });
  return true;
}

/** `19 steps × 96 KiB` and `12 storages, 81.3 % in use`: what stands beside an area. */
export function shortOfArea({ field, sums }: Measured): readonly [string, string] {
  const steps = field.steps[1] - field.steps[0];
  const some = (n: number, what: string) => `${formatCount(n)} ${what}${n === 1 ? "" : "s"}`;
  return [
    `${some(steps, "step")} × ${formatBytes(field.addresses[1] - field.addresses[0])}`,
    `${some(sums.touched, "storage")}, ${formatPercent(sums.used / sums.all)} in use`,
  ];
}

/** The same as a screen reader hears it. */
export function spokenArea(measured: Measured, base: "hex" | "dec"): string {
  const { field, plan } = measured;
  const most = plan.arenas[field.arena]?.peak ?? 0;
  const [low, high] = field.addresses.map((address) => formatAddress(address, most, base));
  return `Area of ${formatSteps(...field.steps)}, [${low}, ${high}): ${shortOfArea(measured)[1]}.`;
}

/** Says what the area holds, when that is counted. */
function sayArea(): void {
  const measured = measuredNow();
  if (measured !== null) speak(spokenArea(measured, sessionStore.getState().addressBase));
}

/** Where pictures keep the area that is drawn in them. */
export const AREA_KEEPER = {
  now: () => sessionStore.getState().area,
  set: (area: Area | null) => sessionStore.setState({ area }),
  zoom: zoomToArea,
  done: sayArea,
} as const;

/**
 * The fewest and the most copies and live buffers over all schedules: exact, by going through all sets of firings that can
 * have been. Which references lie in one buffer depends on the set alone, never on the order — but for parts of buffers,
 * where a state is the set and what lies where.
 */

import { firingCounts } from "./counts.ts";
import type { ReferenceStream } from "./roles.ts";
import { type Held, meet, partsOf } from "./simulate.ts";
import { type Units, unitsOf } from "./units.ts";

export type Range = readonly [least: number, most: number];

export interface ReferenceRanges {
  readonly schedules: number;
  readonly withoutHazard: number;
  readonly copies: Range;
  /** Buffers that a pool needs which is only reset between iterations, and one that takes buffers back. */
  readonly resetPool: Range;
  readonly recyclingPool: Range;
}

/** States, and references looked at in all of them, beyond which it is not tried. */
const MOST_STATES = 60_000;
const MOST_LOOKS = 8_000_000;
/** Bits of a set. */
const MOST_UNITS = 30;

interface State {
  readonly set: number;
  /** By reference what it leads to; null where nothing lies. Buffers are numbered as they are met. */
  readonly held: readonly (Held | null)[];
  schedules: number;
  safe: number;
  fewest: number;
  most: number;
  leastPeak: number;
  mostPeak: number;
}

/** Of a graph; undefined as rangesOfUnits, and where it cannot be scheduled. */
export function rangesOverSchedules(references: ReferenceStream): ReferenceRanges | undefined {
  const counts = firingCounts(references.stream);
  const units = counts && unitsOf(references, counts);
  return units && rangesOfUnits(units);
}

/** Over all orders of one iteration that begins with buffers of their own. Undefined where there are too many states. */
export function rangesOfUnits(units: Units): ReferenceRanges | undefined {
  const count = units.units.length;
  if (count > MOST_UNITS) return undefined;
  const needs = units.units.map(({ after }) => after.reduce((set, u) => set | (1 << u), 0));
  let layer = new Map<number | string, State>([[0, start(units)]]);
  let states = 1;
  for (let step = 0; step < count; step++) {
    const next = new Map<number | string, State>();
    for (const state of layer.values()) {
      for (let u = 0; u < count; u++) {
        if ((state.set >> u) & 1 || (~state.set & (needs[u] ?? 0)) !== 0) continue;
        reach(next, units.hasParts, state, state.set | (1 << u), fired(units, state.held, u));
      }
      if (states + next.size > MOST_STATES || (states + next.size) * units.refs > MOST_LOOKS)
        return undefined;
    }
    states += next.size;
    layer = next;
  }
  const ends = [...layer.values()];
  if (ends.length === 0) return undefined;
  const fresh = units.units.reduce((sum, { fresh: own }) => sum + own.length, 0);
  const least = (of: (state: State) => number) => Math.min(...ends.map(of));
  const most = (of: (state: State) => number) => Math.max(...ends.map(of));
  const copies: Range = [least((s) => s.fewest), most((s) => s.most)];
  return {
    schedules: ends.reduce((sum, s) => sum + s.schedules, 0),
    withoutHazard: ends.reduce((sum, s) => sum + s.safe, 0),
    copies,
    resetPool: [fresh + copies[0], fresh + copies[1]],
    recyclingPool: [least((s) => s.leastPeak), most((s) => s.mostPeak)],
  };
}

function start(units: Units): State {
  const held = new Array<Held | null>(units.refs).fill(null);
  const initial = units.initial.flat();
  for (const [buffer, ref] of initial.entries()) held[ref] = { buffer, part: [] };
  const peak = initial.length;
  return {
    set: 0,
    held,
    schedules: 1,
    safe: 1,
    fewest: 0,
    most: 0,
    leastPeak: peak,
    mostPeak: peak,
  };
}

interface Moved {
  readonly held: readonly (Held | null)[];
  readonly copies: number;
  readonly hazard: boolean;
  /** Live buffers while it fires. */
  readonly live: number;
}

function reach(
  next: Map<number | string, State>,
  hasParts: boolean,
  from: State,
  set: number,
  moved: Moved,
): void {
  const key = hasParts ? `${set} ${JSON.stringify(moved.held)}` : set;
  const came: State = {
    set,
    held: moved.held,
    schedules: from.schedules,
    safe: moved.hazard ? 0 : from.safe,
    fewest: from.fewest + moved.copies,
    most: from.most + moved.copies,
    leastPeak: Math.max(from.leastPeak, moved.live),
    mostPeak: Math.max(from.mostPeak, moved.live),
  };
  const known = next.get(key);
  if (known === undefined) {
    next.set(key, came);
    return;
  }
  known.schedules += came.schedules;
  known.safe += came.safe;
  known.fewest = Math.min(known.fewest, came.fewest);
  known.most = Math.max(known.most, came.most);
  known.leastPeak = Math.min(known.leastPeak, came.leastPeak);
  known.mostPeak = Math.max(known.mostPeak, came.mostPeak);
}

function fired(units: Units, before: readonly (Held | null)[], unit: number): Moved {
  const held = before.slice();
  const { takes = [], fresh = [] } = units.units[unit] ?? {};
  const buffers = new Set<number>();
  for (const own of before) if (own !== null) buffers.add(own.buffer);
  let next = before.reduce((most, own) => Math.max(most, (own?.buffer ?? -1) + 1), 0);
  let copies = 0;
  let hazard = false;
  const given: [ref: number, held: Held][] = [];
  for (const taking of takes) {
    const own = before[taking.ref];
    if (own === null || own === undefined) throw new Error("a firing takes what nobody has given");
    held[taking.ref] = null;
    const { use, gives } = taking;
    const shared =
      (use === "copy" || use === "own") &&
      before.some((other, r) => other !== null && r !== taking.ref && meet(other, own));
    hazard ||= use === "own" && shared;
    if (use === "split") for (const to of gives) given.push([to, own]);
    else {
      const from = use === "copy" && shared ? { buffer: next++, part: [] } : own;
      if (from !== own) copies++;
      for (const [k, part] of partsOf(from, taking).entries()) given.push([gives[k] ?? 0, part]);
    }
  }
  for (const ref of fresh) given.push([ref, { buffer: next++, part: [] }]);
  for (const [ref, to] of given) held[ref] = to;
  return { held: renumbered(held), copies, hazard, live: buffers.size + copies + fresh.length };
}

/** Buffers numbered in the order of the references to them, so that equal states are equal. */
function renumbered(held: readonly (Held | null)[]): readonly (Held | null)[] {
  const names = new Map<number, number>();
  return held.map((own) => {
    if (own === null) return null;
    const name = names.get(own.buffer) ?? names.size;
    names.set(own.buffer, name);
    return name === own.buffer ? own : { buffer: name, part: own.part };
  });
}

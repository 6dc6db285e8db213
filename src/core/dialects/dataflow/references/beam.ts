/** Orders in which few, or many, buffers live at once: of each step only the most promising sets of firings are kept. */

import { Random } from "../../../random.ts";
import { rootsOf } from "./classes.ts";
import type { Units } from "./units.ts";

export interface BeamFound {
  /** Most live buffers at once in the order. */
  readonly peak: number;
  readonly order: Int32Array;
}

/** Sets kept a step at most, and moves looked at in all. */
const WIDEST = 32;
const MOST_WORK = 6_000_000;

interface State {
  /** By unit those it still waits for. */
  readonly waits: Int32Array;
  /** By class of references those that live. */
  readonly living: Int32Array;
  readonly ready: readonly number[];
  readonly live: number;
  readonly peak: number;
  readonly hash: number;
  readonly before: State | null;
  readonly fired: number;
}

interface Move {
  readonly state: State;
  readonly unit: number;
  /** Of those that could fire, how late it became one. */
  readonly recent: number;
  readonly live: number;
  readonly peak: number;
  readonly hash: number;
}

/** Undefined where it would take too long. Expects units without parts. */
export function peakByBeam(units: Units, goal: "least" | "most"): BeamFound | undefined {
  const count = units.units.length;
  const width = Math.min(WIDEST, Math.floor(MOST_WORK / Math.max(1, count * (count + units.refs))));
  if (width < 1) return undefined;
  const root = rootsOf(units);
  const random = new Random(1);
  const names = Float64Array.from(units.units, () => random.below(2 ** 30));
  const users: number[][] = units.units.map(() => []);
  units.units.forEach(({ after }, u) => {
    for (const before of after) users[before]?.push(u);
  });
  let beam: State[] = [first(units, root)];
  for (let step = 0; step < count; step++) {
    const moves = beam.flatMap((state) =>
      state.ready.map((unit, recent) => ({ ...moved(units, root, state, unit, names), recent })),
    );
    const sign = goal === "least" ? 1 : -1;
    // of equals whoever goes on with what was begun
    moves.sort(
      (a, b) => sign * (a.peak - b.peak || a.live - b.live || b.recent - a.recent) || a.unit - b.unit,
    );
    const met = new Set<number>();
    const next: State[] = [];
    for (const move of moves) {
      if (next.length >= width) break;
      if (met.has(move.hash)) continue;
      met.add(move.hash);
      next.push(reached(units, root, users, move));
    }
    beam = next;
  }
  const [best] = beam;
  if (best === undefined) return undefined;
  const order: number[] = [];
  for (let at: State | null = best; at !== null && at.before !== null; at = at.before) order.push(at.fired);
  return { peak: best.peak, order: Int32Array.from(order.reverse()) };
}

function first(units: Units, root: Int32Array): State {
  const living = new Int32Array(units.refs);
  let live = 0;
  for (const ref of units.initial.flat()) {
    living[root[ref] ?? 0] = 1;
    live++;
  }
  const waits = Int32Array.from(units.units, ({ after }) => after.length);
  const ready = [...units.units.keys()].filter((u) => waits[u] === 0);
  return { waits, living, ready, live, peak: live, hash: 0, before: null, fired: -1 };
}

function moved(
  units: Units,
  root: Int32Array,
  state: State,
  unit: number,
  names: Float64Array,
): Omit<Move, "recent"> {
  const { takes = [], fresh = [] } = units.units[unit] ?? {};
  let taken = fresh.length;
  for (const { ref, use } of takes) if (use === "copy" && (state.living[root[ref] ?? 0] ?? 0) > 1) taken++;
  const change = new Map<number, number>();
  changes(units, root, unit, (kind, by) => change.set(kind, (change.get(kind) ?? 0) + by));
  let live = state.live;
  for (const [kind, by] of change) {
    const before = state.living[kind] ?? 0;
    live += (before + by > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
  }
  const hash = (state.hash + (names[unit] ?? 0)) % 2 ** 50;
  return { state, unit, live, peak: Math.max(state.peak, state.live + taken), hash };
}

/** By class what a firing adds to the references that live. */
function changes(
  { units }: Units,
  root: Int32Array,
  unit: number,
  add: (kind: number, by: number) => void,
): void {
  const { takes = [], fresh = [] } = units[unit] ?? {};
  for (const { ref, gives } of takes) {
    add(root[ref] ?? 0, -1);
    for (const to of gives) add(root[to] ?? 0, 1);
  }
  for (const ref of fresh) add(root[ref] ?? 0, 1);
}

function reached(units: Units, root: Int32Array, users: readonly (readonly number[])[], move: Move): State {
  const { state, unit, live, peak, hash } = move;
  const waits = state.waits.slice();
  const ready = state.ready.filter((u) => u !== unit);
  for (const user of users[unit] ?? []) {
    const left = (waits[user] ?? 0) - 1;
    waits[user] = left;
    if (left === 0) ready.push(user);
  }
  const living = state.living.slice();
  changes(units, root, unit, (kind, by) => {
    living[kind] = (living[kind] ?? 0) + by;
  });
  return { waits, living, ready, live, peak, hash, before: state, fired: unit };
}

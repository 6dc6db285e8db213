/**
 * The fewest and the most copies and live buffers over all schedules: exact, by going through all sets of nodes that can
 * have run. Which references lie in one buffer depends on the set alone, never on the order in which it ran.
 */

import type { ReferenceStream } from "./roles.ts";

export type Range = readonly [least: number, most: number];

export interface ReferenceRanges {
  readonly schedules: number;
  readonly withoutHazard: number;
  readonly copies: Range;
  /** Buffers that a pool needs which is only reset between iterations, and one that takes buffers back. */
  readonly resetPool: Range;
  readonly recyclingPool: Range;
}

/** Sets of nodes beyond which it is not tried. */
const MOST_SETS = 200_000;
/** Bits of a set. */
const MOST_ACTORS = 30;

interface State {
  /** Of each FIFO the buffer in it, −1 when it is empty; buffers are numbered as they come. */
  readonly holds: Int32Array;
  schedules: number;
  safe: number;
  fewest: number;
  most: number;
  leastPeak: number;
  mostPeak: number;
}

/** Undefined for graphs with delays, loops, rates other than 1, or too many sets. */
export function rangesOverSchedules(references: ReferenceStream): ReferenceRanges | undefined {
  const { stream } = references;
  const { actors, fifos } = stream;
  const simple = actors.every(({ inputs, outputs }) =>
    [...inputs, ...outputs].every(({ rate }) => rate === 1),
  );
  if (!simple || actors.length > MOST_ACTORS || fifos.some(({ delay }) => delay > 0)) return undefined;
  let layer = new Map<number, State>([[0, start(fifos.length)]]);
  let sets = 1;
  for (let step = 0; step < actors.length; step++) {
    const next = new Map<number, State>();
    for (const [set, state] of layer) {
      for (let a = 0; a < actors.length; a++) {
        if ((set >> a) & 1) continue;
        const moved = fired(references, state.holds, a);
        if (moved === undefined) continue;
        reach(next, set | (1 << a), state, moved);
      }
    }
    sets += next.size;
    if (next.size === 0 || sets > MOST_SETS) return undefined;
    layer = next;
  }
  const end = layer.values().next().value;
  if (end === undefined) return undefined;
  const fresh = references.actors.reduce((sum, { fresh: own }) => sum + own.length, 0);
  return {
    schedules: end.schedules,
    withoutHazard: end.safe,
    copies: [end.fewest, end.most],
    resetPool: [fresh + end.fewest, fresh + end.most],
    recyclingPool: [end.leastPeak, end.mostPeak],
  };
}

function start(fifos: number): State {
  return {
    holds: new Int32Array(fifos).fill(-1),
    schedules: 1,
    safe: 1,
    fewest: 0,
    most: 0,
    leastPeak: 0,
    mostPeak: 0,
  };
}

interface Moved {
  readonly holds: Int32Array;
  readonly copies: number;
  readonly hazard: boolean;
  /** Live buffers while it fires. */
  readonly live: number;
}

function reach(next: Map<number, State>, set: number, from: State, moved: Moved): void {
  const known = next.get(set);
  const came: State = {
    holds: moved.holds,
    schedules: from.schedules,
    safe: moved.hazard ? 0 : from.safe,
    fewest: from.fewest + moved.copies,
    most: from.most + moved.copies,
    leastPeak: Math.max(from.leastPeak, moved.live),
    mostPeak: Math.max(from.mostPeak, moved.live),
  };
  if (known === undefined) {
    next.set(set, came);
    return;
  }
  known.schedules += came.schedules;
  known.safe += came.safe;
  known.fewest = Math.min(known.fewest, came.fewest);
  known.most = Math.max(known.most, came.most);
  known.leastPeak = Math.min(known.leastPeak, came.leastPeak);
  known.mostPeak = Math.max(known.mostPeak, came.mostPeak);
}

/** Undefined when an input is empty. */
function fired({ stream, actors }: ReferenceStream, before: Int32Array, actor: number): Moved | undefined {
  const { inputs = [], outputs = [] } = stream.actors[actor] ?? {};
  if (inputs.some(({ fifo }) => fifo >= 0 && (before[fifo] ?? -1) < 0)) return undefined;
  const holds = before.slice();
  const own = actors[actor];
  let next = before.reduce((most, buffer) => Math.max(most, buffer + 1), 0);
  let copies = 0;
  let hazard = false;
  const put = (output: number, buffer: number) => {
    const fifo = outputs[output]?.fifo ?? -1;
    if (fifo >= 0) holds[fifo] = buffer;
  };
  let taken = 0;
  inputs.forEach(({ fifo }, i) => {
    if (fifo < 0) return;
    const buffer = before[fifo] ?? -1;
    const shared = before.some((other, f) => other === buffer && f !== fifo);
    holds[fifo] = -1;
    const use = own?.inputs[i] ?? { use: "borrow" as const };
    if (use.use === "split") for (const o of outputs.keys()) put(o, buffer);
    else if (use.use === "copy" && shared) {
      put(use.to, next++);
      copies++;
      taken++;
    } else if ("to" in use) {
      hazard ||= use.use === "own" && shared;
      put(use.to, buffer);
    }
  });
  for (const o of own?.fresh ?? []) {
    put(o, next++);
    taken++;
  }
  const live = new Set(before.filter((buffer) => buffer >= 0)).size + taken;
  return { holds: renumbered(holds), copies, hazard, live };
}

/** Buffers numbered in the order of the FIFOs that hold them, so that equal states are equal. */
function renumbered(holds: Int32Array): Int32Array {
  const names = new Map<number, number>();
  return holds.map((buffer) => {
    if (buffer < 0) return -1;
    const name = names.get(buffer) ?? names.size;
    names.set(buffer, name);
    return name;
  });
}

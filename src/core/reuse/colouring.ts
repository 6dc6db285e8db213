/**
 * The fewest slots where sharing is no order: colours of the graph of conflicts, by saturation (Brélaz 1979), and then a
 * search for one fewer, again and again, that leaves out whoever has fewer conflicts than there are colours.
 */

import { type BitRows, hasBit } from "./bit-rows.ts";
import type { Assignment } from "./slot-problem.ts";

export interface Colouring {
  readonly of: Assignment;
  readonly count: number;
  /** There is none with fewer. */
  readonly exact: boolean;
}

/** Values looked at, over all tries: under a second. */
const MOST_WORK = 1e7;

/** Beyond this many left a search is hopeless, and too deep. */
const MOST_SEARCHED = 2000;

/** `conflicts` symmetric, without a diagonal; `least`: there is no colouring with fewer, as a clique proves. */
export function fewestColours(conflicts: BitRows, least: number, most = MOST_WORK): Colouring {
  const near = neighboursOf(conflicts);
  let of = bySaturation(near);
  let count = countOf(of);
  let budget = most;
  while (count > least) {
    const tried = withColours(near, count - 1, budget);
    if (tried.of === undefined) return { of, count, exact: !tried.exhausted };
    budget -= tried.work;
    of = tried.of;
    count = countOf(of);
  }
  return { of, count, exact: true };
}

function countOf(of: Assignment): number {
  return of.reduce((most, colour) => Math.max(most, colour + 1), 0);
}

function neighboursOf(conflicts: BitRows): Int32Array[] {
  const each = Array.from({ length: conflicts.rows }, (_, v) => v);
  return each.map((v) => Int32Array.from(each.filter((other) => hasBit(conflicts, v, other))));
}

/** Who sees the most colours comes next, of equals who has the most conflicts, and takes the first colour that is free. */
function bySaturation(near: readonly Int32Array[]): Assignment {
  const painter = new Painter(near, near.length);
  for (;;) {
    const v = painter.next();
    if (v < 0) return painter.of;
    let colour = 0;
    while (!painter.isFree(v, colour)) colour++;
    painter.paint(v, colour);
  }
}

/** Colours so far, and of each value how many of its neighbours have each. */
class Painter {
  readonly of: Int32Array;
  readonly #near: readonly Int32Array[];
  readonly #colours: number;
  readonly #seen: Uint16Array;
  readonly #saturation: Int32Array;

  constructor(near: readonly Int32Array[], colours: number) {
    this.#near = near;
    this.#colours = colours;
    this.of = new Int32Array(near.length).fill(-1);
    this.#seen = new Uint16Array(near.length * colours);
    this.#saturation = new Int32Array(near.length);
  }

  /** −1: all are done. */
  next(): number {
    let best = -1;
    for (let v = 0; v < this.of.length; v++) {
      if ((this.of[v] ?? 0) >= 0) continue;
      if (best < 0) {
        best = v;
        continue;
      }
      const more = (this.#saturation[v] ?? 0) - (this.#saturation[best] ?? 0);
      if (more > 0 || (more === 0 && (this.#near[v]?.length ?? 0) > (this.#near[best]?.length ?? 0)))
        best = v;
    }
    return best;
  }

  isFree(v: number, colour: number): boolean {
    return this.#seen[v * this.#colours + colour] === 0;
  }

  paint(v: number, colour: number): void {
    this.of[v] = colour;
    for (const other of this.#near[v] ?? []) {
      const at = other * this.#colours + colour;
      if (this.#seen[at] === 0) this.#saturation[other] = (this.#saturation[other] ?? 0) + 1;
      this.#seen[at] = (this.#seen[at] ?? 0) + 1;
    }
  }

  clear(v: number): void {
    const colour = this.of[v] ?? 0;
    this.of[v] = -1;
    for (const other of this.#near[v] ?? []) {
      const at = other * this.#colours + colour;
      this.#seen[at] = (this.#seen[at] ?? 0) - 1;
      if (this.#seen[at] === 0) this.#saturation[other] = (this.#saturation[other] ?? 0) - 1;
    }
  }
}

interface Tried {
  /** Undefined: there is none, or the work ran out. */
  readonly of: Assignment | undefined;
  readonly exhausted: boolean;
  readonly work: number;
}

/** A colouring with so many colours at most. */
function withColours(near: readonly Int32Array[], colours: number, most: number): Tried {
  // who has fewer neighbours left than there are colours can always be coloured last
  const peeled: number[] = [];
  const degree = Int32Array.from(near, (row) => row.length);
  const gone = new Uint8Array(near.length);
  for (let v = 0; v < near.length; v++) if ((degree[v] ?? 0) < colours) peeled.push(v);
  for (const v of peeled) gone[v] = 1;
  for (const v of peeled) {
    for (const other of near[v] ?? []) {
      degree[other] = (degree[other] ?? 0) - 1;
      if (gone[other] === 1 || (degree[other] ?? 0) >= colours) continue;
      gone[other] = 1;
      peeled.push(other);
    }
  }
  const core = near.flatMap((_, v) => (gone[v] === 0 ? [v] : []));
  if (core.length > MOST_SEARCHED) return { of: undefined, exhausted: true, work: 0 };
  const position = new Map(core.map((v, k) => [v, k]));
  const inner = core.map((v) => Int32Array.from([...(near[v] ?? [])].flatMap((o) => position.get(o) ?? [])));
  const painter = new Painter(inner, Math.max(1, colours));
  let work = 0;
  let exhausted = false;
  const search = (used: number): boolean => {
    work += core.length;
    if (work > most) {
      exhausted = true;
      return false;
    }
    const v = painter.next();
    if (v < 0) return true;
    // a colour that nobody has yet is as good as any other such
    for (let colour = 0; colour < Math.min(colours, used + 1); colour++) {
      if (!painter.isFree(v, colour)) continue;
      painter.paint(v, colour);
      if (search(Math.max(used, colour + 1))) return true;
      painter.clear(v);
      if (exhausted) return false;
    }
    return false;
  };
  if (colours < 1 && near.length > 0) return { of: undefined, exhausted: false, work };
  if (!search(0)) return { of: undefined, exhausted, work };
  const of = new Int32Array(near.length).fill(-1);
  core.forEach((v, k) => {
    of[v] = painter.of[k] ?? 0;
  });
  for (const v of peeled.reverse()) {
    const taken = new Set([...(near[v] ?? [])].map((other) => of[other]));
    let colour = 0;
    while (taken.has(colour)) colour++;
    of[v] = colour;
  }
  return { of, exhausted: false, work };
}

/** Tensors that the plan of a file lets share bytes while both are needed, and those that rightly take over each other's. */

import { positionsBy } from "../../core/sort-by.ts";
import { type Lives, neverTogether, type RootLife } from "./lives.ts";
import { tensorOf } from "./trace.ts";

/** As many as anyone will read. */
const MOST = 1000;
/** Meetings that are looked at; a plan with more is nonsense. */
const MOST_MEETINGS = 100_000;

export interface Clash {
  readonly a: RootLife;
  /** The later one. */
  readonly b: RootLife;
  /** First instruction at which both are needed and one is touched. */
  readonly at: number;
  /** Bytes that both lie on, the end exclusive. */
  readonly bytes: readonly [number, number];
}

export interface Clashes {
  readonly conflicts: readonly Clash[];
  /** One dies where the other is born, on the same bytes: an operator in place. */
  readonly takenOver: readonly Clash[];
  /** There are more than were looked at. */
  readonly cut: boolean;
}

interface Living {
  readonly root: RootLife;
  readonly from: number;
  readonly to: number;
}

/** Near linear for plans that are right: of those alive, by address, the neighbours are looked at. */
export function clashesOf({ roots, trace }: Lives): Clashes {
  const arenas = new Map<number, RootLife[]>();
  for (const root of roots) {
    const memory = tensorOf(trace.plan, root.value)?.allocation?.memory ?? 0;
    const arena = arenas.get(memory);
    if (arena === undefined) arenas.set(memory, [root]);
    else arena.push(root);
  }
  const conflicts: Clash[] = [];
  const takenOver: Clash[] = [];
  let met = 0;
  for (const arena of arenas.values()) {
    for (const clash of meetings(arena, trace)) {
      if (isTakeover(clash)) takenOver.push(clash);
      else if (!neverTogether(trace.conds, clash.a, clash.b)) conflicts.push(clash);
      if (conflicts.length === MOST || takenOver.length === MOST || ++met === MOST_MEETINGS) {
        return { conflicts, takenOver, cut: true };
      }
    }
  }
  return { conflicts, takenOver, cut: false };

  function isTakeover({ a, b }: Clash): boolean {
    const offset = (r: RootLife) => tensorOf(trace.plan, r.value)?.allocation?.offset;
    const same = offset(a) === offset(b) && trace.bytes[a.value] === trace.bytes[b.value];
    return same && ((a.last === b.first && a.first < b.first) || (b.last === a.first && b.first < a.first));
  }
}

/** Pairs of one arena that meet in bytes and in time. */
function* meetings(roots: readonly RootLife[], trace: Lives["trace"]): Generator<Clash> {
  const order = positionsBy(Int32Array.from(roots, (r) => r.first + 1));
  const byEnd = positionsBy(Int32Array.from(roots, (r) => r.last + 1));
  const living: Living[] = [];
  /** Of the longest that ever lived: none that begins so far below reaches up. */
  let longest = 0;
  let dead = 0;
  const above = (from: number) => {
    let low = 0;
    let high = living.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((living[middle]?.from ?? 0) <= from) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const offsetOf = (r: RootLife) => tensorOf(trace.plan, r.value)?.allocation?.offset ?? 0;
  for (const i of order) {
    const root = roots[i];
    if (root === undefined) continue;
    for (; dead < byEnd.length; dead++) {
      const gone = roots[byEnd[dead] ?? 0];
      if (gone === undefined || gone.last >= root.first) break;
      for (let at = above(offsetOf(gone)) - 1; at >= 0; at--) {
        if (living[at]?.root !== gone) continue;
        living.splice(at, 1);
        break;
      }
    }
    const from = offsetOf(root);
    const to = from + (trace.bytes[root.value] ?? 0);
    if (to === from) continue;
    const place = above(from);
    for (let at = place - 1; at >= 0 && (living[at]?.from ?? 0) + longest > from; at--) {
      const other = living[at];
      if (other !== undefined && other.to > from) yield clash(other, { root, from, to });
    }
    for (let at = place; (living[at]?.from ?? to) < to; at++) {
      const other = living[at];
      if (other !== undefined) yield clash(other, { root, from, to });
    }
    longest = Math.max(longest, to - from);
    living.splice(place, 0, { root, from, to });
  }
}

function clash(a: Living, b: Living): Clash {
  const until = Math.min(a.root.last, b.root.last);
  // in a loop both may be there from its start: it is what one of them writes that hurts the other
  const written = [a.root.home[0], b.root.home[0]].filter((k) => k <= until);
  return {
    a: a.root,
    b: b.root,
    at: Math.max(a.root.first, b.root.first, ...written),
    bytes: [Math.max(a.from, b.from), Math.min(a.to, b.to)],
  };
}

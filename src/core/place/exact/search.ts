/**
 * Branch and bound over sections, after MiniMalloc (Moffitt, ASPLOS 2023), on an explicit stack. Storages are placed in
 * the order of (offset, rank), each at the least offset that what is placed below leaves it. A section's floor is never
 * kept: it is the least offset of its unplaced members, so the rule "floor + what is still to come ≤ capacity" holds
 * while one of them, the witness, has its least offset at or below `limit` = capacity − what is still to come.
 */

import type { Watch } from "../../watch.ts";
import type { Model } from "./model.ts";

/** In units: 32-bit whole numbers where they suffice. */
type Cells = Int32Array | Float64Array;

export type Verdict = "found" | "none" | "limit";

export interface Search {
  /** Offsets in units, valid after "found". */
  readonly offset: Cells;
  /** How often each section failed a candidate; the caller may scale or clear it. */
  readonly conflicts: Float64Array;
  /** Nodes of the last run. */
  readonly steps: () => number;
  /** Decides whether all fit below `capacity` (units), within `limit` nodes; `keys` say who comes first of equal offsets. */
  readonly run: (capacity: number, keys: Keys, limit: number, watch: Watch) => Verdict;
}

/** Columns by descending value, the first counts most; a column that is null is the largest total of its sections. */
export type Keys = readonly (Float64Array | null)[];

/** List entries of all open nodes, 64 MB at most. */
const MOST_ENTRIES = 2 ** 24;
/** Undo entries, 256 MB at most. */
const MOST_UNDO = 2 ** 25;
const ASK_EVERY = 256;

export function searchOf(model: Model, wide: boolean): Search | null {
  const { count: n, sections, broken } = model;
  const { members, from, first, last, low, high, reachLow, reachHigh } = sections;
  if (members === null) return null;
  const memberFrom = members.from;
  const member = members.member;
  const cells = (length: number): Cells => (wide ? new Float64Array(length) : new Int32Array(length));
  const FAR = wide ? Number.MAX_SAFE_INTEGER : 2 ** 31 - 1;
  const size = cells(n);
  size.set(model.size);
  const alignment = cells(n);
  alignment.set(model.alignment);
  const fixed = cells(n);
  fixed.set(model.fixed);
  const aligned = model.alignment.some((a) => a > 1);
  const someFixed = model.fixed.some((at) => at >= 0);

  const offset = cells(n);
  /** Least offset of an unplaced storage; FAR once it is placed. */
  const least = cells(n);
  const rank = new Int32Array(n);
  const limit = cells(sections.count);
  const witness = new Int32Array(sections.count);
  /** Unplaced storages alive on both sides of the border below section s. */
  const crossing = new Int32Array(sections.count + 1);
  const conflicts = new Float64Array(sections.count);

  // one row a frame
  const frames = 2 * n + 2;
  const listAt = new Int32Array(frames);
  const listLength = new Int32Array(frames);
  const pointer = new Int32Array(frames);
  const undoMark = new Int32Array(frames);
  const rankMark = new Int32Array(frames);
  const lowSection = new Int32Array(frames);
  const highSection = new Int32Array(frames);
  const back = new Int32Array(frames);
  const after = new Int32Array(frames);
  const levelOffset = cells(frames);
  const levelRank = new Int32Array(frames);
  const ceiling = cells(frames);
  const placedHere = new Int32Array(frames);

  // sub-problems that wait
  const waitLow = new Int32Array(frames);
  const waitHigh = new Int32Array(frames);
  const waitBack = new Int32Array(frames);
  const waitNext = new Int32Array(frames);
  const waitLevel = cells(frames);
  const waitMark = new Int32Array(frames);
  let waiting = 0;

  /** By first section, to gather a part. */
  const byLow = Int32Array.from({ length: n }, (_, i) => i).sort(
    (a, b) => (low[a] ?? 0) - (low[b] ?? 0) || a - b,
  );
  const lowFrom = new Int32Array(sections.count + 1);
  for (let i = 0; i < n; i++) lowFrom[(low[i] ?? 0) + 1] = (lowFrom[(low[i] ?? 0) + 1] ?? 0) + 1;
  for (let s = 0; s < sections.count; s++) lowFrom[s + 1] = (lowFrom[s + 1] ?? 0) + (lowFrom[s] ?? 0);

  const list = new Int32Array(Math.min(MOST_ENTRIES, Math.max(4 * n, Math.ceil((n * (n + 3)) / 2)) + n));
  let undoWho = new Int32Array(4 * n + 64);
  let undoWas = cells(4 * n + 64);
  let undone = 0;
  let rankWho = new Int32Array(n + 64);
  let rankWas = new Int32Array(n + 64);
  let ranked = 0;
  let steps = 0;
  let capacity = 0;
  let keys: Keys = [];
  const total = new Float64Array(n);

  function meets(i: number, j: number): boolean {
    let a = from[i] ?? 0;
    let b = from[j] ?? 0;
    const aTo = from[i + 1] ?? 0;
    const bTo = from[j + 1] ?? 0;
    while (a < aTo && b < bTo) {
      if ((last[a] ?? 0) <= (first[b] ?? 0)) a++;
      else if ((last[b] ?? 0) <= (first[a] ?? 0)) b++;
      else return true;
    }
    return false;
  }

  /** Whether every section still has a member that can be low enough once i is placed at its least offset. */
  function passes(i: number, p0: number, p1: number): boolean {
    const at = least[i] ?? 0;
    const units = size[i] ?? 0;
    const top = at + units;
    least[i] = FAR;
    const toPiece = from[i + 1] ?? 0;
    for (let piece = from[i] ?? 0; piece < toPiece; piece++) {
      const to = last[piece] ?? 0;
      for (let s = first[piece] ?? 0; s < to; s++) {
        const most = (limit[s] ?? 0) + units;
        if (most === capacity || (least[witness[s] ?? 0] ?? 0) <= most) continue;
        if (!renew(s, most)) {
          least[i] = at;
          conflicts[s] = (conflicts[s] ?? 0) + 1;
          return false;
        }
      }
    }
    const iLow = low[i] ?? 0;
    const iHigh = high[i] ?? 0;
    const to = Math.min(p1, reachHigh[i] ?? 0);
    for (let s = Math.max(p0, reachLow[i] ?? 0); s < to; s++) {
      const most = limit[s] ?? 0;
      if (top <= most) continue;
      const w = witness[s] ?? 0;
      if ((least[w] ?? 0) <= most) {
        if ((low[w] ?? 0) >= iHigh || (high[w] ?? 0) <= iLow) continue;
        if (broken && !meets(w, i)) continue;
      }
      if (s >= iLow && s < iHigh && (!broken || isIn(i, s))) continue;
      if (!renewApart(s, most, i)) {
        least[i] = at;
        conflicts[s] = (conflicts[s] ?? 0) + 1;
        return false;
      }
    }
    least[i] = at;
    return true;
  }

  function isIn(i: number, s: number): boolean {
    for (let piece = from[i] ?? 0; piece < (from[i + 1] ?? 0); piece++)
      if (s >= (first[piece] ?? 0) && s < (last[piece] ?? 0)) return true;
    return false;
  }

  function renew(s: number, most: number): boolean {
    const to = memberFrom[s + 1] ?? 0;
    for (let m = memberFrom[s] ?? 0; m < to; m++) {
      const j = member[m] ?? 0;
      if ((least[j] ?? 0) > most) continue;
      witness[s] = j;
      return true;
    }
    return false;
  }

  function renewApart(s: number, most: number, i: number): boolean {
    const iLow = low[i] ?? 0;
    const iHigh = high[i] ?? 0;
    const to = memberFrom[s + 1] ?? 0;
    for (let m = memberFrom[s] ?? 0; m < to; m++) {
      const j = member[m] ?? 0;
      if ((least[j] ?? 0) > most) continue;
      if ((low[j] ?? 0) < iHigh && (high[j] ?? 0) > iLow && (!broken || meets(i, j))) continue;
      witness[s] = j;
      return true;
    }
    return false;
  }

  /** Takes i out of its sections (or puts it back); says whether a border is free of crossings now. */
  function take(i: number, units: number, one: number): boolean {
    const toPiece = from[i + 1] ?? 0;
    for (let piece = from[i] ?? 0; piece < toPiece; piece++) {
      const to = last[piece] ?? 0;
      for (let s = first[piece] ?? 0; s < to; s++) limit[s] = (limit[s] ?? 0) + units;
    }
    let free = false;
    const to = high[i] ?? 0;
    for (let s = (low[i] ?? 0) + 1; s < to; s++) {
      const left = (crossing[s] ?? 0) + one;
      crossing[s] = left;
      if (left === 0) free = true;
    }
    return free;
  }

  function restore(mark: number): void {
    while (undone > mark) {
      undone--;
      least[undoWho[undone] ?? 0] = undoWas[undone] ?? 0;
    }
  }

  function restoreRanks(mark: number): void {
    while (ranked > mark) {
      ranked--;
      rank[rankWho[ranked] ?? 0] = rankWas[ranked] ?? 0;
    }
  }

  /** Lifts whom i meets above it; false when that moves a fixed one. */
  function lift(i: number, top: number, at: number, length: number): boolean {
    const iLow = low[i] ?? 0;
    const iHigh = high[i] ?? 0;
    if (undone + length > undoWho.length) grow(undone + length);
    for (let k = at; k < at + length; k++) {
      const j = list[k] ?? 0;
      const was = least[j] ?? 0;
      // the list ascends
      if (was >= top) break;
      if ((low[j] ?? 0) >= iHigh || (high[j] ?? 0) <= iLow || j === i) continue;
      if (broken && !meets(i, j)) continue;
      if (someFixed && (fixed[j] ?? -1) >= 0) return false;
      undoWho[undone] = j;
      undoWas[undone++] = was;
      if (aligned && (alignment[j] ?? 1) > 1) {
        const over = top % (alignment[j] ?? 1);
        least[j] = over === 0 ? top : top + (alignment[j] ?? 1) - over;
      } else least[j] = top;
    }
    return true;
  }

  function grow(need: number): void {
    const length = Math.min(MOST_UNDO, Math.max(need, 2 * undoWho.length));
    const who = new Int32Array(length);
    who.set(undoWho);
    undoWho = who;
    const was = cells(length);
    was.set(undoWas);
    undoWas = was;
  }

  /** Insertion sort by (least, rank): lists are nearly in order. */
  function settle(at: number, length: number): void {
    for (let k = at + 1; k < at + length; k++) {
      const j = list[k] ?? 0;
      const own = least[j] ?? 0;
      let to = k - 1;
      let other = list[to] ?? 0;
      let than = least[other] ?? 0;
      if (than < own || (than === own && (rank[other] ?? 0) < (rank[j] ?? 0))) continue;
      do {
        list[to + 1] = other;
        to--;
        if (to < at) break;
        other = list[to] ?? 0;
        than = least[other] ?? 0;
      } while (than > own || (than === own && (rank[other] ?? 0) > (rank[j] ?? 0)));
      list[to + 1] = j;
    }
  }

  /** Of list [at, at + length) the highest offset that any of them may take next: below the lowest top, and at most every limit. */
  function ceilingOf(at: number, length: number, p0: number, p1: number): number {
    let most = FAR;
    for (let s = p0; s < p1; s++) if ((limit[s] ?? 0) < most) most = limit[s] ?? 0;
    for (let k = at; k < at + length; k++) {
      const j = list[k] ?? 0;
      if ((least[j] ?? 0) > most) break;
      const top = (least[j] ?? 0) + (size[j] ?? 0);
      if (top <= most) most = top - 1;
    }
    return most;
  }

  /** Room for a list of `length`; when there is none, open nodes lose theirs and gather it again when they need it. */
  function room(top: number, length: number, frame: number): number {
    if (top + length <= list.length) return top;
    for (let f = 0; f <= frame; f++) listAt[f] = -1;
    return 0;
  }

  /** Unplaced storages of sections [p0, p1) to the list at `at`; says how many. */
  function gather(p0: number, p1: number, at: number): number {
    let length = 0;
    const to = lowFrom[p1] ?? 0;
    for (let k = lowFrom[p0] ?? 0; k < to; k++) {
      const j = byLow[k] ?? 0;
      if ((least[j] ?? 0) < FAR) list[at + length++] = j;
    }
    return length;
  }

  /** Gives those of list [at, at + length) new ranks by the keys, with the totals as they are now. */
  function rerank(at: number, length: number): void {
    for (let k = at; k < at + length; k++) {
      const i = list[k] ?? 0;
      let most = 0;
      for (let piece = from[i] ?? 0; piece < (from[i + 1] ?? 0); piece++)
        for (let s = first[piece] ?? 0; s < (last[piece] ?? 0); s++)
          most = Math.max(most, capacity - (limit[s] ?? 0));
      total[i] = most;
    }
    list.subarray(at, at + length).sort(compareKeys);
    if (ranked + length > rankWho.length) {
      const who = new Int32Array(2 * (ranked + length));
      who.set(rankWho);
      rankWho = who;
      const was = new Int32Array(2 * (ranked + length));
      was.set(rankWas);
      rankWas = was;
    }
    for (let k = 0; k < length; k++) {
      const i = list[at + k] ?? 0;
      rankWho[ranked] = i;
      rankWas[ranked++] = rank[i] ?? 0;
      rank[i] = k;
    }
  }

  function compareKeys(a: number, b: number): number {
    for (const key of keys) {
      const column = key ?? total;
      const difference = (column[b] ?? 0) - (column[a] ?? 0);
      if (difference !== 0) return difference;
    }
    return a - b;
  }

  function byLeast(a: number, b: number): number {
    return (least[a] ?? 0) - (least[b] ?? 0) || (rank[a] ?? 0) - (rank[b] ?? 0);
  }

  /** Notes the parts of sections [p0, p1) that wait; says the first of them. */
  function split(p0: number, p1: number, frame: number, level: number, next: number): number {
    let chain = next;
    for (let s = p1 - 1, end = p1; s >= p0; s--) {
      if (s > p0 && (crossing[s] ?? 0) > 0) continue;
      waitLow[waiting] = s;
      waitHigh[waiting] = end;
      waitBack[waiting] = frame;
      waitLevel[waiting] = level;
      waitNext[waiting] = chain;
      chain = waiting++;
      end = s;
    }
    return chain;
  }

  /** Starts the part `w`, ranked anew, in a frame of its own; says how many storages it has. */
  function start(w: number, frame: number, top: number): number {
    const p0 = waitLow[w] ?? 0;
    const p1 = waitHigh[w] ?? 0;
    const at = room(top, (lowFrom[p1] ?? 0) - (lowFrom[p0] ?? 0), frame - 1);
    const length = gather(p0, p1, at);
    if (length === 0) return 0;
    rerank(at, length);
    list.subarray(at, at + length).sort(byLeast);
    open(frame, at, length, p0, p1, waitBack[w] ?? 0, waitNext[w] ?? 0, waitLevel[w] ?? 0, -1);
    return length;
  }

  function open(
    frame: number,
    at: number,
    length: number,
    p0: number,
    p1: number,
    to: number,
    then: number,
    level: number,
    by: number,
  ): void {
    listAt[frame] = at;
    listLength[frame] = length;
    pointer[frame] = 0;
    lowSection[frame] = p0;
    highSection[frame] = p1;
    back[frame] = to;
    after[frame] = then;
    levelOffset[frame] = level;
    levelRank[frame] = by;
    ceiling[frame] = ceilingOf(at, length, p0, p1);
  }

  function reset(units: number): boolean {
    capacity = units;
    steps = 0;
    undone = 0;
    ranked = 0;
    waiting = 0;
    limit.fill(capacity);
    crossing.fill(0);
    for (let i = 0; i < n; i++) {
      rank[i] = i;
      least[i] = (fixed[i] ?? -1) < 0 ? 0 : (fixed[i] ?? 0);
      if ((least[i] ?? 0) + (size[i] ?? 0) > capacity) return false;
      take(i, -(size[i] ?? 0), 1);
    }
    for (let s = 0; s < sections.count; s++)
      if ((limit[s] ?? 0) < 0 || !renew(s, limit[s] ?? 0)) return false;
    return true;
  }

  /** Next candidate of the frame that passes; −1 when it has none left. */
  function choose(frame: number): number {
    const p0 = lowSection[frame] ?? 0;
    const p1 = highSection[frame] ?? 0;
    const length = listLength[frame] ?? 0;
    if ((listAt[frame] ?? 0) < 0) {
      gather(p0, p1, 0);
      list.subarray(0, length).sort(byLeast);
      listAt[frame] = 0;
    }
    const at = listAt[frame] ?? 0;
    const most = ceiling[frame] ?? 0;
    const level = levelOffset[frame] ?? 0;
    const by = levelRank[frame] ?? 0;
    for (let k = pointer[frame] ?? 0; k < length; k++) {
      const i = list[at + k] ?? 0;
      const o = least[i] ?? 0;
      if (o > most) break;
      const late = o < level || (o === level && (rank[i] ?? 0) < by);
      const good = !late && passes(i, p0, p1);
      // nothing may come before a fixed one but what lies below it
      const end = someFixed && (fixed[i] ?? -1) >= 0;
      if (good) {
        pointer[frame] = end ? length : k + 1;
        return i;
      }
      if (end) break;
    }
    pointer[frame] = length;
    return -1;
  }

  /** Takes back all that was placed in frames [to, frame). */
  function unwind(to: number, frame: number): void {
    for (let f = frame - 1; f >= to; f--) {
      const i = placedHere[f] ?? 0;
      take(i, -(size[i] ?? 0), 1);
      least[i] = offset[i] ?? 0;
    }
    restore(undoMark[to] ?? 0);
    restoreRanks(rankMark[to] ?? 0);
    waiting = waitMark[to] ?? 0;
  }

  function run(units: number, order: Keys, nodes: number, watch: Watch): Verdict {
    keys = order;
    if (!reset(units)) return "none";
    let frame = -1;
    let pending = split(0, sections.count, -1, -1, -1);
    for (;;) {
      // the next part, when one is done
      if (pending >= 0) {
        const top =
          frame < 0 || (listAt[frame] ?? 0) < 0 ? 0 : (listAt[frame] ?? 0) + (listLength[frame] ?? 0);
        if (start(pending, frame + 1, top) === 0) {
          pending = waitNext[pending] ?? 0;
          if (pending < 0) return "found";
          continue;
        }
        frame++;
        pending = -1;
      }
      const i = choose(frame);
      if (i < 0) {
        const to = back[frame] ?? 0;
        if (to < 0) return "none";
        unwind(to, frame);
        frame = to;
        continue;
      }
      if (++steps > nodes) return "limit";
      if (steps % ASK_EVERY === 0) {
        if (watch.stop?.() === true) return "limit";
        watch({ phase: "placing exactly", done: steps, total: nodes });
      }
      const at = listAt[frame] ?? 0;
      const length = listLength[frame] ?? 0;
      const o = least[i] ?? 0;
      const units = size[i] ?? 0;
      if (undone + length > MOST_UNDO) return "limit";
      undoMark[frame] = undone;
      rankMark[frame] = ranked;
      waitMark[frame] = waiting;
      if (!lift(i, o + units, at, length)) {
        restore(undoMark[frame] ?? 0);
        continue;
      }
      // whoever moves nobody is in nobody's way: if it fails here, all fail
      if (undone === undoMark[frame]) pointer[frame] = length;
      placedHere[frame] = i;
      offset[i] = o;
      least[i] = FAR;
      const cut = take(i, units, -1);
      if (length === 1) {
        pending = after[frame] ?? 0;
        if (pending < 0) return "found";
        continue;
      }
      const p0 = lowSection[frame] ?? 0;
      const p1 = highSection[frame] ?? 0;
      if (cut) {
        pending = split(p0, p1, frame, o, after[frame] ?? 0);
        continue;
      }
      const child = room(at + length, length - 1, frame);
      let k = at;
      for (; list[k] !== i; k++) list[child + k - at] = list[k] ?? 0;
      for (k++; k < at + length; k++) list[child + k - at - 1] = list[k] ?? 0;
      settle(child, length - 1);
      open(frame + 1, child, length - 1, p0, p1, frame, after[frame] ?? 0, o, rank[i] ?? 0);
      frame++;
    }
  }

  return { offset, conflicts, steps: () => steps, run };
}

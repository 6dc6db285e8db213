/**
 * Branch and bound over sections, after MiniMalloc (Moffitt, ASPLOS 2023), on a stack of its own. Storages are placed in
 * the order of (offset, rank), each at the least offset that those below leave it; parts of time that nobody unplaced
 * connects are solved one after the other.
 */

import type { Watch } from "../../watch.ts";
import { boundsOf, FAILS, FREES_BORDER, MOVES_NOBODY } from "./bounds.ts";
import { candidatesOf } from "./candidates.ts";
import { type Cells, cellsOf } from "./cells.ts";
import { type Keys, listsOf } from "./lists.ts";
import type { Grid, Model } from "./model.ts";

/** "found": there is a placement; "none": there is none; "limit": not known. */
export type Verdict = "found" | "none" | "limit";

export interface Search {
  /** Offsets in units, valid after "found". */
  readonly offset: Cells;
  /** How often each section was what failed, in all runs. */
  readonly conflicts: Float64Array;
  /** Nodes of the last run. */
  readonly steps: () => number;
  /** Whether all fit below `capacity` (units), within `limit` nodes; `keys` say who comes first of equal offsets. */
  readonly run: (capacity: number, keys: Keys, limit: number, watch: Watch) => Verdict;
}

/** Changes of bounds on the way down, 256 MB. */
const MOST_NOTED = 2 ** 25;
const ASK_EVERY = 256;

/** `wide`: numbers of units may exceed 32 bits. */
export function searchOf(model: Model, grid: Grid, wide: boolean): Search {
  const bounds = boundsOf(model, grid, wide);
  const lists = listsOf(model, grid, bounds);
  const candidates = candidatesOf(model, grid, bounds);
  const { count: n, sections, fixed } = model;
  const { lowFrom, count: sectionCount } = sections;
  const { offset, least, limit, crossing } = bounds;
  const { list, rank } = lists;
  const someFixed = fixed.some((at) => at >= 0);

  // a frame is a node: a list of candidates and the one that is placed now
  const frames = n + 1;
  const column = () => new Int32Array(frames);
  const cells = cellsOf(wide);
  const listAt = column();
  const listLength = column();
  const pointer = column();
  const placed = column();
  const lowSection = column();
  const highSection = column();
  /** Below this offset, and at it below this rank, nothing is placed any more. */
  const level = cells(frames);
  const levelRank = column();
  const ceiling = cells(frames);
  /** The frame to go back to when all candidates have failed; −1: there is no placement. */
  const back = column();
  /** The part that is next when this one is done; −1: all is done. */
  const after = column();
  const boundMark = column();
  const rankMark = column();
  const partMark = column();
  // parts of time that wait
  const partLow: number[] = [];
  const partHigh: number[] = [];
  const partBack: number[] = [];
  const partAfter: number[] = [];
  const partLevel: number[] = [];
  let parts = 0;
  let capacity = 0;
  let steps = 0;

  /** Room for a list behind that of `frame`; when there is none, all open nodes lose theirs. */
  function room(frame: number, length: number): number {
    const at = frame < 0 ? 0 : (listAt[frame] ?? 0);
    const top = at < 0 || frame < 0 ? 0 : at + (listLength[frame] ?? 0);
    if (top + length <= list.length) return top;
    listAt.fill(-1, 0, frame + 1);
    return 0;
  }

  /** Notes the parts of sections [p0, p1) that have storages to come, before `next`; says which is first. */
  function split(p0: number, p1: number, frame: number, from: number, next: number): number {
    let chain = next;
    for (let s = p1 - 1, end = p1; s >= p0; s--) {
      if (s > p0 && (crossing[s] ?? 0) > 0) continue;
      if (end > s + 1 || (limit[s] ?? 0) < capacity) {
        partLow[parts] = s;
        partHigh[parts] = end;
        partBack[parts] = frame;
        partAfter[parts] = chain;
        partLevel[parts] = from;
        chain = parts++;
      }
      end = s;
    }
    return chain;
  }

  /** Opens a frame for a part, with ranks by the totals as they are now. */
  function start(part: number, frame: number): void {
    const p0 = partLow[part] ?? 0;
    const p1 = partHigh[part] ?? 0;
    const at = room(frame - 1, (lowFrom[p1] ?? 0) - (lowFrom[p0] ?? 0));
    const length = lists.gather(p0, p1, at);
    lists.rerank(at, length);
    lists.sort(at, length);
    back[frame] = partBack[part] ?? 0;
    after[frame] = partAfter[part] ?? 0;
    level[frame] = partLevel[part] ?? 0;
    levelRank[frame] = -1;
    open(frame, at, length, p0, p1);
  }

  function open(frame: number, at: number, length: number, p0: number, p1: number): void {
    listAt[frame] = at;
    listLength[frame] = length;
    pointer[frame] = 0;
    lowSection[frame] = p0;
    highSection[frame] = p1;
    ceiling[frame] = lists.ceiling(at, length, p0, p1);
  }

  /** The next candidate of a frame that passes; −1 when it has none left. */
  function choose(frame: number): number {
    const p0 = lowSection[frame] ?? 0;
    const p1 = highSection[frame] ?? 0;
    const length = listLength[frame] ?? 0;
    if ((listAt[frame] ?? 0) < 0) {
      lists.gather(p0, p1, 0);
      lists.sort(0, length);
      listAt[frame] = 0;
    }
    const at = listAt[frame] ?? 0;
    const most = ceiling[frame] ?? 0;
    const from = level[frame] ?? 0;
    const fromRank = levelRank[frame] ?? 0;
    for (let k = pointer[frame] ?? 0; k < length; k++) {
      const i = list[at + k] ?? 0;
      const own = least[i] ?? 0;
      if (own > most) break;
      const late = own < from || (own === from && (rank[i] ?? 0) < fromRank);
      const good = !late && candidates.passes(i, p0, p1);
      // a fixed one comes now or never: those behind it in the list would go above it
      const end = someFixed && (fixed[i] ?? 0) >= 0;
      if (good) {
        pointer[frame] = end ? length : k + 1;
        return i;
      }
      if (end) break;
    }
    pointer[frame] = length;
    return -1;
  }

  /** Takes back what was placed in frames [to, frame). */
  function unwind(to: number, frame: number): void {
    for (let f = frame - 1; f >= to; f--) bounds.lift(placed[f] ?? 0);
    bounds.restore(boundMark[to] ?? 0);
    lists.restore(rankMark[to] ?? 0);
    parts = partMark[to] ?? 0;
  }

  function run(units: number, keys: Keys, nodes: number, watch: Watch): Verdict {
    capacity = units;
    steps = 0;
    parts = 0;
    if (!bounds.reset(capacity)) return "none";
    lists.begin(capacity, keys);
    candidates.begin(capacity);
    let frame = -1;
    let part = split(0, sectionCount, -1, -1, -1);
    for (;;) {
      if (part >= 0) start(part, ++frame);
      part = -1;
      const i = choose(frame);
      if (i < 0) {
        const to = back[frame] ?? 0;
        if (to < 0) return "none";
        unwind(to, frame);
        frame = to;
        continue;
      }
      if (++steps > nodes || bounds.noted() > MOST_NOTED) return "limit";
      if (steps % ASK_EVERY === 0) {
        if (watch.stop?.() === true) return "limit";
        watch({ phase: "placing exactly", done: steps, total: nodes });
      }
      const at = listAt[frame] ?? 0;
      const length = listLength[frame] ?? 0;
      const p0 = lowSection[frame] ?? 0;
      const p1 = highSection[frame] ?? 0;
      const own = least[i] ?? 0;
      boundMark[frame] = bounds.noted();
      rankMark[frame] = lists.noted();
      partMark[frame] = parts;
      placed[frame] = i;
      const did = bounds.place(i, p0, p1);
      if (did === FAILS) continue;
      // who moves nobody is in nobody's way: if it fails here, all others do
      if ((did & MOVES_NOBODY) !== 0) pointer[frame] = length;
      const then = after[frame] ?? 0;
      if (length === 1 || (did & FREES_BORDER) !== 0) {
        part = length === 1 ? then : split(p0, p1, frame, own, then);
        if (part < 0) return "found";
        continue;
      }
      const child = room(frame, length - 1);
      lists.copyWithout(i, at, length, child);
      if (lists.slides(child, length - 1, own, rank[i] ?? 0)) {
        unwind(frame, frame + 1);
        continue;
      }
      const next = frame + 1;
      back[next] = frame;
      after[next] = then;
      level[next] = own;
      levelRank[next] = rank[i] ?? 0;
      open(next, child, length - 1, p0, p1);
      frame = next;
    }
  }

  return { offset, conflicts: bounds.conflicts, steps: () => steps, run };
}

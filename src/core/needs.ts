/**
 * When a storage needs which of its bytes: its life, cut at its gaps into pieces. A piece takes whole blocks of the arena's
 * alignment, as a storage does (docs/decisions/0001).
 */

import { alignUp } from "./align.ts";
import { isCount } from "./bytes.ts";
import type { Gap } from "./document.ts";
import type { Gaps } from "./place/placement.ts";
import type { Plan } from "./plan.types.ts";

/** Storages with their lives in steps and padded bytes; `gaps` in real bytes, as documents give them. */
export interface Lives {
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly padded: Float64Array;
  readonly arena: Int32Array;
  readonly gaps: Gaps | null;
}

/** Of storage i the rows [from[i], from[i + 1]), in time order: on steps [start, end) it needs its bytes [low, high). */
export interface Pieces {
  readonly count: number;
  readonly from: Int32Array;
  /** Storage of each row. */
  readonly owner: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Bytes: high − low. */
  readonly bytes: Float64Array;
  /** Arena of its storage. */
  readonly arena: Int32Array;
}

/** What is wrong with the gaps of a life of `bytes` on steps [start, end), as the end of a sentence; undefined: nothing. */
export function faultOfGaps(
  life: { readonly start: number; readonly end: number; readonly bytes: number },
  gaps: readonly Gap[],
): string | undefined {
  for (const { start, end, window } of gaps) {
    if (!isCount(start) || !isCount(end))
      return `has a gap from step ${start} to step ${end}, which are not whole numbers`;
    if (end <= start) return `has a gap from step ${start} to step ${end}, which is empty`;
    if (start < life.start || end > life.end) {
      return `has a gap from step ${start} to step ${end}, outside its lifetime from ${life.start} to ${life.end}`;
    }
    if (window === undefined) continue;
    const [low, high] = window;
    if (!isCount(low) || !isCount(high) || low > high || high > life.bytes) {
      return `has a gap with the window from byte ${low} to byte ${high} of its ${life.bytes} bytes`;
    }
  }
  const inTurn = gaps.toSorted((a, b) => a.start - b.start);
  const late = inTurn.findIndex((gap, k) => k > 0 && gap.start < (inTurn[k - 1]?.end ?? 0));
  if (late < 0) return undefined;
  return `has two gaps at step ${inTurn[late]?.start}`;
}

/** The gaps of a list of storages in columns, each list in time order; null when nobody has any. Expects no fault in them. */
export function gapColumns(lists: readonly (readonly Gap[] | undefined)[]): Gaps | null {
  const from = new Int32Array(lists.length + 1);
  const rows: Gap[] = [];
  lists.forEach((gaps, i) => {
    if (gaps !== undefined) rows.push(...gaps.toSorted((a, b) => a.start - b.start));
    from[i + 1] = rows.length;
  });
  if (rows.length === 0) return null;
  const isDead = ({ window }: Gap) => window === undefined || window[0] === window[1];
  return {
    from,
    start: Int32Array.from(rows, (gap) => gap.start),
    end: Int32Array.from(rows, (gap) => gap.end),
    low: Float64Array.from(rows, (gap) => (isDead(gap) ? 0 : (gap.window?.[0] ?? 0))),
    high: Float64Array.from(rows, (gap) => (isDead(gap) ? 0 : (gap.window?.[1] ?? 0))),
  };
}

/** The gaps of one storage as documents have them. */
export function gapsOf(gaps: Gaps, i: number): Gap[] {
  const list: Gap[] = [];
  for (let g = gaps.from[i] ?? 0; g < (gaps.from[i + 1] ?? 0); g++) {
    const [low, high] = [gaps.low[g] ?? 0, gaps.high[g] ?? 0];
    const when = { start: gaps.start[g] ?? 0, end: gaps.end[g] ?? 0 };
    list.push(low === high ? when : { ...when, window: [low, high] });
  }
  return list;
}

/** Windows widened to whole blocks; `block` is the alignment of a storage's arena in bytes. */
export function inBlocks(gaps: Gaps, block: (storage: number) => number): Gaps {
  const low = gaps.low.slice();
  const high = gaps.high.slice();
  for (let i = 0; i + 1 < gaps.from.length; i++) {
    for (let g = gaps.from[i] ?? 0; g < (gaps.from[i + 1] ?? 0); g++) {
      if (low[g] === high[g]) continue;
      low[g] = (low[g] ?? 0) - ((low[g] ?? 0) % block(i));
      high[g] = alignUp(high[g] ?? 0, block(i));
    }
  }
  return { ...gaps, low, high };
}

/** Neighbours that need the same bytes are one piece. Without gaps the columns are those of the storages, not copies. */
export function piecesOf(lives: Lives, block: (storage: number) => number): Pieces {
  const { count, start, end, padded, arena, gaps } = lives;
  if (gaps === null) {
    const every = new Int32Array(count + 1);
    for (let i = 0; i <= count; i++) every[i] = i;
    const low = new Float64Array(count);
    const owner = every.subarray(0, count);
    return { count, from: every, owner, start, end, low, high: padded, bytes: padded, arena };
  }
  const whole = inBlocks(gaps, block);
  const most = count + 2 * gaps.start.length;
  const from = new Int32Array(count + 1);
  const owner = new Int32Array(most);
  const [starts, ends, arenas] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
  const [lows, highs] = [new Float64Array(most), new Float64Array(most)];
  let rows = 0;
  for (let i = 0; i < count; i++) {
    const add = (since: number, until: number, low: number, high: number) => {
      if (since >= until || low >= high) return;
      const before = rows - 1;
      const joins = before >= (from[i] ?? 0) && ends[before] === since;
      if (joins && lows[before] === low && highs[before] === high) {
        ends[before] = until;
        return;
      }
      owner[rows] = i;
      arenas[rows] = arena[i] ?? 0;
      starts[rows] = since;
      ends[rows] = until;
      lows[rows] = low;
      highs[rows++] = high;
    };
    const size = padded[i] ?? 0;
    let now = start[i] ?? 0;
    for (let g = whole.from[i] ?? 0; g < (whole.from[i + 1] ?? 0); g++) {
      add(now, whole.start[g] ?? 0, 0, size);
      now = whole.end[g] ?? 0;
      add(whole.start[g] ?? 0, now, whole.low[g] ?? 0, whole.high[g] ?? 0);
    }
    add(now, end[i] ?? 0, 0, size);
    from[i + 1] = rows;
  }
  const [low, high] = [lows.slice(0, rows), highs.slice(0, rows)];
  return {
    count: rows,
    from,
    owner: owner.slice(0, rows),
    start: starts.slice(0, rows),
    end: ends.slice(0, rows),
    low,
    high,
    bytes: high.map((top, k) => top - (low[k] ?? 0)),
    arena: arenas.slice(0, rows),
  };
}

const made = new WeakMap<Plan["storages"], Pieces>();

/** The pieces of a plan, made when first asked for. Empty storages without gaps have one, of no bytes. */
export function piecesIn(plan: Pick<Plan, "storages" | "arenas">): Pieces {
  const { storages, arenas } = plan;
  let pieces = made.get(storages);
  if (pieces === undefined) {
    pieces = piecesOf(storages, (i) => arenas[storages.arena[i] ?? 0]?.alignment ?? 1);
    made.set(storages, pieces);
  }
  return pieces;
}

/** The first steps at which two storages both need bytes, half open; null when there are none. */
export function firstMeeting(
  plan: Pick<Plan, "storages" | "arenas">,
  a: number,
  b: number,
): { readonly start: number; readonly end: number } | null {
  const { from, start, end } = piecesIn(plan);
  for (let j = from[a] ?? 0, k = from[b] ?? 0; j < (from[a + 1] ?? 0) && k < (from[b + 1] ?? 0); ) {
    const born = Math.max(start[j] ?? 0, start[k] ?? 0);
    const dead = Math.min(end[j] ?? 0, end[k] ?? 0);
    if (born < dead) return { start: born, end: dead };
    if (end[j] === dead) j++;
    else k++;
  }
  return null;
}

/** The row of the piece that storage i needs at a step; −1 when it needs none then. */
export function pieceAtStep(pieces: Pieces, i: number, step: number): number {
  for (let k = pieces.from[i] ?? 0; k < (pieces.from[i + 1] ?? 0); k++) {
    if ((pieces.start[k] ?? 0) <= step && step < (pieces.end[k] ?? 0)) return k;
  }
  return -1;
}

/**
 * Gaps: times in the life of a storage when it needs a window of its bytes, or none. A life is cut at them into pieces,
 * each of whole blocks of the arena's alignment; overlaps and live bytes are counted piece by piece.
 */

import type { Gap, PlanDocument, PlanStorage } from "../document.ts";
import type { Report } from "./report.ts";
import { range } from "./report.ts";

/** On steps [start, end) storage `owner` needs its bytes [low, high). One row a piece. */
export interface Pieces {
  readonly owner: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

interface Piece {
  readonly owner: number;
  readonly start: number;
  readonly end: number;
  readonly low: number;
  readonly high: number;
}

/** Of all storages in arenas that are there; bad gaps count for nothing. `block` is the alignment of a storage's arena. */
export function cutAtGaps(
  plan: PlanDocument,
  arenaOf: Int32Array,
  padded: Float64Array,
  block: (storage: number) => number,
): Pieces {
  const pieces: Piece[] = [];
  plan.storages.forEach((storage, owner) => {
    if ((arenaOf[owner] ?? -1) < 0) return;
    const whole = { owner, low: 0, high: padded[owner] ?? 0 };
    let now = storage.start;
    for (const gap of faultOf(storage) === undefined ? inTurn(storage.gaps ?? []) : []) {
      if (now < gap.start) pieces.push({ ...whole, start: now, end: gap.start });
      now = gap.end;
      if (gap.window === undefined || gap.window[0] === gap.window[1]) continue;
      const [from, to] = gap.window;
      const unit = block(owner);
      const low = Math.floor(from / unit) * unit;
      pieces.push({ owner, start: gap.start, end: gap.end, low, high: Math.ceil(to / unit) * unit });
    }
    if (now < storage.end) pieces.push({ ...whole, start: now, end: storage.end });
  });
  return {
    owner: Int32Array.from(pieces, (piece) => piece.owner),
    start: Float64Array.from(pieces, (piece) => piece.start),
    end: Float64Array.from(pieces, (piece) => piece.end),
    low: Float64Array.from(pieces, (piece) => piece.low),
    high: Float64Array.from(pieces, (piece) => piece.high),
  };
}

function inTurn(gaps: readonly Gap[]): Gap[] {
  return gaps.toSorted((a, b) => a.start - b.start);
}

function faultOf({ start, end, bytes, gaps = [] }: PlanStorage): string | undefined {
  let until = start;
  for (const gap of inTurn(gaps)) {
    const when = range(gap.start, gap.end);
    if (gap.end <= gap.start) return `has an empty gap ${when}`;
    if (gap.start < start || gap.end > end) return `has a gap ${when} outside its life ${range(start, end)}`;
    if (gap.start < until) return `has two gaps at step ${gap.start}`;
    until = gap.end;
    const [low, high] = gap.window ?? [0, 0];
    if (low > high || high > bytes) return `has a window ${range(low, high)} in its ${bytes} bytes`;
  }
  return undefined;
}

/** Gaps are sound by themselves, and only lifetimes and FIFOs have any. */
export function checkGaps(plan: PlanDocument, report: Report): void {
  for (const storage of plan.storages) {
    if (storage.gaps === undefined || storage.gaps.length === 0) continue;
    const mayHave = plan.source.kind === "lifetimes" || plan.source.kind === "dataflow";
    const fault = mayHave ? faultOf(storage) : "has gaps, but comes of a graph";
    if (fault !== undefined)
      report.add("gap", [`storage:${storage.id}`], () => `storage ${storage.id} ${fault}`);
  }
}

/** The gaps in words, so that equal ones can be seen; an empty window is none. */
export function spellGaps(gaps: readonly Gap[] | undefined): string {
  const words = inTurn(gaps ?? []).map(({ start, end, window }) => {
    const [low, high] = window ?? [0, 0];
    return low === high ? range(start, end) : `${range(start, end)} of bytes ${range(low, high)}`;
  });
  return words.length === 0 ? "none" : words.join(", ");
}

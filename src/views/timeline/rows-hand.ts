/** What rows of the timeline are to a pointer: targets, headers that fold, bars that stand for several. */

import { formatCount } from "../../core/units.ts";
import { sharingPixel } from "../../draw/bars.ts";
import type { Tip } from "../../draw/describe.ts";
import type { Held } from "../../draw/gestures.ts";
import { pinnedHeader, scrollAt, TRACK, thumbOf } from "../../draw/paint-rows.ts";
import { type TimelineState, timelineFrame } from "../../draw/paint-timeline.ts";
import { rowUnder } from "../../draw/pick.ts";
import { headerWords } from "../../look/rows/words.ts";
import { headerAt, ROW, type RowSet } from "../../look/rows.ts";
import type { Target } from "../../store/session.ts";

/** What a row is about; null for a header. */
export function targetOfRow({ what, subject }: RowSet, row: number): Target | null {
  const index = subject[row] ?? 0;
  if (what[row] === ROW.header) return null;
  return { kind: what[row] === ROW.buffer ? "buffer" : "storage", index };
}

function headerIndex(state: TimelineState, y: number): number {
  const frame = timelineFrame(state);
  const pinned = pinnedHeader(frame);
  if (pinned >= 0 && y >= frame.box.y && y < frame.box.y + frame.rowHeight) return pinned;
  return headerAt(state.rows, rowUnder(frame, y));
}

/** Id of the header at a height of the picture; undefined where there is none. */
export function headerUnder(state: TimelineState, y: number): string | undefined {
  return state.rows.headers?.id[headerIndex(state, y)];
}

export function headerTip(state: TimelineState, step: number | null, y: number): Tip | null {
  const header = headerIndex(state, y);
  return header < 0 ? null : headerWords(state.rows, header, step);
}

/** The tip of a bar that shares its pixel with others says so. */
export function withSharing(state: TimelineState, tip: Tip, x: number, y: number): Tip {
  const frame = timelineFrame(state);
  const many = sharingPixel(frame, rowUnder(frame, y), x);
  return many < 2
    ? tip
    : { ...tip, rows: [["here", `${formatCount(many)} storages in this pixel`], ...tip.rows] };
}

/** The thumb beside the rows: taken hold of, it goes along; pressed beside it, it comes. */
export function makeThumb(
  stateNow: () => TimelineState | undefined,
  scrollTo: (scroll: number) => void,
): {
  readonly grabs: (x: number, y: number) => boolean;
  readonly grab: (x: number, y: number) => Held | undefined;
} {
  const boxOf = (state: TimelineState) => thumbOf(timelineFrame(state), state.width);
  return {
    grabs: (x, y) => {
      const state = stateNow();
      if (state === undefined || x < state.width - TRACK || boxOf(state) === undefined) return false;
      return y >= timelineFrame(state).box.y;
    },
    grab: (_, y) => {
      const state = stateNow();
      const thumb = state === undefined ? undefined : boxOf(state);
      if (state === undefined || thumb === undefined) return undefined;
      const before = state.scroll;
      const on = y >= thumb.y && y < thumb.y + thumb.h;
      const from = on ? y - thumb.y : thumb.h / 2;
      const follow = (to: number) => {
        const now = stateNow();
        if (now !== undefined) scrollTo(scrollAt(timelineFrame(now), now.width, to - from));
      };
      follow(y);
      return { move: (_x, to) => follow(to), drop: () => {}, abandon: () => scrollTo(before) };
    },
  };
}

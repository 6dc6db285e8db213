/** What a frame of the comparison draws, as numbers: both plans on one axis of columns and one of addresses. */

import { endColumn } from "../../core/compare/axis.ts";
import { type Comparison, KINDS, type Kind } from "../../core/compare/comparison.types.ts";
import { piecesIn } from "../../core/needs.ts";
import type { Range } from "../../draw/range.ts";
import { makeRects, pushRect, type Rects } from "../../draw/rects.ts";
import { at, type Box, meet, type Scale, upScale, within } from "../../draw/scale.ts";
import { type CompareBoxes, compareBoxes, type HalfBoxes } from "./layout.ts";
import { arenaIn, type Side } from "./side.ts";

/** All that the picture depends on. */
export interface CompareState {
  readonly comparison: Comparison;
  readonly a: Side;
  readonly b: Side;
  /** Id of the arena. */
  readonly arena: string;
  readonly layout: "split" | "overlay";
  /** Columns and addresses in view. */
  readonly time: Range;
  readonly addresses: Range;
  readonly width: number;
  readonly height: number;
  readonly base: "hex" | "dec";
  /** Kinds that are meant; empty: all. */
  readonly kinds: readonly Kind[];
  /** Storages of each side that are selected; the rest is dimmed. Null: nothing is. */
  readonly selected: { readonly a: ReadonlySet<number>; readonly b: ReadonlySet<number> } | null;
}

/** The scales of one side. */
export interface SideFrame {
  readonly side: Side;
  readonly boxes: HalfBoxes;
  readonly time: Scale;
  readonly address: Scale;
  /** Position of the arena in this plan, or −1. */
  readonly arena: number;
}

/** Rectangles that are dimmed, and those that are not. */
export interface SideRects {
  readonly dim: Rects;
  readonly plain: Rects;
}

export function makeSideRects(): SideRects {
  return { dim: makeRects(256), plain: makeRects() };
}

export function frameOf(state: CompareState, which: "a" | "b"): SideFrame {
  const boxes: CompareBoxes = compareBoxes(state.width, state.height, state.layout);
  const side = state[which];
  const { plot } = boxes[which];
  return {
    side,
    boxes: boxes[which],
    time: { from: state.time[0], origin: plot.x, per: plot.w / (state.time[1] - state.time[0]) },
    address: upScale(state.addresses, plot),
    arena: arenaIn(state.comparison, which, state.arena),
  };
}

/** The exact box of piece `k`, in pixels, not cut to the plot. */
function boxOfPiece({ side, time, address }: SideFrame, k: number): Box {
  const { owner, start, end, low, high } = piecesIn(side.plan);
  const base = side.plan.storages.offset[owner[k] ?? 0] ?? 0;
  const x = at(time, side.map[start[k] ?? 0] ?? 0);
  const y = at(address, base + (high[k] ?? 0));
  return {
    x,
    y,
    w: at(time, endColumn(side.map, end[k] ?? 0)) - x,
    h: at(address, base + (low[k] ?? 0)) - y,
  };
}

/** The exact box of a storage; undefined when it is in another arena. */
export function boxOfStorage(frame: SideFrame, s: number): Box | undefined {
  const { storages } = frame.side.plan;
  if (storages.arena[s] !== frame.arena) return undefined;
  const x = at(frame.time, frame.side.map[storages.start[s] ?? 0] ?? 0);
  const low = storages.offset[s] ?? 0;
  const y = at(frame.address, low + (storages.padded[s] ?? 0));
  const right = at(frame.time, endColumn(frame.side.map, storages.end[s] ?? 0));
  return { x, y, w: right - x, h: at(frame.address, low) - y };
}

/** Whether a storage stands out: of a kind that is meant, and selected if anything is. */
export function isMeant(state: CompareState, side: Side, s: number): boolean {
  const kind = KINDS[side.kind[s] ?? 0] ?? "same";
  if (state.kinds.length > 0 && !state.kinds.includes(kind)) return false;
  return state.selected === null || state.selected[side.which].has(s);
}

/** Fills the lists with the rectangles of a side that are in view, items being storages. Makes no object a rectangle. */
export function sideRects(state: CompareState, frame: SideFrame, into: SideRects): void {
  into.dim.count = 0;
  into.plain.count = 0;
  const { side, boxes, arena, time, address } = frame;
  const { plot } = boxes;
  const { map, drawn, fill } = side;
  const { owner, start, end, low, high } = piecesIn(side.plan);
  const { arena: arenaOf, offset } = side.plan.storages;
  const right = plot.x + plot.w;
  const bottom = plot.y + plot.h;
  for (let i = 0; i < drawn.length; i++) {
    const k = drawn[i] ?? 0;
    const s = owner[k] ?? 0;
    if (arenaOf[s] !== arena) continue;
    const x0 = at(time, map[start[k] ?? 0] ?? 0);
    const x1 = at(time, endColumn(map, end[k] ?? 0));
    if (x1 <= plot.x || x0 >= right) continue;
    const base = offset[s] ?? 0;
    const y0 = at(address, base + (high[k] ?? 0));
    const y1 = at(address, base + (low[k] ?? 0));
    if (y1 <= plot.y || y0 >= bottom) continue;
    // on whole pixels, at least one, with one of gap from three up: to the right, and above, so that the foot stays
    const x = Math.round(Math.max(x0, plot.x - 4));
    const wide = Math.max(1, Math.round(Math.min(x1, right + 4)) - x);
    const foot = Math.round(Math.min(y1, bottom + 4));
    const full = Math.max(1, foot - Math.round(Math.max(y0, plot.y - 4)));
    const w = wide >= 3 ? wide - 1 : wide;
    const h = full >= 3 ? full - 1 : full;
    pushRect(isMeant(state, side, s) ? into.plain : into.dim, x, foot - h, w, h, fill[s] ?? 0, s);
  }
}

/** The storage of a side that is drawn under a point, or −1; of those that lie over each other the last drawn. */
export function storageUnder(frame: SideFrame, x: number, y: number): number {
  const { side, boxes, arena } = frame;
  if (!within(boxes.plot, x, y)) return -1;
  const { owner } = piecesIn(side.plan);
  let found = -1;
  for (const k of side.drawn) {
    const s = owner[k] ?? 0;
    if (side.plan.storages.arena[s] !== arena) continue;
    const box = boxOfPiece(frame, k);
    const near = { x: box.x, y: box.y, w: Math.max(2, box.w), h: Math.max(2, box.h) };
    if (within(near, x, y)) found = s;
  }
  return found;
}

/** Lines from where moved storages were to where they are, in an overlay: x0, y0, x1, y1 each. */
export function links(state: CompareState, most: number): readonly (readonly number[])[] {
  const [a, b] = [frameOf(state, "a"), frameOf(state, "b")];
  const moved = KINDS.indexOf("moved");
  const found: number[][] = [];
  for (const k of b.side.drawn) {
    const s = piecesIn(b.side.plan).owner[k] ?? 0;
    const from = b.side.other[s] ?? -1;
    if (b.side.kind[s] !== moved || from < 0 || !isMeant(state, b.side, s)) continue;
    const [before, after] = [boxOfStorage(a, from), boxOfStorage(b, s)];
    if (before === undefined || after === undefined) continue;
    if (meet(before, a.boxes.plot) === undefined && meet(after, b.boxes.plot) === undefined) continue;
    found.push([
      before.x + before.w / 2,
      before.y + before.h / 2,
      after.x + after.w / 2,
      after.y + after.h / 2,
    ]);
    // more than a few tell nothing
    if (found.length > most) return [];
  }
  return found;
}

/** Columns in which a plan runs nothing, as [from, to) each, in view. */
export function emptyColumns(side: Side, steps: number, range: Range): readonly Range[] {
  const found: Range[] = [];
  let next = 0;
  const add = (from: number, to: number) => {
    if (to > from && to > range[0] && from < range[1]) found.push([from, to]);
  };
  for (const column of side.map) {
    add(next, column);
    next = column + 1;
  }
  add(next, steps);
  return found;
}

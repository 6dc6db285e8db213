/** Explanations drawn inside the rectangles themselves: padding at their tops, views and values written in place. */

import { MARK } from "../look/look.types.ts";
import type { ArenaFrame } from "./arena-list.ts";
import { ending } from "./label.ts";
import { tail } from "./model.ts";
import type { Rects } from "./rects.ts";
import { at, type Box, meet } from "./scale.ts";
import { hatch, type Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

/** Pixels from which padding can be seen, and from which its lines can. */
const LEAST_PADDING = 1.5;
const LEAST_HATCHED = 4;
/** More are shaded without lines: each line costs. */
const MOST_HATCHED = 300;
/** Pixels from which a view has an outline, and room for its name under its parent's. */
const LEAST_VIEW = 7;
const LEAST_NAMED = 40;
/** Pixels at the top of a rectangle that its own words take, and below which it has one line of them. */
const WORDS = 36;
const LOW = 44;

/** The padding of the rectangles of a list: boxes at their tops, cut to the plot. */
export function paddingBoxes(frame: ArenaFrame, list: Rects): { readonly box: Box; readonly item: number }[] {
  const { bytes, padded, gaps } = frame.model.plan.storages;
  const found: { box: Box; item: number }[] = [];
  // what a storage with gaps needs is cut at whole blocks: its pieces have no padding of their own
  if (gaps !== null) return found;
  for (let i = 0; i < list.count; i++) {
    const item = list.item[i] ?? -1;
    if (item < 0) continue;
    const h = ((padded[item] ?? 0) - (bytes[item] ?? 0)) * -frame.address.per;
    if (h < LEAST_PADDING) continue;
    const all = { x: list.x[i] ?? 0, y: list.y[i] ?? 0, w: list.w[i] ?? 0, h: list.h[i] ?? 0 };
    const box = meet({ ...all, h: Math.min(all.h, Math.round(h)) }, frame.plot);
    if (box !== undefined) found.push({ box, item });
  }
  return found;
}

/** Padding hatched over the rectangles of a list. */
export function paintPadding(surface: Surface, frame: ArenaFrame, list: Rects, theme: Theme): void {
  const boxes = paddingBoxes(frame, list);
  for (const { box } of boxes) {
    surface.fill(box.x, box.y, box.w, box.h, theme.bg, 0.6);
    if (box.h >= LEAST_HATCHED && box.w >= LEAST_HATCHED && boxes.length <= MOST_HATCHED)
      hatch(surface, box, theme.text2, 4, 0.8);
  }
}

export interface ViewBox {
  /** Tensor index. */
  readonly tensor: number;
  readonly storage: number;
  /** Cut to the plot. */
  readonly box: Box;
  /** Pixels from its left edge to where the next view in the same storage begins: room for its name. */
  readonly room: number;
}

/** Further tensors that live in the storages of a list: their own steps and bytes, inside their parent. */
export function viewBoxes(frame: ArenaFrame, list: Rects): ViewBox[] {
  const { storages, tensors } = frame.model.plan;
  const found: ViewBox[] = [];
  let last = -1;
  for (let i = 0; i < list.count; i++) {
    const s = list.item[i] ?? -1;
    // pieces of one storage follow each other
    if (s < 0 || s === last || (list.w[i] ?? 0) < LEAST_VIEW || (list.h[i] ?? 0) < LEAST_VIEW) continue;
    last = s;
    for (let k = storages.tensors.from[s] ?? 0; k < (storages.tensors.from[s + 1] ?? 0); k++) {
      const t = storages.tensors.items[k] ?? 0;
      if (t === storages.tensor[s]) continue;
      const low = (storages.offset[s] ?? 0) + (tensors.byteOffset[t] ?? 0);
      const x = Math.round(at(frame.time, tensors.start[t] ?? 0));
      const y = Math.round(at(frame.address, low + (tensors.bytes[t] ?? 0)));
      const w = Math.round(at(frame.time, tensors.end[t] ?? 0)) - x - 1;
      const h = Math.round(at(frame.address, low)) - y - 1;
      const box = w < LEAST_VIEW || h < LEAST_VIEW ? undefined : meet({ x, y, w, h }, frame.plot);
      if (box !== undefined) found.push({ tensor: t, storage: s, box, room: box.w });
    }
  }
  return found.map((view) => {
    const next = found.filter((other) => other.storage === view.storage && other.box.x > view.box.x);
    return { ...view, room: Math.min(view.room, ...next.map((other) => other.box.x - view.box.x)) };
  });
}

/** A bracket below the words of the parent; of a low rectangle, whose words take its height, a line at its foot. */
function bracket(surface: Surface, { x, y, w, h }: Box, parent: number, ink: string): void {
  const [left, right, foot] = [x + 1.5, x + w - 1.5, y + h - 1.5];
  if (h < LOW) {
    surface.fill(x, foot - 0.5, w, 1.5, ink, 0.8);
    surface.fill(x, foot - 4, 1, 4, ink, 0.8);
    return;
  }
  const top = Math.max(y + 1.5, parent + WORDS);
  for (const side of [left, right]) surface.line(side, top, side, foot, ink, 1, [3, 2], 0.75);
  surface.line(left, foot, right, foot, ink, 1, [3, 2], 0.75);
  if (top === y + 1.5) surface.line(left, top, right, top, ink, 1, [3, 2], 0.75);
}

/** `inks` is what reads on the fills of the list. */
export function paintInside(
  surface: Surface,
  frame: ArenaFrame,
  list: Rects,
  inks: readonly string[],
  theme: Theme,
): void {
  const { model, plot } = frame;
  const { offset, padded } = model.plan.storages;
  for (const { tensor, storage, box, room } of viewBoxes(frame, list)) {
    const ink = inks[model.fill[storage] ?? 0] ?? theme.text;
    const parent = Math.max(plot.y, at(frame.address, (offset[storage] ?? 0) + (padded[storage] ?? 0)));
    bracket(surface, box, parent, ink);
    const foot = box.y + box.h;
    const free = foot - Math.max(box.y, parent + WORDS);
    if (room < LEAST_NAMED || box.h < LOW || free < 16 || model.mark[storage] === MARK.scratch) continue;
    const name = ending(tail(model.plan.tensors.id[tensor] ?? ""), room - 8, 10.5, theme.uiEm);
    if (name !== "") surface.text(name, box.x + 5, foot - 9, { colour: ink, size: 10.5, alpha: 0.9 });
  }
}

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
const LEAST_NAMED = [40, 40] as const;

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

/** `inks` is what reads on the fills of the list; `alpha` 1 where nothing dims it. */
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
      if (box !== undefined) found.push({ tensor: t, storage: s, box });
    }
  }
  return found;
}

/** `fillOf` is the index of a storage's fill, `inks` what reads on each. */
export function paintInside(
  surface: Surface,
  frame: ArenaFrame,
  list: Rects,
  inks: readonly string[],
  theme: Theme,
): void {
  const { model } = frame;
  for (const { tensor, storage, box } of viewBoxes(frame, list)) {
    const ink = inks[model.fill[storage] ?? 0] ?? theme.text;
    const { x, y, w, h } = { x: box.x + 1.5, y: box.y + 1.5, w: box.w - 3, h: box.h - 3 };
    for (const [x1, y1, x2, y2] of [
      [x, y, x + w, y],
      [x, y + h, x + w, y + h],
      [x, y, x, y + h],
      [x + w, y, x + w, y + h],
    ] as const) {
      surface.line(x1, y1, x2, y2, ink, 1, [3, 2], 0.75);
    }
    if (w < LEAST_NAMED[0] || h < LEAST_NAMED[1] || model.mark[storage] === MARK.scratch) continue;
    const name = ending(tail(model.plan.tensors.id[tensor] ?? ""), w - 8, 10.5, theme.uiEm);
    if (name !== "") surface.text(name, x + 4, y + h - 8, { colour: ink, size: 10.5, alpha: 0.9 });
  }
}

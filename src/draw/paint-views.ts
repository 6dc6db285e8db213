/** What is inside the bar of a storage besides its name: the further tensors that live in it (views, values written in place), and its padding. */

import { type BarsFrame, barHeight } from "./bars.ts";
import type { Rects } from "./rects.ts";
import { at } from "./scale.ts";
import { hatch, type Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

/** Narrower bars show nothing inside. */
const LEAST_VIEWED = 4;
/** Pixels of padding, and of the bar that has it, from which its lines can be seen; more such bars are not hatched. */
const LEAST_PADDING = 3;
const LEAST_PADDED = 12;
const MOST_HATCHED = 300;

/** A thin line at the foot of a bar for each further tensor, as long as that lives. */
export function paintViews(
  surface: Surface,
  frame: BarsFrame,
  list: Rects,
  inks: readonly string[],
  theme: Theme,
): void {
  const { storages, tensors } = frame.model.plan;
  for (let i = 0; i < list.count; i++) {
    const s = list.item[i] ?? -1;
    const [left, wide] = [list.x[i] ?? 0, list.w[i] ?? 0];
    const begin = storages.tensors.from[s] ?? 0;
    const end = storages.tensors.from[s + 1] ?? 0;
    if (wide < LEAST_VIEWED || end - begin < 2) continue;
    const ink = inks[list.fill[i] ?? 0] ?? theme.text;
    for (let k = begin; k < end; k++) {
      const t = storages.tensors.items[k] ?? 0;
      if (t === storages.tensor[s]) continue;
      const x0 = Math.round(at(frame.time, tensors.start[t] ?? 0));
      const x1 = Math.round(at(frame.time, tensors.end[t] ?? 0));
      // a bar with gaps is several rectangles: each shows what is in its own steps
      const from = Math.max(x0, left);
      const to = Math.min(Math.max(x0 + 2, x1), left + wide + 1);
      if (from >= to) continue;
      const foot = (list.y[i] ?? 0) + (list.h[i] ?? 0);
      surface.fill(from, foot - 1.5, Math.max(1, to - from - 1), 1.5, ink, 0.8);
      // Where it begins: the step at which the bytes change their name.
      if (x0 >= left) surface.fill(x0, foot - 5, 1, 5, ink, 0.8);
    }
  }
}

/** Pixels at the top of a bar of this height that stand for bytes that only alignment takes; 0 where they could not be seen. */
export function paddingIn(padded: number, bytes: number, height: number): number {
  const tall = padded > 0 ? (height * (padded - bytes)) / padded : 0;
  return tall >= LEAST_PADDING ? Math.round(tall) : 0;
}

/** Hatches the padding at the upper end of bars, which are as tall as their padded bytes. */
export function paintPadding(
  surface: Surface,
  frame: BarsFrame,
  list: Rects,
  inks: readonly string[],
  theme: Theme,
): void {
  const { bytes, padded, gaps } = frame.model.plan.storages;
  const height = barHeight(frame);
  let hatched = 0;
  for (let i = 0; i < list.count && hatched < MOST_HATCHED; i++) {
    const s = list.item[i] ?? -1;
    const [w, h] = [list.w[i] ?? 0, list.h[i] ?? 0];
    // where a storage needs less than all of its bytes its top is not there
    if (w < LEAST_PADDED || h < height || (gaps !== null && gaps.from[s] !== gaps.from[s + 1])) continue;
    const tall = paddingIn(padded[s] ?? 0, bytes[s] ?? 0, h);
    if (tall === 0) continue;
    const ink = inks[list.fill[i] ?? 0] ?? theme.text;
    hatch(surface, { x: list.x[i] ?? 0, y: list.y[i] ?? 0, w, h: tall }, ink, 4, 0.7);
    hatched++;
  }
}

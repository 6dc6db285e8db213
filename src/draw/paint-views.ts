/** Thin marks inside the bar of a storage for the further tensors that live in it: views and values written in place. */

import type { BarsFrame } from "./bars.ts";
import type { Rects } from "./rects.ts";
import { at } from "./scale.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

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
    const ink = inks[list.fill[i] ?? 0] ?? theme.text;
    for (let k = storages.tensors.from[s] ?? 0; k < (storages.tensors.from[s + 1] ?? 0); k++) {
      const t = storages.tensors.items[k] ?? 0;
      if (t === storages.tensor[s]) continue;
      const x0 = Math.round(at(frame.time, tensors.start[t] ?? 0));
      const x1 = Math.round(at(frame.time, tensors.end[t] ?? 0));
      const foot = (list.y[i] ?? 0) + (list.h[i] ?? 0);
      surface.fill(x0, foot - 1.5, Math.max(1, x1 - x0 - 1), 1.5, ink, 0.8);
      // Where it begins: the step at which the bytes change their name.
      surface.fill(x0, foot - 5, 1, 5, ink, 0.8);
    }
  }
}

/** Gaps in the arena's picture: faint and hatched, what a storage keeps for itself in name only. Others may lie there. */

import type { ArenaFrame } from "./arena-list.ts";
import { at, type Box, meet } from "./scale.ts";
import { hatch, type Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

/** Pixels from which a gap is shown. */
const LEAST = 3;
/** More are filled without hatching: each line costs. */
const MOST_HATCHED = 300;

/** Boxes of the gaps in view: the whole storage at those steps, cut to the plot. */
function boxesOfGaps({
  model,
  geometry,
  arena,
  time,
  address,
  plot,
}: ArenaFrame): { box: Box; storage: number }[] {
  const { arena: arenaOf, count, start, end, gaps } = model.plan.storages;
  const found: { box: Box; storage: number }[] = [];
  if (gaps === null) return found;
  for (let s = 0; s < count; s++) {
    if (arenaOf[s] !== arena) continue;
    const born = start[s] ?? 0;
    const from = geometry.start[s] ?? 0;
    const pace = ((geometry.end[s] ?? 0) - from) / Math.max(1, (end[s] ?? 0) - born);
    const low = geometry.offset[s] ?? 0;
    const y = at(address, low + (geometry.size[s] ?? 0));
    for (let g = gaps.from[s] ?? 0; g < (gaps.from[s + 1] ?? 0); g++) {
      const x = at(time, from + ((gaps.start[g] ?? 0) - born) * pace);
      const w = at(time, from + ((gaps.end[g] ?? 0) - born) * pace) - x;
      const h = at(address, low) - y;
      const box = w < LEAST || h < LEAST ? undefined : meet({ x, y, w: w - 1, h: h - 1 }, plot);
      if (box !== undefined) found.push({ box, storage: s });
    }
  }
  return found;
}

/** To be painted under the storages; `fills` is what the model's fills point into. */
export function paintGaps(surface: Surface, frame: ArenaFrame, fills: readonly string[], theme: Theme): void {
  const gaps = boxesOfGaps(frame);
  for (const { box, storage } of gaps) {
    surface.fill(box.x, box.y, box.w, box.h, fills[frame.model.fill[storage] ?? 0] ?? "", 0.12);
    if (gaps.length <= MOST_HATCHED) hatch(surface, box, theme.lineStrong, 7, 0.6);
  }
}

/** Colours and patterns of what became of a storage: blue for fewer bytes and lower addresses, orange for more and higher, greys between. */

import type { Kind } from "../../core/compare/comparison.types.ts";
import type { Scheme } from "../../draw/palette.ts";
import type { Box } from "../../draw/scale.ts";
import { dots, type Surface } from "../../draw/surface.ts";

/** Positions in a table of fills. */
export const FILL = {
  came: 0,
  went: 1,
  grew: 2,
  shrank: 3,
  arena: 4,
  movedUp: 5,
  movedDown: 6,
  time: 7,
  buffer: 8,
  same: 9,
} as const;

const LIGHT = [
  "#c25e00",
  "#0b62a4",
  "#f0a04b",
  "#5ba3d0",
  "#7b8390",
  "#f6d3aa",
  "#bcd8ec",
  "#a3abb6",
  "#b7bfca",
  "#d3d9e0",
] as const;
const DARK = [
  "#ffb266",
  "#7cc0f2",
  "#c97a25",
  "#3a86bd",
  "#7d8796",
  "#6e4f2b",
  "#2d506c",
  "#5b6575",
  "#4b5667",
  "#39434f",
] as const;

export function fillsFor(scheme: Scheme): readonly string[] {
  return scheme === "light" ? LIGHT : DARK;
}

/** Words on a fill. */
export function inksFor(scheme: Scheme): readonly string[] {
  const light = scheme === "light";
  return LIGHT.map((_, fill) => {
    const strong = fill === FILL.came || fill === FILL.went;
    return light === strong ? "#ffffff" : "#000000";
  }).map((ink, fill) => (!light && fill >= FILL.arena ? "#ffffff" : ink));
}

/** Fills that stand for a kind in the legend. */
export function fillsOfKind(kind: Kind): readonly number[] {
  return kind === "moved" ? [FILL.movedDown, FILL.movedUp] : [FILL[kind]];
}

function diagonal(surface: Surface, box: Box, rising: boolean, gap: number, ink: string): void {
  for (let k = gap / 2; k < box.w + box.h; k += gap) {
    const x0 = Math.max(0, k - box.h);
    const x1 = Math.min(box.w, k);
    const [y0, y1] = rising ? [k - x0, k - x1] : [box.h - (k - x0), box.h - (k - x1)];
    surface.line(box.x + x0, box.y + y0, box.x + x1, box.y + y1, ink, 1, undefined, PATTERN);
  }
}

/** How strongly a pattern shows on its fill. */
const PATTERN = 0.45;

/** What tells kinds apart besides the colour: rising lines for more, falling ones for less, both for gone, dots for new, upright for moved. */
export function paintPattern(surface: Surface, box: Box, fill: number, ink: string): void {
  const gap = Math.max(8, Math.sqrt((box.w * box.h) / 60));
  switch (fill) {
    case FILL.came:
      dots(surface, box, ink);
      break;
    case FILL.went:
      diagonal(surface, box, true, gap, ink);
      diagonal(surface, box, false, gap, ink);
      break;
    case FILL.grew:
      diagonal(surface, box, true, gap, ink);
      break;
    case FILL.shrank:
      diagonal(surface, box, false, gap, ink);
      break;
    case FILL.movedUp:
    case FILL.movedDown:
      for (let x = box.x + gap / 2; x < box.x + box.w - 1; x += gap)
        surface.line(x, box.y, x, box.y + box.h, ink, 1, undefined, PATTERN * 0.6);
      break;
    case FILL.time:
      for (let y = box.y + gap / 2; y < box.y + box.h - 1; y += gap)
        surface.line(box.x, y, box.x + box.w, y, ink, 1, undefined, PATTERN * 0.6);
      break;
    case FILL.arena:
      surface.frame({ x: box.x + 2, y: box.y + 2, w: box.w - 4, h: box.h - 4 }, ink, 1, PATTERN);
      break;
    default:
  }
}

/** The patterns of a legend's classes: they tell classes apart where colours do not. */

import { CLASS_FIRST, CLASSES } from "../look/fills.ts";
import type { Box } from "./scale.ts";
import type { Surface } from "./surface.ts";

/** Directions in which the lines of a pattern run. */
export type Lines = "rising" | "falling" | "across" | "down";

/** By class; the first and all others are plain. */
export const PATTERNS: readonly (readonly Lines[])[] = [
  [],
  ["rising"],
  ["falling"],
  ["across"],
  ["down"],
  ["rising", "falling"],
  ["across", "down"],
];

/** The pattern of a fill; of no class, or a plain one: none. */
export function patternOf(fill: number): readonly Lines[] {
  return fill >= CLASS_FIRST && fill < CLASS_FIRST + CLASSES ? (PATTERNS[fill - CLASS_FIRST] ?? []) : [];
}

/** Ends of the part of a diagonal that lies in a box, pixels from its upper left; `c` is where it meets the upper edge. */
function diagonal(w: number, h: number, c: number): readonly [x1: number, x2: number] {
  return [Math.max(0, c), Math.min(w, c + h)];
}

/** Pixels between lines over so many pixels: more where they are many. */
function gapFor(pixels: number): number {
  let gap = 7;
  while (pixels / gap > 24) gap *= 2;
  return gap;
}

/**
 * Lines over a box, at most a few dozen. The colour is the opposite of what words on the fill are written in, so that they
 * read no worse over a line.
 */
export function paintPattern(surface: Surface, box: Box, pattern: readonly Lines[], ink: string): void {
  const { x, y, w, h } = box;
  const colour = ink === "#000000" ? "#ffffff" : "#000000";
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    surface.line(x + x1, y + y1, x + x2, y + y2, colour, 1, undefined, 0.42);
  for (const lines of pattern) {
    const gap = gapFor(lines === "across" ? h : lines === "down" ? w : w + h);
    if (lines === "across" || lines === "down") {
      const [end, length] = lines === "across" ? [h, w] : [w, h];
      for (let k = gap / 2; k < end; k += gap) {
        if (lines === "across") line(0, k, length, k);
        else line(k, 0, k, length);
      }
    } else {
      for (let c = gap * Math.ceil(-h / gap); c < w; c += gap) {
        const [x1, x2] = diagonal(w, h, c);
        if (x1 >= x2) continue;
        if (lines === "falling") line(x1, x1 - c, x2, x2 - c);
        else line(x1, h - (x1 - c), x2, h - (x2 - c));
      }
    }
  }
}

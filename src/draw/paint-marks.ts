/** What is written on rectangles: patterns of their roles, padding, and labels where they fit. */

import { formatBytes } from "../core/units.ts";
import { MARK } from "../look/look.types.ts";
import { beginning, ending, fitting, middling, widthOf } from "./label.ts";
import { labelOf, type Model, nameOf } from "./model.ts";
import { paintPattern, patternOf } from "./patterns.ts";
import type { Rects } from "./rects.ts";
import type { Box } from "./scale.ts";
import { dots, type Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

/** Below these pixels a rectangle carries no pattern, no label. */
const LEAST_MARK = 7;
const LEAST_LABEL = 22;
/** Below these pixels a rectangle does not show the pattern of its class. */
const LEAST_PATTERN = 10;
/** Bars lower than these pixels have one line of words, and their pattern beside it: lines through words strike them out. */
const LOW = 28;
/** Pixels at the end of a low bar that its words leave to its pattern. */
const FOR_PATTERN = 14;
const SIZE = 11;

function paintMark(surface: Surface, box: Box, mark: number, ink: string): void {
  if (mark === MARK.scratch) dots(surface, box, ink);
  else if (mark === MARK.kept) surface.fill(box.x, box.y, 3, box.h, ink, 0.75);
  else {
    surface.frame(box, ink, 1, 0.7);
    // In a low bar only the ends are doubled, so that its words stay free.
    const low = box.h < 18;
    if (!low) surface.frame({ x: box.x + 2, y: box.y + 2, w: box.w - 4, h: box.h - 4 }, ink, 1, 0.45);
    else for (const x of [box.x + 2, box.x + box.w - 3]) surface.fill(x, box.y, 1, box.h, ink, 0.6);
  }
}

/** Returns the pixels from the left side that words of a low bar take. */
function paintLabel(surface: Surface, model: Model, s: number, box: Box, ink: string, em: number): number {
  const inset = model.mark[s] === MARK.none ? 4 : 6;
  const room = box.w - inset - 3;
  const x = box.x + inset;
  const op = labelOf(model, s);
  const size = formatBytes(model.plan.storages.bytes[s] ?? 0, 1);
  const name = nameOf(model, s);
  const cut = model.byName ? middling : beginning;
  if (box.h < LOW) {
    // dots through a word would strike it out; they say scratch by themselves
    if (model.mark[s] === MARK.scratch) return 0;
    const both = name === op ? [] : [`${op} · ${name} · ${size}`, `${op} · ${size}`];
    const text = fitting([...both, `${op} ${size}`, op], room, SIZE, em) || cut(op, room, SIZE, em);
    if (text === "") return 0;
    surface.text(text, x, box.y + box.h / 2 + 0.5, { colour: ink, size: SIZE });
    return inset + widthOf(text, SIZE, em) + 3;
  }
  const top = box.y + inset + 6;
  const first = fitting([op], room, SIZE, em) || cut(op, room, SIZE, em);
  if (first !== "") surface.text(first, x, top, { colour: ink, size: SIZE });
  const second = fitting([size], room, SIZE, em);
  if (second !== "") surface.text(second, x, top + 13, { colour: ink, size: SIZE, alpha: 0.85 });
  const third = box.h >= 48 && name !== op ? ending(name, room, SIZE, em) : "";
  if (third.length > 8) surface.text(third, x, top + 26, { colour: ink, size: SIZE, alpha: 0.85 });
  return 0;
}

/** Patterns and labels of a draw list of storages, cut to `plot`; `inks` is what reads on its fills. */
export function paintMarks(
  surface: Surface,
  model: Model,
  list: Rects,
  plot: Box,
  inks: readonly string[],
  theme: Theme,
): void {
  for (let i = 0; i < list.count; i++) {
    const w = list.w[i] ?? 0;
    const h = list.h[i] ?? 0;
    if (w < LEAST_MARK || h < LEAST_MARK) continue;
    const s = list.item[i] ?? -1;
    if (s < 0) continue;
    const x = list.x[i] ?? 0;
    const ink = inks[list.fill[i] ?? 0] ?? theme.text;
    const mark = model.mark[s] ?? 0;
    const pattern = w < LEAST_PATTERN || h < LEAST_PATTERN ? [] : patternOf(list.fill[i] ?? 0);
    const whole = { x, y: list.y[i] ?? 0, w, h };
    const low = pattern.length > 0 && h < LOW;
    if (pattern.length > 0 && !low) paintPattern(surface, whole, pattern, ink);
    if (mark !== MARK.none) paintMark(surface, { x, y: list.y[i] ?? 0, w, h }, mark, ink);
    const left = Math.max(x, plot.x);
    const top = Math.max(list.y[i] ?? 0, plot.y);
    const seen = {
      x: left,
      y: top,
      w: Math.min(x + w, plot.x + plot.w) - left,
      h: (list.y[i] ?? 0) + h - top,
    };
    const room = low ? { ...seen, w: seen.w - FOR_PATTERN } : seen;
    const words =
      room.w >= LEAST_LABEL && room.h >= 11 ? paintLabel(surface, model, s, room, ink, theme.uiEm) : 0;
    if (!low) continue;
    const free = words === 0 ? x : left + words;
    paintPattern(surface, { ...whole, x: free, w: x + w - free }, pattern, ink);
  }
}

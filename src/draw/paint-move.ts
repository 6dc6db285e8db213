/** A step of the timeline on its way to another place in the order: where it may go, and where it would. */

import { middling, widthOf } from "./label.ts";
import { at, type Box, meet, type Scale, under } from "./scale.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

export interface Move {
  readonly name: string;
  /** The step that it is taken from. */
  readonly from: number;
  /** The step that it would be dropped at. */
  readonly to: number;
  /** First and last step at which it may run. */
  readonly range: readonly [first: number, last: number];
  /** Of the pointer. */
  readonly x: number;
}

/** Pixels between two lines of a hatch. */
const HATCH = 6;
const WIDEST = 160;

export function allowed({ range, to }: Move): boolean {
  return to >= range[0] && to <= range[1];
}

function hatch(surface: Surface, box: Box, theme: Theme): void {
  surface.clip(box, () => {
    surface.fill(box.x, box.y, box.w, box.h, theme.bg, 0.6);
    for (let x = box.x - box.h; x < box.x + box.w; x += HATCH)
      surface.line(x, box.y + box.h, x + box.h, box.y, theme.lineStrong);
  });
}

/** `strip` is where steps are dragged; `plot` all below that shares its time axis. */
export function paintMove(
  surface: Surface,
  time: Scale,
  strip: Box,
  plot: Box,
  move: Move,
  theme: Theme,
): void {
  const column = (from: number, to: number, box: Box) =>
    meet({ x: at(time, from), y: box.y, w: (to - from) * time.per, h: box.h }, box);
  const [first, last] = move.range;
  const sides = [
    [Math.min(first, under(time, strip.x)), first],
    [last + 1, Math.max(last + 1, under(time, strip.x + strip.w))],
  ] as const;
  for (const [from, to] of sides) {
    const outside = column(from, to, strip);
    const below = column(from, to, plot);
    if (outside !== undefined) hatch(surface, outside, theme);
    if (below !== undefined) surface.fill(below.x, below.y, below.w, below.h, theme.bg, 0.5);
  }
  const inside = column(first, last + 1, strip);
  if (inside !== undefined) surface.fill(inside.x, inside.y, inside.w, inside.h, theme.accent, 0.18);
  const left = column(move.from, move.from + 1, plot);
  if (left !== undefined) surface.fill(left.x, left.y, left.w, left.h, theme.text2, 0.15);
  const good = allowed(move);
  if (move.to !== move.from) {
    const x = Math.round(at(time, move.to > move.from ? move.to + 1 : move.to));
    const colour = good ? theme.accent : theme.hot;
    surface.line(x, strip.y, x, plot.y + plot.h, colour, 2, good ? undefined : [4, 3]);
  }
  const name = middling(move.name, WIDEST, 11, theme.uiEm);
  const w = widthOf(name, 11, theme.uiEm) + 10;
  const x = Math.min(Math.max(move.x - w / 2, strip.x), strip.x + strip.w - w);
  surface.fill(x, strip.y, w, strip.h, good ? theme.accent : theme.lineStrong);
  const colour = good ? theme.accentInk : theme.text;
  surface.text(name, x + w / 2, strip.y + strip.h / 2 + 0.5, { colour, size: 11, align: "center" });
}

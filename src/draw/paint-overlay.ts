/** What lies over both pictures: the step cursor, the crosshair of the pointer, outlines of what is selected or pointed at. */

import { formatCount } from "../core/units.ts";
import { widthOf } from "./label.ts";
import type { Range } from "./range.ts";
import { at, type Box, meet, type Scale } from "./scale.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";
import type { Linked } from "./tone.ts";

/** Columns from so many pixels are shaded, but not ones as wide as a pane. */
const SHADED = [4, 160] as const;
/** More outlines than this say nothing. */
const MOST_OUTLINES = 400;
/** So many are outlined however narrow they are. */
const FEW = 24;
/** Pixels from which an outline leaves something of its box to see. */
const LEAST_OUTLINED = 4;

/** The column of a step: a line in its middle, and its width shaded when it has one. */
export function paintCursor(surface: Surface, time: Scale, plot: Box, step: number, theme: Theme): void {
  const x0 = at(time, step);
  const column = meet({ x: x0, y: plot.y, w: time.per, h: plot.h }, plot);
  const shaded = time.per >= SHADED[0] && time.per <= SHADED[1];
  if (column !== undefined && shaded)
    surface.fill(column.x, column.y, column.w, column.h, theme.accent, 0.13);
  const x = Math.round(x0 + time.per / 2) + 0.5;
  if (x >= plot.x && x <= plot.x + plot.w) surface.line(x, plot.y, x, plot.y + plot.h, theme.accent, 1.5);
}

/** Where a tab `w` wide goes: around `middle`, inside the strip, and beside what is `taken`. */
function tabLeft(middle: number, w: number, strip: Box, taken: Range | null): number {
  const [least, most] = [strip.x, strip.x + strip.w - w];
  const x = Math.min(Math.max(middle - w / 2, least), most);
  if (taken === null || x >= taken[1] || x + w <= taken[0]) return x;
  const [left, right] = [taken[0] - w - 2, taken[1] + 2];
  const toRight = middle >= (taken[0] + taken[1]) / 2 ? right <= most : left < least;
  return toRight ? right : left;
}

/** A tab with the step's number and a word on it, kept inside the plot's sides and beside the tab that is `taken`; returns its sides, null when its step is not in sight. */
export function paintTab(
  surface: Surface,
  time: Scale,
  strip: Box,
  step: number,
  theme: Theme,
  tab: { readonly quiet: boolean; readonly word: string; readonly taken: Range | null },
): Range | null {
  const text = `step ${formatCount(step)}${tab.word === "" ? "" : ` · ${tab.word}`}`;
  const w = widthOf(text, 11, theme.uiEm) + 10;
  const middle = at(time, step) + time.per / 2;
  if (middle < strip.x || middle > strip.x + strip.w) return null;
  const x = tabLeft(middle, w, strip, tab.taken);
  surface.fill(x, strip.y, w, strip.h, tab.quiet ? theme.raised : theme.accent);
  if (tab.quiet) surface.frame({ x, y: strip.y, w, h: strip.h }, theme.lineStrong, 1);
  const colour = tab.quiet ? theme.text : theme.accentInk;
  surface.text(text, x + w / 2, strip.y + strip.h / 2 + 0.5, { colour, size: 11, align: "center" });
  return [x, x + w];
}

export function paintCrosshair(surface: Surface, time: Scale, plot: Box, step: number, theme: Theme): void {
  const x = Math.round(at(time, step) + time.per / 2) + 0.5;
  if (x >= plot.x && x <= plot.x + plot.w)
    surface.line(x, plot.y, x, plot.y + plot.h, theme.text2, 1, [2, 3]);
}

function outlined(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, w: Math.max(2, box.w) + 2 * by, h: Math.max(2, box.h) + 2 * by };
}

function isWide(box: Box): boolean {
  return box.w >= LEAST_OUTLINED && box.h >= LEAST_OUTLINED;
}

/** Boxes whose outlines can be told apart: all when they are few, else the wide ones, else none. Some of them would tell a lie about the others. */
function legible(boxes: readonly Box[]): readonly Box[] {
  if (boxes.length <= FEW) return boxes;
  const wide = boxes.filter(isWide);
  return wide.length <= MOST_OUTLINES ? wide : [];
}

/** What is outlined, and how: other tenants thin, what is pointed at in the accent, the selection bold, the second of a pair dashed, a proof in the colour of limits. */
export interface Outlined {
  readonly kin: readonly number[];
  readonly selected: Linked | undefined;
  readonly second?: Linked | undefined;
  readonly hovered: Linked | undefined;
  /** Storages that an explanation shows. */
  readonly spot?: ReadonlySet<number> | undefined;
}

function dashed(surface: Surface, { x, y, w, h }: Box, colour: string): void {
  const side = (x1: number, y1: number, x2: number, y2: number) =>
    surface.line(x1, y1, x2, y2, colour, 2, [4, 3]);
  side(x, y + 1, x + w, y + 1);
  side(x, y + h - 1, x + w, y + h - 1);
  side(x + 1, y, x + 1, y + h);
  side(x + w - 1, y, x + w - 1, y + h);
}

/** Outlines, each cut to the plot. `boxOf` gives a storage's box, undefined when it is not in this picture. */
export function paintOutlines(
  surface: Surface,
  plot: Box,
  { kin, selected, second, hovered, spot }: Outlined,
  boxOf: (s: number) => Box | undefined,
  theme: Theme,
): void {
  const seen = (list: Iterable<number>): Box[] =>
    [...list].flatMap((s) => {
      const box = boxOf(s);
      return box === undefined || meet(outlined(box, 2), plot) === undefined ? [] : [box];
    });
  const each = (boxes: readonly Box[], draw: (box: Box) => void) => {
    for (const box of legible(boxes)) draw(box);
  };
  surface.clip({ x: plot.x - 2, y: plot.y - 2, w: plot.w + 4, h: plot.h + 4 }, () => {
    each(seen(kin).filter(isWide), (box) => surface.frame(outlined(box, 0), theme.text, 1, 0.55));
    if (spot !== undefined) each(seen(spot), (box) => surface.frame(outlined(box, 1), theme.hot, 2));
    if (hovered !== undefined)
      each(seen(hovered.storages), (box) => surface.frame(outlined(box, 1), theme.accent, 2));
    if (selected !== undefined) {
      each(seen(selected.storages), (box) => {
        surface.frame(outlined(box, 2), theme.bg, 1);
        surface.frame(outlined(box, 1), theme.text, 2);
      });
    }
    if (second !== undefined) {
      each(seen(second.storages), (box) => {
        surface.frame(outlined(box, 2), theme.bg, 3);
        dashed(surface, outlined(box, 1), theme.text);
      });
    }
  });
}

/** The ring of keyboard focus, drawn inside the pane. */
export function paintFocus(surface: Surface, width: number, height: number, theme: Theme): void {
  surface.frame({ x: 1, y: 1, w: width - 2, h: height - 2 }, theme.accent, 2);
}

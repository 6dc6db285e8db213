/** Where one is in the addresses: a narrow track right of the plot with the part in view. Not there while all is in view. */

import type { Range } from "./range.ts";
import { type Box, within } from "./scale.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

const WIDTH = 5;
const AWAY = 3;
const LEAST = 8;

/** Undefined while all addresses are in view. */
export function thumbBoxes(
  addresses: Range,
  whole: Range,
  plot: Box,
): { readonly track: Box; readonly thumb: Box } | undefined {
  if (addresses[0] <= whole[0] && addresses[1] >= whole[1]) return undefined;
  const track = { x: plot.x + plot.w + AWAY, y: plot.y, w: WIDTH, h: plot.h };
  const per = plot.h / (whole[1] - whole[0]);
  const h = Math.min(plot.h, Math.max(LEAST, (addresses[1] - addresses[0]) * per));
  const y = plot.y + (whole[1] - addresses[1]) * per;
  return { track, thumb: { ...track, y: Math.min(Math.max(plot.y, y), plot.y + plot.h - h), h } };
}

export function paintThumb(surface: Surface, addresses: Range, whole: Range, plot: Box, theme: Theme): void {
  const boxes = thumbBoxes(addresses, whole, plot);
  if (boxes === undefined) return;
  const { track, thumb } = boxes;
  surface.fill(track.x, track.y, track.w, track.h, theme.hole);
  surface.fill(thumb.x, thumb.y, thumb.w, thumb.h, theme.lineStrong);
}

/** Whether a point is on the track, a little beside it too. */
export function onTrack(addresses: Range, whole: Range, plot: Box, x: number, y: number): boolean {
  const boxes = thumbBoxes(addresses, whole, plot);
  return boxes !== undefined && within({ ...boxes.track, x: boxes.track.x - 2, w: WIDTH + 4 }, x, y);
}

/** The window whose thumb has its middle at a height, to be put inside the whole. */
export function windowAt(addresses: Range, whole: Range, plot: Box, y: number): Range {
  const middle = whole[1] - ((y - plot.y) / plot.h) * (whole[1] - whole[0]);
  const half = (addresses[1] - addresses[0]) / 2;
  return [middle - half, middle + half];
}

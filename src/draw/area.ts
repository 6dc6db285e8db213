/** The area that somebody measures, as a box: where it is, which of its edges is near, what its edges snap to, how it is drawn. */

import type { Plan } from "../core/plan.types.ts";
import { widthOf } from "./label.ts";
import { storageAt } from "./pick.ts";
import type { Range } from "./range.ts";
import { at, type Box, meet, type Scale } from "./scale.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

/** Pixels from which an edge can be taken hold of. */
const NEAR = 5;
/** Pixels within which an address snaps to the edge of a storage. */
const SNAP = 8;
/** Pixels that round addresses are apart, at most. */
const GRID = 4;

/** Not cut to the plot; null addresses reach over all of it. `address` is null in pictures without addresses. */
export function areaBox(
  { steps, addresses }: { readonly steps: Range; readonly addresses: Range | null },
  time: Scale,
  address: Scale | null,
  plot: Box,
): Box {
  const x = at(time, steps[0]);
  const w = (steps[1] - steps[0]) * time.per;
  if (address === null || addresses === null) return { x, y: plot.y, w, h: plot.h };
  const y = at(address, addresses[1]);
  return { x, y, w, h: at(address, addresses[0]) - y };
}

/** Which sides of an area follow the pointer: 0 the lesser, 1 the greater, in steps and in addresses. */
export interface Edge {
  readonly steps: 0 | 1 | null;
  readonly addresses: 0 | 1 | null;
}

function side(point: number, lesser: number, greater: number): 0 | 1 | null {
  const [a, b] = [Math.abs(point - lesser), Math.abs(point - greater)];
  if (Math.min(a, b) > NEAR) return null;
  return a < b ? 0 : 1;
}

/** The edge or corner of `box` under a point of the plot. `tall`: its lower and upper edges can be dragged, too. */
export function edgeAt(box: Box, tall: boolean, plot: Box, x: number, y: number): Edge | undefined {
  const outside =
    x < box.x - NEAR || x > box.x + box.w + NEAR || y < box.y - NEAR || y > box.y + box.h + NEAR;
  if (outside || x < plot.x || x >= plot.x + plot.w || y < plot.y || y >= plot.y + plot.h) return undefined;
  const edge: Edge = {
    steps: side(x, box.x, box.x + box.w),
    addresses: tall ? side(y, box.y + box.h, box.y) : null,
  };
  return edge.steps === null && edge.addresses === null ? undefined : edge;
}

/** The CSS cursor over an edge. */
export function cursorOf({ steps, addresses }: Edge): string {
  if (addresses === null) return "ew-resize";
  if (steps === null) return "ns-resize";
  return steps === addresses ? "nesw-resize" : "nwse-resize";
}

/** Whole steps that hold both, within the plan, at least one. */
export function wholeSteps(a: number, b: number, steps: number): Range {
  const from = Math.min(Math.max(0, Math.floor(Math.min(a, b))), Math.max(0, steps - 1));
  const to = Math.min(steps, Math.max(from + 1, Math.ceil(Math.max(a, b))));
  return [from, to];
}

/** `address` at the edge of the storage that is there or near at that step, else at a round one: a multiple of the arena's alignment by a power of two. `per` is pixels a byte. */
export function snappedAddress(
  plan: Plan,
  arena: number,
  step: number,
  address: number,
  per: number,
): number {
  const near = SNAP / per;
  const s = storageAt(plan, arena, step, address, 0, near);
  if (s >= 0) {
    const low = plan.storages.offset[s] ?? 0;
    const high = low + (plan.storages.padded[s] ?? 0);
    const edge = Math.abs(address - low) < Math.abs(address - high) ? low : high;
    if (Math.abs(address - edge) <= near) return edge;
  }
  const least = Math.max(1, plan.arenas[arena]?.alignment ?? 1);
  const block = least * 2 ** Math.max(0, Math.floor(Math.log2(GRID / per / least)));
  return Math.max(0, Math.round(address / block) * block);
}

/** Pixels of a line of words, and between words and edge. */
const LINE = 15;
const PAD = 5;

/** Where a label `w` × `h` stands beside `seen`: right of it, left of it, or inside at its top. */
function labelBox(seen: Box, plot: Box, w: number, h: number): Box {
  const y = Math.min(Math.max(seen.y, plot.y), plot.y + plot.h - h);
  if (seen.x + seen.w + PAD + w <= plot.x + plot.w) return { x: seen.x + seen.w + PAD, y, w, h };
  if (seen.x - PAD - w >= plot.x) return { x: seen.x - PAD - w, y, w, h };
  return { x: Math.min(Math.max(plot.x, seen.x + seen.w - w - PAD), plot.x + plot.w - w), y, w, h };
}

/** Washed over, with its edges and, as far as there is `room`, its numbers beside it. Returns the part in view. */
export function paintArea(
  surface: Surface,
  box: Box,
  { plot, room }: { readonly plot: Box; readonly room: Box },
  words: readonly string[],
  theme: Theme,
): Box | undefined {
  const seen = meet({ ...box, w: Math.max(1, box.w), h: Math.max(1, box.h) }, plot);
  if (seen === undefined) return undefined;
  surface.fill(seen.x, seen.y, seen.w, seen.h, theme.accent, 0.12);
  // edges that are out of sight stay out of sight
  const around = { x: plot.x - 4, y: plot.y - 4, w: plot.w + 8, h: plot.h + 8 };
  const {
    x,
    y,
    w: wide,
    h: tall,
  } = meet({ ...box, w: Math.max(1, box.w), h: Math.max(1, box.h) }, around) ?? seen;
  const whole = { x: Math.round(x), y: Math.round(y), w: Math.round(wide), h: Math.round(tall) };
  surface.clip(plot, () => surface.frame(whole, theme.accent, 1.5));
  const w = Math.max(...words.map((text) => widthOf(text, 11, theme.uiEm))) + 2 * PAD;
  const h = words.length * LINE + PAD;
  if (words.length === 0 || w > room.w || h > room.h) return seen;
  const label = labelBox(seen, room, w, h);
  surface.fill(label.x, label.y, label.w, label.h, theme.bg, 0.92);
  surface.frame({ ...label, x: label.x + 0.5, y: label.y + 0.5, w: w - 1, h: h - 1 }, theme.accent, 1);
  words.forEach((text, i) => {
    const middle = label.y + PAD / 2 + (i + 0.5) * LINE;
    surface.text(text, label.x + PAD, middle, { colour: i === 0 ? theme.text : theme.text2, size: 11 });
  });
  return seen;
}

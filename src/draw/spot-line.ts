/** The address that somebody asks about: a line across the arena, its tenants outlined, and the hole that it is in framed. */

import type { Plan } from "../core/plan.types.ts";
import { formatAddress } from "../core/units.ts";
import { holeRound } from "../look/hole-round.ts";
import type { Hole } from "../look/holes.ts";
import { chainAt } from "../look/spot.ts";
import type { ArenaFrame } from "./arena-list.ts";
import { LEFT_GUTTER } from "./axis.ts";
import { last } from "./last.ts";
import { at, type Box, meet } from "./scale.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

/** An address of an arena at a step; the session's spot has this shape. */
export interface Asked {
  readonly arena: number;
  readonly address: number;
  readonly step: number;
}

/** More outlines than this say nothing. */
const MOST = 400;

const chainOnce = last((plan: Plan, arena: number, address: number) => chainAt(plan, arena, address));
const holeOnce = last((plan: Plan, arena: number, step: number, address: number): Hole | undefined =>
  holeRound(plan, arena, step, address),
);

/** Pixels of a hole, cut to the plot. */
export function boxOfHole(frame: ArenaFrame, hole: Hole): Box | undefined {
  const x = at(frame.time, hole.start);
  const y = at(frame.address, hole.high);
  const w = at(frame.time, hole.end) - x;
  return meet({ x, y, w, h: at(frame.address, hole.low) - y }, frame.plot);
}

export function paintSpot(
  surface: Surface,
  frame: ArenaFrame,
  { arena, address, step }: Asked,
  base: "hex" | "dec",
  boxOf: (s: number) => Box | undefined,
  theme: Theme,
): void {
  const { model, plot } = frame;
  if (arena !== frame.arena) return;
  const y = Math.round(at(frame.address, address + 0.5)) + 0.5;
  if (y < plot.y || y > plot.y + plot.h) return;
  const { tenants } = chainOnce(model.plan, arena, address);
  for (const { storage } of tenants.slice(0, MOST)) {
    const box = boxOf(storage);
    const seen = box === undefined ? undefined : meet(box, plot);
    if (seen !== undefined && seen.w >= 3 && seen.h >= 3) surface.frame(seen, theme.text, 1, 0.8);
  }
  const hole = holeOnce(model.plan, arena, step, address);
  const box = hole === undefined ? undefined : boxOfHole(frame, hole);
  if (box !== undefined) {
    surface.fill(box.x, box.y, box.w, box.h, theme.accent, 0.14);
    surface.frame({ ...box, w: Math.max(2, box.w), h: Math.max(2, box.h) }, theme.accent, 2);
  }
  surface.line(plot.x, y, plot.x + plot.w, y, theme.bg, 3, undefined, 0.6);
  surface.line(plot.x, y, plot.x + plot.w, y, theme.accent, 1);
  const most = Math.floor(model.plan.arenas[arena]?.peak ?? 0);
  const text = formatAddress(address, most, base);
  const size = Math.min(10, (LEFT_GUTTER - 12) / (text.length * theme.monoEm));
  surface.fill(2, y - 7, LEFT_GUTTER - 4, 14, theme.accent);
  surface.text(text, plot.x - 6, y, { colour: theme.accentInk, size, mono: true, align: "right" });
}

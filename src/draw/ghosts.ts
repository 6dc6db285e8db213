/** Ghosts behind the plan: the height that it would have without any reuse, and what no placement can go below. */

import type { Curve } from "../core/plan.types.ts";
import { formatBytes, formatPercent } from "../core/units.ts";
import { noReuseCurve, totalOf } from "../look/ghosts.ts";
import type { Ghost } from "../look/layers.ts";
import { MOST_AT_ONCE } from "../look/limits.ts";
import type { ArenaFrame } from "./arena-list.ts";
import { curvePoints } from "./curve.ts";
import type { Limit } from "./paint-axes.ts";
import { at } from "./scale.ts";
import type { Surface } from "./surface.ts";
import type { Theme } from "./theme.ts";

/** `, 12 % above the bound`; "" at the bound, and where there is none. */
export function aboveBound(bytes: number, bound: number): string {
  return bound > 0 && bytes > bound ? `, ${formatPercent(bytes / bound - 1)} above the bound` : "";
}

/** The outline of a curve without the sides of the plot: it does not end there, it only leaves the picture. */
function outline(surface: Surface, frame: ArenaFrame, curve: Curve, colour: string, fill: string): void {
  const points = curvePoints(curve, frame.time, frame.address, frame.plot);
  if (points.length < 4) return;
  const foot = at(frame.address, 0);
  const first = points[0] ?? 0;
  const last = points[points.length - 2] ?? 0;
  surface.path([first, foot, ...points, last, foot], { fill });
  surface.path(points, { stroke: colour });
}

/** The pile of a plan without reuse, to be painted under the storages. */
export function paintPile(surface: Surface, frame: ArenaFrame, ghosts: readonly Ghost[], theme: Theme): void {
  const { plan } = frame.model;
  if (!ghosts.includes("no-reuse") || plan.storages.count > MOST_AT_ONCE) return;
  outline(surface, frame, noReuseCurve(plan, frame.arena), theme.lineStrong, theme.raised);
}

/** The live bytes, as if they lay without a hole: under the storages, to be seen where holes are. */
export function paintLive(surface: Surface, frame: ArenaFrame, ghosts: readonly Ghost[], theme: Theme): void {
  const curve = frame.model.plan.live[frame.arena];
  if (ghosts.includes("bound") && curve !== undefined)
    outline(surface, frame, curve, theme.lineStrong, theme.ghost);
}

/** The lines of ghosts with what they stand for. */
export function ghostLimits(frame: ArenaFrame, ghosts: readonly Ghost[], theme: Theme): Limit[] {
  const { plan } = frame.model;
  const arena = plan.arenas[frame.arena];
  if (arena === undefined) return [];
  const { peak, lowerBound } = arena;
  const limits: Limit[] = [];
  if (ghosts.includes("bound") && lowerBound > 0 && lowerBound < peak) {
    const label = `lower bound ${formatBytes(lowerBound)}`;
    limits.push({ y: at(frame.address, lowerBound), label, colour: theme.curve });
  }
  if (ghosts.includes("no-reuse")) {
    const total = totalOf(plan, frame.arena);
    if (total > peak) {
      const label = `no reuse ${formatBytes(total)}${aboveBound(total, lowerBound)}`;
      limits.push({ y: at(frame.address, total), label, colour: theme.text2 });
    }
  }
  return limits;
}

/** Drawing an area in a picture, and dragging its edges: the same in timeline and arena, which differ in having addresses. */

import type { Plan } from "../core/plan.types.ts";
import { areaBox, cursorOf, type Edge, edgeAt, snappedAddress, wholeSteps } from "./area.ts";
import type { Held } from "./gestures.ts";
import type { Range } from "./range.ts";
import { type Box, type Scale, stepUnder, under, within } from "./scale.ts";

/** Whole steps, and addresses of one arena; null: all of its addresses. The session's area has this shape. */
export interface Area {
  readonly arena: number;
  readonly steps: Range;
  readonly addresses: Range | null;
}

/** Where the area is kept. */
export interface AreaKeeper {
  readonly now: () => Area | null;
  readonly set: (area: Area | null) => void;
  /** Shows it as large as it goes. */
  readonly zoom: () => boolean;
  /** It has been drawn or changed, and let go. */
  readonly done: () => void;
}

/** A drag less high than this many pixels means all addresses. */
const FLAT = 6;

/** Where an area can be drawn. */
export interface Ground {
  readonly plan: Plan;
  readonly arena: number;
  readonly time: Scale;
  /** Null where a picture has no addresses. */
  readonly address: Scale | null;
  readonly plot: Box;
}

export interface AreaHand {
  readonly grabs: (x: number, y: number) => string | undefined;
  readonly grab: (x: number, y: number) => Held | undefined;
  readonly draws: (x: number, y: number) => Held | undefined;
  /** Zooms to the area under the point; false when there is none. */
  readonly zooms: (x: number, y: number) => boolean;
}

/** What the pointer's way from one point to another takes in. */
function areaBetween(
  ground: Ground,
  from: readonly [x: number, y: number],
  to: readonly [x: number, y: number],
  free: boolean,
): Area {
  const { plan, arena, time, address } = ground;
  const steps = wholeSteps(under(time, from[0]), under(time, to[0]), plan.steps);
  if (address === null || Math.abs(to[1] - from[1]) < FLAT) return { arena, steps, addresses: null };
  const [a, b] = [from, to].map(([x, y]) => addressAt(ground, address, x, y, free));
  const [low, high] = [Math.min(a ?? 0, b ?? 0), Math.max(a ?? 0, b ?? 0)];
  return { arena, steps, addresses: low < high ? [low, high] : null };
}

function addressAt({ plan, arena, time }: Ground, scale: Scale, x: number, y: number, free: boolean): number {
  const address = Math.max(0, under(scale, y));
  if (free) return Math.round(address);
  return snappedAddress(plan, arena, stepUnder(time, x, plan.steps), address, -scale.per);
}

/** `edge` of `area` is where the pointer is; past the other edge they change places. */
function areaStretched(ground: Ground, area: Area, edge: Edge, x: number, y: number, free: boolean): Area {
  const { plan, time, address } = ground;
  const stays = area.steps[edge.steps === 0 ? 1 : 0];
  const steps = edge.steps === null ? area.steps : wholeSteps(stays, Math.round(under(time, x)), plan.steps);
  if (edge.addresses === null || area.addresses === null || address === null) return { ...area, steps };
  const other = area.addresses[edge.addresses === 0 ? 1 : 0];
  const here = addressAt(ground, address, x, y, free);
  if (here === other) return { ...area, steps };
  return { ...area, steps, addresses: [Math.min(here, other), Math.max(here, other)] };
}

/** Follows the pointer with an area; abandoned, what was there before comes back. */
function hold(keeper: AreaKeeper, next: (x: number, y: number, free: boolean) => Area | undefined): Held {
  const before = keeper.now();
  return {
    move(x, y, free) {
      const area = next(x, y, free);
      if (area !== undefined) keeper.set(area);
    },
    drop: keeper.done,
    abandon: () => keeper.set(before),
  };
}

export function makeAreaHand(groundNow: () => Ground | undefined, keeper: AreaKeeper): AreaHand {
  const shown = (): { readonly ground: Ground; readonly area: Area; readonly box: Box } | undefined => {
    const ground = groundNow();
    const area = keeper.now();
    if (ground === undefined || area === null || area.arena !== ground.arena) return undefined;
    return { ground, area, box: areaBox(area, ground.time, ground.address, ground.plot) };
  };
  const edgeUnder = (x: number, y: number) => {
    const now = shown();
    if (now === undefined) return undefined;
    const tall = now.area.addresses !== null && now.ground.address !== null;
    const edge = edgeAt(now.box, tall, now.ground.plot, x, y);
    return edge === undefined ? undefined : { ...now, edge };
  };
  return {
    grabs(x, y) {
      const under = edgeUnder(x, y);
      return under === undefined ? undefined : cursorOf(under.edge);
    },
    grab(x, y) {
      const under = edgeUnder(x, y);
      if (under === undefined) return undefined;
      return hold(keeper, (toX, toY, free) => {
        const ground = groundNow();
        return ground && areaStretched(ground, under.area, under.edge, toX, toY, free);
      });
    },
    draws(x, y) {
      const ground = groundNow();
      if (ground === undefined || !within(ground.plot, x, y)) return undefined;
      return hold(keeper, (toX, toY, free) => areaBetween(ground, [x, y], [toX, toY], free));
    },
    zooms(x, y) {
      const now = shown();
      return now !== undefined && within(now.box, x, y) && within(now.ground.plot, x, y) && keeper.zoom();
    },
  };
}

/** From the stores to what the arena's picture depends on. */

import type { Plan } from "../../core/plan.types.ts";
import { allSteps, reach, shownArena } from "../../draw/arena-layout.ts";
import { type Geometry, geometryOf } from "../../draw/geometry.ts";
import { lanesOf, laneUnder } from "../../draw/lanes.ts";
import { last } from "../../draw/last.ts";
import { modelOf } from "../../draw/model.ts";
import type { ArenaState } from "../../draw/paint-arena.ts";
import { inside, type Range } from "../../draw/range.ts";
import { kinOf, matchesMeant, storagesAlone, together } from "../../draw/tone.ts";
import { totalOf } from "../../look/ghosts.ts";
import { linksOf } from "../../store/links.ts";
import { matchesNow, tintsNow } from "../../store/looks.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { spotStore } from "../../store/spot.ts";

/** The links of selection and hover and the selection's kin, kept while picture and targets stay. */
export function makeLinks() {
  return {
    selection: last(linksOf),
    second: last(linksOf),
    hover: last(linksOf),
    kin: last(kinOf),
    meant: last(together),
    spot: last(storagesAlone),
    matches: last(matchesMeant),
    lanes: last(lanesOf),
  };
}

/** All addresses of an arena that can be shown: more than the peak, where a ghost stands above it. */
export function wholeOf(plan: Plan, arena: number): Range {
  const all = reach(plan.arenas[arena]);
  if (!sessionStore.getState().ghosts.includes("no-reuse")) return all;
  return [all[0], Math.max(all[1], Math.ceil(totalOf(plan, arena) * 1.07))];
}

type Size = { readonly width: number; readonly height: number };

/** Undefined while there is no picture, or no step in it. Without `arena` the one that the session shows. */
export function arenaState(
  size: Size,
  links: ReturnType<typeof makeLinks>,
  geometry?: Geometry,
  lane?: number,
): ArenaState | undefined {
  const { picture } = outcomeStore.getState();
  if (picture === null || picture.plan.steps === 0) return undefined;
  const tints = tintsNow(picture);
  if (tints === undefined) return undefined;
  const session = sessionStore.getState();
  const { plan } = picture;
  const shown = shownArena(plan, session.arena);
  const arena = lane ?? shown;
  const whole = wholeOf(plan, arena);
  return {
    model: modelOf(picture, tints),
    geometry: geometry ?? geometryOf(plan),
    arena,
    time: inside(session.time, allSteps(plan)),
    addresses: inside(arena === shown ? session.addresses : null, whole),
    whole,
    ...size,
    heat: session.heat,
    base: session.addressBase,
    selected: links.meant(
      links.selection(picture, session.selection),
      links.second(picture, session.second),
      links.spot(spotStore.getState().spot?.storages),
      links.matches(matchesNow(picture)?.mask),
    ),
    lane: lanesShown(plan) ? (links.lanes(plan, size.width, size.height)[arena] ?? null) : null,
    ghosts: session.ghosts,
    explained: session.explained,
  };
}

/** Whether the arenas are shown as lanes: somebody wants it, and there are several. */
export function lanesShown(plan: Plan): boolean {
  return sessionStore.getState().lanes && plan.arenas.length > 1;
}

/** The states of all lanes, or the one of the arena shown; empty while there is no picture. */
export function arenaStates(
  size: Size,
  links: ReturnType<typeof makeLinks>,
  geometry?: Geometry,
): readonly ArenaState[] {
  const { picture } = outcomeStore.getState();
  const lanes =
    picture !== null && lanesShown(picture.plan) ? picture.plan.arenas.map((_, a) => a) : [undefined];
  return lanes.flatMap((lane) => arenaState(size, links, geometry, lane) ?? []);
}

/** The arena of the lane at a height of the pane; undefined without lanes. */
export function arenaUnder(size: Size, links: ReturnType<typeof makeLinks>, y: number): number | undefined {
  const { picture } = outcomeStore.getState();
  if (picture === null || !lanesShown(picture.plan)) return undefined;
  return laneUnder(links.lanes(picture.plan, size.width, size.height), y);
}

/** From the stores to what the arena's picture depends on. */

import { allSteps, reach, shownArena } from "../../draw/arena-layout.ts";
import { type Geometry, geometryOf } from "../../draw/geometry.ts";
import { last } from "../../draw/last.ts";
import { modelOf } from "../../draw/model.ts";
import type { ArenaState } from "../../draw/paint-arena.ts";
import { inside } from "../../draw/range.ts";
import { kinOf, matchesMeant, storagesAlone, together } from "../../draw/tone.ts";
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
  };
}

/** Undefined while there is no picture, or no step in it. */
export function arenaState(
  size: { readonly width: number; readonly height: number },
  links: ReturnType<typeof makeLinks>,
  geometry?: Geometry,
): ArenaState | undefined {
  const { picture } = outcomeStore.getState();
  if (picture === null || picture.plan.steps === 0) return undefined;
  const tints = tintsNow(picture);
  if (tints === undefined) return undefined;
  const session = sessionStore.getState();
  const arena = shownArena(picture.plan, session.arena);
  return {
    model: modelOf(picture, tints),
    geometry: geometry ?? geometryOf(picture.plan),
    arena,
    time: inside(session.time, allSteps(picture.plan)),
    addresses: inside(session.addresses, reach(picture.plan.arenas[arena])),
    ...size,
    heat: session.heat,
    base: session.addressBase,
    selected: links.meant(
      links.selection(picture, session.selection),
      links.second(picture, session.second),
      links.spot(spotStore.getState().spot?.storages),
      links.matches(matchesNow(picture)?.mask),
    ),
  };
}

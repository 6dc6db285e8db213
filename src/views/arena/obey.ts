/** The requests that concern addresses; those about time are the timeline's. */

import { shownArena } from "../../draw/arena-layout.ts";
import { around, inside, panned, type Range, revealing, zoomed } from "../../draw/range.ts";
import { linksOf } from "../../store/links.ts";
import { outcomeStore, type Picture } from "../../store/outcome.ts";
import type { Request } from "../../store/requests.ts";
import { sessionStore, type Target } from "../../store/session.ts";
import { wholeOf } from "./state.ts";

/** No zoom shows fewer bytes than this. */
export const LEAST_BYTES = 64;

/** Shows the arena that a target lives in, when the one shown holds none of it. */
export function followArena(picture: Picture, target: Target | null): void {
  const { arena } = picture.plan.storages;
  const shown = shownArena(picture.plan, sessionStore.getState().arena);
  let first = -1;
  for (const s of linksOf(picture, target)?.storages ?? []) {
    if (arena[s] === shown) return;
    if (first < 0) first = arena[s] ?? -1;
  }
  if (first >= 0) sessionStore.setState({ arena: first, addresses: null });
}

/** The addresses of a target in the arena shown; undefined when it holds none of it. */
function reachOf(picture: Picture, target: Target, shown: number): Range | undefined {
  const { arena, offset, padded } = picture.plan.storages;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const s of linksOf(picture, target)?.storages ?? []) {
    if (arena[s] !== shown) continue;
    low = Math.min(low, offset[s] ?? 0);
    high = Math.max(high, (offset[s] ?? 0) + (padded[s] ?? 0));
  }
  return low > high ? undefined : [low, high];
}

/** Brings a target into view, as large as it goes when `large`. */
function show(picture: Picture, target: Target, large: boolean): void {
  followArena(picture, target);
  const session = sessionStore.getState();
  const shown = shownArena(picture.plan, session.arena);
  const found = reachOf(picture, target, shown);
  if (found === undefined) return;
  const whole = wholeOf(picture.plan, shown);
  const addresses = large
    ? around(...found, whole, LEAST_BYTES)
    : revealing(inside(session.addresses, whole), ...found, whole);
  sessionStore.setState({ addresses });
}

export function obey(what: Request): void {
  const { picture } = outcomeStore.getState();
  if (picture === null) return;
  const session = sessionStore.getState();
  const whole = wholeOf(picture.plan, shownArena(picture.plan, session.arena));
  const addresses = inside(session.addresses, whole);
  switch (what.kind) {
    case "fit":
      sessionStore.setState({ addresses: null });
      break;
    case "zoom-address": {
      const about = (addresses[0] + addresses[1]) / 2;
      sessionStore.setState({ addresses: zoomed(addresses, about, 1 / what.factor, whole, LEAST_BYTES) });
      break;
    }
    case "pan-address":
      sessionStore.setState({
        addresses: panned(addresses, what.fraction * (addresses[1] - addresses[0]), whole),
      });
      break;
    case "reveal":
    case "zoom-to":
      show(picture, what.target, what.kind === "zoom-to");
      break;
    case "reveal-step":
    case "zoom-time":
    case "pan-time":
    case "reveal-boxes":
    case "frame-boxes":
    case "focus-graph":
      break;
  }
}

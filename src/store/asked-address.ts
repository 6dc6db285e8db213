/** The address that somebody asks about: set, kept true to the selection and the picture, and taken back. */

import { forEachAlive } from "../core/explain/alive-blocks.ts";
import { linksOf } from "./links.ts";
import { outcomeStore, type Picture } from "./outcome.ts";
import { type Spot, select, sessionStore, type Target } from "./session.ts";

/** Whether a spot lies below the peak of an arena that the plan has, at one of its steps. */
export function isThere({ plan }: Picture, { arena, address, step }: Spot): boolean {
  const peak = plan.arenas[arena]?.peak ?? 0;
  return address >= 0 && address < peak && step >= 0 && step < plan.steps;
}

/** Storage that has an address at a step; −1: nobody. Looks at those alive then. */
export function ownerOf({ plan: { storages } }: Picture, { arena, address, step }: Spot): number {
  const { arena: arenaOf, offset, padded } = storages;
  let owner = -1;
  forEachAlive(storages, step, (s) => {
    const low = offset[s] ?? 0;
    const has = arenaOf[s] === arena && address >= low && address < low + (padded[s] ?? 0);
    if (has && owner < 0) owner = s;
  });
  return owner;
}

/** Asks about an address; null, or one that is not in the plan, asks nothing. One in a hole takes the selection away: the hole is meant. */
export function askAbout(spot: Spot | null): void {
  const { picture } = outcomeStore.getState();
  const meant = picture !== null && spot !== null && isThere(picture, spot) ? spot : null;
  const { pairing } = sessionStore.getState();
  if (picture !== null && meant !== null && !pairing && ownerOf(picture, meant) < 0) select(null);
  sessionStore.setState(meant === null ? { spot: null } : { spot: meant, arena: meant.arena });
}

/** Whether one of the storages of a target has the address at any time. */
function hasIt(picture: Picture, target: Target, { arena, address }: Spot): boolean {
  const { arena: arenaOf, offset, padded } = picture.plan.storages;
  for (const s of linksOf(picture, target)?.storages ?? []) {
    const low = offset[s] ?? 0;
    if (arenaOf[s] === arena && address >= low && address < low + (padded[s] ?? 0)) return true;
  }
  return false;
}

// the question goes when something is selected that never has the address
sessionStore.subscribe((now, before) => {
  const { spot, selection } = now;
  if (spot === null || selection === null || selection === before.selection || spot !== before.spot) return;
  const { picture } = outcomeStore.getState();
  if (picture === null || !hasIt(picture, selection, spot)) sessionStore.setState({ spot: null });
});

outcomeStore.subscribe(({ picture }) => {
  const { spot } = sessionStore.getState();
  if (spot !== null && (picture === null || !isThere(picture, spot))) sessionStore.setState({ spot: null });
});

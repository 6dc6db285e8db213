/** What the arena's pane tells of itself in attributes, for people's tools and for tests. */

import { stackNames } from "../../draw/explained-over.ts";
import { type ArenaState, arenaFrame, boxesOf } from "../../draw/paint-arena.ts";
import { at, type Box } from "../../draw/scale.ts";
import type { Spot } from "../../store/session.ts";

/** A box that is at least a pixel wide and high: what is thinner is drawn so. */
export function wide({ x, y, w, h }: Box): Box {
  return { x, y, w: Math.max(1, w), h: Math.max(1, h) };
}

/** `data-peak-at`: a point on the line of the peak. */
export function writePeak(root: HTMLElement, state: ArenaState): void {
  const { address } = arenaFrame(state);
  const { plot } = boxesOf(state);
  const peak = state.model.plan.arenas[state.arena]?.peak ?? 0;
  root.dataset.peakAt = `${Math.round(plot.x + plot.w / 2)},${Math.round(at(address, peak))}`;
}

/** What is shown besides storages: lanes, ghosts, explanations, the stack under the selected, the address asked about. */
export function writeShown(root: HTMLElement, state: ArenaState, selected: number, spot: Spot | null): void {
  root.dataset.shows = [...state.ghosts, ...state.explained, ...(state.lane === null ? [] : ["lanes"])].join(
    " ",
  );
  const stack = stackNames(state, selected);
  if (stack === "") delete root.dataset.stack;
  else root.dataset.stack = stack;
  if (spot === null) delete root.dataset.asked;
  else root.dataset.asked = String(spot.address);
}

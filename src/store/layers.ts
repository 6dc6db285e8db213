/** What is switched on and off on the arena's picture. */

import { formatCount } from "../core/units.ts";
import { EXPLAINED, type Explained, GHOSTS, type Ghost } from "../look/layers.ts";
import { MOST_AT_ONCE } from "../look/limits.ts";
import { askAbout } from "./asked-address.ts";
import { isLarge } from "./looks.ts";
import { outcomeStore } from "./outcome.ts";
import { sessionStore } from "./session.ts";
import { notify } from "./shell.ts";
import { cursorStep } from "./walk.ts";

/** A switch of the arena, as menus and commands name it. */
export interface Layer {
  readonly id: Ghost | Explained | "lanes";
  readonly title: string;
  /** What it shows, in a few words. */
  readonly says: string;
}

export const LAYERS: readonly Layer[] = [
  { id: "peak", title: "Live at the peak", says: "Who is alive at the peak, with sizes" },
  { id: "chain", title: "Stack under the selection", says: "What keeps it from lying lower, down to 0" },
  { id: "views", title: "Views and in-place", says: "Tensors inside the storage of another" },
  { id: "padding", title: "Padding", says: "What alignment adds, hatched" },
  { id: "no-reuse", title: "Ghost without reuse", says: "How high it would stand if nothing were reused" },
  { id: "bound", title: "Lower bound and live bytes", says: "No placement goes below this" },
  { id: "lanes", title: "All arenas as lanes", says: "One above the other, one axis of steps" },
];

function toggled<T extends string>(all: readonly T[], on: readonly T[], one: T): readonly T[] {
  return all.filter((other) => on.includes(other) !== (other === one));
}

function isGhost(id: Layer["id"]): id is Ghost {
  return GHOSTS.some((ghost) => ghost === id);
}

function isExplained(id: Layer["id"]): id is Explained {
  return EXPLAINED.some((explained) => explained === id);
}

/** Why something cannot be shown of the present plan, as a sentence; undefined: it can. */
export function hinders(id: Layer["id"]): string | undefined {
  const { picture } = outcomeStore.getState();
  if (id === "lanes" && (picture?.plan.arenas.length ?? 0) < 2) return "This plan has one arena only.";
  const large = id === "chain" && picture !== null && isLarge(picture);
  return large
    ? `Stacks are left out of plans with more than ${formatCount(MOST_AT_ONCE)} storages.`
    : undefined;
}

export function toggleLayer(id: Layer["id"]): void {
  const hindrance = hinders(id);
  if (hindrance !== undefined) {
    notify(hindrance);
    return;
  }
  sessionStore.setState((s) => {
    if (isGhost(id)) return { ghosts: toggled(GHOSTS, s.ghosts, id) };
    if (isExplained(id)) return { explained: toggled(EXPLAINED, s.explained, id) };
    return { lanes: !s.lanes, addresses: null };
  });
}

/** Asks about the lowest address in view, or takes the question back; the inspector has a field for another. */
export function toggleAsking(): void {
  const { spot, arena, addresses } = sessionStore.getState();
  const { picture } = outcomeStore.getState();
  if (spot !== null) askAbout(null);
  else if (picture !== null) {
    const address = Math.max(0, Math.ceil(addresses?.[0] ?? 0));
    askAbout({ arena: Math.min(arena, picture.plan.arenas.length - 1), address, step: cursorStep(picture) });
  }
}

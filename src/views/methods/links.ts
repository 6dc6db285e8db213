/** From ids that reports name to what the picture shows: pointing lights it up, choosing goes there. */

import { outcomeStore } from "../../store/outcome.ts";
import { goTo, type Place, placeOf } from "../../store/places.ts";
import { request } from "../../store/requests.ts";
import { point } from "../../store/session.ts";

/** What `tensor:ID`, `node:ID`, `step:N` is in the picture; undefined: nothing of it. */
export function placeNamed(at: string): Place | undefined {
  const { picture } = outcomeStore.getState();
  return picture === null ? undefined : placeOf(picture, at);
}

/** Lights up the first of some names that the picture has. */
export function pointTo(at: readonly string[]): void {
  for (const name of at) {
    const place = placeNamed(name);
    if (place === undefined || place.kind === "step") continue;
    point(place);
    return;
  }
  point(null);
}

/** Selects the first thing, and puts the cursor on the first step, of some names; false when the picture has none. */
export function showNamed(at: readonly string[]): boolean {
  const places = at.flatMap((name) => placeNamed(name) ?? []);
  const thing = places.find((p) => p.kind !== "step");
  const step = places.find((p) => p.kind === "step");
  if (step !== undefined) goTo(step);
  if (thing !== undefined) {
    goTo(thing);
    request({ kind: "reveal", target: thing });
  }
  return places.length > 0;
}

/** What the picture may call a node or tensor of a method ("": of the only graph), `elsewhere` being shared tensors. */
export function namesIn(
  method: string,
  id: string,
  elsewhere: Readonly<Record<string, string>>,
): readonly string[] {
  const shared = Object.hasOwn(elsewhere, id) ? elsewhere[id] : undefined;
  if (shared !== undefined) return [`tensor:${shared}`];
  const own = method === "" ? id : `${method}/${id}`;
  return [`node:${own}`, `tensor:${own}`];
}

/** From ids that reports name to what the picture shows: pointing lights it up, choosing goes there. */

import { outcomeStore } from "../../store/outcome.ts";
import { type Place, placeOf } from "../../store/places.ts";
import { request } from "../../store/requests.ts";
import { point, select, selectAlso, setCursor } from "../../store/session.ts";

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

/**
 * Selects the first thing of some names, a second tensor beside it, and puts the cursor on the step, or where the node runs.
 * False when the picture has none of them.
 */
export function showNamed(at: readonly string[]): boolean {
  const { picture } = outcomeStore.getState();
  const places = at.flatMap((name) => placeNamed(name) ?? []);
  const things = places.filter((p) => p.kind !== "step");
  const [thing] = things;
  const node = things.find((p) => p.kind === "node");
  const step = places.find((p) => p.kind === "step")?.index ?? picture?.plan.nodes.step[node?.index ?? -1];
  if (step !== undefined) {
    setCursor(step);
    request({ kind: "reveal-step", step });
  }
  if (thing !== undefined) {
    select(thing);
    const other = things.find((p) => p.kind === "tensor" && p.index !== thing.index);
    if (thing.kind === "tensor" && other !== undefined) selectAlso(other);
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

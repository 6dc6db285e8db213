/** From the places that violations and findings name (`tensor:ID`, `step:3`) to what can be lit up. */

import type { Plan } from "../core/plan.types.ts";
import type { Picture } from "./outcome.ts";
import { select, setCursor, type Target } from "./session.ts";

export type Place = Target | { readonly kind: "step"; readonly index: number };

type Indices = ReadonlyMap<string, number>;
const known = new WeakMap<Plan, Map<Target["kind"], Indices>>();

function indices(plan: Plan, kind: Target["kind"]): Indices {
  let maps = known.get(plan);
  if (maps === undefined) {
    maps = new Map();
    known.set(plan, maps);
  }
  let map = maps.get(kind);
  if (map === undefined) {
    const ids = { storage: plan.storages, tensor: plan.tensors, node: plan.nodes, buffer: plan.buffers }[kind]
      .id;
    map = new Map(ids.map((id, i) => [id, i]));
    maps.set(kind, map);
  }
  return map;
}

/** The thing that `at` names in this picture; undefined when it names none (an arena, a thing of the file only). */
export function placeOf(picture: Picture, at: string): Place | undefined {
  const colon = at.indexOf(":");
  const kind = at.slice(0, colon);
  const id = at.slice(colon + 1);
  switch (kind) {
    case "step": {
      const step = Number(id);
      return Number.isInteger(step) && step >= 0 && step < picture.plan.steps
        ? { kind, index: step }
        : undefined;
    }
    case "storage":
    case "tensor":
    case "node":
    case "buffer": {
      const index = indices(picture.plan, kind).get(id);
      return index === undefined ? undefined : { kind, index };
    }
    default:
      return undefined;
  }
}

/** Selects a place; a step takes the cursor. */
export function goTo(place: Place): void {
  if (place.kind === "step") setCursor(place.index);
  else select(place);
}

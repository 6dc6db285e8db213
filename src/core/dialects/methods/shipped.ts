/** The places that a file gives the tensors of its methods, by their ids in the graph of all. */

import type { ShippedPlan } from "../../document.ts";
import type { MethodsDocument } from "./document.ts";
import { inMethod } from "./names.ts";
import type { SharedState } from "./sharing/shared.ts";

/** Undefined: no method carries places. A shared tensor has one where all methods that give it one give the same. */
export function shippedOf(document: MethodsDocument, shared: SharedState): ShippedPlan | undefined {
  const first = document.methods.find((method) => method.shipped !== undefined)?.shipped;
  if (first === undefined) return undefined;
  const offsets = new Map<string, number>();
  const given = new Map<string, Set<number>>();
  document.methods.forEach((method, m) => {
    for (const [id, offset] of Object.entries(method.shipped?.offsets ?? {})) {
      const place = shared.placeOf(m, id);
      if (place === undefined) offsets.set(inMethod(method.id, id), offset);
      else given.set(place.id, (given.get(place.id) ?? new Set()).add(offset));
    }
  });
  for (const [id, places] of given) {
    const [only] = places;
    if (places.size === 1 && only !== undefined) offsets.set(id, only);
  }
  return { ...first, offsets: Object.fromEntries(offsets) };
}

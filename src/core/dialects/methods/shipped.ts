/** The places that a file gives the tensors of its methods, by their ids in the graph of all. */

import type { Diagnostic, ShippedPlan } from "../../document.ts";
import type { MethodsDocument } from "./document.ts";
import { inMethod } from "./names.ts";
import type { SharedState } from "./sharing/shared.ts";

/** Undefined: no method carries places. A shared tensor has one where all methods that give it one give the same. */
export function shippedOf(document: MethodsDocument, shared: SharedState): ShippedPlan | undefined {
  const first = document.methods.find((method) => method.shipped !== undefined)?.shipped;
  if (first === undefined) return undefined;
  const offsets = new Map<string, number>();
  const conflicts: Diagnostic[] = [];
  let judged = true;
  const given = new Map<string, Set<number>>();
  document.methods.forEach((method, m) => {
    judged &&= method.shipped === undefined || method.shipped.conflicts !== undefined;
    for (const conflict of method.shipped?.conflicts ?? []) {
      conflicts.push({ ...conflict, at: conflict.at.map((thing) => inGraph(thing, document, shared, m)) });
    }
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
  return { title: first.title, offsets: Object.fromEntries(offsets), ...(judged ? { conflicts } : {}) };
}

/** `tensor:ID` of a method as the graph of all calls it. */
function inGraph(thing: string, document: MethodsDocument, shared: SharedState, method: number): string {
  const [kind = "", id = ""] = thing.split(/:(.*)/s, 2);
  const place = kind === "tensor" ? shared.placeOf(method, id) : undefined;
  return `${kind}:${place?.id ?? inMethod(document.methods[method]?.id ?? "", id)}`;
}

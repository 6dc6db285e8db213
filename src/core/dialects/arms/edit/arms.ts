/** Arms made, named, moved, nested and taken out again. */

import { FreeNames } from "../../../edit/names.ts";
import { fail, ok } from "../../../result.ts";
import type { ArmsDocument, Item, Region } from "../document.ts";
import { withoutIdleWaits } from "./mentions.ts";
import { nameFault } from "./name-fault.ts";
import {
  type ArmPlace,
  afterOf,
  armIds,
  armPlaces,
  beforeOf,
  changed,
  isBefore,
  type Order,
  readOrder,
  withArm,
  without,
  writeOrder,
} from "./order.ts";
import { isRegion } from "./path.ts";
import type { ArmsEditResult } from "./types.ts";

export function unknownArm(id: string): ArmsEditResult {
  return fail("unknown-arm", `There is no arm ${id}.`);
}

export function placeOfArm(document: ArmsDocument, id: string): ArmPlace | undefined {
  return armPlaces(document.body).find((place) => place.id === id);
}

/** The document with another body; a DAG of arms is said anew with their new names. */
export function rebuilt(document: ArmsDocument, body: readonly Item[], order: Order): ArmsDocument {
  return document.order?.kind === "dag"
    ? { ...document, body, order: writeOrder(order, body) }
    : { ...document, body };
}

function regionNames(items: readonly Item[]): readonly string[] {
  return items.flatMap((item): readonly string[] => {
    if (isRegion(item)) return [item.arm, ...regionNames(item.body)];
    if (item.op === "loop") return regionNames(item.body);
    return item.op === "if" ? [...regionNames(item.then), ...regionNames(item.else ?? [])] : [];
  });
}

/** A name that no region has: A, B … Z, then arm1, arm2 … */
export function freeRegionName(document: ArmsDocument): string {
  const taken = new Set(regionNames(document.body));
  for (let code = 65; code <= 90; code++) {
    const letter = String.fromCharCode(code);
    if (!taken.has(letter)) return letter;
  }
  return new FreeNames((id) => taken.has(id)).numbered("arm");
}

/** How a new arm relates to the one it is added at. */
export type NewArm = "after" | "beside";

/** Adds an empty arm right after an arm, or beside it: then it waits for what that one waits for. Without one, after all others. */
export function addArm(
  document: ArmsDocument,
  id: string | undefined,
  how: NewArm = "after",
): ArmsEditResult {
  const place = id === undefined ? undefined : placeOfArm(document, id);
  if (id !== undefined && place === undefined) return unknownArm(id);
  const name = freeRegionName(document);
  const region: Region = { arm: name, body: [] };
  const at = place === undefined ? document.body.length : place.at + 1;
  const body = [...document.body.slice(0, at), region, ...document.body.slice(at)];
  const order = readOrder(document);
  if (place === undefined) {
    const all = Array.from({ length: order.count }, (_, i) => i);
    const last = withArm(order, order.count, all, []);
    return ok({ document: rebuilt(document, body, last), says: `Added the arm ${name}` });
  }
  const [waitsFor, letsGo] = [beforeOf(order, place.arm), afterOf(order, place.arm)];
  if (how === "beside") {
    const beside = withArm(order, place.arm + 1, waitsFor, letsGo);
    const made = { ...document, body, order: writeOrder(beside, body) };
    return ok({ document: made, says: `Added the arm ${name} beside ${place.id}` });
  }
  const after = withArm(order, place.arm + 1, [...waitsFor, place.arm], letsGo);
  return ok({ document: rebuilt(document, body, after), says: `Added the arm ${name} after ${place.id}` });
}

/** In a DAG, statements outside the arms are in it; runs of them that would meet would have to be one. */
export function strayFault(document: ArmsDocument): ArmsEditResult | undefined {
  if (document.order?.kind !== "dag" || document.body.every(isRegion)) return undefined;
  return fail("stray", "Some statements are outside the arms.", { help: "Put them into arms first." });
}

/** Gives an arm another name; two of one name are told apart by numbers. */
export function renameArm(document: ArmsDocument, id: string, name: string): ArmsEditResult {
  const place = placeOfArm(document, id);
  if (place === undefined) return unknownArm(id);
  const wanted = name.trim();
  const fault = nameFault("An arm", wanted);
  if (fault !== undefined) return fault;
  if (wanted === place.region.arm) return ok({ document, says: "" });
  const body = document.body.map((item, i) => (i === place.at ? { ...place.region, arm: wanted } : item));
  return ok({
    document: rebuilt(document, body, readOrder(document)),
    says: `Renamed the arm ${id} to ${armIds(body)[place.arm] ?? wanted}`,
  });
}

/** Removes an arm with all that it does. What waited for it waits for what it waited for. */
export function removeArm(document: ArmsDocument, id: string): ArmsEditResult {
  const stray = strayFault(document);
  if (stray !== undefined) return stray;
  const place = placeOfArm(document, id);
  if (place === undefined) return unknownArm(id);
  const left = document.body.filter((_, i) => i !== place.at);
  const order = without(readOrder(document), place.arm);
  return ok({
    document: rebuilt(document, withoutIdleWaits(left, document.body), order),
    says: `Removed the arm ${id}`,
  });
}

/** Two arms change places: each takes the other's position and its place in the order. */
export function exchangeArms(document: ArmsDocument, a: string, b: string): ArmsEditResult {
  const stray = strayFault(document);
  if (stray !== undefined) return stray;
  const [first, second] = [placeOfArm(document, a), placeOfArm(document, b)];
  if (first === undefined) return unknownArm(a);
  if (second === undefined) return unknownArm(b);
  const body = document.body.map((item, i) => {
    if (i === first.at) return second.region;
    return i === second.at ? first.region : item;
  });
  return ok({
    document: rebuilt(document, body, readOrder(document)),
    says: `Exchanged the places of ${a} and ${b}`,
  });
}

/** Puts an arm into another as its last region, or its first where it ran before. The other waits for what it waited for, where that is possible. */
export function nestArm(document: ArmsDocument, id: string, into: string): ArmsEditResult {
  const stray = strayFault(document);
  if (stray !== undefined) return stray;
  const [inner, outer] = [placeOfArm(document, id), placeOfArm(document, into)];
  if (inner === undefined) return unknownArm(id);
  if (outer === undefined) return unknownArm(into);
  if (inner.at === outer.at) return fail("same-arm", "An arm cannot be nested into itself.");
  const order = readOrder(document);
  const { arm: x } = inner;
  const { arm: y } = outer;
  const { count } = order;
  const merged = changed(order, (before) => {
    for (const p of beforeOf(order, x)) if (p !== y && !isBefore(order, y, p)) before[p * count + y] = 1;
    for (const s of afterOf(order, x)) if (s !== y && !isBefore(order, s, y)) before[y * count + s] = 1;
  });
  const earlier = isBefore(order, x, y);
  const region: Region = {
    ...outer.region,
    body: earlier ? [inner.region, ...outer.region.body] : [...outer.region.body, inner.region],
  };
  const body = document.body
    .map((item, i) => (i === outer.at ? region : item))
    .filter((_, i) => i !== inner.at);
  return ok({
    document: rebuilt(document, body, without(merged, x)),
    says: `Nested the arm ${id} into ${into}`,
  });
}

/** Puts an arm into a new outer one. */
export function wrapArm(document: ArmsDocument, id: string): ArmsEditResult {
  const place = placeOfArm(document, id);
  if (place === undefined) return unknownArm(id);
  const name = freeRegionName(document);
  const outer: Region = { arm: name, body: [place.region] };
  const body = document.body.map((item, i) => (i === place.at ? outer : item));
  return ok({
    document: rebuilt(document, body, readOrder(document)),
    says: `Put the arm ${id} into a new arm ${name}`,
  });
}

/** Puts statements that are outside any arm into arms of their own, in the places where they stand. */
export function gatherStray(document: ArmsDocument): ArmsEditResult {
  if (document.body.every(isRegion)) return fail("no-stray", "No statement is outside the arms.");
  const order = readOrder(document);
  let body: readonly Item[] = document.body;
  for (;;) {
    const from = body.findIndex((item) => !isRegion(item));
    if (from < 0) break;
    let to = from;
    while (to < body.length && !isRegion(body[to])) to++;
    const region: Region = { arm: freeRegionName({ ...document, body }), body: body.slice(from, to) };
    body = [...body.slice(0, from), region, ...body.slice(to)];
  }
  // each run was an arm already: positions and order stay
  return ok({
    document: rebuilt(document, body, order),
    says: "Put the statements outside the arms into arms of their own",
  });
}

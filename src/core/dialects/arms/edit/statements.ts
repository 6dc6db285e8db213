/** The body of a program edited statement by statement, by the paths of its items. */

import { fail, ok } from "../../../result.ts";
import type { ArmsDocument, Item } from "../document.ts";
import { freeRegionName, rebuilt } from "./arms.ts";
import { withoutIdleWaits } from "./mentions.ts";
import { afterOf, armPlaces, beforeOf, readOrder, withArm } from "./order.ts";
import { besideAt, holderOf, isRegion, itemAt, lastOf, type Path, siblingsAt, spliced } from "./path.ts";
import type { ArmsEditResult } from "./types.ts";
import { sayItem } from "./words.ts";

const NOWHERE = fail("no-such-statement", "This statement is not there any more.");

function inArm(path: Path): boolean {
  return path.length > 1;
}

function edited(document: ArmsDocument, body: readonly Item[], says: string): ArmsEditResult {
  return ok({ document: { ...document, body }, says });
}

/** The name of the arm that a path leads into. */
function armOf(document: ArmsDocument, path: Path): string {
  return armPlaces(document.body).find((place) => place.at === path[0])?.id ?? "";
}

/** Puts an item before the one at `path`; a path to the end of a body puts it last. */
export function insertItem(document: ArmsDocument, path: Path, item: Item): ArmsEditResult {
  if (!inArm(path) || siblingsAt(document.body, path) === undefined) return NOWHERE;
  const says = `Added to ${armOf(document, path)}: ${sayItem(item)}`;
  return edited(document, spliced(document.body, path, 0, [item]), says);
}

export function removeItem(document: ArmsDocument, path: Path): ArmsEditResult {
  const item = itemAt(document.body, path);
  if (item === undefined || !inArm(path)) return NOWHERE;
  const body = withoutIdleWaits(spliced(document.body, path, 1, []), document.body);
  return edited(document, body, `Removed from ${armOf(document, path)}: ${sayItem(item)}`);
}

/** Puts another item in its place. */
export function changeItem(document: ArmsDocument, path: Path, item: Item): ArmsEditResult {
  const old = itemAt(document.body, path);
  if (old === undefined || !inArm(path)) return NOWHERE;
  if (JSON.stringify(old) === JSON.stringify(item)) return ok({ document, says: "" });
  const says = `Changed in ${armOf(document, path)}: ${sayItem(old)} to ${sayItem(item)}`;
  return edited(document, spliced(document.body, path, 1, [item]), says);
}

/** Exchanges an item with the one before or after it in the same body. */
export function moveItem(document: ArmsDocument, path: Path, by: 1 | -1): ArmsEditResult {
  const item = itemAt(document.body, path);
  if (item === undefined || !inArm(path)) return NOWHERE;
  const at = lastOf(path);
  const other = itemAt(document.body, besideAt(path, at + by));
  if (other === undefined)
    return fail("at-the-end", by < 0 ? "It is the first already." : "It is the last already.");
  const body = spliced(
    document.body,
    besideAt(path, Math.min(at, at + by)),
    2,
    by < 0 ? [item, other] : [other, item],
  );
  const where = by < 0 ? "up" : "down";
  return edited(document, body, `Moved ${where} in ${armOf(document, path)}: ${sayItem(item)}`);
}

export type Wrapper = "region" | "if" | "loop";

/** Puts an item into a new nested region, a branch or a loop. */
export function wrapItem(document: ArmsDocument, path: Path, into: Wrapper): ArmsEditResult {
  const item = itemAt(document.body, path);
  if (item === undefined || !inArm(path)) return NOWHERE;
  const wrapped: Item =
    into === "region"
      ? { arm: freeRegionName(document), body: [item] }
      : into === "if"
        ? // biome-ignore lint/suspicious/noThenProperty: the document's own word, and an item is never awaited
          { op: "if", then: [item] }
        : { op: "loop", body: [item], runs: "unknown" };
  const name = isRegion(wrapped) ? `the region ${wrapped.arm}` : into === "if" ? "a branch" : "a loop";
  return edited(document, spliced(document.body, path, 1, [wrapped]), `Put into ${name}: ${sayItem(item)}`);
}

/** Puts what a nested region, a branch or a loop holds in its place. */
export function unwrapItem(document: ArmsDocument, path: Path): ArmsEditResult {
  const item = itemAt(document.body, path);
  if (item === undefined || !inArm(path)) return NOWHERE;
  const inside =
    isRegion(item) || item.op === "loop"
      ? item.body
      : item.op === "if"
        ? [...item.then, ...(item.else ?? [])]
        : null;
  if (inside === null) return fail("holds-nothing", "A single statement holds nothing to take out.");
  return edited(document, spliced(document.body, path, 1, inside), `Dissolved ${sayItem(item)}`);
}

/** Takes an item out of what holds it and puts it after that. A region that leaves its arm becomes an arm of its own, right after it. */
export function takeOutItem(document: ArmsDocument, path: Path): ArmsEditResult {
  const item = itemAt(document.body, path);
  const holder = holderOf(path);
  if (item === undefined || !inArm(path)) return NOWHERE;
  if (holder.length === 1 && !isRegion(item))
    return fail("outside-any-arm", "A statement taken out of its arm would be outside any arm.", {
      help: "Put it into a nested region first: that becomes an arm.",
    });
  const place = armPlaces(document.body).find((p) => p.at === path[0]);
  if (place === undefined) return NOWHERE;
  const less = spliced(document.body, path, 1, []);
  const body = spliced(less, besideAt(holder, lastOf(holder) + 1), 0, [item]);
  if (holder.length > 1 || !isRegion(item))
    return edited(document, body, `Took ${sayItem(item)} out, in ${place.id}`);
  const order = readOrder(document);
  const { arm } = place;
  const next = withArm(order, arm + 1, [...beforeOf(order, arm), arm], afterOf(order, arm));
  return ok({
    document: rebuilt(document, body, next),
    says: `Took ${sayItem(item)} out of ${place.id} as an arm of its own`,
  });
}

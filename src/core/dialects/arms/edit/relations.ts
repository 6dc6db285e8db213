/** What two arms are to each other: one after the other, side by side, or one at a time in whichever order. */

import { fail, ok } from "../../../result.ts";
import type { ArmsDocument } from "../document.ts";
import { placeOfArm, unknownArm } from "./arms.ts";
import { apart, armIds, between, changed, isBefore, readOrder, writeOrder } from "./order.ts";
import type { ArmsEditResult } from "./types.ts";

/** `before`: the first is over before the second begins. */
export type Relation = "before" | "after" | "parallel" | "exclusive";

/** What one arm is to every other, by id; empty where it is not there. */
export function relationsOf(document: ArmsDocument, id: string): ReadonlyMap<string, Relation> {
  const ids = armIds(document.body);
  const arm = ids.indexOf(id);
  const relations = new Map<string, Relation>();
  if (arm < 0) return relations;
  const order = readOrder(document);
  ids.forEach((other, at) => {
    if (at === arm) return;
    const exclusive = order.exclusive.some((pair) => pair.includes(arm) && pair.includes(at));
    const unordered = exclusive ? "exclusive" : "parallel";
    const after = isBefore(order, at, arm) ? "after" : unordered;
    relations.set(other, isBefore(order, arm, at) ? "before" : after);
  });
  return relations;
}

/** What the first arm is to the second; undefined where one of them is not there. */
export function relationOf(document: ArmsDocument, a: string, b: string): Relation | undefined {
  return relationsOf(document, a).get(b);
}

const SAYS: Readonly<Record<Relation, (a: string, b: string) => string>> = {
  before: (a, b) => `Set ${a} before ${b}`,
  after: (a, b) => `Set ${a} after ${b}`,
  parallel: (a, b) => `Set ${a} and ${b} parallel`,
  exclusive: (a, b) => `Set ${a} and ${b} exclusive: one at a time`,
};

/** Relates two arms anew; a listing becomes the same order in edges first. What was between them in a way that is broken stays before or after the others as it was. */
export function relateArms(document: ArmsDocument, a: string, b: string, to: Relation): ArmsEditResult {
  const [first, second] = [placeOfArm(document, a), placeOfArm(document, b)];
  if (first === undefined) return unknownArm(a);
  if (second === undefined) return unknownArm(b);
  if (first.at === second.at) return fail("same-arm", `${a} is related to other arms only.`);
  if (relationOf(document, a, b) === to) return ok({ document, says: "" });
  const order = readOrder(document);
  const [i, j] = [first.arm, second.arm];
  const [one, other] = isBefore(order, j, i) ? [j, i] : [i, j];
  const ids = armIds(document.body);
  const loose = between(order, one, other).map((x) => ids[x] ?? "");
  const parted = apart(order, i, j);
  const related =
    to === "parallel"
      ? parted
      : to === "exclusive"
        ? { ...parted, exclusive: [...parted.exclusive, i < j ? ([i, j] as const) : ([j, i] as const)] }
        : changed(parted, (before) => {
            const [from, then] = to === "before" ? [i, j] : [j, i];
            before[from * order.count + then] = 1;
          });
  const says = SAYS[to](a, b);
  const waits = `${ids[other] ?? ""} waits for ${loose.join(", ")} no more`;
  return ok({
    document: { ...document, order: writeOrder(related, document.body) },
    says: loose.length > 0 ? `${says}; ${waits}` : says,
  });
}

/** Has all arms run one after the other as they are written. */
export function listArms(document: ArmsDocument): ArmsEditResult {
  if (document.order === undefined || document.order.kind === "listing") return ok({ document, says: "" });
  const { order: _, ...rest } = document;
  return ok({ document: rest, says: "Set all arms one after the other, as they are written" });
}

/** Gives nodes other steps to run at. */

import { readBoxKey } from "../core/box-key.ts";
import type { GraphDocument } from "../core/document.ts";
import { clearOrder, moveStep } from "../core/edit/order.ts";
import { orderOf } from "../core/order-of.ts";
import { fail } from "../core/result.ts";
import { chosenStore } from "./chosen.ts";
import { documentStore } from "./document.ts";
import { edit } from "./editing.ts";
import { outcomeStore } from "./outcome.ts";

/** The order that the page shows, as ids of all nodes; undefined while the plan is still of other nodes. */
export function orderOnPage(document: GraphDocument): readonly string[] | undefined {
  // what was just given may not be planned yet
  if (documentStore.getState().settings.order === "given" && document.order !== undefined)
    return document.order;
  const { picture } = outcomeStore.getState();
  if (picture === null || picture.opening !== documentStore.getState().opening) return undefined;
  const known = new Set(document.nodes.map((node) => node.id));
  const ids = orderOf(picture.plan);
  return ids.length === known.size && ids.every((node) => known.has(node)) ? ids : undefined;
}

/** Runs the chosen node `by` steps later; from now on nodes run in the given order. */
export function runBy(by: number): void {
  const [key, ...more] = chosenStore.getState().keys;
  const { kind, id } = key === undefined ? { kind: undefined, id: "" } : readBoxKey(key);
  edit(
    (document) => {
      if (kind !== "node" || more.length > 0)
        return fail("not-one-node", `Choose one node to run it ${by < 0 ? "earlier" : "later"}.`);
      const order = orderOnPage(document);
      if (order === undefined)
        return fail("no-order", "The steps are still being planned.", { help: "Try again in a moment." });
      return moveStep(document, order, id, order.indexOf(id) + by);
    },
    { merge: `step ${id}`, settings: { order: "given" } },
  );
}

export function forgetOrder(): void {
  edit((document) =>
    document.order === undefined ? fail("no-order", "No order is given.") : clearOrder(document),
  );
}

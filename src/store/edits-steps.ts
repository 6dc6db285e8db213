/** Gives nodes other steps to run at. */

import { readBoxKey } from "../core/box-key.ts";
import type { GraphDocument } from "../core/document.ts";
import { clearOrder, moveStep } from "../core/edit/order.ts";
import { orderOf } from "../core/order-of.ts";
import { fail } from "../core/result.ts";
import { chosenStore } from "./chosen.ts";
import { documentStore } from "./document.ts";
import { edit, openGraph } from "./editing.ts";
import { historyStore, takeBack } from "./history.ts";
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

/** Moves that became one step: what they began with. */
let burst: { readonly from: GraphDocument; readonly order: readonly string[] } | undefined;

/** Moves that lead back to where they began are no step. */
function forgetRoundTrip(from: GraphDocument, order: readonly string[], made: GraphDocument): void {
  const { steps, at } = historyStore.getState();
  if (burst === undefined || steps[at - 1]?.document !== burst.from) burst = { from, order };
  else if (made.order?.every((id, i) => id === burst?.order[i]) === true) {
    burst = undefined;
    takeBack();
  }
}

/** Runs the chosen node `by` steps later; from now on nodes run in the given order. */
export function runBy(by: number): void {
  const [key, ...more] = chosenStore.getState().keys;
  const { kind, id } = key === undefined ? { kind: undefined, id: "" } : readBoxKey(key);
  const before = openGraph();
  const now = before === null ? undefined : orderOnPage(before);
  const moved = edit(
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
  if (moved.ok && before !== null && now !== undefined) forgetRoundTrip(before, now, moved.value.document);
}

export function forgetOrder(): void {
  edit((document) =>
    document.order === undefined ? fail("no-order", "No order is given.") : clearOrder(document),
  );
}

/** An arms document that has been read: its arms, their order, and what they do with which buffers. */

import { ok, type Result } from "../../result.ts";
import { hasBit } from "../../reuse/bit-rows.ts";
import { type Arm, armsOf } from "./body.ts";
import type { ArmsDocument } from "./document.ts";
import { type Flow, flowOf } from "./flow.ts";
import { type OrderOfArms, orderOfArms } from "./order.ts";
import { faultOf, orderedPair } from "./validate.ts";

/** Buffers and arms by position. */
export interface ArmsModel {
  readonly document: ArmsDocument;
  readonly arms: readonly Arm[];
  readonly order: OrderOfArms;
  readonly flow: Flow;
}

/** Documents are immutable; the planner and the page ask for the same one. */
const known = new WeakMap<ArmsDocument, Result<ArmsModel>>();

/** Fails when names are not unique or name nothing, or the order makes no sense. */
export function readArms(document: ArmsDocument): Result<ArmsModel> {
  let model = known.get(document);
  if (model === undefined) {
    model = read(document);
    known.set(document, model);
  }
  return model;
}

function read(document: ArmsDocument): Result<ArmsModel> {
  const arms = armsOf(document.body);
  const fault = faultOf(document, arms);
  if (fault !== undefined) return { ok: false, problem: fault };
  const order = orderOfArms(
    arms.map((arm) => arm.id),
    document.order,
  );
  if (order === undefined) throw new Error("an order without a circle has one");
  const wrong = order.exclusive.find(([a, b]) => !hasBit(order.unordered, a, b));
  if (wrong !== undefined) {
    const [first, then] = hasBit(order.later, wrong[0], wrong[1]) ? wrong : [wrong[1], wrong[0]];
    const name = (arm: number) => arms[arm]?.id ?? "";
    const pairs = document.order?.kind === "dag" ? (document.order.exclusive ?? []) : [];
    const at = pairs.findIndex(([a, b]) => a === name(wrong[0]) && b === name(wrong[1]));
    return { ok: false, problem: orderedPair(`order.exclusive[${at}]`, name(first), name(then)) };
  }
  return ok({ document, arms, order, flow: flowOf(document, arms, order) });
}

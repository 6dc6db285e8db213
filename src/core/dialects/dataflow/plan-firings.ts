/** Actors of the firings of a plan, in its order. */

import type { Plan } from "../../plan.types.ts";
import { actorOfFiring } from "./firings.ts";
import type { Stream } from "./stream.types.ts";

/** Positions in the stream; −1 for an actor that the stream does not have. */
export function firingsOfPlan({ actors }: Stream, { nodes }: Pick<Plan, "nodes">): Int32Array {
  const index = new Map(actors.map(({ id }, a) => [id, a]));
  return nodes.order.map((n) => index.get(actorOfFiring(nodes.id[n] ?? "")) ?? -1);
}

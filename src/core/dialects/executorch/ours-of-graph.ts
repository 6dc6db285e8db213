/** Our own plan of a graph and its bodies, on the lives that the passes leave. */

import { ok, type Result } from "../../result.ts";
import type { Watch } from "../../watch.ts";
import { sizesOfBodies } from "./plan/bodies.ts";
import { type OurPlan, type OurSettings, planOurs } from "./plan/ours.ts";
import { planSpecs } from "./plan/plan-specs.ts";
import type { GraphPlan } from "./plan-graph.ts";

/** `repaired` is planned without defects; its bodies lie below it as we plan them. Fails as the planners do. */
export function oursOf(repaired: GraphPlan, settings: OurSettings, watch: Watch): Result<OurPlan> {
  const bodies: (readonly number[])[] = [];
  for (const body of Object.values(repaired.bodies)) {
    const made = oursOf(body, settings, watch);
    if (!made.ok) return made;
    bodies.push(made.value.sizes);
  }
  const options = { ...repaired.options, baseSizes: sizesOfBodies(bodies) };
  const plan = bodies.length === 0 ? ok(repaired.plan) : planSpecs(repaired.planned, options);
  return plan.ok ? planOurs(repaired.planned, options, plan.value, settings, watch) : plan;
}

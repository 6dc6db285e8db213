/** Small plans and frames for the tests of pictures. */

import type { LifetimesDocument } from "../../core/document.ts";
import { planDocument } from "../../core/plan.ts";
import type { Plan } from "../../core/plan.types.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { randomLifetimes } from "../../core/testing/random.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { tintsOf } from "../../look/tints.ts";
import type { ArenaFrame } from "../arena-list.ts";
import { geometryOf } from "../geometry.ts";
import { type Model, modelOf } from "../model.ts";
import type { Range } from "../range.ts";
import { upScale } from "../scale.ts";

export function planned(document: LifetimesDocument): Plan {
  const plan = planDocument(document, { ...DEFAULT_SETTINGS, place: "greedy-by-size" }, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  return plan.value;
}

export function modelled(plan: Plan): Model {
  const colour = Int32Array.from({ length: plan.buffers.count }, (_, b) => b % 7);
  const drawn = { plan, graph: null, colour, ordinal: new Int32Array(plan.storages.count) };
  return modelOf(drawn, tintsOf(drawn, "buffer"));
}

export function randomPlan(seed: number, count = 60): Plan {
  return planned(randomLifetimes(seed, { count, steps: 80, longest: 20, largest: 500 }));
}

/** A plot of 400 × 200 pixels at (50, 20) over a window of steps and addresses; all of them by default. */
export function frameOf(plan: Plan, time?: Range, addresses?: Range): ArenaFrame {
  const plot = { x: 50, y: 20, w: 400, h: 200 };
  const [from, to] = time ?? [0, plan.steps];
  return {
    model: modelled(plan),
    geometry: geometryOf(plan),
    arena: 0,
    time: { from, origin: plot.x, per: plot.w / (to - from) },
    address: upScale(addresses ?? [0, plan.arenas[0]?.peak ?? 1], plot),
    plot,
  };
}

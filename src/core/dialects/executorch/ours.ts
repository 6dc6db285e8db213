/** Our own planner on the lives that ExecuTorch's passes leave, arena by arena, with no defect: how much better it can be. */

import type { LifetimesDocument } from "../../document.ts";
import { planDocument } from "../../plan.ts";
import { ok, type Result } from "../../result.ts";
import { DEFAULT_SETTINGS } from "../../settings.ts";
import { NO_WATCH, type Watch } from "../../watch.ts";
import { sizesOfBodies } from "./plan/bodies.ts";
import { ownersOf, withTheirLives } from "./plan/handed-on.ts";
import type { GraphPlan } from "./plan-graph.ts";

export interface OurPlan {
  /** Bytes of each arena, 0 being reserved, with the same bodies below and the same padding above. */
  readonly sizes: readonly number[];
  /** What no plan of these lives can go below, likewise. */
  readonly lowerBounds: readonly number[];
  /** By planned spec, in bytes from the start of the same arena; −1: it is in the bytes of another. */
  readonly offset: readonly number[];
}

/** Search steps of one arena: a fraction of a second at the most. */
const BUDGET = 200_000;

/** `repaired` is planned without defects. Fails when sizes cannot be counted. */
export function planOurs(repaired: GraphPlan, watch: Watch = NO_WATCH): Result<OurPlan> {
  const bodies: OurPlan[] = [];
  for (const body of Object.values(repaired.bodies)) {
    const made = planOurs(body, watch);
    if (!made.ok) return made;
    bodies.push(made.value);
  }
  const { planned, plan, options } = repaired;
  const base = (of: (body: OurPlan) => readonly number[]) => {
    const sizes = sizesOfBodies(bodies.map(of));
    return sizes.map((bytes) => Math.ceil(bytes / options.alignment) * options.alignment);
  };
  const [below, least] = [base(({ sizes }) => sizes), base(({ lowerBounds }) => lowerBounds)];
  const owners = ownersOf(planned);
  if (!owners.ok) return owners;
  const whole = withTheirLives(planned, owners.value);
  const arenas = Math.max(plan.sizes.length, below.length);
  const sizes = Array.from({ length: arenas }, (_, m) => below[m] ?? 0);
  const lowerBounds = Array.from({ length: arenas }, (_, m) => least[m] ?? 0);
  const offset = planned.map(() => -1);
  for (let m = 1; m < arenas; m++) {
    const rows = [...planned.keys()].filter((i) => plan.placement[i]?.memId === m && owners.value[i] === i);
    if (rows.length === 0) continue;
    const document: LifetimesDocument = {
      format: "memplan",
      version: 1,
      kind: "lifetimes",
      name: repaired.id,
      buffers: rows.map((i) => {
        const { bytes = 0, first = 0, last = 0 } = whole[i] ?? {};
        return { id: String(i), start: first, end: last + 1, bytes };
      }),
    };
    const made = planDocument(
      document,
      { ...DEFAULT_SETTINGS, alignment: options.alignment, budget: BUDGET },
      watch,
    );
    if (!made.ok) return made;
    const start = below[m] ?? 0;
    rows.forEach((i, row) => {
      offset[i] = start + (made.value.storages.offset[row] ?? 0);
    });
    sizes[m] = start + made.value.stats.peakBytes + options.extraPadding;
    lowerBounds[m] = (least[m] ?? 0) + made.value.stats.lowerBoundBytes + options.extraPadding;
  }
  return ok({ sizes, lowerBounds, offset });
}

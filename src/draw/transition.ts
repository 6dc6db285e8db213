/** The way from one plan's picture to the next: 200 ms, unless motion is reduced or nobody could follow. */

import type { Plan } from "../core/plan.types.ts";
import { blend, eased, type Geometry, geometryOf, pairing } from "./geometry.ts";

const LASTS = 200;

interface Journey {
  readonly before: Plan;
  readonly after: Plan;
  readonly pairs: Int32Array;
  /** Of the first frame, in milliseconds; −1 until it came. */
  begun: number;
}

export interface Moment {
  readonly geometry: Geometry;
  /** Set while under way: the plan left behind, how its storages pair with the new, and the share of the way. */
  readonly under: { readonly before: Plan; readonly pairs: Int32Array; readonly t: number } | undefined;
}

export interface Transition {
  /** Call when `after` replaces `before`. */
  readonly begin: (before: Plan, after: Plan) => void;
  /** Where things are at `now`, milliseconds of the animation clock. */
  readonly at: (plan: Plan, now: number) => Moment;
}

export function makeTransition(
  still: { readonly matches: boolean } = matchMedia("(prefers-reduced-motion: reduce)"),
): Transition {
  let journey: Journey | undefined;
  return {
    begin: (before, after) => {
      const pairs = still.matches || before === after ? undefined : pairing(before, after);
      journey = pairs === undefined ? undefined : { before, after, pairs, begun: -1 };
    },
    at: (plan, now) => {
      const after = geometryOf(plan);
      if (journey === undefined || journey.after !== plan) return { geometry: after, under: undefined };
      if (journey.begun < 0) journey.begun = now;
      const share = (now - journey.begun) / LASTS;
      if (share >= 1) {
        journey = undefined;
        return { geometry: after, under: undefined };
      }
      const { before, pairs } = journey;
      const t = eased(share);
      return { geometry: blend(geometryOf(before), after, pairs, t), under: { before, pairs, t } };
    },
  };
}

/**
 * In how many classes at once somebody wanted can come last. Of the copies of a class all are made, but for one that comes
 * when every other reference is gone; so this says the fewest and the most copies.
 */

import type { ReferenceClass } from "./classes.ts";
import { mostGranted } from "./granted.ts";
import type { Between } from "./over-schedules.ts";
import { type Demand, Precedence } from "./precedence.ts";
import type { Units } from "./units.ts";

export interface Granted {
  /** Exact where the search ended, else what is known. */
  readonly copies: Between;
  /** Demands that can all be met at once, and reach the end of `copies` that was found. */
  readonly demands: readonly Demand[];
}

/** Steps along edges that the search over a whole graph may take, and that for one copy node of many. */
const BUDGET = 1_000_000;
const BUDGET_OF_ONE = 50_000;

/** Answers about the copies of one iteration. Expects units without parts. */
export class LastOnes {
  readonly #units: Units;
  readonly #classes: readonly ReferenceClass[];
  readonly #order: Precedence;

  constructor(units: Units, classes: readonly ReferenceClass[]) {
    this.#units = units;
    this.#classes = classes;
    this.#order = new Precedence(units);
  }

  /** The fewest copies, and what must come last for them. */
  fewest(): Granted {
    const total = this.#classes.reduce((sum, { copies }) => sum + copies, 0);
    return this.#saving(total, this.#classes, () => true, BUDGET);
  }

  /** The most copies, and what must come last for them. */
  most(): Granted {
    const total = this.#classes.reduce((sum, { copies }) => sum + copies, 0);
    return this.#spending(total, this.#classes, () => true, BUDGET);
  }

  /** The fewest and the most that one actor copies. */
  ofActor(actor: number): { readonly total: number; readonly fewest: Granted; readonly most: Granted } {
    const own = (unit: number) => this.#units.units[unit]?.actor === actor;
    let total = 0;
    for (const unit of this.#units.ofActor[actor] ?? []) {
      for (const { use } of this.#units.units[unit]?.takes ?? []) if (use === "copy") total++;
    }
    const classes = this.#classes.filter(({ terminals }) => terminals.some(({ unit }) => own(unit)));
    return {
      total,
      fewest: this.#saving(total, classes, own, BUDGET_OF_ONE),
      most: this.#spending(total, classes, own, BUDGET_OF_ONE),
    };
  }

  /** Each class in which one of those that `may` comes last saves one. */
  #saving(
    total: number,
    classes: readonly ReferenceClass[],
    may: (unit: number) => boolean,
    budget: number,
  ): Granted {
    const wishes = classes.map(({ terminals, stays }) =>
      stays
        ? []
        : terminals
            .filter(({ unit, aloneCopy }) => aloneCopy && may(unit))
            .map(({ unit }) => ({ last: unit, before: unitsBut(terminals, unit) })),
    );
    const { demands, most } = mostGranted(this.#order, wishes, budget);
    return { copies: { low: total - most, high: total - demands.length }, demands };
  }

  /** Each class saves one unless somebody comes last with whom nothing is saved, after all with whom something could be. */
  #spending(
    total: number,
    classes: readonly ReferenceClass[],
    may: (unit: number) => boolean,
    budget: number,
  ): Granted {
    const saves = ({ unit, aloneCopy }: ReferenceClass["terminals"][number]) => aloneCopy && may(unit);
    const open = classes.filter(({ terminals, stays }) => !stays && terminals.some(saves));
    const wishes = open.map(({ terminals }) => {
      const first = terminals.filter(saves).map(({ unit }) => unit);
      return terminals
        .filter((terminal) => !saves(terminal))
        .map(({ unit }) => ({ last: unit, before: first }));
    });
    const { demands, most } = mostGranted(this.#order, wishes, budget);
    const least = total - open.length;
    return { copies: { low: least + demands.length, high: least + most }, demands };
  }
}

function unitsBut(terminals: ReferenceClass["terminals"], but: number): number[] {
  return terminals.filter(({ unit }) => unit !== but).map(({ unit }) => unit);
}

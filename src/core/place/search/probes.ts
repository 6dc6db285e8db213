/**
 * The least capacity by exact probes: first the bound, where a search without slack is often over at once, then
 * halvings of what is left. A probe has a limit, because one that cannot be decided would take all that is left; what it
 * leaves open is asked again when the limit has grown.
 */

import { type Prepared, prepare, solve } from "../exact/engine.ts";
import type { Verdict } from "../exact/search.ts";
import type { SearchState } from "./state.ts";

/** Nodes of the first probes: for each storage, and at most this part of the budget. */
const FIRST = 30;
const FIRST_SHARES = 40;
const GROWTH = 3;

/** Nodes of a few hundred storages to a step; with so many storages a node takes twice as long. */
const NODES_A_STEP = 2;
const SLOWED = 2000;

export class Probes {
  readonly #state: SearchState;
  readonly #prepared: Prepared;
  readonly #unit: number;
  /** Steps that a node takes. */
  readonly #weight: number;
  /** False when the exact search sees a storage larger than it is, so that "none" proves nothing. */
  readonly #proves: boolean;
  #limit: number;
  #round = 0;
  /** Bytes: in this round nothing at or below is asked any more. */
  #given: number;

  constructor(state: SearchState) {
    const { packing } = state;
    this.#state = state;
    this.#prepared = prepare(packing);
    this.#unit = this.#prepared.unit;
    this.#weight = (1 + packing.count / SLOWED) / NODES_A_STEP;
    this.#proves = packing.gaps?.low.every((low, g) => low === packing.gaps?.high[g]) ?? true;
    this.#limit = Math.min(FIRST * packing.count, packing.budget / FIRST_SHARES / this.#weight);
    // peaks are multiples of the unit, unless windows that it does not see are not
    if (this.#proves) state.floor = Math.ceil(state.floor / this.#unit) * this.#unit;
    this.#given = this.#lowest - this.#unit;
  }

  /** Asks the bound alone, for `share` of the budget. */
  askFloor(share: number): void {
    if (this.#state.done) return;
    this.#ask(this.#lowest, (this.#state.packing.budget * share) / this.#weight);
  }

  /** One probe between what is given up and the best. Nothing left between them ends a round, and limits grow. */
  next(): void {
    const unit = this.#unit;
    const most = Math.ceil(this.#state.peak / unit) * unit - unit;
    if (this.#given >= most) {
      this.#given = this.#lowest - unit;
      this.#limit *= GROWTH;
      this.#round++;
    }
    // what was given up before is likely to be given up again: later rounds keep to the upper half
    const up = this.#round === 0 ? 1 / 2 : 3 / 4;
    const target = this.#given + Math.ceil(((most - this.#given) / unit) * up) * unit;
    if (this.#ask(target, this.#limit) === "limit") this.#given = target;
  }

  /** The least capacity that is not known to be too small. */
  get #lowest(): number {
    return Math.ceil(this.#state.floor / this.#unit) * this.#unit;
  }

  #ask(capacity: number, nodes: number): Verdict {
    const state = this.#state;
    const left = (state.packing.budget - state.spent) / this.#weight;
    const answer = solve(
      prepare(state.packing),
      { capacity, steps: Math.ceil(Math.min(nodes, left)), seed: state.packing.seed + this.#round },
      state.watchPart("placing exactly"),
    );
    state.spent += Math.ceil(answer.steps * this.#weight) + 1;
    if (answer.offset !== null) state.offer(answer.offset);
    if (answer.verdict === "none") {
      this.#given = Math.max(this.#given, capacity);
      if (this.#proves) state.floor = Math.max(state.floor, capacity + this.#unit);
    }
    return answer.verdict;
  }
}

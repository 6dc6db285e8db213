/**
 * The least capacity by exact probes: first the bound, where a search without slack is often over at once, then
 * between it and the best. A probe has a limit, because one that cannot be decided would take all that is left; what it
 * leaves open is asked again when the limit has grown, since hard and easy capacities lie close together.
 */

import { type Prepared, prepare, solve } from "../exact/engine.ts";
import type { Verdict } from "../exact/search.ts";
import type { SearchState } from "./state.ts";

/** Nodes of the first probes: for each storage, and at most this part of the budget. */
const FIRST = 30;
const FIRST_SHARES = 40;
const GROWTH = 1.5;

/** Nodes for each storage that the bound gets at most. */
const MOST_FOR_FLOOR = 400;

/** Where between the best and the bound a probe asks: 0 is close below the best. */
const HALF = 0.5;
const DEEPEST = 0.6;
const SHALLOW = 0.03;
const SINK = 1.5;
const RISE = 1.6;

/** Nodes of a few hundred storages to a step; with so many storages a node takes twice as long. */
const NODES_A_STEP = 2;
const SLOWED = 2000;

export class Probes {
  readonly #state: SearchState;
  readonly #prepared: Prepared;
  readonly #unit: number;
  /** Steps that a node takes. */
  readonly #weight: number;
  #limit: number;
  #asked = 0;
  #depth = HALF;
  /** Bytes: the last capacity that was left open. */
  #open = -1;

  constructor(state: SearchState) {
    const { packing } = state;
    this.#state = state;
    this.#prepared = prepare(packing);
    this.#unit = this.#prepared.unit;
    this.#weight = (1 + packing.count / SLOWED) / NODES_A_STEP;
    this.#limit = Math.min(FIRST * packing.count, packing.budget / FIRST_SHARES / this.#weight);
    // peaks are multiples of the unit
    state.floor = Math.ceil(state.floor / this.#unit) * this.#unit;
  }

  /** Asks the bound alone, for `share` of the budget; a budget without measure is not spent on it. */
  askFloor(share: number): void {
    if (this.#state.done) return;
    const { budget, count } = this.#state.packing;
    this.#ask(this.#lowest, Math.min((budget * share) / this.#weight, MOST_FOR_FLOOR * count));
  }

  /** Asks the capacity of the packing, for all that is left of the budget. */
  askCapacity(): void {
    if (!this.#state.done) this.#ask(this.#state.packing.capacity, Number.POSITIVE_INFINITY);
  }

  /**
   * One probe below the best: the more is found, the deeper, and the less, the closer to the best. When even the closest
   * finds nothing, limits grow and it begins deep again.
   */
  next(): void {
    const unit = this.#unit;
    const most = Math.ceil(this.#state.peak / unit) * unit - unit;
    const target = () => most - Math.floor(((most - this.#lowest) / unit) * this.#depth) * unit;
    // what was left open is not asked again with the same limit
    while (target() === this.#open && this.#depth >= SHALLOW) this.#depth /= RISE;
    if (this.#depth < SHALLOW) {
      this.#depth = HALF;
      this.#limit *= GROWTH;
    }
    const capacity = target();
    if (this.#ask(capacity, this.#limit) === "limit") {
      this.#open = capacity;
      this.#depth /= RISE;
    } else this.#depth = Math.min(DEEPEST, this.#depth * SINK);
  }

  /** The least capacity that is not known to be too small. */
  get #lowest(): number {
    return Math.ceil(this.#state.floor / this.#unit) * this.#unit;
  }

  #ask(capacity: number, nodes: number): Verdict {
    const state = this.#state;
    const left = (state.packing.budget - state.spent) / this.#weight;
    const answer = solve(
      this.#prepared,
      { capacity, steps: Math.ceil(Math.min(nodes, left)), seed: state.packing.seed + this.#asked++ },
      state.watchPart("placing exactly"),
    );
    state.spent += Math.ceil(answer.steps * this.#weight) + 1;
    if (answer.offset !== null) state.offer(answer.offset);
    if (answer.verdict === "none") state.floor = Math.max(state.floor, capacity + this.#unit);
    return answer.verdict;
  }
}

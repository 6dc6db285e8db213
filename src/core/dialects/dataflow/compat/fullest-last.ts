/**
 * The reference's first schedule: of all actors that can fire the one after which the fullest FIFO, measured in its
 * largest transfers, is least full; of equals the last by id. It also says how long every FIFO has to be.
 */

import { ok, type Result } from "../../../result.ts";
import { deadlock } from "../deadlock.ts";
import type { Repetition } from "../repetition.ts";
import { largestOf, type Stream } from "../stream.types.ts";
import { Firing } from "./firing.ts";
import { MaxTree } from "./max-tree.ts";

export interface Scheduled {
  /** Actors in the order of their firings. */
  readonly firings: Int32Array;
  /** Most samples that each FIFO held, its delay included. */
  readonly most: Float64Array;
}

/**
 * `fullest`: in largest transfers; a firing after which a FIFO is fuller is never chosen. Fails with "deadlock" when a
 * loop has too few samples to begin with, or all that can fire would go beyond `fullest`.
 */
export function fullestLast(
  stream: Stream,
  repetition: Repetition,
  fullest = Number.POSITIVE_INFINITY,
): Result<Scheduled> {
  const choice = new Choice(stream, repetition, fullest);
  const firings = new Int32Array(repetition.firings);
  for (let step = 0; step < firings.length; step++) {
    const chosen = choice.best();
    if (chosen < 0) return deadlock(stream, repetition, choice.waiting());
    choice.fire(chosen);
    firings[step] = chosen;
  }
  return ok({ firings, most: choice.most });
}

/** Who can fire, and how full its own FIFOs would be: worked out anew only round what has just fired. */
class Choice {
  readonly state: Firing;
  readonly most: Float64Array;
  readonly #stream: Stream;
  readonly #fullest: number;
  readonly #weight: Float64Array;
  readonly #fullness: MaxTree;
  readonly #around: readonly (readonly number[])[];
  readonly #can: Uint8Array;
  /** Of each actor the fullest of its own FIFOs after it has fired. */
  readonly #local: Float64Array;

  constructor(stream: Stream, repetition: Repetition, fullest: number) {
    const { actors, fifos } = stream;
    this.#stream = stream;
    this.#fullest = fullest;
    this.state = new Firing(stream, repetition);
    this.most = Float64Array.from(this.state.held);
    this.#weight = Float64Array.from(fifos, ({ from, to }) => {
      const out = actors[from[0]]?.outputs[from[1]]?.rate ?? 1;
      const into = actors[to[0]]?.inputs[to[1]]?.rate ?? 1;
      return Math.max(largestOf(out), largestOf(into));
    });
    this.#fullness = new MaxTree(this.most.map((held, f) => held / (this.#weight[f] ?? 1)));
    this.#around = actors.map(({ inputs, outputs }) =>
      [...inputs, ...outputs].flatMap(({ fifo }) => (fifo < 0 ? [] : [fifo])).sort((a, b) => a - b),
    );
    this.#can = new Uint8Array(actors.length);
    this.#local = new Float64Array(actors.length);
    for (let a = 0; a < actors.length; a++) this.#look(a);
  }

  #look(actor: number): void {
    const { state } = this;
    this.#can[actor] = state.isLeft(actor) && state.look(actor) ? 1 : 0;
    if (this.#can[actor] === 0) return;
    let fullest = Number.NEGATIVE_INFINITY;
    state.touched.forEach((f, k) => {
      fullest = Math.max(fullest, (state.next[k] ?? 0) / (this.#weight[f] ?? 1));
    });
    this.#local[actor] = fullest;
  }

  /** Ids of those who have firings left. */
  waiting(): string[] {
    return this.#stream.actors.flatMap(({ id }, a) => (this.state.isLeft(a) ? [id] : []));
  }

  /** −1: nobody can. */
  best(): number {
    const highest = this.#fullness.highestBut([]);
    let best = this.#fullest;
    let chosen = -1;
    for (let a = 0; a < this.#can.length; a++) {
      if (this.#can[a] === 0) continue;
      const local = this.#local[a] ?? 0;
      if (local > best) continue;
      const score = local >= highest ? local : Math.max(local, this.#rest(a, highest));
      if (score > best) continue;
      best = score;
      chosen = a;
    }
    return chosen;
  }

  /** The fullest of the FIFOs that the actor leaves alone. */
  #rest(actor: number, highest: number): number {
    const own = this.#around[actor] ?? [];
    let attain = 0;
    for (const f of own) if (this.#fullness.at(f) === highest) attain++;
    return attain < this.#fullness.highestCount ? highest : this.#fullness.highestBut(own);
  }

  fire(actor: number): void {
    const { state, most } = this;
    const { fifos } = this.#stream;
    state.look(actor);
    state.fire(actor);
    const near = new Set([actor]);
    for (const f of state.touched) {
      const held = state.held[f] ?? 0;
      most[f] = Math.max(most[f] ?? 0, held);
      this.#fullness.set(f, held / (this.#weight[f] ?? 1));
      const fifo = fifos[f];
      if (fifo !== undefined) near.add(fifo.from[0]).add(fifo.to[0]);
    }
    for (const a of near) this.#look(a);
  }
}

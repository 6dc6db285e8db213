/** What one firing of an actor does to the FIFOs around it, and how far each actor is in its iteration. */

import type { Repetition } from "../repetition.ts";
import { rateAt, type Stream } from "../stream.types.ts";

/** Occupancies as firings change them; firing positions go on over iterations. */
export class Firing {
  /** Samples in each FIFO. */
  readonly held: Float64Array;
  /** Firings of each actor so far. */
  readonly fired: Int32Array;
  readonly #stream: Stream;
  readonly #firings: Int32Array;
  /** Of the actor last looked at: its FIFOs, and what its next firing makes of them. */
  readonly touched: number[] = [];
  readonly next: number[] = [];

  constructor(stream: Stream, { period, periods }: Repetition) {
    this.#stream = stream;
    this.held = Float64Array.from(stream.fifos, ({ delay }) => delay);
    this.fired = new Int32Array(stream.actors.length);
    this.#firings = period.map((p, a) => p * (periods[a] ?? 0));
  }

  /** Whether it has firings left in this iteration. */
  isLeft(actor: number): boolean {
    return (this.fired[actor] ?? 0) < (this.#firings[actor] ?? 0);
  }

  /** Fills `touched` and `next`; false when some input lacks samples. */
  look(actor: number): boolean {
    const { touched, next, held } = this;
    touched.length = 0;
    next.length = 0;
    const own = this.#stream.actors[actor];
    const firing = this.fired[actor] ?? 0;
    let enough = true;
    for (const { fifo, rate } of own?.inputs ?? []) {
      if (fifo < 0) continue;
      const left = (held[fifo] ?? 0) - rateAt(rate, firing);
      enough &&= left >= 0;
      touched.push(fifo);
      next.push(left);
    }
    for (const { fifo, rate } of own?.outputs ?? []) {
      if (fifo < 0) continue;
      const at = touched.indexOf(fifo);
      // what leads back to itself is taken out before it is put in
      if (at >= 0) next[at] = (next[at] ?? 0) + rateAt(rate, firing);
      else {
        touched.push(fifo);
        next.push((held[fifo] ?? 0) + rateAt(rate, firing));
      }
    }
    return enough;
  }

  /** Fires the actor last looked at. */
  fire(actor: number): void {
    this.touched.forEach((fifo, k) => {
      this.held[fifo] = this.next[k] ?? 0;
    });
    this.fired[actor] = (this.fired[actor] ?? 0) + 1;
  }
}

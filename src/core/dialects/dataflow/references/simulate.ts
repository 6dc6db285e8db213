/** References through one iteration of a schedule: who copies, how many buffers live, who writes what others still hold. */

import { rateAt } from "../stream.types.ts";
import type { ReferenceStream } from "./roles.ts";

/** When a reader gives up its reference: when its firing ends, or when the place that it was read from is written again. */
export type Release = "move" | "sticky";

export interface FiringTrace {
  readonly actor: number;
  /** Buffers taken from the pool. */
  readonly taken: number;
  readonly copied: boolean;
  /** Live buffers when new ones are taken and old ones not yet given back, and when the firing has ended. */
  readonly liveDuring: number;
  readonly liveAfter: number;
}

export interface Hazard {
  readonly step: number;
  readonly actor: number;
  readonly input: number;
  /** FIFOs that hold the same buffer. */
  readonly others: readonly number[];
}

export interface Simulated {
  readonly allocations: number;
  /** Steps at which a copy was made, once a copy. */
  readonly copiedAt: readonly number[];
  readonly copies: number;
  /** Most buffers alive at once: what a pool that takes back needs; one that does not needs `allocations`. */
  readonly peak: number;
  readonly hazards: readonly Hazard[];
  readonly trace: readonly FiringTrace[];
  /** References that stay in FIFOs at the end, so that the pool cannot be reset. */
  readonly left: number;
}

/** One iteration, FIFOs with delays beginning with buffers of their own. */
export function simulateReferences(
  references: ReferenceStream,
  firings: ArrayLike<number>,
  release: Release = "move",
): Simulated {
  const pool = new Pool(references, release);
  const trace: FiringTrace[] = [];
  for (let step = 0; step < firings.length; step++) trace.push(pool.fire(firings[step] ?? 0, step));
  return {
    allocations: pool.allocations,
    copies: pool.copiedAt.length,
    copiedAt: pool.copiedAt,
    peak: pool.peak,
    hazards: pool.hazards,
    trace,
    left: pool.left(),
  };
}

class Pool {
  readonly #references: ReferenceStream;
  readonly #release: Release;
  /** Buffers that wait in each FIFO, and those that a read slot still holds. */
  readonly #queue: readonly number[][];
  readonly #slot: readonly number[][];
  readonly #count = new Map<number, number>();
  readonly #fired: Int32Array;
  #next = 0;
  allocations = 0;
  peak = 0;
  readonly copiedAt: number[] = [];
  readonly hazards: Hazard[] = [];

  constructor(references: ReferenceStream, release: Release) {
    const { fifos, actors } = references.stream;
    this.#references = references;
    this.#release = release;
    this.#fired = new Int32Array(actors.length);
    this.#queue = fifos.map(({ delay }) => Array.from({ length: delay }, () => this.#new()));
    this.#slot = fifos.map(() => []);
    this.peak = this.#count.size;
  }

  left(): number {
    return this.#queue.reduce((sum, queue) => sum + queue.length, 0);
  }

  fire(actor: number, step: number): FiringTrace {
    const { stream, actors } = this.#references;
    const { inputs = [], outputs = [] } = stream.actors[actor] ?? {};
    const own = actors[actor];
    const firing = this.#fired[actor] ?? 0;
    const before = this.allocations;
    const copies = this.copiedAt.length;
    const given: number[][] = outputs.map(() => []);
    const released: number[] = [];
    inputs.forEach(({ fifo, rate }, i) => {
      if (fifo < 0) return;
      const use = own?.inputs[i] ?? { use: "borrow" as const };
      for (const buffer of this.#queue[fifo]?.splice(0, rateAt(rate, firing)) ?? []) {
        const shared = (this.#count.get(buffer) ?? 0) > 1;
        switch (use.use) {
          case "borrow":
            released.push(buffer);
            break;
          case "split":
            for (const list of given) list.push(buffer);
            this.#count.set(buffer, (this.#count.get(buffer) ?? 0) + outputs.length);
            released.push(buffer);
            break;
          case "forward":
            given[use.to]?.push(buffer);
            break;
          case "own":
            if (shared) this.hazards.push({ step, actor, input: i, others: this.#holders(buffer) });
            given[use.to]?.push(buffer);
            break;
          case "copy":
            if (!shared) given[use.to]?.push(buffer);
            else {
              given[use.to]?.push(this.#take());
              this.copiedAt.push(step);
              released.push(buffer);
            }
        }
        if (this.#release === "sticky") this.#stick(fifo, buffer);
      }
    });
    for (const o of own?.fresh ?? []) {
      const count = rateAt(outputs[o]?.rate ?? 0, firing);
      for (let k = 0; k < count; k++) given[o]?.push(this.#take());
    }
    const liveDuring = this.#count.size;
    this.peak = Math.max(this.peak, liveDuring);
    outputs.forEach(({ fifo }, o) => {
      for (const old of this.#slot[fifo]?.splice(0) ?? []) this.#drop(old);
      this.#queue[fifo]?.push(...(given[o] ?? []));
    });
    for (const buffer of released) this.#drop(buffer);
    this.#fired[actor] = firing + 1;
    return {
      actor,
      taken: this.allocations - before,
      copied: this.copiedAt.length > copies,
      liveDuring,
      liveAfter: this.#count.size,
    };
  }

  #new(): number {
    const buffer = this.#next++;
    this.#count.set(buffer, 1);
    return buffer;
  }

  #take(): number {
    this.allocations++;
    return this.#new();
  }

  #drop(buffer: number): void {
    const left = (this.#count.get(buffer) ?? 1) - 1;
    if (left > 0) this.#count.set(buffer, left);
    else this.#count.delete(buffer);
  }

  /** A slot that was read keeps its reference until it is written again. */
  #stick(fifo: number, buffer: number): void {
    this.#slot[fifo]?.push(buffer);
    this.#count.set(buffer, (this.#count.get(buffer) ?? 0) + 1);
  }

  #holders(buffer: number): number[] {
    return [...this.#queue.keys()].filter(
      (f) => this.#queue[f]?.includes(buffer) || this.#slot[f]?.includes(buffer),
    );
  }
}

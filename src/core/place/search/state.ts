/** What all methods of a search share: the best placement so far, what is proven, what has been spent. */

import type { Watch } from "../../watch.ts";
import { peakOf } from "../peak.ts";
import type { Better, Packing, Placed } from "../placement.ts";

export class SearchState {
  readonly packing: Packing;
  readonly watch: Watch;
  /** Search steps. */
  spent = 0;
  offset: Float64Array;
  /** Bytes, of the best placement. */
  peak: number;
  /** Bytes: no placement has a peak below it. */
  floor: number;
  endedEarly = false;
  readonly #better: Better | undefined;

  constructor(packing: Packing, offset: Float64Array, watch: Watch, better?: Better) {
    this.packing = packing;
    this.watch = watch;
    this.offset = offset;
    this.peak = peakOf(packing, offset);
    this.floor = packing.lowerBound;
    this.#better = better;
  }

  /** True when nothing is left to do: the best is proven, the budget is spent, or somebody asked to stop. */
  get done(): boolean {
    if (this.watch.stop?.() === true) this.endedEarly = true;
    return this.endedEarly || this.peak <= this.floor || this.spent >= this.packing.budget;
  }

  /** Keeps a placement if it is better than the best. */
  offer(offset: Float64Array): void {
    const peak = peakOf(this.packing, offset);
    if (peak >= this.peak) return;
    this.peak = peak;
    this.offset = offset;
    this.#better?.(offset.slice());
  }

  /** A watch for one method, which counts on from what has been spent. */
  watchPart(phase: string): Watch {
    const before = this.spent;
    const { watch, packing } = this;
    const part = ({ done }: { readonly done: number }) =>
      watch({ phase, done: Math.min(packing.budget, before + done), total: packing.budget });
    return watch.stop === undefined ? part : Object.assign(part, { stop: watch.stop });
  }

  get placed(): Placed {
    const { offset, spent, endedEarly, peak, floor } = this;
    return { offset, proven: peak <= floor, floor, steps: spent, ...(endedEarly ? { endedEarly } : {}) };
  }
}

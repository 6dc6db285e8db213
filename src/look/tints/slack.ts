/** How much lower in address each storage could lie: the bytes below it that nobody uses while it lives. */

import { piecesIn } from "../../core/needs.ts";
import type { Plan } from "../../core/plan.types.ts";
import { positionsBy } from "../../core/sort-by.ts";

/** The highest address in use at each step so far, by a tree over steps; raising and asking take the logarithm of the steps. */
class Skyline {
  readonly #width: number;
  /** The most anywhere below each branch. */
  readonly #most: Float64Array;
  /** What the whole of each branch is raised to. */
  readonly #whole: Float64Array;

  constructor(steps: number) {
    this.#width = 2 ** Math.ceil(Math.log2(Math.max(1, steps)));
    this.#most = new Float64Array(2 * this.#width);
    this.#whole = new Float64Array(2 * this.#width);
  }

  /** Over steps [from, to). */
  mostOf(from: number, to: number): number {
    let most = 0;
    let low = from + this.#width;
    let high = to + this.#width;
    for (let b = low >> 1; b > 0; b >>= 1) most = Math.max(most, this.#whole[b] ?? 0);
    for (let b = (high - 1) >> 1; b > 0; b >>= 1) most = Math.max(most, this.#whole[b] ?? 0);
    for (; low < high; low >>= 1, high >>= 1) {
      if ((low & 1) === 1) most = Math.max(most, this.#most[low++] ?? 0);
      if ((high & 1) === 1) most = Math.max(most, this.#most[--high] ?? 0);
    }
    return most;
  }

  /** Raises steps [from, to) to `top`. */
  raise(from: number, to: number, top: number): void {
    let low = from + this.#width;
    let high = to + this.#width;
    const [first, last] = [low, high - 1];
    const lift = (b: number) => {
      if ((this.#whole[b] ?? 0) < top) this.#whole[b] = top;
      if ((this.#most[b] ?? 0) < top) this.#most[b] = top;
    };
    for (; low < high; low >>= 1, high >>= 1) {
      if ((low & 1) === 1) lift(low++);
      if ((high & 1) === 1) lift(--high);
    }
    for (const leaf of [first, last])
      for (let b = leaf >> 1; b > 0; b >>= 1) if ((this.#most[b] ?? 0) < top) this.#most[b] = top;
  }
}

/**
 * Bytes of each storage, in whole blocks of its alignment: how far it could sink, alone, before it touches another that lives
 * with it, or the floor of its arena. Time n log n.
 */
export function slackOf(plan: Plan): Float64Array {
  const { storages, arenas, steps } = plan;
  const pieces = piecesIn(plan);
  const foot = new Float64Array(pieces.count);
  for (let k = 0; k < pieces.count; k++)
    foot[k] = (storages.offset[pieces.owner[k] ?? 0] ?? 0) + (pieces.low[k] ?? 0);
  const slack = new Float64Array(storages.count).fill(Number.POSITIVE_INFINITY);
  const skylines = arenas.map(() => new Skyline(steps));
  for (const k of positionsBy(foot)) {
    const s = pieces.owner[k] ?? 0;
    const [from, to] = [pieces.start[k] ?? 0, pieces.end[k] ?? 0];
    const skyline = skylines[storages.arena[s] ?? 0];
    if (skyline === undefined || from >= to || (pieces.bytes[k] ?? 0) <= 0) continue;
    const room = (foot[k] ?? 0) - skyline.mostOf(from, to);
    slack[s] = Math.min(slack[s] ?? 0, Math.max(0, room), storages.offset[s] ?? 0);
    skyline.raise(from, to, (foot[k] ?? 0) + (pieces.bytes[k] ?? 0));
  }
  for (let s = 0; s < slack.length; s++) {
    const room = slack[s] ?? 0;
    const block = Math.max(1, storages.alignment[s] ?? 1);
    slack[s] = Number.isFinite(room) ? room - (room % block) : 0;
  }
  return slack;
}

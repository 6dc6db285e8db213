/**
 * The heaviest set of which no two may share bytes: no plan needs less. Weighted Dilworth: all weights less a largest flow
 * from each value (its weight) to those that may follow it (theirs), and the cut says which. Dinic (1970) on rows of bits.
 */

import { type BitRows, fullRow } from "./bit-rows.ts";
import { assertAntichain } from "./matching.ts";

export interface Antichain {
  /** Ascending, all of positive weight. */
  readonly members: Int32Array;
  readonly weight: number;
}

/** Words of bits read at most: some seconds. */
const MOST_WORK = 3e9;

/**
 * Exact. `weight` ≥ 0 in bytes, together below 2^53. Undefined when more than `most` words would have to be read (5,000
 * values that may follow each other freely take a hundredth): whoever asked then has to do with a weaker bound.
 */
export function heaviestAntichain(
  follows: BitRows,
  weight: Float64Array,
  most = MOST_WORK,
): Antichain | undefined {
  const flow = new Flow(follows, weight, most);
  while (flow.layer()) if (!flow.push()) return undefined;
  if (flow.exhausted) return undefined;
  const members = flow.outside();
  assertAntichain(follows, members);
  const heavy = members.reduce((sum, v) => sum + (weight[v] ?? 0), 0);
  const total = weight.reduce((sum, w) => sum + w, 0);
  if (heavy !== total - flow.value)
    throw new Error(`an antichain of ${heavy} beside a cut of ${total - flow.value}`);
  return { members, weight: heavy };
}

/** What flows into one value, and from whom: the arcs that can be taken back. */
interface Inflow {
  readonly from: number[];
  readonly bytes: number[];
  readonly at: Map<number, number>;
  /** In this phase, arcs before this one lead nowhere. */
  next: number;
}

class Flow {
  value = 0;
  exhausted = false;
  readonly #follows: BitRows;
  /** What each may still send, and still receive. */
  readonly #supply: Float64Array;
  readonly #demand: Float64Array;
  readonly #inflow: (Inflow | undefined)[];
  readonly #most: number;
  #work = 0;
  /** Depth at which a sender was first reached; −1: not. */
  readonly #depth: Int32Array;
  /** Receivers first reached at each depth and not yet found to lead nowhere. */
  #layers: Uint32Array[] = [];
  /** Receivers that nobody reached. */
  #unseen: Uint32Array;
  readonly #word: Int32Array;

  constructor(follows: BitRows, weight: Float64Array, most: number) {
    this.#follows = follows;
    this.#supply = weight.slice();
    this.#demand = weight.slice();
    this.#inflow = Array.from({ length: follows.rows }, () => undefined);
    this.#most = most;
    this.#depth = new Int32Array(follows.rows);
    this.#unseen = fullRow(follows.rows);
    this.#word = new Int32Array(follows.rows);
  }

  /** Breadth first from all that can still send; false when nobody reached can still receive. */
  layer(): boolean {
    const { rows, words, bits } = this.#follows;
    this.#unseen = fullRow(rows);
    const unseen = this.#unseen;
    this.#depth.fill(-1);
    this.#word.fill(0);
    this.#layers = [];
    let frontier: number[] = [];
    for (let a = 0; a < rows; a++) {
      if ((this.#supply[a] ?? 0) === 0) continue;
      this.#depth[a] = 0;
      frontier.push(a);
    }
    for (let depth = 1; frontier.length > 0; depth++) {
      const layer = new Uint32Array(words);
      const beyond: number[] = [];
      let found = false;
      for (const a of frontier) {
        for (let w = 0; w < words; w++) {
          const hits = (bits[a * words + w] ?? 0) & (unseen[w] ?? 0);
          if (hits === 0) continue;
          unseen[w] = (unseen[w] ?? 0) & ~hits;
          layer[w] = (layer[w] ?? 0) | hits;
          for (let left = hits; left !== 0; left &= left - 1) {
            const b = w * 32 + 31 - Math.clz32(left & -left);
            if ((this.#demand[b] ?? 0) > 0) found = true;
            else this.#takeBack(b, depth, beyond);
          }
        }
      }
      this.#work += frontier.length * words;
      this.#layers.push(layer);
      if (found) return true;
      frontier = beyond;
    }
    return false;
  }

  /** Those who send to b can send elsewhere instead. */
  #takeBack(b: number, depth: number, beyond: number[]): void {
    const inflow = this.#inflow[b];
    if (inflow === undefined) return;
    inflow.next = 0;
    inflow.from.forEach((a, k) => {
      if ((inflow.bytes[k] ?? 0) === 0 || this.#depth[a] !== -1) return;
      this.#depth[a] = depth;
      beyond.push(a);
    });
  }

  /** Sends all that can go along the layers. False when too much work has been done. */
  push(): boolean {
    const senders: number[] = [];
    const receivers: number[] = [];
    const arcs: number[] = [];
    for (let start = 0; start < this.#follows.rows; start++) {
      while ((this.#supply[start] ?? 0) > 0) {
        if (this.#work > this.#most) {
          this.exhausted = true;
          return false;
        }
        const length = this.#path(start, senders, receivers, arcs);
        if (length === 0) break;
        this.#send(length, senders, receivers, arcs);
      }
    }
    return true;
  }

  /** A way from `start` to one that can still receive, in the three lists; how many arcs forward it has, 0 for none. */
  #path(start: number, senders: number[], receivers: number[], arcs: number[]): number {
    let depth = 0;
    senders[0] = start;
    for (;;) {
      const b = this.#receiver(senders[depth] ?? 0, depth);
      if (b < 0) {
        if (depth === 0) return 0;
        // this sender leads nowhere, so nor does the arc that took us here
        depth--;
        const inflow = this.#inflow[receivers[depth] ?? 0];
        if (inflow !== undefined) inflow.next++;
        continue;
      }
      receivers[depth] = b;
      if ((this.#demand[b] ?? 0) > 0) return depth + 1;
      const arc = this.#backArc(b, depth + 1);
      if (arc < 0) {
        const layer = this.#layers[depth];
        if (layer !== undefined) layer[b >> 5] = (layer[b >> 5] ?? 0) & ~(1 << (b & 31));
        continue;
      }
      arcs[depth] = arc;
      depth++;
      senders[depth] = this.#inflow[b]?.from[arc] ?? 0;
    }
  }

  /** The first that may follow `a` in the layer of this depth, or −1. */
  #receiver(a: number, depth: number): number {
    const { words, bits } = this.#follows;
    const layer = this.#layers[depth];
    if (layer === undefined) return -1;
    const from = this.#word[a] ?? 0;
    let w = from;
    let hits = 0;
    for (; w < words; w++) {
      hits = (bits[a * words + w] ?? 0) & (layer[w] ?? 0);
      if (hits !== 0) break;
    }
    this.#word[a] = w;
    this.#work += w - from + 1;
    return hits === 0 ? -1 : w * 32 + 31 - Math.clz32(hits & -hits);
  }

  /** The next arc into b that can be taken back from a sender of this depth, or −1. */
  #backArc(b: number, depth: number): number {
    const inflow = this.#inflow[b];
    if (inflow === undefined || depth >= this.#layers.length) return -1;
    for (; inflow.next < inflow.from.length; inflow.next++) {
      const k = inflow.next;
      if ((inflow.bytes[k] ?? 0) > 0 && this.#depth[inflow.from[k] ?? 0] === depth) return k;
    }
    return -1;
  }

  #send(
    length: number,
    senders: readonly number[],
    receivers: readonly number[],
    arcs: readonly number[],
  ): void {
    const start = senders[0] ?? 0;
    const end = receivers[length - 1] ?? 0;
    let bytes = Math.min(this.#supply[start] ?? 0, this.#demand[end] ?? 0);
    for (let d = 0; d + 1 < length; d++) {
      bytes = Math.min(bytes, this.#inflow[receivers[d] ?? 0]?.bytes[arcs[d] ?? 0] ?? 0);
    }
    this.#supply[start] = (this.#supply[start] ?? 0) - bytes;
    this.#demand[end] = (this.#demand[end] ?? 0) - bytes;
    this.value += bytes;
    for (let d = 0; d < length; d++) {
      const b = receivers[d] ?? 0;
      this.#addArc(senders[d] ?? 0, b, bytes);
      const inflow = this.#inflow[b];
      const arc = arcs[d] ?? 0;
      if (d + 1 < length && inflow !== undefined) inflow.bytes[arc] = (inflow.bytes[arc] ?? 0) - bytes;
    }
  }

  #addArc(a: number, b: number, bytes: number): void {
    let inflow = this.#inflow[b];
    if (inflow === undefined) {
      inflow = { from: [], bytes: [], at: new Map(), next: 0 };
      this.#inflow[b] = inflow;
    }
    const known = inflow.at.get(a);
    if (known !== undefined) inflow.bytes[known] = (inflow.bytes[known] ?? 0) + bytes;
    else {
      inflow.at.set(a, inflow.from.length);
      inflow.from.push(a);
      inflow.bytes.push(bytes);
    }
  }

  /** After a search that found nobody: who was reached as a sender and not as a receiver. */
  outside(): Int32Array {
    const found: number[] = [];
    for (let v = 0; v < this.#follows.rows; v++) {
      const unreached = (((this.#unseen[v >> 5] ?? 0) >>> (v & 31)) & 1) === 1;
      if (this.#depth[v] !== -1 && unreached) found.push(v);
    }
    return Int32Array.from(found);
  }
}

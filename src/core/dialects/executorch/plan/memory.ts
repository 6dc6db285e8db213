/** One memory while it is filled: who lies where and when, in the order of addresses. */

import { alignUp } from "../../../align.ts";
import type { PlanMemory } from "./specs.types.ts";

export interface Resident {
  /** By its index among the specs; −1: what bodies take. */
  readonly spec: number;
  /** Nodes, both inside its life. */
  readonly first: number;
  readonly last: number;
  /** Bytes from the start of the memory. */
  readonly at: number;
  readonly size: number;
}

export class Memory {
  readonly bytes: number;
  readonly #alignment: number;
  /** Columns, since a placement walks along them for every tensor. */
  readonly #spec: number[] = [];
  readonly #first: number[] = [];
  readonly #last: number[] = [];
  readonly #at: number[] = [];
  readonly #end: number[] = [];
  #top = 0;

  /** `taken`: bytes at the low end that nothing may use. */
  constructor({ bytes, alignment = 1 }: PlanMemory, taken: number) {
    this.bytes = bytes;
    this.#alignment = alignment;
    if (taken > 0) this.add({ spec: -1, first: 0, last: Number.POSITIVE_INFINITY, at: 0, size: taken });
  }

  /** Bytes in use, rounded up to its alignment. */
  get top(): number {
    return this.#top;
  }

  holds(at: number, size: number): boolean {
    return alignUp(at + size, this.#alignment) <= this.bytes;
  }

  add({ spec, first, last, at, size }: Resident): void {
    const k = this.#after(at);
    this.#spec.splice(k, 0, spec);
    this.#first.splice(k, 0, first);
    this.#last.splice(k, 0, last);
    this.#at.splice(k, 0, at);
    this.#end.splice(k, 0, at + size);
    this.#top = Math.max(this.#top, alignUp(at + size, this.#alignment));
  }

  /** The spec of one that is alive with it and has a byte of its place; undefined: nobody. */
  neighbourOf(tensor: Resident): number | undefined {
    const k = this.#at.findIndex((_, i) => this.#meets(i, tensor) && this.#shares(i, tensor.at, tensor.size));
    return k === -1 ? undefined : this.#spec[k];
  }

  /** The lowest address that is free for its whole life; undefined: none below the end. */
  lowest(tensor: Resident): number | undefined {
    let at = 0;
    // in the order of addresses one walk is enough: who lies lower never comes in the way again
    for (let k = 0; k < this.#at.length && (this.#at[k] ?? 0) < at + tensor.size; k++) {
      if (!this.#meets(k, tensor) || !this.#shares(k, at, tensor.size)) continue;
      at = alignUp(this.#end[k] ?? 0, this.#alignment);
    }
    return this.holds(at, tensor.size) ? at : undefined;
  }

  /** The lower end of the smallest gap between those it meets that takes it, else above all of them. */
  smallestGap(tensor: Resident): number | undefined {
    let free = 0;
    let best: number | undefined;
    let smallest = Number.POSITIVE_INFINITY;
    for (let k = 0; k < this.#at.length; k++) {
      if (!this.#meets(k, tensor)) continue;
      const gap = (this.#at[k] ?? 0) - free;
      if (gap >= tensor.size && gap < smallest) {
        smallest = gap;
        best = free;
      }
      free = Math.max(free, alignUp(this.#end[k] ?? 0, this.#alignment));
    }
    const at = best ?? free;
    return this.holds(at, tensor.size) ? at : undefined;
  }

  #meets(k: number, { first, last }: Resident): boolean {
    return (this.#first[k] ?? 0) <= last && first <= (this.#last[k] ?? 0);
  }

  /** Empty ranges share nothing. */
  #shares(k: number, at: number, size: number): boolean {
    return Math.max(at, this.#at[k] ?? 0) < Math.min(at + size, this.#end[k] ?? 0);
  }

  /** How many lie at the address or below. */
  #after(at: number): number {
    let low = 0;
    let high = this.#at.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#at[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

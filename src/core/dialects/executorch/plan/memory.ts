/** One memory while it is filled: who lies where and when, in the order of addresses. */

import { alignUp } from "../../../align.ts";
import { hasOverlap, meet } from "./lives.ts";
import type { PlanMemory } from "./specs.types.ts";

export interface Resident {
  readonly name: string;
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
  readonly #residents: Resident[] = [];
  #top = 0;

  /** `taken`: bytes at the low end that nothing may use. */
  constructor({ bytes, alignment = 1 }: PlanMemory, taken: number) {
    this.bytes = bytes;
    this.#alignment = alignment;
    if (taken > 0) {
      this.add({ name: "", first: 0, last: Number.POSITIVE_INFINITY, at: 0, size: taken });
    }
  }

  /** Bytes in use, rounded up to its alignment. */
  get top(): number {
    return this.#top;
  }

  holds(at: number, size: number): boolean {
    return alignUp(at + size, this.#alignment) <= this.bytes;
  }

  add(tensor: Resident): void {
    const after = this.#residents.findIndex((other) => other.at > tensor.at);
    this.#residents.splice(after === -1 ? this.#residents.length : after, 0, tensor);
    this.#top = Math.max(this.#top, alignUp(tensor.at + tensor.size, this.#alignment));
  }

  /** One that is alive with it and has a byte of its own in its place. */
  neighbourOf(tensor: Resident): Resident | undefined {
    return this.#residents.find((other) => meet(other, tensor) && share(other, tensor));
  }

  /** The lowest address that is free for its whole life; undefined: none below the end. */
  lowest(tensor: Resident): number | undefined {
    let at = 0;
    // in the order of addresses one walk is enough: who lies lower never comes in the way again
    for (const other of this.#residents) {
      if (other.at >= at + tensor.size) break;
      if (!meet(other, tensor) || !share(other, { at, size: tensor.size })) continue;
      at = alignUp(other.at + other.size, this.#alignment);
    }
    return this.holds(at, tensor.size) ? at : undefined;
  }

  /** The lower end of the smallest gap between those it meets that takes it, else above all of them. */
  smallestGap(tensor: Resident): number | undefined {
    let free = 0;
    let best: number | undefined;
    let smallest = Number.POSITIVE_INFINITY;
    for (const other of this.#residents) {
      if (!meet(other, tensor)) continue;
      const gap = other.at - free;
      if (gap >= tensor.size && gap < smallest) {
        smallest = gap;
        best = free;
      }
      free = Math.max(free, alignUp(other.at + other.size, this.#alignment));
    }
    const at = best ?? free;
    return this.holds(at, tensor.size) ? at : undefined;
  }
}

interface Range {
  readonly at: number;
  readonly size: number;
}

function share(a: Range, b: Range): boolean {
  return hasOverlap([a.at, a.at + a.size - 1], [b.at, b.at + b.size - 1]);
}

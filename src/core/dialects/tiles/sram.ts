/** The scratchpad: first fit by address with alignment, neighbours joined when freed. */

import { alignUp } from "../../align.ts";

/** What is in the way when nothing fits. */
export interface SramReport {
  /** Bytes. */
  readonly capacity: number;
  readonly live: number;
  readonly free: number;
  readonly largestFree: number;
  /** The five largest allocations with their tags, largest first. */
  readonly allocations: readonly { readonly tag: number; readonly address: number; readonly bytes: number }[];
  /** The first five free blocks by address. */
  readonly blocks: readonly { readonly address: number; readonly bytes: number }[];
}

export class Sram {
  readonly capacity: number;
  readonly #alignment: number;
  /** Free blocks by address: addresses and ends. */
  readonly #from: number[];
  readonly #to: number[];
  readonly #held = new Map<number, { readonly bytes: number; readonly tag: number }>();
  #live = 0;
  #peak = 0;
  #top = 0;

  /** Bytes, both. */
  constructor(capacity: number, alignment: number) {
    this.capacity = capacity;
    this.#alignment = alignment;
    this.#from = capacity > 0 ? [0] : [];
    this.#to = capacity > 0 ? [capacity] : [];
  }

  get live(): number {
    return this.#live;
  }

  /** Most bytes that were ever live. */
  get peak(): number {
    return this.#peak;
  }

  /** Highest address + 1 that was ever taken. */
  get highWater(): number {
    return this.#top;
  }

  /** The address of the lowest free block that holds `bytes`, rounded up to the alignment; −1 when none does. */
  take(bytes: number, tag: number): number {
    const size = alignUp(bytes, this.#alignment);
    for (let i = 0; i < this.#from.length; i++) {
      const from = this.#from[i] ?? 0;
      const to = this.#to[i] ?? 0;
      const address = alignUp(from, this.#alignment);
      if (address + size > to) continue;
      this.#cut(i, from, address, address + size, to);
      this.#held.set(address, { bytes: size, tag });
      this.#live += size;
      this.#peak = Math.max(this.#peak, this.#live);
      this.#top = Math.max(this.#top, address + size);
      return address;
    }
    return -1;
  }

  /** Gives back what begins at `address`. Throws when nothing does: a bug of the caller. */
  give(address: number): void {
    const held = this.#held.get(address);
    if (held === undefined) throw new Error(`nothing begins at address ${address} of the scratchpad`);
    this.#held.delete(address);
    this.#live -= held.bytes;
    const end = address + held.bytes;
    let i = 0;
    while (i < this.#from.length && (this.#from[i] ?? 0) < address) i++;
    const joinsBefore = i > 0 && this.#to[i - 1] === address;
    const joinsAfter = this.#from[i] === end;
    if (joinsBefore && joinsAfter) {
      this.#to[i - 1] = this.#to[i] ?? end;
      this.#from.splice(i, 1);
      this.#to.splice(i, 1);
    } else if (joinsBefore) this.#to[i - 1] = end;
    else if (joinsAfter) this.#from[i] = address;
    else {
      this.#from.splice(i, 0, address);
      this.#to.splice(i, 0, end);
    }
  }

  /** Bytes of the largest free block. */
  get largestFree(): number {
    return this.#from.reduce((most, from, i) => Math.max(most, (this.#to[i] ?? 0) - from), 0);
  }

  report(): SramReport {
    const allocations = [...this.#held].map(([address, { bytes, tag }]) => ({ tag, address, bytes }));
    return {
      capacity: this.capacity,
      live: this.#live,
      free: this.capacity - this.#live,
      largestFree: this.largestFree,
      allocations: allocations.sort((a, b) => b.bytes - a.bytes || a.address - b.address).slice(0, 5),
      blocks: this.#from.slice(0, 5).map((from, i) => ({ address: from, bytes: (this.#to[i] ?? 0) - from })),
    };
  }

  #cut(i: number, from: number, address: number, end: number, to: number): void {
    if (from === address && end === to) {
      this.#from.splice(i, 1);
      this.#to.splice(i, 1);
    } else if (from === address) this.#from[i] = end;
    else if (end === to) this.#to[i] = address;
    else {
      this.#to[i] = address;
      this.#from.splice(i + 1, 0, end);
      this.#to.splice(i + 1, 0, to);
    }
  }
}

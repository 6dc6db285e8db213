/** What is in the scratchpad, and who goes first when room is needed. */

import { LazyHeap } from "../../lazy-heap.ts";
import type { Costs } from "./lanes.ts";
import { POLICIES, type Policy } from "./schedule.types.ts";
import { Sram } from "./sram.ts";
import { NEVER } from "./uses.ts";

export class Residents {
  readonly sram: Sram;
  /** Address of each tile; −1: not here. */
  readonly address: Float64Array;
  /** Next step that needs each tile that is here; changed by `use`. */
  readonly nextUse: Int32Array;
  /** 1 while a tile is worked on: it is nowhere else; changed by `work` and `finish`. */
  readonly open: Uint8Array;
  /** When each was asked for last, and when it came. */
  readonly #asked: Float64Array;
  readonly #came: Float64Array;
  readonly #bytes: Float64Array;
  readonly #costs: Costs;
  /** By the furthest next use, a heap for each size: of equal tiles that alone counts. */
  readonly #furthest = new Map<number, LazyHeap>();
  readonly #lru: LazyHeap;
  readonly #fifo: LazyHeap;
  /** Open tiles by the furthest next use. */
  readonly #dirty: LazyHeap;
  #clock = 0;

  /** Bytes of each tile, and of the scratchpad. */
  constructor(bytes: Float64Array, capacity: number, alignment: number, costs: Costs) {
    const tiles = bytes.length;
    this.sram = new Sram(capacity, alignment);
    this.address = new Float64Array(tiles).fill(-1);
    this.nextUse = new Int32Array(tiles).fill(NEVER);
    this.open = new Uint8Array(tiles);
    this.#bytes = bytes;
    this.#costs = costs;
    this.#asked = new Float64Array(tiles);
    this.#came = new Float64Array(tiles);
    const clean = (tile: number, address: number) => this.address[tile] === address && this.open[tile] === 0;
    this.#lru = new LazyHeap((t, key, address) => clean(t, address) && this.#asked[t] === key);
    this.#fifo = new LazyHeap((t, key, address) => clean(t, address) && this.#came[t] === key);
    this.#dirty = new LazyHeap(
      (t, key, address) => this.address[t] === address && this.open[t] === 1 && this.nextUse[t] === -key,
    );
  }

  /** Notes that a tile was asked for, whether it was here or not. */
  ask(tile: number): void {
    this.#asked[tile] = ++this.#clock;
    this.#lru.push(tile, this.#clock, this.address[tile] ?? -1);
  }

  /** Says when a tile is needed next. */
  use(tile: number, step: number): void {
    this.nextUse[tile] = step;
    this.#list(tile);
  }

  /** Says that a tile is worked on. */
  work(tile: number): void {
    this.open[tile] = 1;
    this.#list(tile);
  }

  /** Says that a tile is a copy of what is elsewhere. */
  finish(tile: number): void {
    this.open[tile] = 0;
    this.#list(tile);
    const address = this.address[tile] ?? -1;
    this.#lru.push(tile, this.#asked[tile] ?? 0, address);
    this.#fifo.push(tile, this.#came[tile] ?? 0, address);
  }

  /** Takes room for a tile; false when no block holds it. */
  bring(tile: number): boolean {
    const address = this.sram.take(this.#bytes[tile] ?? 0, tile);
    if (address < 0) return false;
    this.address[tile] = address;
    this.#came[tile] = ++this.#clock;
    this.#fifo.push(tile, this.#clock, address);
    this.#lru.push(tile, this.#asked[tile] ?? 0, address);
    this.#list(tile);
    return true;
  }

  drop(tile: number): void {
    this.sram.give(this.address[tile] ?? -1);
    this.address[tile] = -1;
  }

  /** The tile that a policy gives up at a step, of those that are not open and not pinned; −1: none. */
  victim(policy: Policy, step: number, pinned: (tile: number) => boolean): number {
    switch (policy) {
      case "furthest":
        return this.#furthestFirst(step, pinned);
      case "lru":
        return this.#lru.first(pinned);
      case "fifo":
        return this.#fifo.first(pinned);
    }
  }

  /** What each policy would give up now, by POLICIES. */
  victims(step: number, pinned: (tile: number) => boolean): readonly number[] {
    return POLICIES.map((policy) => this.victim(policy, step, pinned));
  }

  /** The open tile that is worked on latest of those that are not pinned; −1: none. */
  dirtyVictim(pinned: (tile: number) => boolean): number {
    return this.#dirty.first(pinned);
  }

  #list(tile: number): void {
    const address = this.address[tile] ?? -1;
    if (address < 0) return;
    const key = -(this.nextUse[tile] ?? NEVER);
    if (this.open[tile] === 1) this.#dirty.push(tile, key, address);
    else this.#heapOf(this.#bytes[tile] ?? 0).push(tile, key, address);
  }

  #heapOf(bytes: number): LazyHeap {
    let heap = this.#furthest.get(bytes);
    if (heap === undefined) {
      heap = new LazyHeap(
        (t, key, address) => this.address[t] === address && this.open[t] === 0 && this.nextUse[t] === -key,
      );
      this.#furthest.set(bytes, heap);
    }
    return heap;
  }

  /** Of unequal tiles the one with the most distance × bytes freed a unit of reloading: a heuristic. Ties: the lowest address. */
  #furthestFirst(step: number, pinned: (tile: number) => boolean): number {
    let best = -1;
    let most = 0;
    const { transfer, byte } = this.#costs;
    for (const [bytes, heap] of this.#furthest) {
      const tile = heap.first(pinned);
      if (tile < 0) continue;
      // where transfers cost nothing, all cost the same
      const reload = transfer + byte * bytes || 1;
      const worth = (((this.nextUse[tile] ?? NEVER) - step) * bytes) / reload;
      const lower = (this.address[tile] ?? 0) < (this.address[best] ?? 0);
      if (best < 0 || worth > most || (worth === most && lower)) {
        best = tile;
        most = worth;
      }
    }
    return best;
  }
}

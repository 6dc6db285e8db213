/** What is in the scratchpad, and who goes first when room is needed. */

import { POLICIES, type Policy } from "./schedule.types.ts";
import { Sram } from "./sram.ts";
import { NEVER } from "./uses.ts";

export class Residents {
  readonly sram: Sram;
  /** Address of each tile; −1: not here. */
  readonly address: Float64Array;
  /** Next step that needs each tile that is here. */
  readonly nextUse: Int32Array;
  /** 1 while a tile is worked on: it is nowhere else. */
  readonly open: Uint8Array;
  /** Tiles that are here, in no order, and where each is in that list. */
  readonly #here: Int32Array;
  readonly #place: Int32Array;
  /** When each was asked for last, and when it came. */
  readonly #asked: Float64Array;
  readonly #came: Float64Array;
  #count = 0;
  #clock = 0;

  constructor(tiles: number, capacity: number, alignment: number) {
    this.sram = new Sram(capacity, alignment);
    this.address = new Float64Array(tiles).fill(-1);
    this.nextUse = new Int32Array(tiles).fill(NEVER);
    this.open = new Uint8Array(tiles);
    this.#here = new Int32Array(tiles);
    this.#place = new Int32Array(tiles);
    this.#asked = new Float64Array(tiles);
    this.#came = new Float64Array(tiles);
  }

  /** Notes that a tile was asked for, whether it was here or not. */
  ask(tile: number): void {
    this.#asked[tile] = ++this.#clock;
  }

  /** Takes room for a tile; false when no block holds it. */
  bring(tile: number, bytes: number): boolean {
    const address = this.sram.take(bytes, tile);
    if (address < 0) return false;
    this.address[tile] = address;
    this.#came[tile] = ++this.#clock;
    this.#place[tile] = this.#count;
    this.#here[this.#count++] = tile;
    return true;
  }

  drop(tile: number): void {
    this.sram.give(this.address[tile] ?? -1);
    this.address[tile] = -1;
    const place = this.#place[tile] ?? 0;
    const last = this.#here[--this.#count] ?? 0;
    this.#here[place] = last;
    this.#place[last] = place;
  }

  /** The tile that a policy gives up, of those that are not open and not pinned; −1: none. Ties: the lowest address. */
  victim(policy: Policy, pinned: (tile: number) => boolean): number {
    const worth = this.#worth(policy);
    let best = -1;
    for (let i = 0; i < this.#count; i++) {
      const tile = this.#here[i] ?? 0;
      if (this.open[tile] === 1 || pinned(tile)) continue;
      const less = best < 0 ? -1 : (worth[tile] ?? 0) - (worth[best] ?? 0);
      const goes = policy === "furthest" ? -less : less;
      if (best < 0 || goes < 0 || (goes === 0 && (this.address[tile] ?? 0) < (this.address[best] ?? 0)))
        best = tile;
    }
    return best;
  }

  /** What each policy would give up now, by POLICIES. */
  victims(pinned: (tile: number) => boolean): readonly number[] {
    return POLICIES.map((policy) => this.victim(policy, pinned));
  }

  /** The open tile that is worked on latest of those that are not pinned; −1: none. */
  dirtyVictim(pinned: (tile: number) => boolean): number {
    let best = -1;
    for (let i = 0; i < this.#count; i++) {
      const tile = this.#here[i] ?? 0;
      if (this.open[tile] === 0 || pinned(tile)) continue;
      if (best < 0 || (this.nextUse[tile] ?? 0) > (this.nextUse[best] ?? 0)) best = tile;
    }
    return best;
  }

  #worth(policy: Policy): Int32Array | Float64Array {
    if (policy === "furthest") return this.nextUse;
    return policy === "lru" ? this.#asked : this.#came;
  }
}

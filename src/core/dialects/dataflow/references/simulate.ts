/** References through iterations of a schedule: who copies, how many buffers live, who writes what others still hold. */

import type { Taking, Units } from "./units.ts";

/** When a reader gives up its reference: when its firing ends, or when the place that it was read from is written again. */
export type Release = "move" | "sticky";

export interface Hazard {
  readonly step: number;
  readonly unit: number;
  readonly input: number;
  readonly buffer: number;
  /** FIFOs that hold the same buffer. */
  readonly others: readonly number[];
}

export interface FiringTrace {
  readonly unit: number;
  /** Buffers taken from the pool. */
  readonly taken: readonly number[];
  /** Inputs whose reference was copied, once a copy. */
  readonly copied: readonly number[];
  /** Live buffers when new ones are taken and old ones not yet given back, and when the firing has ended. */
  readonly liveDuring: number;
  readonly liveAfter: number;
}

/** What a reference leads to. Parts of a buffer that were made apart by one firing do not meet. */
export interface Held {
  readonly buffer: number;
  /** By split the part that it went on with: pairs of the reference that was split and the number of the part. */
  readonly part: readonly (readonly [split: number, part: number])[];
}

/** Whether two references lead to bytes that both hold. */
export function meet(a: Held, b: Held): boolean {
  if (a.buffer !== b.buffer) return false;
  for (let k = 0; k < a.part.length && k < b.part.length; k++) {
    const [split, part] = a.part[k] ?? [0, 0];
    const [other, own] = b.part[k] ?? [0, 0];
    if (split !== other) return true;
    if (part !== own) return false;
  }
  return true;
}

/** What a taking gives on of `from`: a part of it for each, where there are several. */
export function partsOf(from: Held, { ref, gives }: Taking): readonly Held[] {
  if (gives.length < 2) return gives.map(() => from);
  return gives.map((_, k) => ({ buffer: from.buffer, part: [...from.part, [ref, k]] }));
}

interface Slot {
  /** Where it lies: a FIFO. */
  readonly fifo: number;
  readonly held: Held;
}

/** References between firings; `typeOf` gives the type of the buffers of a FIFO. */
export class ReferenceState {
  readonly #units: Units;
  readonly #release: Release;
  readonly #typeOf: (fifo: number) => string;
  /** By reference what it leads to, while it lies in a FIFO. */
  readonly #held: (Held | undefined)[];
  /** By buffer who holds it; sticky slots are holders too. */
  readonly #holders = new Map<number, Set<Slot>>();
  readonly #slotOf: (Slot | undefined)[];
  /** By FIFO what slots that were read still hold. */
  readonly kept = new Map<number, Slot[]>();
  readonly #alive = new Map<string, number>();
  /** By buffer its type. */
  readonly types: string[] = [];
  /** By type of buffer: those taken from the pool, and the most that lived at once. */
  readonly taken = new Map<string, number>();
  readonly peaks = new Map<string, number>();
  allocations = 0;
  peak = 0;
  copies = 0;
  readonly hazards: Hazard[] = [];

  constructor(units: Units, release: Release, typeOf: (fifo: number) => string) {
    this.#units = units;
    this.#release = release;
    this.#typeOf = typeOf;
    this.#held = new Array<Held | undefined>(units.refs);
    this.#slotOf = new Array<Slot | undefined>(units.refs);
    for (const [f, refs] of units.initial.entries()) {
      for (const ref of refs) this.#put(ref, { buffer: this.#make(typeOf(f)), part: [] });
    }
    this.#notePeaks();
  }

  get live(): number {
    return this.#holders.size;
  }

  /** Buffer of a reference that lies in a FIFO. */
  bufferOf(ref: number): number | undefined {
    return this.#held[ref]?.buffer;
  }

  heldOf(ref: number): Held | undefined {
    return this.#held[ref];
  }

  fire(unit: number, step: number): FiringTrace {
    const own = this.#units.units[unit];
    const taken: number[] = [];
    const copied: number[] = [];
    const given: [ref: number, held: Held][] = [];
    const read: Slot[] = [];
    for (const taking of own?.takes ?? []) {
      const slot = this.#slotOf[taking.ref];
      if (slot === undefined) throw new Error("a reference is taken that nobody has given");
      const { ref, use, gives, input } = taking;
      const others = use === "own" || use === "copy" ? this.#meeting(slot) : [];
      let held = slot.held;
      if (use === "own" && others.length > 0) {
        this.hazards.push({ step, unit, input, buffer: held.buffer, others: others.map(({ fifo }) => fifo) });
      }
      if (use === "copy" && others.length > 0) {
        held = { buffer: this.#take(gives[0] ?? ref, taken), part: [] };
        copied.push(input);
        this.copies++;
      }
      if (use === "split") for (const to of gives) given.push([to, held]);
      else for (const [k, part] of partsOf(held, taking).entries()) given.push([gives[k] ?? 0, part]);
      read.push(slot);
      this.#held[ref] = undefined;
      this.#slotOf[ref] = undefined;
    }
    for (const ref of own?.fresh ?? []) given.push([ref, { buffer: this.#take(ref, taken), part: [] }]);
    this.#notePeaks();
    const liveDuring = this.live;
    const written = new Set(given.map(([ref]) => this.#units.fifo[ref] ?? 0));
    for (const fifo of written) {
      for (const old of this.kept.get(fifo) ?? []) this.#drop(old);
      this.kept.delete(fifo);
    }
    for (const [ref, held] of given) this.#put(ref, held);
    for (const slot of read) {
      if (this.#release === "move") this.#drop(slot);
      else this.kept.set(slot.fifo, [...(this.kept.get(slot.fifo) ?? []), slot]);
    }
    return { unit, taken, copied, liveDuring, liveAfter: this.live };
  }

  /** What stayed in FIFOs becomes what lies there at first, for another iteration. */
  again(): void {
    const { initial, left } = this.#units;
    const stay = left.map((refs) => refs.map((ref) => this.#slotOf[ref]));
    for (const refs of left) {
      for (const ref of refs) {
        this.#held[ref] = undefined;
        this.#slotOf[ref] = undefined;
      }
    }
    for (const [f, refs] of initial.entries()) {
      for (const [k, ref] of refs.entries()) {
        this.#slotOf[ref] = stay[f]?.[k];
        this.#held[ref] = stay[f]?.[k]?.held;
      }
    }
  }

  /** What lies in FIFOs and slots, with buffers and splits named in the order in which they are met: equal for equal states. */
  shape(): string {
    const names = new Map<number, number>();
    const name = ({ buffer, part }: Held) => {
      const known = names.get(buffer) ?? names.size;
      names.set(buffer, known);
      return part.length === 0 ? `${known}` : `${known}/${part.join("/")}`;
    };
    const kept = [...this.kept.keys()].sort((a, b) => a - b);
    const waiting = this.#units.initial.map((refs) =>
      refs.map((ref) => (this.#held[ref] === undefined ? "" : name(this.#held[ref]))),
    );
    return JSON.stringify([
      waiting,
      kept.map((f) => [f, (this.kept.get(f) ?? []).map(({ held }) => name(held))]),
    ]);
  }

  #make(type: string): number {
    const buffer = this.types.length;
    this.types.push(type);
    return buffer;
  }

  #take(ref: number, taken: number[]): number {
    const type = this.#typeOf(this.#units.fifo[ref] ?? 0);
    const buffer = this.#make(type);
    this.allocations++;
    this.taken.set(type, (this.taken.get(type) ?? 0) + 1);
    // it lives from now on, before anybody holds it in a FIFO
    this.#holders.set(buffer, new Set());
    this.#alive.set(type, (this.#alive.get(type) ?? 0) + 1);
    taken.push(buffer);
    return buffer;
  }

  #put(ref: number, held: Held): void {
    const slot: Slot = { fifo: this.#units.fifo[ref] ?? 0, held };
    let holders = this.#holders.get(held.buffer);
    if (holders === undefined) {
      holders = new Set();
      this.#holders.set(held.buffer, holders);
      const type = this.types[held.buffer] ?? "";
      this.#alive.set(type, (this.#alive.get(type) ?? 0) + 1);
    }
    holders.add(slot);
    this.#held[ref] = held;
    this.#slotOf[ref] = slot;
  }

  #drop(slot: Slot): void {
    const holders = this.#holders.get(slot.held.buffer);
    holders?.delete(slot);
    if (holders?.size !== 0) return;
    this.#holders.delete(slot.held.buffer);
    const type = this.types[slot.held.buffer] ?? "";
    this.#alive.set(type, (this.#alive.get(type) ?? 1) - 1);
  }

  #meeting(slot: Slot): Slot[] {
    const holders = this.#holders.get(slot.held.buffer) ?? [];
    return [...holders].filter((other) => other !== slot && meet(other.held, slot.held));
  }

  #notePeaks(): void {
    this.peak = Math.max(this.peak, this.live);
    for (const [type, count] of this.#alive)
      if (count > (this.peaks.get(type) ?? 0)) this.peaks.set(type, count);
  }
}

export interface Simulated {
  readonly allocations: number;
  readonly copies: number;
  /** Most buffers alive at once: what a pool that takes back needs; one that does not needs `allocations`. */
  readonly peak: number;
  readonly hazards: readonly Hazard[];
  readonly trace: readonly FiringTrace[];
  /** References that stay in FIFOs at the end, so that the pool cannot be reset. */
  readonly left: number;
}

/** One iteration in an order of units, FIFOs with delays beginning with buffers of their own. */
export function simulateReferences(
  units: Units,
  order: ArrayLike<number>,
  release: Release = "move",
): Simulated {
  const state = new ReferenceState(units, release, () => "");
  const trace = Array.from(order, (unit, step) => state.fire(unit, step));
  const { allocations, copies, peak, hazards } = state;
  return { allocations, copies, peak, hazards, trace, left: leftOver(units) };
}

export function leftOver({ left }: Units): number {
  return left.reduce((sum, refs) => sum + refs.length, 0);
}

/**
 * The scheduler that this one was made after, defects and all, to compare with: it evicts in the order of allocation and stops
 * at an accumulator, pins nothing, and reads operands' addresses before it makes room for the sum.
 */

import { exec, makeOps, move } from "./ops.ts";
import { NO_TILE, type TiledProgram, tileName } from "./program.types.ts";
import { OP, type Ops } from "./schedule.types.ts";
import { Sram } from "./sram.ts";

export interface OriginalRun {
  readonly ops: Ops;
  readonly eliminated: number;
  readonly evictions: number;
  /** Bytes. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly sram: Sram;
  /** Why it gave up; undefined when it went to the end. */
  readonly error: string | undefined;
}

class GaveUp extends Error {}

class Original {
  readonly ops: Ops;
  readonly sram: Sram;
  eliminated = 0;
  evictions = 0;
  bytesIn = 0;
  bytesOut = 0;
  readonly #program: TiledProgram;
  readonly #labels: boolean;
  /** Address of each operand that is here; −1. */
  readonly #resident: Float64Array;
  /** LOADs of each tile that are still to come. */
  readonly #uses: Int32Array;
  /** Addresses in the order of allocation, and what is there: an operand, or −1 for a sum. */
  readonly #queue = new Map<number, number>();
  /** Addresses of sums, by group and tile of the result. */
  readonly #sums = new Map<string, number>();
  #group = 0;
  #unlabelled: number[] = [];

  constructor(program: TiledProgram, capacity: number, alignment: number, labels: boolean) {
    this.#program = program;
    this.#labels = labels;
    this.sram = new Sram(capacity, alignment);
    this.ops = makeOps(program.microOps);
    this.#resident = new Float64Array(program.tiles).fill(-1);
    this.#uses = new Int32Array(program.tiles);
    for (let s = 0; s < program.steps.count; s++) {
      for (const tile of [program.steps.a[s] ?? 0, program.steps.b[s] ?? 0])
        this.#uses[tile] = (this.#uses[tile] ?? 0) + 1;
    }
  }

  run(): void {
    const { steps } = this.#program;
    for (let s = 0; s < steps.count; s++) {
      const [a, b] = [steps.a[s] ?? 0, steps.b[s] ?? 0];
      this.#load(a, s);
      this.#load(b, s);
      this.#exec(s, a, b);
      if (steps.closes[s] === 1) this.#store(s);
    }
  }

  #load(tile: number, s: number): void {
    if ((this.#resident[tile] ?? -1) >= 0) {
      this.eliminated++;
      return;
    }
    const address = this.#take(tile, tile);
    this.#resident[tile] = address;
    this.bytesIn += this.#program.tileBytes[tile] ?? 0;
    this.#unlabelled.push(move(this.ops, OP.load, tile, address, s));
  }

  #take(tile: number, held: number): number {
    const bytes = this.#program.tileBytes[tile] ?? 0;
    let evicted = 0;
    for (;;) {
      const address = this.sram.take(bytes, tile);
      if (address >= 0) {
        this.#queue.set(address, held);
        return address;
      }
      const head = this.#queue.entries().next().value;
      if (head === undefined || head[1] < 0) {
        const why = evicted === 0 ? "no operand can be evicted" : "too little could be evicted";
        throw new GaveUp(`Cannot allocate ${bytes} bytes for ${tileName(this.#program, tile)}: ${why}.`);
      }
      this.#drop(head[1]);
      evicted++;
      this.evictions++;
    }
  }

  #drop(tile: number): void {
    const address = this.#resident[tile] ?? -1;
    this.sram.give(address);
    this.#queue.delete(address);
    this.#resident[tile] = -1;
  }

  #exec(s: number, a: number, b: number): void {
    const { steps } = this.#program;
    const [atA, atB] = [this.#resident[a] ?? -1, this.#resident[b] ?? -1];
    if (atA < 0 || atB < 0) {
      const place = `${steps.m[s]}, ${steps.n[s]}, ${steps.k[s]}`;
      throw new GaveUp(`EXEC(${place}): an operand is not in the scratchpad any more.`);
    }
    const c = steps.c[s] ?? 0;
    const key = `${this.#group} ${steps.m[s]} ${steps.n[s]}`;
    const sum = this.#sums.get(key) ?? this.#take(c, -1);
    this.#sums.set(key, sum);
    const at = exec(this.ops, s, c, sum, [atA, atB, -1]);
    this.#label(at, (steps.k[s] ?? 0) % 2);
    for (const tile of [a, b]) {
      this.#uses[tile] = (this.#uses[tile] ?? 0) - 1;
      if (this.#uses[tile] === 0 && (this.#resident[tile] ?? -1) >= 0) this.#drop(tile);
    }
  }

  /** The label goes to the EXEC and to those loads since the last one that it reads: by parity of k, whatever the address. */
  #label(at: number, label: number): void {
    if (this.#labels) for (const i of [at, ...this.#unlabelled]) this.ops.buffer[i] = label;
    this.#unlabelled = [];
  }

  #store(s: number): void {
    const { steps } = this.#program;
    const key = `${this.#group} ${steps.m[s]} ${steps.n[s]}`;
    const address = this.#sums.get(key) ?? -1;
    move(this.ops, OP.store, steps.c[s] ?? 0, address, s);
    this.bytesOut += this.#program.tileBytes[steps.c[s] ?? 0] ?? 0;
    this.sram.give(address);
    this.#queue.delete(address);
    this.#sums.delete(key);
    this.#group++;
  }
}

/** Whether the original would take a program: products of two tiles each, one sum after the other. */
export function isForOriginal({ ops, steps }: TiledProgram): boolean {
  return ops.every(({ kind }) => kind === "product") && steps.d.every((tile) => tile === NO_TILE);
}

/** What it makes of a program in m, n, k order. `labels`: its double buffering, which moves nothing. */
export function scheduleAsOriginal(
  program: TiledProgram,
  capacity: number,
  alignment: number,
  labels: boolean,
): OriginalRun {
  const original = new Original(program, capacity, alignment, labels);
  let error: string | undefined;
  try {
    original.run();
  } catch (thrown) {
    if (!(thrown instanceof GaveUp)) throw thrown;
    error = thrown.message;
  }
  const { ops, sram, eliminated, evictions, bytesIn, bytesOut } = original;
  return { ops, sram, eliminated, evictions, bytesIn, bytesOut, error };
}

/**
 * A symbolic run of a schedule: what every byte of the scratchpad and of the memory behind it stands for, operation by operation.
 * Knows the program and the list of operations, and nothing of how the list was made.
 */

import { NO_TILE, type TiledProgram, tileName } from "./program.types.ts";
import { OP, type Ops } from "./schedule.types.ts";

/** An operation that does something wrong. */
export interface Fault {
  /** Its position in the schedule; the number of operations: something is missing at the end. */
  readonly op: number;
  readonly code: "wrong-operand" | "lost-sum" | "overlap" | "outside" | "not-written" | "left-over";
  readonly message: string;
}

export interface Proof {
  readonly faults: readonly Fault[];
  /** All faults, also beyond the first MOST_FAULTS that are told. */
  readonly count: number;
  /** EXECs that read or wrote something wrong. */
  readonly corrupt: number;
}

const MOST_FAULTS = 100;

/** Spreads the number of a step over 32 bits (the finaliser of MurmurHash3), so that sums of different steps differ. */
function mark(step: number): number {
  let h = Math.imul(step + 1, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** What a tile should hold at last: how many steps have worked on it, and the sum of their marks. */
interface Sums {
  readonly steps: Int32Array;
  readonly marks: Float64Array;
}

function wantedSums({ steps, tiles }: TiledProgram): Sums {
  const sums = { steps: new Int32Array(tiles), marks: new Float64Array(tiles) };
  for (let s = 0; s < steps.count; s++) add(sums, steps.c[s] ?? 0, s);
  return sums;
}

function add(sums: Sums, tile: number, step: number): void {
  sums.steps[tile] = (sums.steps[tile] ?? 0) + 1;
  sums.marks[tile] = (sums.marks[tile] ?? 0) + mark(step);
}

/** What lies at an address: a whole tile as it was stored, or one that is being worked on. */
interface Block {
  readonly tile: number;
  readonly address: number;
  readonly end: number;
  /** Whether its sum is its own, and not what the memory behind holds. */
  working: boolean;
  steps: number;
  marks: number;
  /** Something wrong has gone into it. */
  spoilt: boolean;
}

class Machine {
  readonly faults: Fault[] = [];
  count = 0;
  corrupt = 0;
  readonly #program: TiledProgram;
  readonly #capacity: number;
  readonly #wanted: Sums;
  /** By address; no two overlap. */
  readonly #blocks = new Map<number, Block>();
  /** Their addresses, ascending. */
  readonly #starts: number[] = [];
  /** Finished tiles in the memory behind: 1 right, 2 wrong. */
  readonly #stored: Uint8Array;
  /** Tiles that some step makes. */
  readonly #made: Uint8Array;
  readonly #private = new Map<number, Block>();

  constructor(program: TiledProgram, capacity: number) {
    this.#program = program;
    this.#capacity = capacity;
    this.#wanted = wantedSums(program);
    this.#stored = new Uint8Array(program.tiles);
    this.#made = new Uint8Array(program.tiles);
    for (let s = 0; s < program.steps.count; s++) this.#made[program.steps.c[s] ?? 0] = 1;
  }

  run(ops: Ops): void {
    for (let i = 0; i < ops.count; i++) {
      const tile = ops.tile[i] ?? 0;
      const address = ops.address[i] ?? -1;
      switch (ops.kind[i]) {
        case OP.load:
          this.#load(i, tile, address);
          break;
        case OP.exec:
          this.#exec(i, ops);
          break;
        case OP.store:
          this.#store(i, tile, address);
          break;
        case OP.spill: {
          const block = this.#working(i, tile, address);
          if (block !== undefined) this.#private.set(tile, { ...block });
          this.#take(address);
          break;
        }
        case OP.fill: {
          const kept = this.#private.get(tile);
          if (kept === undefined)
            this.#say(i, "lost-sum", `${this.#name(tile)} is brought back, but was never put away`);
          else this.#put(i, { ...kept, address, end: address + (kept.end - kept.address) });
          this.#private.delete(tile);
          break;
        }
      }
    }
    this.#end(ops.count);
  }

  #load(i: number, tile: number, address: number): void {
    const late = this.#made[tile] === 1 && this.#stored[tile] === 0;
    if (late) this.#say(i, "wrong-operand", `${this.#name(tile)} is loaded before anything has written it`);
    const spoilt = late || this.#stored[tile] === 2;
    this.#put(i, { ...this.#fresh(tile, address), working: false, spoilt });
  }

  #fresh(tile: number, address: number): Block {
    const end = address + (this.#program.tileBytes[tile] ?? 0);
    return { tile, address, end, working: true, steps: 0, marks: 0, spoilt: false };
  }

  /** What it covers is gone. */
  #put(i: number, block: Block): void {
    if (block.address < 0 || block.end > this.#capacity)
      this.#say(i, "outside", `${this.#name(block.tile)} is put outside of the scratchpad`);
    for (const other of this.#under(block)) {
      if (other.working && other.tile !== block.tile)
        this.#say(
          i,
          "overlap",
          `${this.#name(block.tile)} is put over ${this.#name(other.tile)}, which is not finished`,
        );
      this.#take(other.address);
    }
    this.#starts.splice(this.#place(block.address), 0, block.address);
    this.#blocks.set(block.address, block);
  }

  /** Position of the first block at or above an address. */
  #place(address: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) < address) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Blocks that a new one would cover, in part or whole. */
  #under(block: Block): Block[] {
    const found: Block[] = [];
    for (let k = Math.max(0, this.#place(block.address) - 1); k < this.#starts.length; k++) {
      const other = this.#blocks.get(this.#starts[k] ?? -1);
      if (other === undefined || other.address >= block.end) break;
      if (other.end > block.address) found.push(other);
    }
    return found;
  }

  #take(address: number): void {
    if (this.#blocks.delete(address)) this.#starts.splice(this.#place(address), 1);
  }

  #exec(i: number, ops: Ops): void {
    const { steps } = this.#program;
    const s = ops.step[i] ?? 0;
    const c = steps.c[s] ?? 0;
    const address = ops.address[i] ?? -1;
    const before = this.count;
    if (steps.opens[s] === 1) this.#put(i, this.#fresh(c, address));
    let spoilt = false;
    for (const operand of ["a", "b", "d"] as const) {
      const tile = steps[operand][s] ?? NO_TILE;
      if (tile !== NO_TILE) spoilt = !this.#holds(i, tile, ops[operand][i] ?? -1) || spoilt;
    }
    const block = this.#working(i, c, address);
    if (block !== undefined) {
      block.steps++;
      block.marks += mark(s);
      block.spoilt ||= spoilt;
    }
    if (this.count > before) this.corrupt++;
  }

  /** Whether the operand is there; what is spoilt already was told where it became so. */
  #holds(i: number, tile: number, address: number): boolean {
    const block = this.#blocks.get(address);
    const there = block?.tile === tile && !block.working;
    if (!there) {
      const instead = block === undefined ? "nothing" : this.#name(block.tile);
      this.#say(i, "wrong-operand", `${this.#name(tile)} is read at ${address}, where ${instead} lies`);
    }
    return there && block?.spoilt === false;
  }

  #working(i: number, tile: number, address: number): Block | undefined {
    const block = this.#blocks.get(address);
    if (block?.tile === tile && block.working) return block;
    this.#say(i, "lost-sum", `The sum of ${this.#name(tile)} is not at ${address} any more`);
    return undefined;
  }

  #complete({ tile, steps, marks }: Block): boolean {
    return steps === this.#wanted.steps[tile] && marks === this.#wanted.marks[tile];
  }

  #store(i: number, tile: number, address: number): void {
    const block = this.#working(i, tile, address);
    const right = block !== undefined && this.#complete(block);
    if (block !== undefined && !right)
      this.#say(
        i,
        "lost-sum",
        `${this.#name(tile)} is stored with ${block.steps} of ${this.#wanted.steps[tile]} steps`,
      );
    this.#stored[tile] = right && block?.spoilt === false ? 1 : 2;
    // what lies there is a copy from now on
    if (block !== undefined) block.working = false;
  }

  #end(ops: number): void {
    for (let tile = 0; tile < this.#made.length; tile++) {
      if (this.#made[tile] === 1 && this.#stored[tile] === 0)
        this.#say(ops, "not-written", `${this.#name(tile)} is never stored`);
    }
    for (const tile of this.#private.keys())
      this.#say(ops, "left-over", `${this.#name(tile)} was put away and never brought back`);
  }

  #name(tile: number): string {
    return tileName(this.#program, tile);
  }

  #say(op: number, code: Fault["code"], message: string): void {
    this.count++;
    if (this.faults.length < MOST_FAULTS) this.faults.push({ op, code, message: `${message}.` });
  }
}

/** Runs the schedule and tells every value that is not what the program means. */
export function proveSchedule(program: TiledProgram, ops: Ops, capacity: number): Proof {
  const machine = new Machine(program, capacity);
  machine.run(ops);
  const { faults, count, corrupt } = machine;
  return { faults, count, corrupt };
}

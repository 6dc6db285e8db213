/**
 * Two generations of operands at once: while a step is worked on, the one before is written out and what the next one lacks is
 * brought in. A slot is what happens at the same time; in the list of a slot EXEC comes first, then the STORE, then the LOADs,
 * which is right too when done one after the other.
 */

import { alignUp } from "../../align.ts";
import { UNIT_COSTS } from "./lanes.ts";
import { exec, makeOps, move } from "./ops.ts";
import { NO_TILE, type TiledProgram } from "./program.types.ts";
import { Residents } from "./residents.ts";
import type { ScheduleSettings } from "./schedule.ts";
import { type Eviction, type Needs, OP, type Scheduled } from "./schedule.types.ts";
import type { Sram } from "./sram.ts";
import { statsOf } from "./stats.ts";
import { NEVER, OPERANDS, type Uses, usesOf } from "./uses.ts";

/** Evictions that are told one by one; all are counted. */
const MOST_TOLD = 100_000;

class Run {
  readonly ops;
  readonly here: Residents;
  readonly told: Eviction[] = [];
  evictions = 0;
  eliminated = 0;
  bytesIn = 0;
  bytesOut = 0;
  bubbles = 0;
  readonly #program: TiledProgram;
  readonly #settings: ScheduleSettings;
  readonly #uses: Uses;
  /** A finished tile that is not written out yet; NO_TILE: none. */
  #draining = NO_TILE;
  #slot = -1;
  #pins: ReadonlySet<number> = new Set();
  readonly #pinned = (tile: number) => this.#pins.has(tile);

  constructor(program: TiledProgram, settings: ScheduleSettings) {
    this.#program = program;
    this.#settings = settings;
    this.#uses = usesOf(program.steps, program.tiles);
    const { capacity, alignment, costs = UNIT_COSTS } = settings;
    this.here = new Residents(program.tileBytes, capacity, alignment, costs);
    this.ops = makeOps(program.microOps);
  }

  get sram(): Sram {
    return this.here.sram;
  }

  run(): Needs | undefined {
    const { count } = this.#program.steps;
    if (count > 0 && !this.#fetch(0, [])) return this.#needs(0);
    for (let s = 0; s < count; s++) {
      this.#slot++;
      const needs = this.#work(s);
      if (needs !== undefined) return needs;
    }
    this.#slot++;
    this.#drain();
    return undefined;
  }

  #read(s: number): number[] {
    return OPERANDS.flatMap((operand) => {
      const tile = this.#program.steps[operand][s] ?? NO_TILE;
      return tile === NO_TILE ? [] : [tile];
    });
  }

  /** One slot, and a second one in which compute waits when the next step could not be made ready. */
  #work(s: number): Needs | undefined {
    const { steps } = this.#program;
    const { address, nextUse, open } = this.here;
    const c = steps.c[s] ?? 0;
    const read = this.#read(s);
    this.#pins = new Set([...read, c]);
    if ((address[c] ?? -1) < 0 && !this.#room(c, s)) return this.#needs(s);
    this.here.work(c);
    const at = (operand: (typeof OPERANDS)[number]) => {
      const tile = steps[operand][s] ?? NO_TILE;
      return tile === NO_TILE ? -1 : (address[tile] ?? -1);
    };
    this.#label(exec(this.ops, s, c, address[c] ?? -1, [at("a"), at("b"), at("d")]), s);
    const next = s + 1;
    const coming = next < steps.count ? this.#read(next) : [];
    let drained = this.#store();
    if (coming.includes(drained)) {
      // it stays for that, or its place is free for the copy that comes back
      this.here.finish(drained);
      if (!this.#settings.forward) this.here.drop(drained);
      drained = NO_TILE;
    }
    const closing = steps.closes[s] === 1 ? c : NO_TILE;
    const late = next < steps.count && !this.#ahead(next, read, closing);
    this.#release(drained);
    for (const tile of read) {
      const done = nextUse[tile] === NEVER && !coming.includes(tile);
      if (done && (address[tile] ?? -1) >= 0 && open[tile] === 0) this.here.drop(tile);
    }
    this.#draining = closing;
    if (closing !== NO_TILE) this.here.use(c, this.#uses.first[c] ?? NEVER);
    if (!late) return undefined;
    this.#slot++;
    this.bubbles++;
    this.#drain();
    return this.#fetch(next, []) ? undefined : this.#needs(next);
  }

  /** Brings what a step lacks while another works; false when it has to wait for a slot of its own. */
  #ahead(s: number, beside: readonly number[], closing: number): boolean {
    // what follows a product is done when it is written out: before that it is not what anyone should read
    if (closing !== NO_TILE && this.#read(s).includes(closing)) return false;
    return this.#fetch(s, beside);
  }

  /** Brings what step `s` lacks; `beside` may not go meanwhile. False when there is no room; what was brought stays. */
  #fetch(s: number, beside: readonly number[]): boolean {
    const { address } = this.here;
    const read = this.#read(s);
    this.#pins = new Set([...read, ...beside]);
    for (const [o, tile] of read.entries()) {
      if (this.#asked.has(o)) continue;
      if ((address[tile] ?? -1) >= 0) this.eliminated++;
      else {
        if (!this.#room(tile, s)) return false;
        this.#label(move(this.ops, OP.load, tile, address[tile] ?? -1, s), s);
        this.bytesIn += this.#program.tileBytes[tile] ?? 0;
      }
      this.here.ask(tile);
      this.#asked.add(o);
    }
    for (const tile of read) this.here.use(tile, this.#later(s, tile));
    this.#asked.clear();
    return true;
  }

  /** Operands of the step that is being made ready which were counted already: a slot may have been too short for all. */
  readonly #asked = new Set<number>();

  /** The next step after `s` that reads a tile which `s` reads. */
  #later(s: number, tile: number): number {
    let next = NEVER;
    OPERANDS.forEach((operand, o) => {
      if (this.#program.steps[operand][s] === tile) next = this.#uses.next[3 * s + o] ?? NEVER;
    });
    return next;
  }

  #room(tile: number, s: number): boolean {
    while (!this.here.bring(tile)) {
      const victim = this.here.victim(this.#settings.policy, s, this.#pinned);
      if (victim < 0) return false;
      this.evictions++;
      if (this.told.length < MOST_TOLD) {
        const others = this.here.victims(s, this.#pinned);
        const nextUse = this.here.nextUse[victim] ?? NEVER;
        this.told.push({ op: this.ops.count, step: s, tile: victim, nextUse, others });
      }
      this.here.drop(victim);
    }
    return true;
  }

  /** Writes out what was finished in the slot before; returns it. */
  #store(): number {
    const tile = this.#draining;
    if (tile === NO_TILE) return NO_TILE;
    const at = move(this.ops, OP.store, tile, this.here.address[tile] ?? -1, this.#slot);
    this.ops.slot[at] = this.#slot;
    this.bytesOut += this.#program.tileBytes[tile] ?? 0;
    this.#draining = NO_TILE;
    return tile;
  }

  /** At the end of the slot that wrote it: it stays for who reads it next, or goes. */
  #release(tile: number): void {
    if (tile === NO_TILE) return;
    this.here.finish(tile);
    if (!this.#settings.forward || this.here.nextUse[tile] === NEVER) this.here.drop(tile);
  }

  #drain(): void {
    this.#release(this.#store());
  }

  #label(at: number, s: number): void {
    this.ops.slot[at] = this.#slot;
    this.ops.buffer[at] = s % 2;
  }

  /** Sums that are open or being written out stay, for nothing is spilled between two buffers. */
  #needs(step: number): Needs {
    const { tileBytes, steps } = this.#program;
    const { address, open } = this.here;
    const tiles = [...new Set([...this.#pins, steps.c[step] ?? 0])];
    const known = new Set(tiles);
    open.forEach((is, tile) => {
      if (is === 1 && (address[tile] ?? -1) >= 0 && !known.has(tile)) tiles.push(tile);
    });
    const bytes = tiles.reduce(
      (sum, tile) => sum + alignUp(tileBytes[tile] ?? 0, this.#settings.alignment),
      0,
    );
    return { step, tiles, bytes, sram: this.sram.report() };
  }
}

/** The schedule with two buffers, or what must be in the scratchpad together where it is too small even with a pause. */
export function scheduleDouble(program: TiledProgram, settings: ScheduleSettings): Scheduled {
  const run = new Run(program, settings);
  const needs = run.run();
  if (needs !== undefined) return { feasible: false, needs };
  const stats = statsOf(program, run, settings.forward);
  return { feasible: true, schedule: { ops: run.ops, stats, evictions: run.told, bubbles: run.bubbles } };
}

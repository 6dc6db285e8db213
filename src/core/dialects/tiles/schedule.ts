/**
 * Steps to LOAD, EXEC and STORE with addresses, one buffer. What a step needs is pinned from its first request on; of the rest
 * goes, by default, what is needed furthest in the future: fewest loads for a given order, equal tiles and clean victims
 * (Belady; with pins and a varying capacity: Peserico, STACS 2019).
 */

import { alignUp } from "../../align.ts";
import { type Costs, UNIT_COSTS } from "./lanes.ts";
import { exec, makeOps, move } from "./ops.ts";
import { NO_TILE, type TiledProgram } from "./program.types.ts";
import { Residents } from "./residents.ts";
import { type Eviction, type Needs, OP, type Policy, type Scheduled } from "./schedule.types.ts";
import type { Sram } from "./sram.ts";
import { statsOf } from "./stats.ts";
import { NEVER, OPERANDS, type Uses, usesOf } from "./uses.ts";

export interface ScheduleSettings {
  /** Bytes. */
  readonly capacity: number;
  readonly alignment: number;
  readonly policy: Policy;
  /** Whether a finished tile stays for who reads it next. */
  readonly forward: boolean;
  /** What bringing a tile back costs: of unequal tiles that counts too. Absent: each transfer is one unit. */
  readonly costs?: Costs;
}

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
  readonly #program: TiledProgram;
  readonly #settings: ScheduleSettings;
  readonly #uses: Uses;
  /** 1 for an open tile that was written to its private place. */
  readonly #spilled: Uint8Array;
  /** Of the step under way. */
  #pins: readonly number[] = [];
  readonly #pinned = (tile: number) => this.#pins.includes(tile);

  constructor(program: TiledProgram, settings: ScheduleSettings) {
    this.#program = program;
    this.#settings = settings;
    this.#uses = usesOf(program.steps, program.tiles);
    this.#spilled = new Uint8Array(program.tiles);
    const { capacity, alignment, costs = UNIT_COSTS } = settings;
    this.here = new Residents(program.tileBytes, capacity, alignment, costs);
    this.ops = makeOps(program.microOps);
  }

  get sram(): Sram {
    return this.here.sram;
  }

  /** Does all steps; what the first step that does not fit needs, if there is one. */
  run(): Needs | undefined {
    for (let s = 0; s < this.#program.steps.count; s++) {
      const needs = this.#step(s);
      if (needs !== undefined) return needs;
    }
    return undefined;
  }

  #step(s: number): Needs | undefined {
    const { steps } = this.#program;
    const c = steps.c[s] ?? 0;
    const read = OPERANDS.map((operand) => steps[operand][s] ?? NO_TILE);
    this.#pins = [...new Set([...read.filter((tile) => tile !== NO_TILE), c])];
    const { address, nextUse, open } = this.here;
    for (const [o, tile] of read.entries()) {
      if (tile === NO_TILE) continue;
      if ((address[tile] ?? -1) >= 0) this.eliminated++;
      else if (!this.#bring(tile, s, OP.load)) return this.#needs(s);
      this.here.ask(tile);
      this.here.use(tile, this.#uses.next[3 * s + o] ?? NEVER);
    }
    if (!this.#openFor(s, c)) return this.#needs(s);
    const [a, b, d] = read.map((tile) => (tile === NO_TILE ? -1 : (address[tile] ?? -1)));
    exec(this.ops, s, c, address[c] ?? -1, [a ?? -1, b ?? -1, d ?? -1]);
    this.here.use(c, this.#uses.nextWork[s] ?? NEVER);
    for (const tile of read) {
      if (tile !== NO_TILE && nextUse[tile] === NEVER && (address[tile] ?? -1) >= 0 && open[tile] === 0)
        this.here.drop(tile);
    }
    if (steps.closes[s] === 1) this.#close(s, c);
    return undefined;
  }

  #openFor(s: number, c: number): boolean {
    const { address } = this.here;
    if ((address[c] ?? -1) < 0) {
      const spilled = this.#spilled[c] === 1;
      if (!this.#bring(c, s, spilled ? OP.fill : undefined)) return false;
      this.#spilled[c] = 0;
    }
    this.here.work(c);
    return true;
  }

  #close(s: number, c: number): void {
    const { address, nextUse } = this.here;
    move(this.ops, OP.store, c, address[c] ?? -1, s);
    this.bytesOut += this.#program.tileBytes[c] ?? 0;
    this.here.finish(c);
    this.here.use(c, this.#uses.first[c] ?? NEVER);
    // a tile that is read before it is made has its first use behind it
    if (!this.#settings.forward || nextUse[c] === NEVER || (nextUse[c] ?? 0) <= s) this.here.drop(c);
  }

  /** Makes room and takes it; `kind` of the transfer that fills it, if one does. */
  #bring(tile: number, s: number, kind: number | undefined): boolean {
    const bytes = this.#program.tileBytes[tile] ?? 0;
    while (!this.here.bring(tile)) if (!this.#evict(s)) return false;
    if (kind === undefined) return true;
    move(this.ops, kind, tile, this.here.address[tile] ?? -1, s);
    this.bytesIn += bytes;
    return true;
  }

  #evict(s: number): boolean {
    const { here } = this;
    const tile = here.victim(this.#settings.policy, s, this.#pinned);
    if (tile >= 0) {
      this.evictions++;
      if (this.told.length < MOST_TOLD) {
        const others = here.victims(s, this.#pinned);
        this.told.push({ op: this.ops.count, step: s, tile, nextUse: here.nextUse[tile] ?? NEVER, others });
      }
      here.drop(tile);
      return true;
    }
    const dirty = here.dirtyVictim(this.#pinned);
    if (dirty < 0) return false;
    move(this.ops, OP.spill, dirty, here.address[dirty] ?? -1, s);
    this.bytesOut += this.#program.tileBytes[dirty] ?? 0;
    this.#spilled[dirty] = 1;
    here.drop(dirty);
    return true;
  }

  #needs(step: number): Needs {
    const bytes = this.#pins.reduce(
      (sum, tile) => sum + alignUp(this.#program.tileBytes[tile] ?? 0, this.#settings.alignment),
      0,
    );
    return { step, tiles: this.#pins, bytes, sram: this.here.sram.report() };
  }
}

/** The schedule, or what must be in the scratchpad together at the first step for which it is too small. */
export function scheduleTiles(program: TiledProgram, settings: ScheduleSettings): Scheduled {
  const run = new Run(program, settings);
  const needs = run.run();
  if (needs !== undefined) return { feasible: false, needs };
  const stats = statsOf(program, run, settings.forward);
  return { feasible: true, schedule: { ops: run.ops, stats, evictions: run.told, bubbles: 0 } };
}

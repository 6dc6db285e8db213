/**
 * From when to when each tensor of a method is needed, on the clock of its instructions: −1 is before the first, N (their
 * number) after the last. The file does not say it; it follows from what the instructions touch.
 */

import type { PteProgram } from "./program.types.ts";
import { type Cond, type Step, type Trace, tensorOf, traceOf } from "./trace.ts";

/** A tensor that owns its bytes, with all that views them. Instructions inclusive. */
export interface RootLife {
  /** Index of the value. */
  readonly value: number;
  readonly first: number;
  readonly last: number;
  /** Where the value itself is touched, without what stands for it later; it may be a branch of a cond. */
  readonly home: readonly [number, number];
  /** `state`: holds contents before and after; `scratch`: room for one instruction. */
  readonly kind: "input" | "state" | "scratch" | "value";
  /** Kept to the end of a loop, because the next round needs it. */
  readonly looped: boolean;
}

export interface Lives {
  readonly trace: Trace;
  /** By value. */
  readonly roots: readonly RootLife[];
  /** Values that have a place of their own and that nothing ever touches. */
  readonly idle: readonly number[];
}

/** So many tensors may stand behind one value; of more, the others are kept to the last instruction. */
export const MOST_BEHIND = 16;
/** With more loops, all that one touches is kept throughout all that overlap it. */
const MOST_LOOPS = 1000;

/** Of the method with this name; empty when the program has none. */
export function lifetimesOf(program: PteProgram, method: string): readonly RootLife[] {
  const plan = program.plans.find(({ name }) => name === method);
  return plan === undefined ? [] : livesOf(traceOf(plan)).roots;
}

export function livesOf(trace: Trace): Lives {
  return new Touches(trace).lives();
}

interface Loop {
  readonly from: number;
  readonly to: number;
  /** Stands for many: what it touches is kept throughout. */
  readonly whole: boolean;
}

class Touches {
  readonly #trace: Trace;
  /** Of each value the tensors that own the bytes which it stands for at the moment. */
  readonly #behind: (readonly number[])[];
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #homeFirst: Int32Array;
  readonly #homeLast: Int32Array;
  readonly #looped: Uint8Array;
  /** Of each instruction: tensors that it touches, those that it reads first. */
  readonly #touched: { readonly owner: number; readonly reads: boolean }[][];
  readonly #steps: number;
  /** What each move put behind a value, and where the value is read. */
  readonly #moves: { readonly k: number; readonly to: number; readonly owners: readonly number[] }[] = [];
  readonly #readAt = new Map<number, number[]>();

  constructor(trace: Trace) {
    const count = trace.owner.length;
    this.#trace = trace;
    this.#steps = trace.steps.length;
    this.#behind = Array.from(trace.owner, (owner) => (owner < 0 ? [] : [owner]));
    this.#first = new Int32Array(count).fill(this.#steps + 1);
    this.#last = new Int32Array(count).fill(-2);
    this.#homeFirst = this.#first.slice();
    this.#homeLast = this.#last.slice();
    this.#looped = new Uint8Array(count);
    this.#touched = trace.steps.map(() => []);
  }

  lives(): Lives {
    const trace = this.#trace;
    for (const v of trace.inputs) this.#extend(v, -1, true);
    for (const { renames } of trace.steps) if (renames?.moves === true) this.#readAt.set(renames.to, []);
    trace.steps.forEach((step, k) => {
      for (const { value, base } of step.elided) this.#behind[value] = [trace.owner[base] ?? base];
      for (const v of step.reads) {
        this.#touch(v, k, true);
        this.#readAt.get(v)?.push(k);
      }
      for (const v of step.writes) this.#touch(v, k, v === step.adds);
      if (step.renames !== null) this.#rename(step.renames, k);
    });
    for (const { value, base } of trace.elidedOutputs) this.#behind[value] = [trace.owner[base] ?? base];
    for (const v of trace.outputs) {
      for (const owner of this.#behind[v] ?? []) this.#extend(owner, this.#steps, owner === trace.owner[v]);
    }
    const scratch = this.#scratch();
    for (const loop of loopsOf(trace)) this.#loop(loop, scratch);
    return this.#collect(scratch);
  }

  #touch(v: number, k: number, reads: boolean): void {
    const behind = this.#behind[v] ?? [];
    for (const owner of behind) {
      this.#extend(owner, k, owner === this.#trace.owner[v]);
      this.#touched[k]?.push({ owner, reads });
    }
  }

  #extend(owner: number, k: number, home: boolean): void {
    this.#first[owner] = Math.min(this.#first[owner] ?? 0, k);
    this.#last[owner] = Math.max(this.#last[owner] ?? 0, k);
    if (!home) return;
    this.#homeFirst[owner] = Math.min(this.#homeFirst[owner] ?? 0, k);
    this.#homeLast[owner] = Math.max(this.#homeLast[owner] ?? 0, k);
  }

  #rename({ from, to, besides, moves }: NonNullable<Step["renames"]>, k: number): void {
    const source = this.#behind[from] ?? [];
    const all = besides ? [...new Set([...(this.#behind[to] ?? []), ...source])] : source;
    for (const owner of all.slice(MOST_BEHIND)) this.#cover(owner, k, this.#steps - 1);
    this.#behind[to] = all.slice(0, MOST_BEHIND);
    if (moves) this.#moves.push({ k, to, owners: source });
  }

  /** Planned tensors without contents that a single instruction touches. */
  #scratch(): ReadonlySet<number> {
    const { unwritten, plan, steps } = this.#trace;
    const users = new Map<number, number>();
    for (const { reads, writes } of steps) {
      for (const v of new Set([...reads, ...writes])) users.set(v, (users.get(v) ?? 0) + 1);
    }
    const isScratch = (v: number) => tensorOf(plan, v)?.allocation && users.get(v) === 1;
    return new Set([...unwritten].filter(isScratch));
  }

  /** What a loop brings into its next round, or takes out of it, is kept to its end. */
  #loop({ from, to, whole }: Loop, scratch: ReadonlySet<number>): void {
    const inside = this.#moves.filter(({ k }) => k >= from && k <= to);
    const lastMove = new Map(inside.map((move) => [move.to, move.k]));
    // read before all branches have moved theirs there: the next round reads what this one moved
    const readAgain = new Set<number>();
    for (const [value, until] of lastMove) {
      if (this.#readAt.get(value)?.some((k) => k >= from && k <= until)) readAgain.add(value);
    }
    for (const move of inside) {
      if (!readAgain.has(move.to)) continue;
      for (const owner of move.owners) this.#cover(owner, from, to);
    }
    const seen = new Set<number>();
    for (let k = from; k <= to; k++) {
      for (const { owner, reads } of this.#touched[k] ?? []) {
        if (seen.has(owner) || scratch.has(owner)) continue;
        seen.add(owner);
        const outside = (this.#first[owner] ?? 0) < from || (this.#last[owner] ?? 0) > to;
        if (!reads && !outside && !whole) continue;
        this.#cover(owner, reads || whole ? from : to, to);
      }
    }
  }

  #cover(owner: number, from: number, to: number): void {
    this.#first[owner] = Math.min(this.#first[owner] ?? 0, from);
    this.#last[owner] = Math.max(this.#last[owner] ?? 0, to);
    this.#looped[owner] = 1;
  }

  #collect(scratch: ReadonlySet<number>): Lives {
    const { owner, persistent, unwritten, plan, inputs } = this.#trace;
    const isInput = new Set(inputs);
    const roots: RootLife[] = [];
    const idle: number[] = [];
    for (let v = 0; v < owner.length; v++) {
      if (owner[v] !== v || !tensorOf(plan, v)?.allocation) continue;
      const state = persistent[v] === 1 || (unwritten.has(v) && !scratch.has(v));
      const touched = (this.#last[v] ?? -2) >= -1;
      if (!touched && !state) {
        idle.push(v);
        continue;
      }
      roots.push({
        value: v,
        first: state ? -1 : (this.#first[v] ?? 0),
        last: state ? this.#steps : (this.#last[v] ?? 0),
        home: [this.#homeFirst[v] ?? 0, this.#homeLast[v] ?? 0],
        kind: state ? "state" : scratch.has(v) ? "scratch" : isInput.has(v) ? "input" : "value",
        looped: this.#looped[v] === 1,
      });
    }
    return { trace: this.#trace, roots, idle };
  }
}

/** Jumps back, the inner ones first; hulls of overlapping ones where they are too many. */
function loopsOf({ steps }: Trace): readonly Loop[] {
  const loops = steps.flatMap(({ jumpsTo }, to) =>
    jumpsTo !== null && jumpsTo <= to ? [{ from: jumpsTo, to, whole: false }] : [],
  );
  if (loops.length <= MOST_LOOPS) return loops.sort((a, b) => a.to - a.from - (b.to - b.from));
  const hulls: Loop[] = [];
  for (const { from, to } of loops.sort((a, b) => a.from - b.from)) {
    const hull = hulls.at(-1);
    if (hull !== undefined && from <= hull.to)
      hulls[hulls.length - 1] = { ...hull, to: Math.max(hull.to, to) };
    else hulls.push({ from, to, whole: true });
  }
  return hulls;
}

/** Whether two tensors are each at home in another branch of one cond, so that a run has one of them at most. */
export function neverTogether(conds: readonly Cond[], a: RootLife, b: RootLife): boolean {
  if (a.looped || b.looped) return false;
  const inside = ({ home }: RootLife, [from, to]: readonly [number, number]) =>
    home[0] >= from && home[1] <= to;
  return conds.some(({ yes, no }) => (inside(a, yes) && inside(b, no)) || (inside(a, no) && inside(b, yes)));
}

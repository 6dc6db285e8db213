/** One walk along the instructions of a method: which bytes each access means, and what the values were before. */

import { type Effects, effectsOf, tensorsOf } from "./effects.ts";
import type { PtePlan, PteTensor } from "./program.types.ts";
import { tensorBytes } from "./scalar-types.ts";

/** A value that has no instruction of its own: the same place as `base`, under other sizes. */
export interface Elided {
  readonly value: number;
  readonly base: number;
}

export interface Step {
  readonly op: string;
  /** Views that this instruction is the first to see. */
  readonly elided: readonly Elided[];
  /** Values. */
  readonly reads: readonly number[];
  readonly writes: readonly number[];
  readonly renames: (Effects["renames"] & { readonly besides: boolean }) | null;
  readonly adds: number | null;
  readonly jumpsTo: number | null;
}

/** Two runs of instructions of which a run of the method takes one; inclusive, perhaps empty. */
export interface Cond {
  readonly yes: readonly [number, number];
  readonly no: readonly [number, number];
}

export interface Trace {
  readonly plan: PtePlan;
  readonly steps: readonly Step[];
  /** Of each value the one that owns its bytes; itself where it owns them, −1 where it is no tensor. */
  readonly owner: Int32Array;
  /** Values whose contents come from before the first instruction, and that the method may change. */
  readonly persistent: Uint8Array;
  /** Values that are read before anything has written them, and that no rule explains. */
  readonly unwritten: ReadonlySet<number>;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Outputs that only elided views bring. */
  readonly elidedOutputs: readonly Elided[];
  readonly conds: readonly Cond[];
  readonly bytes: Float64Array;
}

export function tensorOf(plan: PtePlan, value: number): PteTensor | undefined {
  const tensor = plan.values[value];
  return tensor?.kind === "Tensor" ? tensor : undefined;
}

/** Data in the file or in another one, and no place in an arena. */
export function isConstant(tensor: PteTensor): boolean {
  return tensor.allocation === null && (tensor.dataIndex > 0 || tensor.extra?.location === 1);
}

export function traceOf(plan: PtePlan): Trace {
  return new Walk(plan).trace();
}

class Walk {
  readonly #plan: PtePlan;
  readonly #owner: Int32Array;
  readonly #persistent: Uint8Array;
  readonly #bytes: Float64Array;
  readonly #defined: Uint8Array;
  readonly #unwritten = new Set<number>();
  /** The latest value at each place that something was written to. */
  readonly #latest = new Map<string, number>();
  /** Of each place the persistent value or the input there. */
  readonly #given = new Map<string, number>();

  constructor(plan: PtePlan) {
    this.#plan = plan;
    const count = plan.values.length;
    this.#owner = Int32Array.from(plan.values, (value, v) => (value.kind === "Tensor" ? v : -1));
    this.#persistent = new Uint8Array(count);
    this.#defined = new Uint8Array(count);
    this.#bytes = Float64Array.from(plan.values, (v) =>
      v.kind === "Tensor" ? tensorBytes(v.scalarType, v.sizes) : 0,
    );
    for (let v = 0; v < count; v++) {
      const tensor = tensorOf(plan, v);
      if (tensor === undefined) continue;
      const named = (tensor.extra?.name ?? "") !== "";
      if (isConstant(tensor)) this.#defined[v] = 1;
      else if (named || tensor.dataIndex > 0) {
        this.#defined[v] = this.#persistent[v] = 1;
        this.#give(v);
      }
    }
  }

  trace(): Trace {
    const plan = this.#plan;
    const inputs = tensorsOf(plan, plan.inputs);
    for (const v of inputs) {
      this.#defined[v] = 1;
      this.#give(v);
    }
    const effects: Effects[] = [];
    for (const { instructions } of plan.chains) {
      const start = effects.length;
      for (const instruction of instructions) effects.push(effectsOf(plan, instruction, start));
    }
    const conds = condsOf(plan, effects);
    const steps = this.#walk(effects, conds);
    const outputs = tensorsOf(plan, plan.outputs);
    const elidedOutputs = outputs.flatMap((v) => this.#seen(v, false));
    return {
      plan,
      steps,
      owner: this.#owner,
      persistent: this.#persistent,
      unwritten: this.#unwritten,
      inputs,
      outputs,
      elidedOutputs,
      conds,
      bytes: this.#bytes,
    };
  }

  #walk(effects: readonly Effects[], conds: readonly Cond[]): readonly Step[] {
    const moved = new Map<number, number>();
    const renamed = new Set<number>();
    const rest = [...conds].sort((a, b) => a.no[0] - b.no[0]);
    let inElse: Cond[] = [];
    let next = 0;
    return effects.map((e, k) => {
      for (let cond = rest[next]; cond !== undefined && cond.no[0] <= k; cond = rest[++next])
        inElse.push(cond);
      inElse = inElse.filter(({ no }) => k <= no[1]);
      const reads = [...e.reads, ...e.either.filter((v) => this.#defined[v] === 1)];
      const writes = [...e.writes, ...e.either.filter((v) => this.#defined[v] !== 1)];
      const elided = reads.flatMap((v) => this.#seen(v, true));
      for (const v of writes) {
        this.#defined[v] = 1;
        const place = this.#place(v);
        if (place !== null && !renamed.has(v)) this.#latest.set(place, v);
      }
      let renames: Step["renames"] = null;
      if (e.renames !== null) {
        const { to, moves } = e.renames;
        this.#defined[to] = 1;
        renamed.add(to);
        const before = moved.get(to) ?? -1;
        // the other branch has put its own result there: either may be what the value stands for
        const besides = moves && inElse.some(({ yes }) => yes[0] <= before && before <= yes[1]);
        renames = { ...e.renames, besides };
        if (moves) moved.set(to, k);
      }
      return { op: e.op, elided, reads, writes, renames, adds: e.adds, jumpsTo: e.jumpsTo };
    });
  }

  /** The view that a value turns out to be when it is first needed, if it is one. */
  #seen(v: number, reads: boolean): readonly Elided[] {
    if (this.#defined[v] === 1) return [];
    this.#defined[v] = 1;
    const place = this.#place(v);
    if (place === null) {
      this.#unwritten.add(v);
      return [];
    }
    const base = this.#latest.get(place) ?? this.#given.get(place);
    if (base === undefined) {
      if (reads) this.#unwritten.add(v);
      return [];
    }
    this.#owner[v] = this.#owner[base] ?? base;
    return [{ value: v, base }];
  }

  #give(v: number): void {
    const place = this.#place(v);
    if (place !== null) this.#given.set(place, v);
  }

  /** Arena, offset and size of a planned tensor. */
  #place(v: number): string | null {
    const place = tensorOf(this.#plan, v)?.allocation;
    return place ? `${place.memory} ${place.offset} ${this.#bytes[v]}` : null;
  }
}

/** A jump to just behind a jump that is always taken, over which it leads: the two branches of a cond. */
function condsOf(plan: PtePlan, effects: readonly Effects[]): readonly Cond[] {
  const always = new Map<number, number>();
  let at = 0;
  for (const { instructions } of plan.chains) {
    const start = at;
    for (const i of instructions) {
      if (i.kind === "JumpFalseCall") {
        const value = plan.values[i.condition];
        if (value?.kind === "Bool" && !value.value) always.set(at, start + i.destination);
      }
      at++;
    }
  }
  return effects.flatMap(({ jumpsTo }, k): Cond[] => {
    if (jumpsTo === null || jumpsTo <= k + 1) return [];
    const end = always.get(jumpsTo - 1);
    if (end === undefined || end < jumpsTo) return [];
    return [{ yes: [k + 1, jumpsTo - 2], no: [jumpsTo, end - 1] }];
  });
}

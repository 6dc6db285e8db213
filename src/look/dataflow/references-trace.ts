/** References along the schedule of a plan: one iteration firing by firing, and what comes of going on. */

import {
  type FiringTrace,
  leftOver,
  ReferenceState,
  type Release,
} from "../../core/dialects/dataflow/references/simulate.ts";
import type { Units } from "../../core/dialects/dataflow/references/units.ts";
import type { Stream } from "../../core/dialects/dataflow/stream.types.ts";
import type {
  FifoContent,
  HazardRow,
  ReferencePool,
  References,
  ReferenceTotals,
  SteadyReferences,
  TracedBuffer,
  TraceRow,
} from "./references.types.ts";

/** Buffers that are named in rows of a trace, beyond which it is cut. */
const MOST_ENTRIES = 400_000;
/** Iterations that are tried until what lies in FIFOs repeats, and firings in all of them. */
const MOST_ITERATIONS = 200;
const MOST_FIRINGS = 400_000;
/** Of a pointer on the microcontrollers that such graphs are made for. */
const POINTER_BYTES = 4;

export interface TraceInput {
  readonly stream: Stream;
  readonly units: Units;
  /** In the order of the schedule, with the ids of the firings. */
  readonly order: Int32Array;
  readonly firings: readonly string[];
  readonly release: Release;
  /** By FIFO the type of the buffers in it, and by type the bytes of one. */
  readonly typeOf: (fifo: number) => string;
  readonly bytesOf: (type: string) => number;
  /** Places in FIFOs. */
  readonly slots: number;
}

type Traced = Pick<
  References,
  "totals" | "initial" | "buffers" | "trace" | "cut" | "hazards" | "left" | "steady"
> & { readonly steps: readonly FiringTrace[] };

export function traced(input: TraceInput): Traced {
  const { stream, units, order, firings, release, typeOf } = input;
  const state = new ReferenceState(units, release, typeOf);
  const queues = new Queues(stream, units, state);
  const initial = units.initial.flatMap((refs, f) => (refs.length === 0 ? [] : [queues.content(f)]));
  const buffers: TracedBuffer[] = state.types.map((type) => ({ type, taken: -1, copy: false }));
  const trace: TraceRow[] = [];
  const steps: FiringTrace[] = [];
  let entries = 0;
  order.forEach((unit, step) => {
    const hazards = state.hazards.length;
    const fired = state.fire(unit, step);
    steps.push(fired);
    // what is copied is taken before what is new
    for (const [k, buffer] of fired.taken.entries()) {
      buffers.push({ type: state.types[buffer] ?? "", taken: step, copy: k < fired.copied.length });
    }
    const touched = queues.move(unit);
    if (entries > MOST_ENTRIES) return;
    const changes = touched.map((f) => queues.content(f));
    entries += changes.reduce((sum, { waiting, kept }) => sum + 1 + waiting.length + kept.length, 1);
    trace.push({
      step,
      firing: firings[step] ?? "",
      actor: stream.actors[units.units[unit]?.actor ?? -1]?.id ?? "",
      taken: fired.taken,
      copied: fired.copied.length > 0,
      hazard: state.hazards.length > hazards,
      liveDuring: fired.liveDuring,
      liveAfter: fired.liveAfter,
      changes,
    });
  });
  const { allocations, copies } = state;
  const taken = new Map(state.taken);
  const hazards = state.hazards.map(({ step, unit, input: i, others, buffer }): HazardRow => {
    const actor = stream.actors[units.units[unit]?.actor ?? -1];
    const port = actor?.inputs[i]?.name ?? "";
    return { step, firing: firings[step] ?? "", actor: actor?.id ?? "", port, others, buffer };
  });
  const left = leftOver(units);
  const steady = left > 0 || release === "sticky" ? repeated(state, order) : null;
  const copiedBytes = buffers.reduce((sum, { copy, type }) => sum + (copy ? input.bytesOf(type) : 0), 0);
  const totals = { ...totalsOf(input, state, taken), allocations, copies, copiedBytes };
  const cut = trace.length < order.length;
  return { totals, initial, buffers, trace, cut, hazards, left, steady, steps };
}

function totalsOf(
  { bytesOf, slots }: TraceInput,
  { peak, peaks }: ReferenceState,
  taken: ReadonlyMap<string, number>,
): Omit<ReferenceTotals, "allocations" | "copies" | "copiedBytes"> {
  const types = [...new Set([...taken.keys(), ...peaks.keys()])].sort();
  const pools = types.map((type): ReferencePool => {
    const bufferBytes = bytesOf(type);
    return { type, bufferBytes, reset: taken.get(type) ?? 0, recycling: peaks.get(type) ?? 0 };
  });
  const sum = (of: (pool: ReferencePool) => number) =>
    pools.reduce((all, pool) => all + of(pool) * pool.bufferBytes, 0);
  const [resetBytes, recyclingBytes] = [sum((pool) => pool.reset), sum((pool) => pool.recycling)];
  return { peak, pools, resetBytes, recyclingBytes, slots, pointerBytes: POINTER_BYTES };
}

/** Goes on after the first iteration until what lies in FIFOs is as it was after one before. */
function repeated(state: ReferenceState, order: Int32Array): SteadyReferences {
  const most = Math.max(2, Math.min(MOST_ITERATIONS, Math.ceil(MOST_FIRINGS / Math.max(1, order.length))));
  const now = (iteration: number) => ({ iteration, copies: state.copies, hazards: state.hazards.length });
  const seen = new Map<string, ReturnType<typeof now>>();
  let before = now(0);
  for (let iteration = 1; ; iteration++) {
    state.again();
    const shape = state.shape();
    const known = seen.get(shape);
    if (known !== undefined || iteration >= most) {
      const { iteration: first, copies, hazards } = known ?? before;
      return {
        after: known === undefined ? null : first,
        period: iteration - first,
        copies: state.copies - copies,
        peak: state.peak,
        hazards: state.hazards.length - hazards,
      };
    }
    before = now(iteration);
    seen.set(shape, before);
    order.forEach((unit, step) => {
      state.fire(unit, step);
    });
  }
}

/** By FIFO the references that wait in it. */
class Queues {
  readonly #units: Units;
  readonly #state: ReferenceState;
  readonly #waiting: readonly number[][];

  constructor({ fifos }: Stream, units: Units, state: ReferenceState) {
    this.#units = units;
    this.#state = state;
    this.#waiting = fifos.map((_, f) => [...(units.initial[f] ?? [])]);
  }

  /** FIFOs that a firing touches, after it. */
  move(unit: number): readonly number[] {
    const { takes = [], fresh = [] } = this.#units.units[unit] ?? {};
    const fifoOf = (ref: number) => this.#units.fifo[ref] ?? 0;
    for (const { ref } of takes) this.#waiting[fifoOf(ref)]?.shift();
    const given = [...takes.flatMap(({ gives }) => gives), ...fresh].sort((a, b) => a - b);
    for (const ref of given) this.#waiting[fifoOf(ref)]?.push(ref);
    return [...new Set([...takes.map(({ ref }) => ref), ...given].map(fifoOf))].sort((a, b) => a - b);
  }

  content(fifo: number): FifoContent {
    const waiting = (this.#waiting[fifo] ?? []).map((ref) => this.#state.bufferOf(ref) ?? -1);
    const kept = (this.#state.kept.get(fifo) ?? []).map(({ held }) => held.buffer);
    return { fifo, waiting, kept };
  }
}

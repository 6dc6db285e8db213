/** The schedule of a dataflow graph whose FIFOs take the least memory that can be found: many are made, each is packed. */

import { fail, ok, type Result } from "../../../result.ts";
import type { Settings } from "../../../settings.ts";
import type { Watch } from "../../../watch.ts";
import { fullestLast } from "../compat/fullest-last.ts";
import { sinksFirst } from "../compat/sinks-first.ts";
import type { Rate } from "../document.ts";
import { type Repetition, repetitionOf } from "../repetition.ts";
import { ratesOf, type Stream } from "../stream.types.ts";
import { inStructuralOrder } from "./canonical.ts";
import { improved } from "./improve.ts";
import { WAYS } from "./schedules.ts";
import { orderSingleRate } from "./single-rate.ts";

export interface FoundSchedule {
  readonly firings: Int32Array;
  /** Bytes of its FIFOs, packed. */
  readonly bytes: number;
  /** Id of the way that found it. */
  readonly way: string;
  /** Bytes below which no schedule can go; 0: not known. */
  readonly floor: number;
  /** Schedules that were packed. */
  readonly tried: number;
}

/** Orders of the core tried where everybody fires once. */
const ORDERS = ["best-of-all", "exact"];

/** `bytesOf`: what the FIFOs of a schedule take once packed. Fails as repetitionOf does, and with "deadlock". */
export function findSchedule(
  stream: Stream,
  settings: Settings,
  watch: Watch,
  bytesOf: (firings: Int32Array) => number,
): Result<FoundSchedule> {
  const repetition = repetitionOf(stream);
  if (!repetition.ok) return repetition;
  const { stream: same, original } = inStructuralOrder(stream);
  const turned = reordered(repetition.value, original);
  const named = (firings: Int32Array | undefined) => firings?.map((a) => original[a] ?? 0);
  let best: Omit<FoundSchedule, "floor" | "tried"> | undefined;
  let floor = leastAtOnce(stream);
  let tried = 0;
  const take = (way: string, firings: Int32Array | undefined) => {
    if (firings === undefined || (best !== undefined && best.bytes <= floor)) return;
    tried++;
    const bytes = bytesOf(firings);
    if (best === undefined || bytes < best.bytes) best = { firings, bytes, way };
  };
  for (const [done, way] of WAYS.entries()) {
    watch({ phase: "ordering", done, total: WAYS.length });
    take(way.id, named(way.run(same, turned)));
  }
  if (best !== undefined && best.bytes > floor) {
    const turnedBest = asTurned(best.firings, original);
    take("improved", named(improved(same, turnedBest, settings.budget, floor, settings.seed)));
  }
  // a schedule that hangs on names is taken only where it is better than all that do not
  const reference = fullestLast(stream, repetition.value);
  if (!reference.ok) return reference;
  take("reference", sinksFirst(stream, repetition.value, reference.value.most));
  take("reference", reference.value.firings);
  for (const order of ORDERS) {
    const made = orderSingleRate(same, turned, { ...settings, order }, watch);
    if (made === undefined) break;
    if (floor > 0) floor = Math.max(floor, made.boundBytes ?? 0);
    take(order, named(made.firings));
  }
  if (best === undefined)
    return fail("deadlock", "Nothing can fire any more.", { help: "Give an edge of the loop a delay." });
  return ok({ ...best, floor, tried });
}

/** Actors of the stream as those of the structural one. */
function asTurned(firings: Int32Array, original: Int32Array): Int32Array {
  const now = new Int32Array(original.length);
  original.forEach((a, k) => {
    now[a] = k;
  });
  return firings.map((a) => now[a] ?? 0);
}

function reordered({ period, periods, firings }: Repetition, original: Int32Array): Repetition {
  return {
    period: original.map((a) => period[a] ?? 1),
    periods: original.map((a) => periods[a] ?? 1),
    firings,
  };
}

/** Whoever fires needs the samples that it moves all at once; where places outside are open to others, nothing is sure. */
function leastAtOnce({ actors, fifos }: Stream): number {
  if (fifos.some(({ outside }) => outside?.canBeShared === true)) return 0;
  let most = 0;
  for (const { inputs, outputs, duplicate } of actors) {
    if (duplicate) continue;
    const bytes = new Map<string, number>();
    const add = (key: string, fifo: number, rate: Rate) => {
      const own = fifos[fifo];
      if (own === undefined || own.outside !== null) return;
      bytes.set(key, Math.max(bytes.get(key) ?? 0, Math.max(...ratesOf(rate)) * own.sample));
    };
    // what comes by a Duplicate may be one and the same
    for (const { fifo, rate } of inputs) add(`from ${origin({ actors, fifos }, fifo)}`, fifo, rate);
    for (const { fifo, rate } of outputs) add(`to ${fifo}`, fifo, rate);
    most = Math.max(
      most,
      [...bytes.values()].reduce((sum, b) => sum + b, 0),
    );
  }
  return most;
}

/** The FIFO into the first of the Duplicates on the way to this one; itself where there is none. */
function origin({ actors, fifos }: Pick<Stream, "actors" | "fifos">, fifo: number): number {
  let at = fifo;
  for (let steps = 0; steps < fifos.length; steps++) {
    const before = actors[fifos[at]?.from[0] ?? -1];
    if (before?.duplicate !== true) break;
    at = before.inputs[0]?.fifo ?? -1;
  }
  return at;
}

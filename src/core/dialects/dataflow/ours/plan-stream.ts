/** The least memory that can be found for a dataflow graph: many schedules, each packed by addresses, judged by the oracle. */

import { fail, ok, type Result } from "../../../result.ts";
import type { Settings } from "../../../settings.ts";
import type { Watch } from "../../../watch.ts";
import { fullestLast } from "../compat/fullest-last.ts";
import { sinksFirst } from "../compat/sinks-first.ts";
import type { Rate } from "../document.ts";
import { findOracleFault } from "../oracle.ts";
import { type Repetition, repetitionOf } from "../repetition.ts";
import { ratesOf, type Stream } from "../stream.types.ts";
import { inStructuralOrder } from "./canonical.ts";
import { improved } from "./improve.ts";
import { type Packed, packFifos } from "./packed.ts";
import { WAYS } from "./schedules.ts";
import { orderSingleRate } from "./single-rate.ts";

export interface StreamPlan extends Packed {
  /** Id of the way that found its schedule. */
  readonly way: string;
  /** Bytes below which no schedule can go. */
  readonly anyScheduleBytes: number;
}

/** Orders of the core tried where everybody fires once. */
const ORDERS = ["best-of-all", "exact"];

/** Fails as repetitionOf does, and with "deadlock". */
export function planStream(stream: Stream, settings: Settings, watch: Watch): Result<StreamPlan> {
  const repetition = repetitionOf(stream);
  if (!repetition.ok) return repetition;
  const { stream: same, original } = inStructuralOrder(stream);
  const turned = reordered(repetition.value, original);
  const named = (firings: Int32Array | undefined) => firings?.map((a) => original[a] ?? 0);
  let best: StreamPlan | undefined;
  let floor = leastAtOnce(stream);
  const take = (way: string, firings: Int32Array | undefined): Result<true> => {
    if (firings === undefined || (best !== undefined && best.bytes <= floor)) return ok(true);
    const packed = packFifos(stream, firings, settings, watch);
    if (!packed.ok) return packed;
    if (best === undefined || packed.value.bytes < best.bytes)
      best = { ...packed.value, way, anyScheduleBytes: 0 };
    return ok(true);
  };
  for (const way of WAYS) {
    watch({ phase: "ordering", done: 0, total: 0 });
    const taken = take(way.id, named(way.run(same, turned)));
    if (!taken.ok) return taken;
  }
  if (best !== undefined && best.bytes > floor) {
    const turnedBest = asTurned(best.firings, original);
    const taken = take("improved", named(improved(same, turnedBest, settings.budget, floor, settings.seed)));
    if (!taken.ok) return taken;
  }
  // a schedule that hangs on names is taken only where it is better than all that do not
  const reference = fullestLast(stream, repetition.value);
  if (!reference.ok) return reference;
  const sinks = sinksFirst(stream, repetition.value, reference.value.most);
  for (const firings of [sinks, reference.value.firings]) {
    const taken = firings === undefined ? ok(true) : take("reference", firings);
    if (!taken.ok) return taken;
  }
  for (const order of ORDERS) {
    const made = orderSingleRate(same, turned, { ...settings, order }, watch);
    if (made === undefined) break;
    if (floor > 0) floor = Math.max(floor, made.boundBytes ?? 0);
    const taken = take(order, named(made.firings));
    if (!taken.ok) return taken;
  }
  if (best === undefined)
    return fail("deadlock", "Nothing can fire any more.", { help: "Give an edge of the loop a delay." });
  const fault = findOracleFault(stream, best.firings, best.places);
  if (fault !== undefined)
    throw new Error(`the oracle finds FIFO ${fault.fifo} ${fault.kind} at step ${fault.step}`);
  return ok({ ...best, anyScheduleBytes: floor });
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

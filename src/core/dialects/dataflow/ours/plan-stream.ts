/** The schedule of a dataflow graph whose FIFOs take the least memory that can be found: many are made, each is packed. */

import { Random } from "../../../random.ts";
import { fail, ok, type Result } from "../../../result.ts";
import type { Settings } from "../../../settings.ts";
import type { Watch } from "../../../watch.ts";
import { fullestLast } from "../compat/fullest-last.ts";
import { sinksFirst } from "../compat/sinks-first.ts";
import { type Repetition, repetitionOf } from "../repetition.ts";
import type { Stream } from "../stream.types.ts";
import { inStructuralOrder, renumbered } from "./canonical.ts";
import { improved } from "./improve.ts";
import { leastAtOnce } from "./least-at-once.ts";
import { liveBytes } from "./live-bytes.ts";
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
const ORDERS = ["exact", "best-of-all"];

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
  const isGood = () => best !== undefined && best.bytes <= floor;
  /** Makes a schedule and packs it, unless there is nothing left to win. */
  const take = (way: string, make: () => Int32Array | undefined) => {
    if (isGood()) return;
    const firings = make();
    if (firings === undefined) return;
    tried++;
    // no packing is smaller than what is needed at once
    if (best !== undefined && liveBytes(stream, firings) >= best.bytes) return;
    const bytes = bytesOf(firings);
    if (best === undefined || bytes < best.bytes) best = { firings, bytes, way };
  };
  for (const order of ORDERS) {
    if (isGood()) break;
    const made = orderSingleRate(same, turned, { ...settings, order }, watch);
    if (made === undefined) break;
    if (floor > 0) floor = Math.max(floor, made.boundBytes ?? 0);
    take(order, () => named(made.firings));
  }
  if (best !== undefined && isGood()) return ok({ ...best, floor, tried });
  // what can fire at all can fire in that order, which says who waits for whom where nothing can
  const level = fullestLast(stream, repetition.value);
  if (!level.ok) return level;
  for (const [done, way] of WAYS.entries()) {
    watch({ phase: "ordering", done, total: WAYS.length });
    take(way.id, () => named(way.run(same, turned)));
  }
  const random = new Random(settings.seed);
  for (let k = triesFor(repetition.value); k > 0 && !isGood(); k--) {
    const shuffled = shuffledStream(same, turned, random);
    for (const firings of levelled(shuffled.stream, shuffled.repetition))
      take("shuffled", () => named(firings?.map((a) => shuffled.original[a] ?? 0)));
  }
  const found = best;
  if (found !== undefined)
    take("improved", () =>
      named(improved(same, asTurned(found.firings, original), settings.budget, floor, settings.seed)),
    );
  // a schedule that hangs on names is taken only where it is better than all that do not
  take("reference", () => sinksFirst(stream, repetition.value, level.value.most));
  take("reference", () => level.value.firings);
  if (best === undefined)
    return fail("deadlock", "Nothing can fire any more.", { help: "Give an edge of the loop a delay." });
  return ok({ ...best, floor, tried });
}

/** Numberings of the actors that are tried: ties are broken by them. */
const MOST_SHUFFLES = 16;
/** Firings of all of them together, and actors that are looked at for them. */
const SHUFFLED_FIRINGS = 40_000;
const SHUFFLED_LOOKS = 6_000_000;

function triesFor({ firings, periods }: Repetition): number {
  const looks = firings * periods.length;
  return Math.floor(Math.min(MOST_SHUFFLES, SHUFFLED_FIRINGS / firings, SHUFFLED_LOOKS / looks));
}

/** The two schedules of the reference. */
function levelled(stream: Stream, repetition: Repetition): readonly (Int32Array | undefined)[] {
  const level = fullestLast(stream, repetition);
  if (!level.ok) return [];
  return [sinksFirst(stream, repetition, level.value.most), level.value.firings];
}

/** The same with its actors in a random order; `original`: of each actor its number before. */
function shuffledStream(stream: Stream, repetition: Repetition, random: Random) {
  const original = Int32Array.from(stream.actors.keys());
  for (let i = original.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [original[i], original[j]] = [original[j] ?? 0, original[i] ?? 0];
  }
  return { original, stream: renumbered(stream, original), repetition: reordered(repetition, original) };
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

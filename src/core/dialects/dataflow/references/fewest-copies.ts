/** A schedule with the fewest copies of shared buffers, and of those one with little memory: who must come last is told to the search. */

import { fail, ok, type Result } from "../../../result.ts";
import type { Settings } from "../../../settings.ts";
import type { Watch } from "../../../watch.ts";
import { type FoundSchedule, findSchedule } from "../ours/plan-stream.ts";
import { WAYS } from "../ours/schedules.ts";
import { type Repetition, repetitionOf } from "../repetition.ts";
import type { Port, Stream } from "../stream.types.ts";
import { classesOf } from "./classes.ts";
import { countsOf } from "./counts.ts";
import { LastOnes } from "./last.ts";
import type { Demand } from "./precedence.ts";
import type { ReferenceStream } from "./roles.ts";
import { simulateReferences } from "./simulate.ts";
import { type Units, unitOrder, unitsOf } from "./units.ts";

/**
 * Copies are those of an iteration that begins with buffers of their own. `bytesOf`: what the FIFOs of a schedule take once
 * packed. Fails as findSchedule does, and with "too-many-references".
 */
export function findFewestCopies(
  references: ReferenceStream,
  settings: Settings,
  watch: Watch,
  bytesOf: (firings: Int32Array) => number,
): Result<FoundSchedule> {
  const { stream } = references;
  const repetition = repetitionOf(stream);
  if (!repetition.ok) return repetition;
  // where nothing is passed by reference every schedule has the fewest copies: none
  if (!references.applies) return findSchedule(stream, settings, watch, bytesOf);
  const counts = countsOf(repetition.value);
  const units = unitsOf(references, counts);
  if (units === undefined) {
    const help = "Choose another schedule, or rates with fewer firings.";
    return fail("too-many-references", "There are too many references to choose a schedule by them.", {
      help,
    });
  }
  if (units.hasParts) return fewestOfMany(references, units, settings, watch, bytesOf);
  const { demands } = new LastOnes(units, classesOf(units)).fewest();
  if (counts.every((n) => n === 1)) {
    return findSchedule(withDemands(stream, units, demands), settings, watch, bytesOf);
  }
  const found = findSchedule(stream, settings, watch, bytesOf);
  if (!found.ok) return found;
  const wanted = [found.value.firings, ...waysOf(stream, repetition.value)];
  const allowed = wanted.map((firings) => inOrderOf(units, demands, unitOrder(units, firings)));
  return ok(leanest(allowed, bytesOf, found.value));
}

/** FIFOs without bytes stand for what must come last. */
function withDemands(stream: Stream, { units }: Units, demands: readonly Demand[]): Stream {
  const fifos = [...stream.fifos];
  const actors = stream.actors.map((actor) => ({
    ...actor,
    inputs: [...actor.inputs],
    outputs: [...actor.outputs],
  }));
  for (const { last, before } of demands) {
    for (const unit of before) {
      const [from, to] = [units[unit]?.actor ?? 0, units[last]?.actor ?? 0];
      const [outputs, inputs] = [actors[from]?.outputs ?? [], actors[to]?.inputs ?? []];
      const port: Port = { name: "", rate: 1, type: "", constraint: null, fifo: fifos.length };
      fifos.push({
        from: [from, outputs.length],
        to: [to, inputs.length],
        delay: 0,
        sample: 0,
        asyncLength: 0,
        asyncScale: 1,
        weak: false,
        outside: null,
      });
      outputs.push(port);
      inputs.push(port);
    }
  }
  return { ...stream, actors, fifos };
}

function waysOf(stream: Stream, repetition: Repetition): Int32Array[] {
  return WAYS.flatMap(({ run }) => run(stream, repetition) ?? []);
}

/** Always the first in `wanted` of the units that nothing holds back. Gives actors. */
function inOrderOf({ units }: Units, demands: readonly Demand[], wanted: ArrayLike<number>): Int32Array {
  const place = new Int32Array(units.length);
  Array.from(wanted).forEach((unit, k) => {
    place[unit] = k;
  });
  const waits = new Int32Array(units.length);
  const users: number[][] = units.map(() => []);
  const join = (first: number, then: number) => {
    users[first]?.push(then);
    waits[then] = (waits[then] ?? 0) + 1;
  };
  units.forEach(({ after }, u) => {
    for (const before of after) join(before, u);
  });
  for (const { last, before } of demands) for (const unit of before) join(unit, last);
  const open = new Set([...units.keys()].filter((u) => waits[u] === 0));
  const firings: number[] = [];
  while (open.size > 0) {
    let next = -1;
    for (const u of open) if (next < 0 || (place[u] ?? 0) < (place[next] ?? 0)) next = u;
    open.delete(next);
    firings.push(units[next]?.actor ?? 0);
    for (const user of users[next] ?? []) {
      const left = (waits[user] ?? 0) - 1;
      waits[user] = left;
      if (left === 0) open.add(user);
    }
  }
  return Int32Array.from(firings);
}

/** Nothing is known to be above `floor` of all schedules here, as only some were asked for. */
function leanest(
  schedules: readonly Int32Array[],
  bytesOf: (firings: Int32Array) => number,
  free: FoundSchedule,
): FoundSchedule {
  let best = { ...free, bytes: Number.POSITIVE_INFINITY };
  for (const firings of schedules) {
    const bytes = bytesOf(firings);
    if (bytes < best.bytes) best = { ...best, firings, bytes, way: "fewest-copies" };
  }
  return { ...best, tried: free.tried + schedules.length };
}

/** Where buffers go on in parts nobody says who must come last, so the best of many schedules is taken. */
function fewestOfMany(
  { stream }: ReferenceStream,
  units: Units,
  settings: Settings,
  watch: Watch,
  bytesOf: (firings: Int32Array) => number,
): Result<FoundSchedule> {
  const found = findSchedule(stream, settings, watch, bytesOf);
  const repetition = repetitionOf(stream);
  if (!found.ok || !repetition.ok) return found;
  const all = [found.value.firings, ...waysOf(stream, repetition.value)];
  const copies = all.map((firings) => simulateReferences(units, unitOrder(units, firings)).copies);
  const fewest = all.filter((_, k) => copies[k] === Math.min(...copies));
  return ok(leanest(fewest, bytesOf, found.value));
}

/** FIFOs of one schedule by addresses: as long as they must be, alive only while they hold samples, packed by the core's placements. */

import { planDocument } from "../../../plan.ts";
import type { LifetimesDocument, LifetimeSpec } from "../../../document.ts";
import { ok, type Result } from "../../../result.ts";
import type { Settings } from "../../../settings.ts";
import type { Watch } from "../../../watch.ts";
import { isArrayFifo } from "../fifo-lengths.ts";
import type { Stream } from "../stream.types.ts";
import { type Classes, classesOf } from "./classes.ts";
import { type Episode, heldAlong } from "./held.ts";
import type { FifoPlace } from "./places.types.ts";

export interface Packed {
  readonly firings: Int32Array;
  readonly places: readonly FifoPlace[];
  readonly classes: Classes;
  /** Bytes of the planned memory. */
  readonly bytes: number;
  /** Most bytes that are needed at one step of this schedule. */
  readonly boundBytes: number;
}

/** Memory 0 is what is planned; every place outside is one of its own. */
export function packFifos(
  stream: Stream,
  firings: Int32Array,
  settings: Settings,
  watch: Watch,
): Result<Packed> {
  const held = heldAlong(stream, firings);
  const isArray = stream.fifos.map((_, f) => isArrayFifo(stream, f, held.most[f] ?? 0));
  const classes = classesOf(stream, held, isArray, true);
  const bytesOf = (f: number) => (held.most[f] ?? 0) * (stream.fifos[f]?.sample ?? 0);
  const document = lifetimesOf(stream, classes, bytesOf);
  const planned = planDocument(document, { ...settings, lifetimes: "schedule", slots: false }, watch);
  if (!planned.ok) return planned;
  const { storages, stats } = planned.value;
  const offset = new Map(storages.id.map((id, i) => [Number(id), storages.offset[i] ?? 0]));
  const outside = new Map<string, number>();
  const memoryOf = (f: number): number => {
    const place = stream.fifos[f]?.outside ?? null;
    if (place === null) return 0;
    const name = place.assignedByNode ? `node ${f}` : `place ${place.name}`;
    const number = outside.get(name) ?? outside.size + 1;
    outside.set(name, number);
    return number;
  };
  const places = stream.fifos.map(
    (_, f): FifoPlace => ({
      memory: memoryOf(f),
      offset: offset.get(classes.of[f] ?? -1) ?? 0,
      length: held.most[f] ?? 0,
      isArray: isArray[f] === true,
      copySkipped: false,
    }),
  );
  return ok({
    firings,
    places: withSkips(stream, classes, places),
    classes,
    bytes: stats.peakBytes,
    boundBytes: stats.lowerBoundBytes,
  });
}

/** One buffer a class, named by its FIFO, with gaps while it holds nothing. */
function lifetimesOf(
  stream: Stream,
  { episodes }: Classes,
  bytesOf: (fifo: number) => number,
): LifetimesDocument {
  const buffers = [...episodes].flatMap(([fifo, steps]): LifetimeSpec[] => {
    const first = steps[0];
    const last = steps.at(-1);
    if (first === undefined || last === undefined || bytesOf(fifo) === 0) return [];
    const alignment = 1;
    const gaps = gapsBetween(steps);
    return [{ id: String(fifo), start: first[0], end: last[1], bytes: bytesOf(fifo), alignment, gaps }];
  });
  return { format: "memplan", version: 1, kind: "lifetimes", name: `${stream.fifos.length} FIFOs`, buffers };
}

function gapsBetween(steps: readonly Episode[]) {
  return steps.flatMap(([, end], k) => {
    const next = steps[k + 1];
    return next === undefined || next[0] <= end ? [] : [{ start: end, end: next[0] }];
  });
}

/** Outputs of Duplicates that lie where what they hold has been written already. */
function withSkips({ actors, fifos }: Stream, { of }: Classes, places: readonly FifoPlace[]): FifoPlace[] {
  const skipped = new Set<number>();
  for (const { duplicate, inputs, outputs } of actors) {
    if (!duplicate) continue;
    const seen = new Set<number>([of[inputs[0]?.fifo ?? -1] ?? -1]);
    for (const { fifo } of outputs) {
      const root = of[fifo] ?? -1;
      if (root >= 0 && seen.has(root)) skipped.add(fifo);
      seen.add(root);
    }
  }
  return places.map((place, f) => (skipped.has(f) && fifos[f] !== undefined ? { ...place, copySkipped: true } : place));
}

/** FIFOs of one schedule by addresses: as long as they must be, alive only while they hold samples, packed by the core's placements. */

import type { LifetimeSpec, LifetimesDocument } from "../../../document.ts";
import { planDocument } from "../../../plan.ts";
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
  const memories = memoriesOf(classes, bytesOf);
  const document = lifetimesOf(stream, classes, memories, bytesOf);
  const planned = planDocument(document, { ...settings, lifetimes: "schedule", slots: false }, watch);
  if (!planned.ok) return planned;
  const { storages, stats } = planned.value;
  const offset = new Map(storages.id.map((id, i) => [Number(id), storages.offset[i] ?? 0]));
  const places = stream.fifos.map(
    (_, f): FifoPlace => ({
      memory: memories.get(classes.of[f] ?? f) ?? 0,
      offset: offset.get(classes.of[f] ?? f) ?? 0,
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

/** Memories outside, by class; what fits into one while it is free lies there too, and takes no room of ours. */
function memoriesOf(
  { outside, episodes }: Classes,
  bytesOf: (fifo: number) => number,
): ReadonlyMap<number, number> {
  const memories = new Map<number, number>();
  const open: { readonly number: number; readonly bytes: number; taken: Episode[] }[] = [];
  for (const [fifo, place] of outside) {
    const number = memories.size + 1;
    memories.set(fifo, number);
    if (place.canBeShared && !place.assignedByNode)
      open.push({ number, bytes: bytesOf(fifo), taken: [...(episodes.get(fifo) ?? [])] });
  }
  const largestFirst = [...episodes.keys()].sort((a, b) => bytesOf(b) - bytesOf(a) || a - b);
  for (const fifo of largestFirst) {
    const own = episodes.get(fifo) ?? [];
    if (memories.has(fifo) || own.length === 0) continue;
    const free = open.find(
      ({ bytes, taken }) =>
        bytes >= bytesOf(fifo) && !own.some((e) => taken.some((t) => e[0] < t[1] && t[0] < e[1])),
    );
    if (free === undefined) continue;
    memories.set(fifo, free.number);
    free.taken.push(...own);
  }
  return memories;
}

/** One buffer a class, named by its FIFO, with gaps while it holds nothing. */
function lifetimesOf(
  stream: Stream,
  { episodes }: Classes,
  memories: ReadonlyMap<number, number>,
  bytesOf: (fifo: number) => number,
): LifetimesDocument {
  const buffers = [...episodes].flatMap(([fifo, steps]): LifetimeSpec[] => {
    const first = steps[0];
    const last = steps.at(-1);
    if (first === undefined || last === undefined || bytesOf(fifo) === 0 || memories.has(fifo)) return [];
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
  return places.map((place, f) =>
    skipped.has(f) && fifos[f] !== undefined ? { ...place, copySkipped: true } : place,
  );
}

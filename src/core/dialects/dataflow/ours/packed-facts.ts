/** FIFOs of one schedule as we keep them: as long as they must be, needed only while they hold samples, together where a Duplicate lets them. */

import { isArrayFifo } from "../fifo-lengths.ts";
import type { FifoFact } from "../fifo-task.ts";
import type { Outside, Stream } from "../stream.types.ts";
import { type Classes, classesOf } from "./classes.ts";
import { type Episode, heldAlong } from "./held.ts";

export interface PackedFacts {
  readonly facts: readonly FifoFact[];
  /** Of the storage that a FIFO names: of all that hold the same bytes. */
  readonly episodesOf: (root: number) => readonly Episode[];
}

export function packedFacts(stream: Stream, firings: Int32Array): PackedFacts {
  const held = heldAlong(stream, firings);
  const isArray = stream.fifos.map((_, f) => isArrayFifo(stream, f, held.most[f] ?? 0));
  const classes = classesOf(stream, held, isArray, true);
  const bytesOf = (f: number) => (held.most[f] ?? 0) * (stream.fifos[f]?.sample ?? 0);
  const outside = outsideOf(stream, classes, bytesOf);
  const skipped = skippedCopies(stream, classes);
  const facts = stream.fifos.map((_, f): FifoFact => {
    const root = classes.of[f] ?? f;
    return {
      length: held.most[f] ?? 0,
      isArray: isArray[f] === true,
      copySkipped: skipped.has(f),
      episodes: held.episodes[f] ?? [],
      outside: outside.get(root) ?? null,
      root,
      fixed: null,
    };
  });
  return { facts, episodesOf: (root) => classes.episodes.get(root) ?? [] };
}

/** What a place is called: the name that the document gives it, or that of the port whose node says where it is. */
export function outsideName({ actors, fifos }: Stream, fifo: number, place: Outside): string {
  if (!place.assignedByNode) return place.name;
  const [a, o] = fifos[fifo]?.from ?? [0, 0];
  const [b, i] = fifos[fifo]?.to ?? [0, 0];
  const atSource = actors[a]?.outputs[o]?.constraint?.assignedByNode === true;
  const [node, port] = atSource ? [actors[a], actors[a]?.outputs[o]] : [actors[b], actors[b]?.inputs[i]];
  return `${node?.id ?? ""}.${port?.name ?? ""}`;
}

/** Names of places outside, by class; what fits into one while it is free lies there too, and takes no room of ours. */
function outsideOf(
  stream: Stream,
  { outside, episodes }: Classes,
  bytesOf: (fifo: number) => number,
): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  const open: { readonly name: string; readonly bytes: number; taken: readonly Episode[] }[] = [];
  for (const [fifo, place] of outside) {
    const name = outsideName(stream, fifo, place);
    names.set(fifo, name);
    if (place.canBeShared && !place.assignedByNode)
      open.push({ name, bytes: bytesOf(fifo), taken: episodes.get(fifo) ?? [] });
  }
  const largestFirst = [...episodes.keys()].sort((a, b) => bytesOf(b) - bytesOf(a) || a - b);
  for (const fifo of largestFirst) {
    const own = episodes.get(fifo) ?? [];
    if (names.has(fifo) || own.length === 0) continue;
    const free = open.find(({ bytes, taken }) => bytes >= bytesOf(fifo) && !meet(own, taken));
    if (free === undefined) continue;
    names.set(fifo, free.name);
    free.taken = [...free.taken, ...own].sort((a, b) => a[0] - b[0]);
  }
  return names;
}

/** Whether any of the one and any of the other are at once; both ascend. */
function meet(one: readonly Episode[], other: readonly Episode[]): boolean {
  let k = 0;
  for (const [start, end] of one) {
    while (k < other.length && (other[k]?.[1] ?? 0) <= start) k++;
    const next = other[k];
    if (next !== undefined && next[0] < end) return true;
  }
  return false;
}

/** Outputs of Duplicates that lie where what they hold has been written already. */
function skippedCopies({ actors }: Stream, { of }: Classes): ReadonlySet<number> {
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
  return skipped;
}

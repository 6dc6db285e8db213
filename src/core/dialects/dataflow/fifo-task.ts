/** FIFOs of one schedule as what has to be placed: firings are nodes, FIFOs tensors, and those that hold the same bytes one storage. */

import { alignUp, leastCommon } from "../../align.ts";
import type { PlanFifo } from "../../document.ts";
import { groupBy } from "../../lists.ts";
import { gapColumns } from "../../needs.ts";
import { NO_SEARCH, type Search } from "../../plan.types.ts";
import type { Settings } from "../../settings.ts";
import { emptyColumns } from "../../storages.ts";
import type { Task } from "../../task.ts";
import { firingIds } from "./firings.ts";
import type { Episode } from "./ours/held.ts";
import type { Stream } from "./stream.types.ts";

/** A FIFO as some plan has it. */
export interface FifoFact {
  /** Samples. */
  readonly length: number;
  readonly isArray: boolean;
  readonly copySkipped: boolean;
  /** Steps at which it is needed, ascending, apart from each other; empty: never. */
  readonly episodes: readonly Episode[];
  /** Memory that somebody else provides; null: ours. */
  readonly outside: string | null;
  /** The FIFO that names its storage: equal for those that hold the same bytes. */
  readonly root: number;
  /** Address in bytes where it is settled, before rounding; null: to be placed. */
  readonly fixed: number | null;
}

/** Bytes that a FIFO takes. */
function bytesOf(stream: Stream, fifo: number, facts: readonly FifoFact[]): number {
  return (facts[fifo]?.length ?? 0) * (stream.fifos[fifo]?.sample ?? 0);
}

/** Bytes that one element of a processor has at most. */
const MOST_ALIGNED = 8;

/** Samples can be read where they lie: the largest power of two, up to 8, of which a sample is a multiple. */
function naturalAlignment(stream: Stream, fifo: number): number {
  const sample = stream.fifos[fifo]?.sample ?? 1;
  let aligned = MOST_ALIGNED;
  while (sample % aligned !== 0) aligned /= 2;
  return aligned;
}

/** `episodesOf`: of the storage that the FIFO names. */
export function fifoTask(
  name: string,
  stream: Stream,
  firings: Int32Array,
  facts: readonly FifoFact[],
  episodesOf: (root: number) => readonly Episode[],
  settings: Settings,
  search: Search = NO_SEARCH,
): Task & { readonly fifos: readonly PlanFifo[] } {
  const alignment = settings.alignment ?? 1;
  const roots = [...facts.keys()].filter((f) => {
    const { root, outside } = facts[f] ?? { root: -1, outside: null };
    return root === f && outside === null && bytesOf(stream, f, facts) > 0 && episodesOf(f).length > 0;
  });
  const columns = emptyColumns(roots.length);
  const ids = stream.fifos.map((_, f) => `fifo${f}`);
  const storageOf = new Map<number, number>();
  roots.forEach((f, s) => {
    const steps = episodesOf(f);
    storageOf.set(f, s);
    columns.id.push(ids[f] ?? "");
    columns.type.push(`${bytesOf(stream, f, facts)} bytes`);
    columns.start[s] = steps[0]?.[0] ?? 0;
    columns.end[s] = steps.at(-1)?.[1] ?? 0;
    columns.bytes[s] = bytesOf(stream, f, facts);
    const own = settings.alignment === null && facts[f]?.fixed === null ? naturalAlignment(stream, f) : 1;
    columns.alignment[s] = Math.max(alignment, own);
    columns.stride[s] = leastCommon(alignment, own);
    columns.tensor[s] = f;
    columns.fixed[s] = facts[f]?.fixed ?? -1;
  });
  const ofTensor = Int32Array.from(facts, ({ root, outside }) =>
    outside === null ? (storageOf.get(root) ?? -1) : -1,
  );
  const members = Int32Array.from(ofTensor.keys()).filter((f) => (ofTensor[f] ?? -1) >= 0);
  const homes = members.map((f) => ofTensor[f] ?? 0);
  const order = Int32Array.from(firings.keys());
  return {
    name,
    kind: "graph",
    settings,
    nodes: { count: firings.length, id: firingIds(stream.actors, firings), order, step: order.slice() },
    tensors: {
      count: ids.length,
      id: ids,
      storage: ofTensor.slice(),
      byteOffset: new Float64Array(ids.length),
      bytes: Float64Array.from(ids, (_, f) => bytesOf(stream, f, facts)),
      start: Int32Array.from(facts, ({ episodes }) => episodes[0]?.[0] ?? 0),
      end: Int32Array.from(facts, ({ episodes }) => episodes.at(-1)?.[1] ?? 0),
    },
    storages: { ...columns, tensors: groupBy(roots.length, homes, members), ofTensor },
    arenas: [{ id: "arena", capacity: settings.capacity, alignment }],
    conflicts: null,
    antichains: null,
    gaps: gapColumns(roots.map((f) => gapsBetween(episodesOf(f)))),
    search,
    diagnostics: [],
    others: [],
    fifos: stream.fifos.map((_, f) => planFifo(stream, f, ids[f] ?? "", facts)),
  };
}

function planFifo(stream: Stream, f: number, id: string, facts: readonly FifoFact[]): PlanFifo {
  const { from, to, sample, delay } = stream.fifos[f] ?? { from: [0, 0], to: [0, 0], sample: 0, delay: 0 };
  const { length = 0, isArray = false, copySkipped = false, outside = null } = facts[f] ?? {};
  const [source, target] = [stream.actors[from[0]], stream.actors[to[0]]];
  const fifo: PlanFifo = {
    id,
    from: [source?.id ?? "", source?.outputs[from[1]]?.name ?? ""],
    to: [target?.id ?? "", target?.inputs[to[1]]?.name ?? ""],
    samples: length,
    sampleBytes: sample,
    delay,
    array: isArray,
    copySkipped,
  };
  return outside === null ? fifo : { ...fifo, outside };
}

function gapsBetween(steps: readonly Episode[]) {
  return steps.flatMap(([, end], k) => {
    const next = steps[k + 1];
    return next === undefined || next[0] <= end ? [] : [{ start: end, end: next[0] }];
  });
}

/** Addresses of buffers one after the other, each on a multiple of the alignment. */
export function inARow(buffers: readonly number[], alignment: number): number[] {
  let at = 0;
  return buffers.map((bytes) => {
    const here = at;
    at += alignUp(bytes, alignment);
    return here;
  });
}

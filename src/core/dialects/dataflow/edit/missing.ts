/** The samples that loops of a graph lack, by its connections, and put where they lack. */

import { fail, ok, type Result } from "../../../result.ts";
import type { DataflowDocument } from "../document.ts";
import { findStreamFault } from "../faults.ts";
import { missingDelays } from "../missing-delay.ts";
import { normalise } from "../normalise.ts";
import { repetitionOf } from "../repetition.ts";
import type { Stream } from "../stream.types.ts";
import { changeEdge } from "./edges.ts";
import { edgeWords, reshaped } from "./find.ts";
import type { StreamEditResult } from "./types.ts";

export interface MissingSamples {
  /** Position of the connection. */
  readonly edge: number;
  /** To add to its delay. */
  readonly samples: number;
  /** Ids of the nodes round the loop, Duplicates that are put in left out. */
  readonly loop: readonly string[];
}

/** Firings that are tried at once: about 50 ms. */
const MOST_FIRINGS = 200_000;
/** Times that samples are put in before we say that it does not help. */
const MOST_ROUNDS = 16;

/** One loop that lacks samples; undefined: none does. */
function firstMissing(document: DataflowDocument): Result<MissingSamples | undefined> {
  const problem = findStreamFault(document);
  if (problem !== undefined) return { ok: false, problem };
  const stream = normalise(document);
  if (!stream.ok) return stream;
  const repetition = repetitionOf(stream.value);
  if (!repetition.ok) return repetition;
  if (repetition.value.firings > MOST_FIRINGS)
    return fail("too-many-firings", "The graph fires too often to try this at once.");
  const [missing] = missingDelays(stream.value, repetition.value);
  if (missing === undefined) return ok(undefined);
  const { loop, fifo, samples } = missing;
  const edgeOf = (f: number) => edgeOfFifo(document, stream.value, f);
  // what leads to a Duplicate that is put in is no connection of the document: its branch in the loop is
  const at = loop.indexOf(fifo);
  const inLoop = [...loop.slice(at), ...loop.slice(0, at)];
  const edge = inLoop.map(edgeOf).find((e) => e >= 0);
  if (edge === undefined) throw new Error("a loop of Duplicates");
  const ids = loop.flatMap((f) => {
    const actor = stream.value.actors[stream.value.fifos[f]?.from[0] ?? -1];
    return actor === undefined || actor.source < 0 ? [] : [actor.id];
  });
  return ok({ edge, samples, loop: ids });
}

function edgeOfFifo(document: DataflowDocument, { actors, fifos }: Stream, f: number): number {
  const [a, i] = fifos[f]?.to ?? [-1, -1];
  const actor = actors[a];
  const port = actor?.inputs[i]?.name;
  if (actor === undefined || actor.source < 0) return -1;
  return document.edges.findIndex(({ to }) => to[0] === actor.id && to[1] === port);
}

/** The samples to add to connections until everybody can fire; none: everybody can. Fails where rates or names are wrong. */
export function missingSamples(document: DataflowDocument): Result<readonly MissingSamples[]> {
  const found = new Map<number, MissingSamples>();
  let now = document;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const missing = firstMissing(now);
    if (!missing.ok) return missing;
    if (missing.value === undefined) return ok([...found.values()]);
    const { edge, samples, loop } = missing.value;
    const before = found.get(edge);
    found.set(
      edge,
      before === undefined ? missing.value : { ...before, samples: before.samples + samples, loop },
    );
    const delay = (now.edges[edge]?.delay ?? 0) + samples;
    now = { ...now, edges: now.edges.map((e, k) => (k === edge ? { ...e, delay } : e)) };
  }
  return fail("deadlock", "No number of samples was found that lets everybody fire.", {
    help: "Set the delays of the loops by hand.",
  });
}

/** Adds to the delay of one connection. */
export function addSamples(document: DataflowDocument, edge: number, samples: number): StreamEditResult {
  return changeEdge(document, edge, { delay: (document.edges[edge]?.delay ?? 0) + samples });
}

/** Puts in all samples that are missing. */
export function addMissingSamples(document: DataflowDocument): StreamEditResult {
  const missing = missingSamples(document);
  if (!missing.ok) return missing;
  const [first, ...more] = missing.value;
  if (first === undefined)
    return fail("nothing-missing", "No loop of the graph lacks samples: everybody can fire.");
  const bySamples = new Map(missing.value.map(({ edge, samples }) => [edge, samples]));
  const edges = document.edges.map((edge, e) => {
    const samples = bySamples.get(e);
    return samples === undefined ? edge : { ...edge, delay: (edge.delay ?? 0) + samples };
  });
  const edge = document.edges[first.edge];
  const count = missing.value.reduce((sum, { samples }) => sum + samples, 0);
  const says =
    more.length === 0 && edge !== undefined
      ? `Added ${count} samples of delay to ${edgeWords(edge)}`
      : `Added ${count} samples of delay to ${missing.value.length} connections`;
  return reshaped({ ...document, edges }, says, { edge: first.edge });
}

/** Tells of a graph that cannot run: the loop that waits for itself, and the samples that would let it go. */

import { fail, type Problem, type Result } from "../../result.ts";
import { type MissingDelay, missingDelays } from "./missing-delay.ts";
import type { Repetition } from "./repetition.ts";
import type { Stream } from "./stream.types.ts";

/** Fails with "deadlock"; `waiting`: actors that have firings left, for a graph that no missing samples explain. */
export function deadlock(stream: Stream, repetition: Repetition, waiting: readonly string[]): Result<never> {
  const [first, ...rest] = missingDelays(stream, repetition);
  if (first !== undefined) return missingProblem(stream, [first, ...rest]);
  const names = waiting.slice(0, 5).join(", ");
  return fail("deadlock", `Nothing can fire any more: ${names} wait for each other.`, {
    at: waiting.map((id) => `node:${id}`),
    help: "Give an edge of the loop a delay.",
  });
}

/** Fails with "deadlock": what loops lack. */
export function missingProblem(
  stream: Stream,
  [first, ...rest]: readonly [MissingDelay, ...MissingDelay[]],
): { readonly ok: false; readonly problem: Problem } {
  const others = rest.length === 0 ? "" : ` ${sayOthers(stream, rest)}`;
  const has = stream.fifos[first.fifo]?.delay ?? 0;
  const ids = [first, ...rest].flatMap(({ loop }) => actorsRound(stream, loop));
  return fail("deadlock", `${sayMissing(stream, first)}${others}`, {
    at: [...new Set(ids)].map((id) => `node:${id}`),
    help: `Give that edge a delay of ${has + first.samples}.`,
  });
}

/** What one loop lacks, in a sentence. */
export function sayMissing(stream: Stream, { loop, fifo, samples: lack }: MissingDelay): string {
  return `The loop ${sayLoop(stream, loop)} waits for itself: its edge ${sayEdge(stream, fifo)} lacks ${samples(lack)} at the beginning.`;
}

function samples(count: number): string {
  return `${count} ${count === 1 ? "sample" : "samples"}`;
}

function sayOthers(stream: Stream, rest: readonly MissingDelay[]): string {
  const each = rest.map(({ fifo, samples: lack }) => `${sayEdge(stream, fifo)} (${samples(lack)})`);
  return `So it is with ${each.slice(0, 3).join(", ")}${each.length > 3 ? ` and ${each.length - 3} more` : ""}.`;
}

/** Nodes of the document round a loop: Duplicates that were put in are no nodes of it. */
function actorsRound({ actors, fifos }: Stream, loop: readonly number[]): string[] {
  return loop.flatMap((f) => {
    const actor = actors[fifos[f]?.from[0] ?? -1];
    return actor === undefined || actor.source < 0 ? [] : [actor.id];
  });
}

function sayLoop(stream: Stream, loop: readonly number[]): string {
  const ids = actorsRound(stream, loop);
  return [...ids, ids[0] ?? ""].join(" → ");
}

/** Ends of an edge of the document: an edge out of a Duplicate that was put in begins where that begins. */
function sayEdge({ actors, fifos }: Stream, fifo: number): string {
  let [a, o] = fifos[fifo]?.from ?? [0, 0];
  const [b, i] = fifos[fifo]?.to ?? [0, 0];
  const before = actors[a];
  if (before !== undefined && before.source < 0) [a, o] = fifos[before.inputs[0]?.fifo ?? -1]?.from ?? [a, o];
  return `${actors[a]?.id}.${actors[a]?.outputs[o]?.name} → ${actors[b]?.id}.${actors[b]?.inputs[i]?.name}`;
}

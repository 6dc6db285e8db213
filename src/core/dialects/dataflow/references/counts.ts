/** How often actors fire in one iteration; graphs of several parts too, as what is asked of references can be asked of each. */

import { type Repetition, repetitionOf } from "../repetition.ts";
import type { Stream } from "../stream.types.ts";

/** By actor. Undefined where rates contradict each other, or there are too many firings. */
export function firingCounts(stream: Stream): readonly number[] | undefined {
  const counts = new Array<number>(stream.actors.length).fill(0);
  for (const members of components(stream)) {
    const made = repetitionOf(alone(stream, members));
    if (!made.ok) return undefined;
    countsOf(made.value).forEach((count, k) => {
      counts[members[k] ?? 0] = count;
    });
  }
  return counts;
}

export function countsOf({ periods, period }: Repetition): readonly number[] {
  return Array.from(periods, (n, a) => n * (period[a] ?? 1));
}

/** Actors that are joined by FIFOs, each component ascending. */
function components({ actors, fifos }: Stream): readonly (readonly number[])[] {
  const near: number[][] = actors.map(() => []);
  for (const { from, to } of fifos) {
    near[from[0]]?.push(to[0]);
    near[to[0]]?.push(from[0]);
  }
  const seen = new Set<number>();
  const all: number[][] = [];
  for (const start of actors.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const own = [start];
    for (const a of own) {
      for (const other of near[a] ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        own.push(other);
      }
    }
    all.push(own.sort((a, b) => a - b));
  }
  return all;
}

function alone(stream: Stream, members: readonly number[]): Stream {
  if (members.length === stream.actors.length) return stream;
  const now = new Map(members.map((a, k) => [a, k]));
  const fifos = stream.fifos.flatMap((fifo) => {
    const [from, to] = [now.get(fifo.from[0]), now.get(fifo.to[0])];
    if (from === undefined || to === undefined) return [];
    return [{ ...fifo, from: [from, fifo.from[1]] as const, to: [to, fifo.to[1]] as const }];
  });
  return { ...stream, fifos, actors: members.flatMap((a) => stream.actors[a] ?? []) };
}

/** Why FIFOs round one Duplicate do not hold the same bytes: value by value, each must be gone before the next one comes. */

import type { Episode } from "../ours/held.ts";
import type { Stream } from "../stream.types.ts";

export interface Round {
  readonly duplicate: string;
  readonly input: number;
  /** Outputs of the Duplicate among the two. */
  readonly outputs: readonly number[];
}

/** The Duplicate that two FIFOs are round: both its outputs, or its input and an output; null: none. */
export function duplicateAround({ actors, fifos }: Stream, a: number, b: number): Round | null {
  const [one, two] = [fifos[a], fifos[b]];
  if (one === undefined || two === undefined) return null;
  const round = (actor: number, outputs: readonly number[]): Round | null => {
    const own = actors[actor];
    return own?.duplicate === true ? { duplicate: own.id, input: own.inputs[0]?.fifo ?? -1, outputs } : null;
  };
  if (one.to[0] === two.from[0]) return round(one.to[0], [b]);
  if (two.to[0] === one.from[0]) return round(two.to[0], [a]);
  return one.from[0] === two.from[0] ? round(one.from[0], [a, b]) : null;
}

interface Facts {
  readonly isArray: boolean;
  readonly outside: string | null;
  readonly episodes: readonly Episode[];
}

/** As a sentence; empty where nothing of the Duplicate's hinders. */
export function whyNotOne({ input, outputs, duplicate }: Round, facts: readonly Facts[]): string {
  for (const f of [input, ...outputs])
    if (facts[f]?.isArray === false)
      return `${duplicate} makes them equal, but fifo${f} is no array: what it holds moves about in it.`;
  const places = new Set([input, ...outputs].flatMap((f) => facts[f]?.outside ?? []));
  if (places.size > 1) return `${duplicate} makes them equal, but they lie in different places outside.`;
  const first = facts[input]?.episodes ?? [];
  for (const f of outputs) {
    const second = facts[f]?.episodes ?? [];
    if (first.length !== second.length)
      return `${duplicate} makes them equal, but fifo${input} is filled ${times(first.length)} an iteration and fifo${f} ${times(second.length)}: values stand in it that have left the other.`;
    const k = first.findIndex(
      (_, n) => (second[n]?.[1] ?? 0) > (first[n + 1]?.[0] ?? Number.POSITIVE_INFINITY),
    );
    if (k >= 0)
      return `${duplicate} makes them equal, but value ${k + 1} is in fifo${f} up to step ${(second[k]?.[1] ?? 1) - 1}, and value ${k + 2} comes into fifo${input} at step ${first[k + 1]?.[0] ?? 0}.`;
  }
  return "";
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

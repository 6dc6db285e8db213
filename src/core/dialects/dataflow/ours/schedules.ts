/** Ways to put firings in order. None is best everywhere, so all are tried: a way is one function and one line in the table. */

import { LazyHeap } from "../../../lazy-heap.ts";
import { Firing } from "../compat/firing.ts";
import { fullestLast } from "../compat/fullest-last.ts";
import { sinksFirst } from "../compat/sinks-first.ts";
import type { Repetition } from "../repetition.ts";
import type { Stream } from "../stream.types.ts";
import { distanceToSinks } from "./distance.ts";

export interface Way {
  readonly id: string;
  /** One sentence. */
  readonly says: string;
  /** Undefined where it finds none, or is not made for such a graph. */
  readonly run: (stream: Stream, repetition: Repetition) => Int32Array | undefined;
}

export const WAYS: readonly Way[] = [
  {
    id: "level",
    says: "Keeps the fullest FIFO as empty as it can.",
    run: (stream, repetition) => {
      const made = fullestLast(stream, repetition);
      return made.ok ? made.value.firings : undefined;
    },
  },
  {
    id: "level-sinks",
    says: "Those near a sink first, within the lengths that keeping FIFOs level needs.",
    run: (stream, repetition) => {
      const made = fullestLast(stream, repetition);
      return made.ok ? sinksFirst(stream, repetition, made.value.most) : undefined;
    },
  },
  {
    id: "nearest",
    says: "Always whoever is nearest to a sink.",
    run: (stream, repetition) => {
      const distance = distanceToSinks(stream);
      return greedily(stream, repetition, (actor) => distance[actor] ?? 0);
    },
  },
  {
    id: "lean",
    says: "Always whoever leaves the fewest bytes in FIFOs, of equals the nearest to a sink.",
    run: (stream, repetition) => {
      const distance = distanceToSinks(stream);
      const far = stream.actors.length + 1;
      return greedily(
        stream,
        repetition,
        (actor, state) => grown(stream, state) * far + (distance[actor] ?? 0),
      );
    },
  },
  {
    id: "demand",
    says: "From each sink back: only what it needs next.",
    run: (stream, repetition) => onDemand(stream, repetition),
  },
];

/** Bytes that the firing just looked at would add to FIFOs. */
function grown({ fifos }: Stream, state: Firing): number {
  let bytes = 0;
  state.touched.forEach((f, k) => {
    bytes += ((state.next[k] ?? 0) - (state.held[f] ?? 0)) * (fifos[f]?.sample ?? 0);
  });
  return bytes;
}

/**
 * Of those that can fire whoever costs least; of equals the first. `cost` may hang on the firing, not on what FIFOs hold.
 * No firing takes from another what it needs, so who can fire once can until it does.
 */
function greedily(
  stream: Stream,
  repetition: Repetition,
  cost: (actor: number, state: Firing) => number,
): Int32Array | undefined {
  const { actors, fifos } = stream;
  const state = new Firing(stream, repetition);
  const firings = new Int32Array(repetition.firings);
  const costs = new Float64Array(actors.length);
  const isReady = new Uint8Array(actors.length);
  const ready = new LazyHeap((actor, key) => isReady[actor] === 1 && costs[actor] === key);
  const look = (actor: number) => {
    if (isReady[actor] === 1 || !state.isLeft(actor) || !state.look(actor)) return;
    costs[actor] = cost(actor, state);
    isReady[actor] = 1;
    ready.push(actor, costs[actor] ?? 0, actor);
  };
  for (const a of actors.keys()) look(a);
  for (let step = 0; step < firings.length; step++) {
    const chosen = ready.first(() => false);
    if (chosen < 0) return undefined;
    isReady[chosen] = 0;
    state.look(chosen);
    state.fire(chosen);
    firings[step] = chosen;
    look(chosen);
    for (const { fifo } of actors[chosen]?.outputs ?? []) look(fifos[fifo]?.to[0] ?? chosen);
  }
  return firings;
}

/** Undefined where a loop needs more than the demand of its own samples. */
function onDemand(stream: Stream, repetition: Repetition): Int32Array | undefined {
  const { actors, fifos } = stream;
  const state = new Firing(stream, repetition);
  const firings: number[] = [];
  const sinks = [...actors.keys()].filter((a) => actors[a]?.outputs.every(({ fifo }) => fifo < 0) === true);
  const goals = sinks.length === 0 ? [...actors.keys()] : sinks;
  const waiting: number[] = [];
  while (firings.length < repetition.firings) {
    const actor =
      waiting.at(-1) ?? goals.find((a) => state.isLeft(a)) ?? [...actors.keys()].find((a) => state.isLeft(a));
    if (actor === undefined || waiting.length > actors.length || !state.isLeft(actor)) return undefined;
    if (state.look(actor)) {
      state.fire(actor);
      firings.push(actor);
      if (waiting.length > 0) waiting.pop();
      continue;
    }
    const short = state.touched.findIndex((_, k) => (state.next[k] ?? 0) < 0);
    if (waiting.length === 0) waiting.push(actor);
    waiting.push(fifos[state.touched[short] ?? 0]?.from[0] ?? 0);
  }
  return Int32Array.from(firings);
}

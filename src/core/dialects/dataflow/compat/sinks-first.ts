/** The reference's second schedule: whoever is nearest to a sink fires first, in turns, within the lengths of the first schedule. */

import { layersToSinks } from "../layers.ts";
import type { Repetition } from "../repetition.ts";
import type { Stream } from "../stream.types.ts";
import { Firing } from "./firing.ts";

/** Undefined where actors have no distance to a sink: there is a loop. */
export function sinksFirst(
  stream: Stream,
  repetition: Repetition,
  most: Float64Array,
): Int32Array | undefined {
  const layers = layersToSinks(stream);
  if (layers === undefined) return undefined;
  const state = new Firing(stream, repetition);
  const firings = new Int32Array(repetition.firings);
  for (let step = 0; step < firings.length; step++) {
    const chosen = fireFirst(layers, state, most);
    // who can fire can fire later too, so nobody is ever stuck where the first schedule was not
    if (chosen < 0) throw new Error("the second schedule is stuck where the first was not");
    firings[step] = chosen;
  }
  return firings;
}

function fireFirst(layers: readonly number[][], state: Firing, most: Float64Array): number {
  for (const layer of layers) {
    for (let k = 0; k < layer.length; k++) {
      const actor = layer[k] ?? 0;
      if (!state.isLeft(actor) || !state.look(actor)) continue;
      const { touched, next } = state;
      if (touched.some((f, i) => (next[i] ?? 0) > (most[f] ?? 0))) continue;
      state.fire(actor);
      layer.splice(k, 1);
      layer.push(actor);
      return actor;
    }
  }
  return -1;
}

/** Lifetimes as networks have them: training steps, inference with skips, scratchpads that prefetch. */

import type { LifetimeSpec, LifetimesDocument } from "../../src/core/document.ts";
import { Random } from "../../src/core/testing/random.ts";

function documentOf(name: string, lives: readonly Omit<LifetimeSpec, "id">[]): LifetimesDocument {
  const buffers = lives.map((life, i) => ({ id: `b${i}`, ...life }));
  return { format: "memplan", version: 1, kind: "lifetimes", name, buffers };
}

/** Activations wait for their gradients, so the load rises to the middle and falls again: one sharp peak. */
export function training(name: string, layers: number, seed: number): LifetimesDocument {
  const random = new Random(seed);
  const last = 2 * layers + 1;
  const lives: Omit<LifetimeSpec, "id">[] = [];
  for (let layer = 0; layer < layers; layer++) {
    const bytes = 256 * random.integer(4, 64);
    const backward = last - 1 - layer;
    lives.push({ start: layer, end: backward + 1, bytes });
    lives.push({ start: backward - 1, end: backward + 1, bytes });
    if (random.chance(0.5)) lives.push({ start: layer, end: layer + 1, bytes: 256 * random.integer(1, 96) });
    // a gradient of weights lives on until the step that applies it
    lives.push({
      start: backward,
      end: random.integer(backward + 1, last),
      bytes: 256 * random.integer(1, 24),
    });
  }
  return documentOf(name, lives);
}

/** A chain of layers with skips over a few of them and scratch at some. */
export function inference(name: string, layers: number, seed: number): LifetimesDocument {
  const random = new Random(seed);
  const lives: Omit<LifetimeSpec, "id">[] = [];
  for (let layer = 0; layer < layers; layer++) {
    const reach = random.chance(0.3) ? random.integer(2, 9) : 1;
    lives.push({
      start: layer,
      end: Math.min(layers, layer + reach) + 1,
      bytes: 128 * random.integer(2, 90),
    });
    if (random.chance(0.4)) lives.push({ start: layer, end: layer + 1, bytes: 128 * random.integer(1, 60) });
  }
  return documentOf(name, lives);
}

/** Tiles fetched a few steps ahead whenever there is room, so the load stays flat near the top: hard to pack. */
export function scratchpad(name: string, steps: number, capacity: number, seed: number): LifetimesDocument {
  const random = new Random(seed);
  const lives: Omit<LifetimeSpec, "id">[] = [];
  const load = new Float64Array(steps);
  const fits = (start: number, end: number, bytes: number) =>
    load.subarray(start, end).every((live) => live + bytes <= capacity);
  for (let step = 0; step < steps; step++) {
    for (let attempt = 0; attempt < 12; attempt++) {
      const bytes = 64 * random.integer(1, Math.floor(capacity / 64 / 6));
      const end = Math.min(
        steps,
        step + (random.chance(0.2) ? random.integer(10, 40) : random.integer(1, 8)),
      );
      if (!fits(step, end, bytes)) continue;
      for (let s = step; s < end; s++) load[s] = (load[s] ?? 0) + bytes;
      lives.push({ start: step, end, bytes });
    }
  }
  return documentOf(name, lives);
}

/** Which buffers lie so that one colour for both would make them look like one: what colours.ts keeps apart. */

import type { Plan } from "../core/plan.types.ts";

/** Moments at which neighbours are looked for, beside the peak. */
const MOMENTS = 48;
/** How many addresses up somebody still counts as near: at the peak, and elsewhere. */
const REACH_AT_PEAK = 6;
const REACH = 3;
/** The peak is what people look at. */
const PEAK_COUNTS = 16;

export interface Neighbours {
  /** Buffers alive at the peak of each arena, by address. */
  readonly crowds: readonly (readonly number[])[];
  /** For each buffer, who is near it while both are alive, and by how many bytes, summed over moments. */
  readonly near: readonly ReadonlyMap<number, number>[];
}

function peakStep(plan: Plan, arena: number): number {
  const curve = plan.live[arena];
  if (curve === undefined) return 0;
  let best = 0;
  for (let i = 1; i < curve.bytes.length; i++) if ((curve.bytes[i] ?? 0) > (curve.bytes[best] ?? 0)) best = i;
  return curve.step[best] ?? 0;
}

/** Storages alive at each of `steps` (rising), by arena and address. */
function aliveAt({ storages }: Plan, steps: readonly number[]): readonly (readonly number[])[] {
  const alive: number[][] = steps.map(() => []);
  for (let s = 0; s < storages.count; s++) {
    if ((storages.padded[s] ?? 0) === 0) continue;
    const [start = 0, end = 0] = [storages.start[s], storages.end[s]];
    let low = 0;
    for (let high = steps.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((steps[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    for (let i = low; i < steps.length && (steps[i] ?? 0) < end; i++) alive[i]?.push(s);
  }
  const { arena, offset } = storages;
  for (const list of alive)
    list.sort((a, b) => (arena[a] ?? 0) - (arena[b] ?? 0) || (offset[a] ?? 0) - (offset[b] ?? 0) || a - b);
  return alive;
}

/** Linear in storages, but for the moments. */
export function neighboursOf(plan: Plan): Neighbours {
  const { storages, buffers, arenas, steps: last } = plan;
  const near: Map<number, number>[] = Array.from({ length: buffers.count }, () => new Map());
  const peaks = arenas.map((_, a) => peakStep(plan, a));
  const spread = Array.from({ length: Math.min(MOMENTS, last) }, (_, i) =>
    Math.floor(((i + 0.5) * last) / Math.min(MOMENTS, last)),
  );
  const moments = [...new Set([...spread, ...peaks])].sort((a, b) => a - b);
  const crowds: (readonly number[])[] = arenas.map(() => []);
  for (const [i, alive] of aliveAt(plan, moments).entries()) {
    for (const [a, peak] of peaks.entries()) {
      if (peak !== moments[i]) continue;
      const here = alive.filter((s) => storages.arena[s] === a);
      crowds[a] = [...new Set(here.map((s) => storages.buffer[s] ?? 0))];
    }
    for (const [at, s] of alive.entries()) {
      const [b = 0, a = 0, bytes = 0] = [storages.buffer[s], storages.arena[s], storages.padded[s]];
      const peak = peaks[a] === moments[i];
      for (let d = 1; d <= (peak ? REACH_AT_PEAK : REACH); d++) {
        const t = alive[at + d] ?? -1;
        const c = storages.buffer[t] ?? b;
        if (c === b || storages.arena[t] !== a) continue;
        const weight = (Math.min(bytes, storages.padded[t] ?? 0) * (peak ? PEAK_COUNTS : 1)) / d;
        near[b]?.set(c, (near[b]?.get(c) ?? 0) + weight);
        near[c]?.set(b, (near[c]?.get(b) ?? 0) + weight);
      }
    }
  }
  return { crowds, near };
}

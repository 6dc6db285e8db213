/** Samples of many firings of a port at once, and the firings that move so many. */

import type { Rate } from "./document.ts";
import { ratesOf } from "./stream.types.ts";

/** Samples that the first `firings` move. */
export function movedIn(rate: Rate, firings: number): number {
  if (typeof rate === "number") return rate * firings;
  const [rounds, rest] = [Math.floor(firings / rate.length), firings % rate.length];
  return rounds * sum(rate) + sum(rate.slice(0, rest));
}

/** The fewest first firings that move `samples` or more; never more than `most`. */
export function firingsFor(rate: Rate, samples: number, most: number): number {
  if (samples <= 0) return 0;
  const list = ratesOf(rate);
  const all = sum(list);
  // whole rounds that do not suffice yet
  const rounds = Math.ceil(samples / all) - 1;
  let firings = rounds * list.length;
  for (let left = samples - rounds * all; left > 0; firings++) left -= list[firings % list.length] ?? 0;
  return Math.min(firings, most);
}

function sum(list: readonly number[]): number {
  return list.reduce((total, rate) => total + rate, 0);
}

/**
 * Large documents for measuring: buffers as a long program makes them, one or so a step, most of them short-lived, some
 * 50 to 200 alive at once. The same number and seed give the same bytes on every machine.
 */

import type { LifetimesDocument } from "../src/core/document.ts";
import { Random } from "../src/core/random.ts";

/** Lifetimes half open, in steps; bytes are whole blocks of BLOCK. */
export interface Synthetic {
  readonly count: number;
  readonly steps: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly bytes: Float64Array;
}

const BLOCK = 64;

/** Of a hundred buffers those `below` a number live from `least` to about `most` steps: 65 briefly, 25 for long, 10 for very long. */
const LIVES = [
  { below: 65, least: 1, most: 6 },
  { below: 90, least: 8, most: 200 },
  { below: 100, least: 200, most: 2000 },
] as const;

/** From `least` to about `most`, each doubling as likely as the next. */
function spread(random: Random, least: number, most: number): number {
  return Math.round(least * (most / least) ** (random.below(2 ** 20) / 2 ** 20));
}

export function syntheticBuffers(count: number, seed = 1): Synthetic {
  const random = new Random(seed);
  const steps = Math.max(1, count);
  const start = new Int32Array(count);
  const end = new Int32Array(count);
  const bytes = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const lot = random.below(100);
    const { least, most } = LIVES.find(({ below }) => lot < below) ?? LIVES[0];
    start[i] = i;
    end[i] = Math.min(steps, i + spread(random, least, most));
    bytes[i] = BLOCK * spread(random, 1, 4096);
  }
  return { count, steps, start, end, bytes };
}

const nameOf = (i: number) => `block${i % 24}/layer${Math.floor(i / 24) % 64}/t${i}`;

/** Offsets that leave out no chance to reuse: of each buffer the lowest free place at its start. Bytes. */
export function firstFitOffsets({ count, start, end, bytes }: Synthetic): Float64Array {
  const offset = new Float64Array(count);
  /** Buffers alive, from the lowest. */
  let alive: number[] = [];
  for (let i = 0; i < count; i++) {
    const now = start[i] ?? 0;
    const size = bytes[i] ?? 0;
    let low = 0;
    let place = -1;
    const rest: number[] = [];
    for (const k of alive) {
      if ((end[k] ?? 0) <= now) continue;
      if (place < 0 && (offset[k] ?? 0) - low >= size) {
        place = rest.length;
        offset[i] = low;
        rest.push(i);
      }
      low = Math.max(low, (offset[k] ?? 0) + (bytes[k] ?? 0));
      rest.push(k);
    }
    if (place < 0) {
      offset[i] = low;
      rest.push(i);
    }
    alive = rest;
  }
  return offset;
}

/** A document of `count` buffers; `placed`: with fixed offsets of a first fit. */
export function syntheticDocument(count: number, seed = 1, placed = false): LifetimesDocument {
  const made = syntheticBuffers(count, seed);
  const offset = placed ? firstFitOffsets(made) : undefined;
  return {
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: `synthetic-${count}`,
    buffers: Array.from(made.start, (start, i) => ({
      id: nameOf(i),
      start,
      end: made.end[i] ?? 0,
      bytes: made.bytes[i] ?? 0,
      ...(offset === undefined ? {} : { offset: offset[i] ?? 0 }),
    })),
  };
}

/** The same as MiniMalloc's CSV; `placed`: with the offsets of a first fit, which makes it a plan. */
export function syntheticCsv(count: number, seed = 1, placed = false): string {
  const made = syntheticBuffers(count, seed);
  const offset = placed ? firstFitOffsets(made) : undefined;
  const lines = [placed ? "id,start,end,size,offset" : "id,start,end,size"];
  for (let i = 0; i < count; i++) {
    // a column called `end` is inclusive in these files
    const line = `${nameOf(i)},${made.start[i]},${(made.end[i] ?? 0) - 1},${made.bytes[i]}`;
    lines.push(offset === undefined ? line : `${line},${offset[i]}`);
  }
  lines.push("");
  return lines.join("\n");
}

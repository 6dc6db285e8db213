/** Cuts a rectangle of time × address into pieces that fill it: a packing whose optimum is known before anyone packs it. */

import type { LifetimeSpec, LifetimesDocument } from "../../src/core/document.ts";
import type { Random } from "../../src/core/testing/random.ts";

/** Half open in steps and bytes. */
export interface Rectangle {
  readonly start: number;
  readonly end: number;
  readonly low: number;
  readonly high: number;
}

/** Where to cut a length of `size` units; 0 < cut < size. */
export type Cut = (random: Random, size: number) => number;

export const anywhere: Cut = (random, size) => random.integer(1, size - 1);
export const inHalf: Cut = (_, size) => size / 2;

export interface Cutting {
  readonly steps: number;
  /** Units of address; a unit is `unit` bytes. */
  readonly height: number;
  readonly unit: number;
  readonly count: number;
  readonly cutAddress: Cut;
  /** How often a piece is cut into five around a middle one, which no single cut separates. */
  readonly pinwheels: number;
}

/** Always the largest piece that can still be cut is cut next, so pieces stay comparable in area. */
export function cutUp(random: Random, cutting: Cutting): Rectangle[] {
  const pieces: Rectangle[] = [{ start: 0, end: cutting.steps, low: 0, high: cutting.height }];
  const done: Rectangle[] = [];
  while (pieces.length > 0 && pieces.length + done.length < cutting.count) {
    const piece = pieces.splice(indexOfLargest(pieces), 1)[0];
    if (piece === undefined) break;
    const parts = cutOne(random, piece, cutting);
    if (parts === undefined) done.push(piece);
    else pieces.push(...parts);
  }
  return [...pieces, ...done].map((p) => ({ ...p, low: p.low * cutting.unit, high: p.high * cutting.unit }));
}

function indexOfLargest(pieces: readonly Rectangle[]): number {
  const area = (p: Rectangle | undefined) => (p === undefined ? 0 : (p.end - p.start) * (p.high - p.low));
  return pieces.reduce((best, piece, i) => (area(piece) > area(pieces[best]) ? i : best), 0);
}

function cutOne(random: Random, piece: Rectangle, cutting: Cutting): Rectangle[] | undefined {
  const { start, end, low, high } = piece;
  const [wide, tall] = [end - start, high - low];
  if (wide >= 3 && tall >= 3 && random.chance(cutting.pinwheels)) return pinwheel(random, piece);
  // long pieces are cut in time, tall ones in address, so that few become slivers
  const inTime =
    tall < 2 || (wide >= 2 && random.chance(wide / cutting.steps > tall / cutting.height ? 0.75 : 0.25));
  if (inTime && wide >= 2) {
    const at = start + anywhere(random, wide);
    return [
      { start, end: at, low, high },
      { start: at, end, low, high },
    ];
  }
  if (tall < 2) return undefined;
  const at = low + cutting.cutAddress(random, tall);
  return [
    { start, end, low, high: at },
    { start, end, low: at, high },
  ];
}

function pinwheel(random: Random, { start, end, low, high }: Rectangle): Rectangle[] {
  const t1 = start + random.integer(1, end - start - 2);
  const t2 = random.integer(t1 + 1, end - 1);
  const a1 = low + random.integer(1, high - low - 2);
  const a2 = random.integer(a1 + 1, high - 1);
  return [
    { start, end: t2, low, high: a1 },
    { start: t2, end, low, high: a2 },
    { start: t1, end, low: a2, high },
    { start, end: t1, low: a1, high },
    { start: t1, end: t2, low: a1, high: a2 },
  ];
}

/** Storages in no telling order; `alignmentOf` says what each piece asks of its address. */
export function lifetimesOf(
  name: string,
  random: Random,
  pieces: readonly Rectangle[],
  alignmentOf: (piece: Rectangle) => number = () => 1,
): LifetimesDocument {
  const buffers = random.shuffled(pieces).map((piece, i): LifetimeSpec => {
    const { start, end, low, high } = piece;
    const alignment = alignmentOf(piece);
    return { id: `b${i}`, start, end, bytes: high - low, ...(alignment > 1 ? { alignment } : {}) };
  });
  return { format: "memplan", version: 1, kind: "lifetimes", name, buffers };
}

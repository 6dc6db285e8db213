/** The instances that quality is measured on: made from seeds, the same on every machine. */

import type { LifetimesDocument } from "../../src/core/document.ts";
import { Random } from "../../src/core/testing/random.ts";
import { inference, scratchpad, training } from "./networks.ts";
import { anywhere, type Cutting, cutUp, inHalf, lifetimesOf, type Rectangle } from "./rectangles.ts";

export interface Instance {
  readonly document: LifetimesDocument;
  /** Bytes of the best plan there is, where it is known from how the instance was made. */
  readonly optimum?: number;
}

const WHOLE: Cutting = {
  steps: 200,
  height: 256,
  unit: 64,
  count: 40,
  cutAddress: anywhere,
  pinwheels: 0.15,
};

function perfect(count: number, seed: number): Instance {
  return planted(`perfect-${count}`, { ...WHOLE, count }, seed);
}

function planted(
  name: string,
  cutting: Cutting,
  seed: number,
  alignmentOf?: (random: Random, piece: Rectangle) => number,
): Instance {
  const random = new Random(seed);
  const pieces = cutUp(random, cutting);
  const document = lifetimesOf(name, random, pieces, alignmentOf && ((piece) => alignmentOf(random, piece)));
  return { document, optimum: cutting.height * cutting.unit };
}

/** A power of two that divides the address the piece was cut at, so that the planted packing stays right. */
function someAlignment(random: Random, { low }: Rectangle): number {
  const most = low === 0 ? 4096 : low & -low;
  return 2 ** random.integer(0, Math.min(12, Math.log2(most)));
}

function powersOfTwo(count: number, seed: number): Instance {
  return planted(`power-of-two-${count}`, { ...WHOLE, count, cutAddress: inHalf, pinwheels: 0 }, seed);
}

function aligned(count: number, seed: number): Instance {
  return planted(`aligned-${count}`, { ...WHOLE, count }, seed, someAlignment);
}

/** Small enough that all of them, by every placement, take seconds. */
export const INSTANCES: readonly Instance[] = [
  perfect(30, 1),
  perfect(60, 2),
  perfect(120, 3),
  perfect(300, 4),
  powersOfTwo(60, 5),
  powersOfTwo(200, 6),
  aligned(50, 7),
  aligned(150, 8),
  { document: training("training-24", 24, 9) },
  { document: training("training-120", 120, 10) },
  { document: inference("inference-60", 60, 11) },
  { document: inference("inference-400", 400, 12) },
  { document: scratchpad("scratchpad-80", 80, 65_536, 13) },
  { document: scratchpad("scratchpad-300", 300, 262_144, 14) },
];

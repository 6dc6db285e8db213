/** A dataflow graph in indices: every output feeds one input, constants are gone. What schedules and FIFO memory are made of. */

import type { BufferConstraint, Rate } from "./document.ts";

export interface Port {
  readonly name: string;
  readonly rate: Rate;
  readonly type: string;
  readonly constraint: BufferConstraint | null;
  /** FIFO at it; −1: none, as where a constant feeds it. */
  readonly fifo: number;
}

export interface Actor {
  readonly id: string;
  readonly class: string;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** It was put in so that one output can feed several inputs, or none. */
  readonly duplicate: boolean;
  /** Position in the document; −1 for what was put in. */
  readonly source: number;
}

/** What must lie in memory outside of the plan; one object a place, so that equality is identity. */
export interface Outside {
  readonly name: string;
  readonly mustBeArray: boolean;
  readonly assignedByNode: boolean;
  readonly canBeShared: boolean;
}

export interface Fifo {
  readonly from: readonly [actor: number, output: number];
  readonly to: readonly [actor: number, input: number];
  /** Samples in it before the first firing. */
  readonly delay: number;
  /** Bytes of one sample. */
  readonly sample: number;
  readonly asyncLength: number;
  readonly asyncScale: number;
  readonly weak: boolean;
  readonly outside: Outside | null;
}

export interface Stream {
  /** By id, in code units: all orders hang on it. */
  readonly actors: readonly Actor[];
  readonly fifos: readonly Fifo[];
  /** Ids of the Duplicates that were put in, in order. */
  readonly duplicates: readonly string[];
}

/** Rates of one FIFO by firing: what a firing puts in and takes out. */
export function rateAt(rate: Rate, firing: number): number {
  return typeof rate === "number" ? rate : (rate[firing % rate.length] ?? 0);
}

export function ratesOf(rate: Rate): readonly number[] {
  return typeof rate === "number" ? [rate] : rate;
}

/** Samples of the largest transfer; lists may be too long to be spread as arguments. */
export function largestOf(rate: Rate): number {
  return ratesOf(rate).reduce((most, own) => Math.max(most, own), 0);
}

/** What CMSIS-Stream's planning takes and gives. */

import type { StreamMode } from "../document.ts";
import type { Stream } from "../stream.types.ts";

export interface ReferenceSettings {
  /** Whether actors near sinks go first. */
  readonly sinkPriority: boolean;
  /** Whether FIFOs that are arrays share buffers. */
  readonly memoryOptimization: boolean;
  /** Whether FIFOs around a Duplicate may hold the same bytes, and it copies only where it must. */
  readonly duplicateOptimization: boolean;
  /** Visits after which the exact colouring gives up. */
  readonly mostVisits: number;
  /** Asynchronous: every FIFO longer, none an array. Fully so: no rates, one pass, lengths as the edges say. */
  readonly mode: StreamMode;
  /** Factor of lengths in the mode `asynchronous` where an edge has none of its own. */
  readonly fifoIncrease: number;
}

export const REFERENCE_SETTINGS: ReferenceSettings = {
  sinkPriority: true,
  memoryOptimization: true,
  duplicateOptimization: true,
  mostVisits: 131_072,
  mode: "synchronous",
  fifoIncrease: 1,
};

/** Where a FIFO lies: a buffer by number, a place outside by name, or where its node says. */
export type Home =
  | { readonly kind: "buffer"; readonly number: number }
  | { readonly kind: "outside"; readonly name: string }
  | { readonly kind: "node" };

export interface PlannedFifo {
  /** Samples. */
  readonly length: number;
  /** Both sides always begin at its first sample. */
  readonly isArray: boolean;
  /** First step that writes and last step that reads, inclusive; null where there are no steps to count. */
  readonly live: readonly [first: number, last: number] | null;
  readonly home: Home;
  /** Its Duplicate need not copy into it. */
  readonly copySkipped: boolean;
}

export interface CopyTraffic {
  /** Bytes moved to the front of FIFOs that are no arrays. */
  readonly realign: number;
  /** Bytes that Duplicates copy. */
  readonly duplicate: number;
}

export interface ReferencePlan {
  readonly stream: Stream;
  /** Actors in the order of their firings. */
  readonly firings: Int32Array;
  readonly fifos: readonly PlannedFifo[];
  /** Bytes by number. */
  readonly buffers: readonly number[];
  readonly totalBytes: number;
  /** Sinks could not go first, because of a loop. */
  readonly loopHinders: boolean;
  /** The colouring ran out of visits, and took the greedy one. */
  readonly gaveUp: boolean;
  readonly traffic: { readonly first: CopyTraffic; readonly later: CopyTraffic } | null;
}

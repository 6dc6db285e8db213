/** The plan document: where every tensor of a source document lies, and what is known of that plan. Bytes and steps, half open. */

import type { Diagnostic, Gap, Head, SourceDocument } from "./document.ts";

export interface PlanStorage {
  readonly id: string;
  readonly tensors: readonly string[];
  readonly bytes: number;
  readonly alignment: number;
  readonly start: number;
  readonly end: number;
  readonly arena: string;
  readonly offset: number;
  readonly buffer: string;
  /** Set on the scratch of a node: its id. */
  readonly workspaceOf?: string | undefined;
  /** When it needs fewer bytes, or none: as the document says. */
  readonly gaps?: readonly Gap[] | undefined;
}

export interface PlanTensor {
  readonly storage: string;
  readonly buffer: string;
  readonly arena: string;
  readonly offset: number;
  readonly bytes: number;
  readonly start: number;
  readonly end: number;
}

export interface PlanBuffer {
  readonly id: string;
  readonly arena: string;
  readonly offset: number;
  readonly bytes: number;
  /** In time order. */
  readonly storages: readonly string[];
}

export interface PlanArena {
  readonly id: string;
  readonly capacity: number | null;
  readonly alignment: number;
  readonly peak: number;
  readonly lowerBound: number;
  readonly optimal: boolean;
  /** Of a plan that holds in any order: storages of which no two may ever share, as large together as the lower bound. */
  readonly antichain?: readonly string[] | undefined;
}

/** A FIFO of a dataflow graph; it is the tensor of the same id where the plan gives it a place. */
export interface PlanFifo {
  readonly id: string;
  /** Actor and port, once Duplicates are in. */
  readonly from: readonly [actor: string, port: string];
  readonly to: readonly [actor: string, port: string];
  /** Samples that it can hold, and bytes of one. */
  readonly samples: number;
  readonly sampleBytes: number;
  /** Samples in it before the first firing. */
  readonly delay: number;
  /** Both sides always begin at its first sample; else what is unread is moved to the front by the next write. */
  readonly array: boolean;
  /** Its Duplicate writes nothing: what is there is right already. */
  readonly copySkipped: boolean;
  /** Memory that somebody else provides: its name, at its beginning. Absent: it is in the arena, or holds nothing. */
  readonly outside?: string | undefined;
}

export interface PlanStats {
  /** Sum of the bytes of all storages: no reuse at all. */
  readonly totalBytes: number;
  readonly peakBytes: number;
  readonly lowerBoundBytes: number;
  /** First step at which the most bytes are alive, over all arenas. */
  readonly peakStep: number;
  /** peakBytes − lowerBoundBytes. */
  readonly fragmentationBytes: number;
  /** Sum over storages of what rounding up to the arena's alignment adds. */
  readonly paddingBytes: number;
  readonly buffers: number;
  readonly storages: number;
  readonly fits: boolean;
}

export interface PlanSearch {
  readonly placeSteps: number;
  readonly orderSteps: number;
  /** No order has a lower peak of live bytes. */
  readonly orderOptimal: boolean;
  /** Bytes below which no order's peak of live bytes can go; null when not known. */
  readonly orderBound: number | null;
  /** Of a dataflow graph, the way its schedule was found. */
  readonly way?: string | undefined;
}

export interface PlanDocument extends Head {
  readonly kind: "plan";
  readonly source: { readonly name: string; readonly kind: SourceDocument["kind"]; readonly sha256: string };
  readonly settings: Readonly<Record<string, string | number | boolean | null>>;
  readonly order: readonly string[];
  readonly storages: readonly PlanStorage[];
  readonly tensors: Readonly<Record<string, PlanTensor>>;
  readonly buffers: readonly PlanBuffer[];
  readonly arenas: readonly PlanArena[];
  readonly stats: PlanStats;
  readonly diagnostics: readonly Diagnostic[];
  /** What was searched and proved beyond the arenas' `optimal`; absent when nothing was searched. */
  readonly search?: PlanSearch | undefined;
  /** Of a dataflow graph, in the order of its connections once Duplicates are in. Its `order` holds firings: `actor`, or `actor#0`, `actor#1` … of one that fires more than once. */
  readonly fifos?: readonly PlanFifo[] | undefined;
  readonly producer: { readonly name: string; readonly version: string };
}

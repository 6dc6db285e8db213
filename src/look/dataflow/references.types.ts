/** What is shown of references: along the schedule of the plan, over all schedules, and from the graph alone. FIFOs by number, actors by id. */

import type { ReferenceRole } from "../../core/dialects/dataflow/document.ts";
import type { Between, Extremes } from "../../core/dialects/dataflow/references/over-schedules.ts";
import type { RoleSource } from "../../core/dialects/dataflow/references/roles.ts";

export type { Between, Extremes, RoleSource };

/** Of an input: `read` and released; `own` it must be the only holder; `copy` copied unless it is; `pass` goes on as it is; `split` goes to all outputs; `value` is no reference. */
export type InputUseWord = "read" | "own" | "copy" | "pass" | "split" | "value";

export interface ReferencePort {
  readonly name: string;
  /** −1: none, as where a constant feeds it. */
  readonly fifo: number;
}

export interface ReferenceNode {
  readonly id: string;
  readonly class: string;
  readonly role: ReferenceRole;
  /** `document`: it says so; `class`: known by the class; `ports`: guessed from the number of ports. */
  readonly source: RoleSource;
  /** Some of its ports say themselves what they do. */
  readonly annotated: boolean;
  /** A Duplicate that was put in: no node of the document. */
  readonly inserted: boolean;
  readonly inputs: readonly (ReferencePort & {
    readonly use: InputUseWord;
    readonly to: readonly string[];
  })[];
  /** `fresh`: a new buffer of the pool. */
  readonly outputs: readonly (ReferencePort & { readonly fresh: boolean })[];
}

export interface ReferenceFifo {
  /** As in the plan: `fifo0` … */
  readonly id: string;
  readonly from: readonly [actor: string, port: string];
  readonly to: readonly [actor: string, port: string];
  readonly type: string;
  /** References pass here, not values. */
  readonly carries: boolean;
  /** By the graph alone: others may hold what passes here. */
  readonly shared: boolean;
  /** Position of the edge of the document that ends where it ends; −1: it leads into a Duplicate that was put in. */
  readonly edge: number;
}

/** A pool of buffers of one type. */
export interface ReferencePool {
  readonly type: string;
  /** Of one buffer. */
  readonly bufferBytes: number;
  /** Buffers of a pool that is only reset between iterations, and of one that takes buffers back. */
  readonly reset: number;
  readonly recycling: number;
}

export interface ReferenceTotals {
  readonly allocations: number;
  readonly copies: number;
  readonly copiedBytes: number;
  /** Most buffers alive at once. */
  readonly peak: number;
  readonly pools: readonly ReferencePool[];
  readonly resetBytes: number;
  readonly recyclingBytes: number;
  /** Places in FIFOs, each one pointer of `pointerBytes`; not counted in the pools. */
  readonly slots: number;
  readonly pointerBytes: number;
}

/** A buffer of the trace; buffers are numbered as they are taken, those that lie in FIFOs at first before. */
export interface TracedBuffer {
  readonly type: string;
  /** Step at which it was taken; −1: it was there before the first firing. */
  readonly taken: number;
  /** It was taken for a copy. */
  readonly copy: boolean;
}

export interface FifoContent {
  readonly fifo: number;
  /** Buffers that wait, in order; one number for each reference. */
  readonly waiting: readonly number[];
  /** What slots that were read still hold; only where release is sticky. */
  readonly kept: readonly number[];
}

export interface TraceRow {
  readonly step: number;
  /** As the nodes of the plan are called. */
  readonly firing: string;
  readonly actor: string;
  /** Buffers taken from the pool, those for copies among them. */
  readonly taken: readonly number[];
  readonly copied: boolean;
  readonly hazard: boolean;
  /** Live buffers while new ones are taken and old ones not yet given back, and after. */
  readonly liveDuring: number;
  readonly liveAfter: number;
  /** FIFOs that it touched, as they are after it; all others are as before. See contentAfter. */
  readonly changes: readonly FifoContent[];
}

export interface HazardRow {
  readonly step: number;
  readonly firing: string;
  readonly actor: string;
  readonly port: string;
  /** FIFOs that hold the same buffer. */
  readonly others: readonly number[];
  readonly buffer: number;
}

/** What comes of running the schedule again and again, where references stay in FIFOs. */
export interface SteadyReferences {
  /** Iterations until what lies in FIFOs is as it was before; null: not within those that were tried. */
  readonly after: number | null;
  /** Iterations of one round once it repeats; of the last one that was tried where it does not. */
  readonly period: number;
  /** Copies and hazards in one round, and most live buffers in any iteration. */
  readonly copies: number;
  readonly hazards: number;
  readonly peak: number;
}

/** The exact value where low and high are one, else what is known of it; where a reader gives up its reference with its firing. */
export interface ReferenceRangesView {
  readonly copies: Extremes;
  readonly resetPool: Extremes;
  readonly recyclingPool: Extremes;
  /** Null: more than could be counted. */
  readonly schedules: number | null;
  readonly withoutHazard: number | null;
  /** It holds for the first iteration only, as references stay in FIFOs. */
  readonly firstIteration: boolean;
}

export interface ViolationRow {
  readonly actor: string;
  readonly port: string;
  readonly fifo: number;
  /** What its type takes, and does not get. */
  readonly wants: "unique" | "shared";
  /** No other violated input stands before it. */
  readonly primary: boolean;
  /** FIFOs from the output that shares to this input; where it wants shared its own alone. */
  readonly witness: readonly number[];
  /** Where sharing begins; where it wants shared, who gives what is unique. */
  readonly origin: string;
  /** The other FIFOs out of where it begins: they hold the other references; none where it wants shared. */
  readonly siblings: readonly number[];
}

/** A way to mend violations: a copy on each of these FIFOs. */
export interface InsertionPlan {
  readonly fifos: readonly number[];
  /** The same as edges of the document, for insertCopies. */
  readonly edges: readonly number[];
  /** Copied in one iteration. */
  readonly bytes: number;
}

/** One BufferCopy: what the graph says, what happens here, and what can happen. */
export interface ContrastRow {
  readonly actor: string;
  readonly static: "copies" | "never";
  /** References that it copies in one iteration of this schedule, and those that pass through it. */
  readonly here: number;
  readonly passes: number;
  /** Over all schedules, null where that is not known; for this node alone, so the best of two nodes need not be had at once. */
  readonly best: Between | null;
  readonly worst: Between | null;
  /** Of one copy. */
  readonly bytes: number;
}

/** If its copy node reads last, it may keep the buffer and its copy goes away. */
export interface TransferOffer {
  readonly actor: string;
  /** Readers and copy nodes that must go first. */
  readonly before: readonly string[];
  /** Whether some order allows it. */
  readonly possible: boolean;
  /** It is among those that the schedule with the fewest copies has last, all at once. */
  readonly chosen: boolean;
  /** The schedule of this plan does it already. */
  readonly here: boolean;
  /** Copies that go away in one iteration, and their bytes. */
  readonly saves: number;
  readonly bytes: number;
}

export interface References {
  readonly kind: "references";
  readonly nodes: readonly ReferenceNode[];
  readonly fifos: readonly ReferenceFifo[];
  readonly totals: ReferenceTotals;
  /** Null where release is sticky: over all schedules nothing is known then. */
  readonly ranges: ReferenceRangesView | null;
  /** What lies in FIFOs before the first firing. */
  readonly initial: readonly FifoContent[];
  readonly buffers: readonly TracedBuffer[];
  readonly trace: readonly TraceRow[];
  /** The trace ends before the iteration does, as it is too long to be looked at. */
  readonly cut: boolean;
  readonly hazards: readonly HazardRow[];
  /** References that stay in FIFOs after an iteration: a pool cannot be reset then. */
  readonly left: number;
  /** Null where none stay. */
  readonly steady: SteadyReferences | null;
  readonly violations: readonly ViolationRow[];
  readonly staticCopies: number;
  /** Copy nodes whose input is unique already. */
  readonly redundant: readonly string[];
  /** Shared FIFOs that hold their references over the end of an iteration. */
  readonly survivors: readonly number[];
  /** Null where nothing is violated. */
  readonly fewestInsertions: InsertionPlan | null;
  readonly leastBytesInsertions: InsertionPlan | null;
  readonly contrast: readonly ContrastRow[];
  /** None where release is sticky, as a slot that was read still holds the buffer. */
  readonly transfers: readonly TransferOffer[];
}

/** Nothing is passed by reference, or the plan does not say in which order. */
export interface NoReferences {
  readonly kind: "none";
  /** Why, in a sentence, and what a person can do. */
  readonly says: string;
  readonly nodes: readonly ReferenceNode[];
}

export type ReferencesView = References | NoReferences;

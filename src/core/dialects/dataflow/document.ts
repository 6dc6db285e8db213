/** The dataflow document: nodes with ports of fixed rates, joined by FIFOs. */

import type { Diagnostic } from "../../document.ts";

export interface StreamType {
  /** Of one sample; absent: as the type that it is a reference to. */
  readonly bytes?: number | undefined;
  /** A reference to a value of that type. */
  readonly sharedOf?: string | undefined;
  readonly shared?: boolean | undefined;
  /** Its name in C++, where it is not its name here. */
  readonly cName?: string | undefined;
}

/** Memory outside of the arena that FIFOs at a port must lie in. */
export interface BufferConstraint {
  readonly name?: string | undefined;
  readonly mustBeArray?: boolean | undefined;
  /** The node says at run time where it is. */
  readonly assignedByNode?: boolean | undefined;
  /** Others may lie in it when it is free. */
  readonly canBeShared?: boolean | undefined;
}

/** Samples a firing: one number, or one for each firing in turn. */
export type Rate = number | readonly number[];

export interface PortSpec {
  readonly name: string;
  readonly rate: Rate;
  readonly type: string;
  readonly bufferConstraint?: BufferConstraint | undefined;
  /** What becomes of references here; what it leaves open is as the role of the node says. */
  readonly reference?: PortReference | undefined;
}

export const REFERENCE_USES = ["borrow", "own", "copy", "forward", "split"] as const;
/**
 * Of an input: `borrow` reads and releases; `own` must be the only holder, `copy` copies unless it is, `forward` takes any,
 * and all three give on to outputs; `split` gives one reference to each output.
 */
export type ReferenceUse = (typeof REFERENCE_USES)[number];

export const REFERENCE_STATUSES = ["any", "unique", "shared"] as const;
export type ReferenceStatus = (typeof REFERENCE_STATUSES)[number];

/** Outputs that nothing is given on to get new buffers. */
export interface PortReference {
  /** Of an input. */
  readonly use?: ReferenceUse | undefined;
  /** Outputs that it is given on to; where they are several and it is not split, each gets a part of the buffer. Absent for `split`: all that no other input is given on to and that do not give what is unique. */
  readonly to?: readonly string[] | undefined;
  /** Of an input: what its type takes; absent: any. Who owns takes what is unique only, and so does who forwards to an output that gives it. */
  readonly requires?: ReferenceStatus | undefined;
  /** Of an output: what its type is, or inputs that it is as shared as; absent: as what is given on to it. */
  readonly gives?: "unique" | "shared" | readonly string[] | undefined;
}

export const REFERENCE_ROLES = ["alloc", "dup", "copy", "inplace", "process", "pass", "sink"] as const;
export type ReferenceRole = (typeof REFERENCE_ROLES)[number];

export interface StreamNode {
  readonly id: string;
  readonly class: string;
  readonly inputs?: readonly PortSpec[] | undefined;
  readonly outputs?: readonly PortSpec[] | undefined;
  /** What it does with references; absent: as its class says. */
  readonly role?: ReferenceRole | undefined;
  /** Samples of state that it keeps between firings, in memory of its own: a sliding window, or an overlap to add. */
  readonly window?: StreamWindow | undefined;
  /** What is written between the parentheses of its constructor or function, in order; constants are edges. */
  readonly args?: readonly NodeArgument[] | undefined;
  /** It is a plain C function, called as its class is written, and not an object of a class. */
  readonly function?: StreamFunction | undefined;
  /** Sides whose ports are alike, of one rate and one type, so that there may be any number of them. */
  readonly uniform?: readonly ("inputs" | "outputs")[] | undefined;
  /** Whether the application can ask for it by name; absent: an object can be asked for, a function cannot. */
  readonly identified?: boolean | undefined;
}

/** A literal, or C++ as it is written, e.g. the name of a variable. */
export type NodeArgument = string | number | boolean | { readonly code: string };

/** A function of one input, of two, or of what `args` say. */
export type StreamFunction =
  | { readonly kind: "unary" }
  | { readonly kind: "binary" }
  | { readonly kind: "general"; readonly args: readonly FunctionArgument[] };

/** What is passed to a C function: the samples at a port, how many there are, or one of the node's `args` by position. */
export type FunctionArgument =
  | { readonly kind: "port"; readonly port: string }
  | { readonly kind: "length"; readonly port: string; readonly unit: "samples" | "bytes" }
  | { readonly kind: "argument"; readonly index: number };

/** Of `length` samples that are seen at once, `overlap` are seen again by the next firing. */
export interface StreamWindow {
  readonly kind: "sliding" | "overlap-add";
  readonly length: number;
  readonly overlap: number;
}

export interface StreamEdge {
  /** Node and port. Absent: a constant feeds the input. */
  readonly from?: readonly [node: string, port: string] | undefined;
  readonly to: readonly [node: string, port: string];
  /** Name of a constant: no FIFO, no part in scheduling. */
  readonly constant?: string | undefined;
  /** Samples in it before the first firing. */
  readonly delay?: number | undefined;
  /** Its length in samples where the order is not planned. */
  readonly asyncLength?: number | undefined;
  /** Its length is this many times what a schedule needs, where firings may be late; absent or 1: as the options say. */
  readonly asyncScale?: number | undefined;
  /** C++ class of the FIFO; means nothing to a plan. */
  readonly fifoClass?: string | undefined;
  /** It does not order its nodes where the order is not planned. */
  readonly weak?: boolean | undefined;
  /** Name of memory outside that it must lie in. */
  readonly buffer?: string | undefined;
  readonly bufferMustBeArray?: boolean | undefined;
}

export const STREAM_MODES = ["synchronous", "asynchronous", "fully-asynchronous"] as const;
/** Whether everybody fires as planned, may be late, or fires when there is something to do. */
export type StreamMode = (typeof STREAM_MODES)[number];

/** How CMSIS-Stream was asked to plan it; settings of a plan win. */
export interface StreamOptions {
  readonly sinkPriority?: boolean | undefined;
  readonly memoryOptimization?: boolean | undefined;
  readonly duplicateOptimization?: boolean | undefined;
  readonly mode?: StreamMode | undefined;
  /** Factor of all lengths in the mode `asynchronous`. */
  readonly fifoIncrease?: number | undefined;
}

/** How CMSIS-Stream was asked to write its code; means nothing to a plan. */
export interface StreamCode {
  /** C++ classes of all FIFOs and Duplicates. */
  readonly fifoClass?: string | undefined;
  readonly duplicateClass?: string | undefined;
  /** What its configuration says beside StreamOptions, by `section/key`. */
  readonly options?: Readonly<Record<string, OptionValue>> | undefined;
}

export type OptionValue = string | number | boolean | readonly string[];

/** The plan that an imported file carried. */
export interface ShippedStream {
  /** Where it came from, e.g. the name of a scheduler. */
  readonly title: string;
  /** Ids of actors in the order of their firings, Duplicates by the names that they get. */
  readonly schedule: readonly string[];
  /** By number, in the order of the connections once Duplicates are in. */
  readonly fifos: readonly ShippedFifo[];
  readonly buffers: readonly { readonly name: string; readonly bytes: number }[];
}

export interface ShippedFifo {
  /** Samples. */
  readonly length: number;
  readonly isArray: boolean;
  /** Name of its buffer: one of `buffers`, or memory that somebody else provides. */
  readonly buffer: string;
  /** Its Duplicate writes nothing into it; absent: where it lies with the Duplicate's input, or with a branch before it. */
  readonly copySkipped?: boolean | undefined;
}

export interface StreamDrawing {
  readonly at?: Readonly<Record<string, readonly [x: number, y: number]>> | undefined;
}

export interface DataflowDocument {
  readonly format: "memplan";
  readonly version: 1;
  readonly kind: "dataflow";
  readonly name: string;
  readonly types: Readonly<Record<string, StreamType>>;
  readonly nodes: readonly StreamNode[];
  /** In the order in which they were connected: it numbers FIFOs and Duplicates. */
  readonly edges: readonly StreamEdge[];
  readonly options?: StreamOptions | undefined;
  readonly code?: StreamCode | undefined;
  readonly shipped?: ShippedStream | undefined;
  /** What an importer understood, guessed or left out. */
  readonly findings?: readonly Diagnostic[] | undefined;
  /** Where a person has put nodes, by id, in pixels of the drawing; means nothing to a plan. */
  readonly drawing?: StreamDrawing | undefined;
}

/** What there is to say of a program of several methods: what they share and where, whether all agree, what it takes. */

import type { DType } from "../../document.ts";

/** What a method does with a piece of state: changes it, only reads it, or has none of it. */
export type Use = "mutated" | "read" | "absent";

/** A piece of state in one method. */
export interface Member {
  readonly method: string;
  /** Id of the tensor in that method; "" where it is absent. */
  readonly tensor: string;
  readonly use: Use;
  /** It would be a constant of this method alone; why it is state all the same. */
  readonly reclassified?: string | undefined;
}

/** A place in every method that has it: the same one. */
export interface SharedPlace {
  readonly name: string;
  /** Position among the entries: the object that all its members are. */
  readonly object: number;
  readonly bytes: number;
  readonly dtype: DType | undefined;
  /** Dimensions at their maximum; undefined: the document gives bytes alone. */
  readonly shape: readonly number[] | undefined;
  readonly device: string | undefined;
  /** One for each method of the program, in its order. */
  readonly members: readonly Member[];
  /** Bytes from the start of the area. */
  readonly offset: number;
  /** Bytes that its offset is a multiple of: what the arena, the entry and its dtype ask for. */
  readonly alignment: number;
  /** Its offset is that of an earlier export. */
  readonly locked: boolean;
  /** It has contents when the program is loaded. */
  readonly initial: boolean;
  /** Methods that hand it to their callers by itself, not as a copy. */
  readonly returnedBy: readonly string[];
  /** Its id in the graph of all methods. */
  readonly id: string;
}

/** What was to be shared, or could have been, and is not. */
export interface LeftOut {
  readonly name: string;
  readonly methods: readonly string[];
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** The memory of all shared state, one and the same for every method. */
export interface SharedArea {
  /** As methods number their memories. */
  readonly arena: string;
  /** Its id in the graph of all methods. */
  readonly id: string;
  readonly bytes: number;
  /** Of its sizes, in bytes. */
  readonly alignment: number;
}

export const CHECK_CODES = [
  "reconcile",
  "same-place",
  "no-overlap",
  "closed",
  "size",
  "aligned",
  "pinned",
  "not-constant",
  "one-initialiser",
  "runtime",
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

/** Something that a check found across methods. */
export interface Finding {
  readonly code: CheckCode;
  readonly severity: "error" | "warning" | "info";
  /** Name of the state; "" where it is of no single one. */
  readonly entry: string;
  readonly methods: readonly string[];
  /** The bytes that it is about; 0 where it is of none. */
  readonly bytes: number;
  readonly message: string;
}

/** One check and how it came out. */
export interface Verdict {
  readonly code: CheckCode;
  /** What it asks, in one sentence. */
  readonly asks: string;
  /** Things that it looked at; with 0 it had nothing to say. */
  readonly examined: number;
  /** How many findings are errors or warnings. */
  readonly failed: number;
}

export interface ArenaTotal {
  /** As the method numbers its memories. */
  readonly arena: string;
  /** Its id in the graph of all methods. */
  readonly id: string;
  readonly bytes: number;
}

export interface MethodTotal {
  readonly method: string;
  /** Its own memories. */
  readonly arenas: readonly ArenaTotal[];
  /** All of its own memories together, in bytes. */
  readonly privateBytes: number;
  /** Bytes of the shared area: the same for every method, with a member or not. */
  readonly sharedBytes: number;
}

/** The three numbers of a program, in bytes, and where they come from. */
export interface Totals {
  /** All memories of all methods, each backed by itself. */
  readonly privateSummed: number;
  /** Memories of equal number on top of each other, each as large as the largest. */
  readonly overlaid: number;
  /** The shared area, once. */
  readonly shared: number;
  readonly methods: readonly MethodTotal[];
}

export interface AlignmentRow {
  readonly kind: "arena" | "entry" | "dtype";
  /** Id of the arena in the graph of all, name of the entry, or the dtype. */
  readonly subject: string;
  /** Bytes that it asks for. */
  readonly asked: number;
  /** What its worst place has, the base taken as assumed; null: nothing of it has a place. */
  readonly effective: number | null;
  readonly tensors: number;
  /** Bytes that rounding sizes up adds; what lies in the bytes of another adds none. */
  readonly padding: number;
}

/** A tensor at an address that is a multiple of less than it needs. */
export interface Misaligned {
  /** Its id in the graph of all methods. */
  readonly tensor: string;
  readonly offset: number;
  readonly asked: number;
  readonly effective: number;
  readonly because: "dtype" | "rule";
}

/** What one alignment for all arenas takes, in bytes, by one quick placement for all rows. */
export interface AlignmentCost {
  readonly alignment: number;
  readonly privateSummed: number;
  readonly shared: number;
  /** More than with the least of all choices. */
  readonly more: number;
}

export interface AlignmentReport {
  /** What memory is taken to begin at a multiple of. */
  readonly assumedBase: number;
  readonly rows: readonly AlignmentRow[];
  readonly misaligned: readonly Misaligned[];
}

/** A program whose places a file gave, held against the same checks. */
export interface ShippedProgram {
  readonly title: string;
  readonly findings: readonly Finding[];
  readonly verdicts: readonly Verdict[];
}

export interface ProgramReport {
  readonly methods: readonly string[];
  readonly policy: string;
  /** By place in the area. */
  readonly entries: readonly SharedPlace[];
  readonly leftOut: readonly LeftOut[];
  /** Null: nothing is shared. */
  readonly area: SharedArea | null;
  /** Errors first. */
  readonly checks: readonly Finding[];
  readonly verdicts: readonly Verdict[];
  readonly totals: Totals;
  readonly alignment: AlignmentReport;
  /** Null: no file gave places. */
  readonly shipped: ShippedProgram | null;
}

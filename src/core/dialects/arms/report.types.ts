/** What is known of an arms document: who touches what when, the original's answer and ours. Plain JSON; lists of ids are sorted. */

/** What an arm does with a buffer. `wait`: it waits for a copy from or into it; `length` and `callee` read. */
export const MARKS = [
  "read",
  "write",
  "atomic",
  "async-from",
  "async-to",
  "wait",
  "indirect",
  "collective",
  "opaque",
  "length",
  "callee",
] as const;
export type Mark = (typeof MARKS)[number];

/** Why a buffer keeps memory of its own. In words: pin-reasons.ts. */
export type PinReason =
  | "async_in_flight"
  | "atomic"
  | "collective"
  | "host_input"
  | "indirect"
  | "live_out"
  | "opaque"
  | "outside_any_arm"
  | "parallel_arms"
  | "unordered_arms";

/** A region inside an arm, for display. */
export interface NestedRegion {
  readonly name: string;
  /** 1: directly in the arm. */
  readonly depth: number;
  /** Where in the document, e.g. `body[0].body[1]`. */
  readonly where: string;
}

/** A planning unit: an outermost region, or statements outside all of them. Arms are named by position in `ArmsReport.arms`. */
export interface ArmReport {
  /** Unique; `g#1`, `g#2` where regions have one name. */
  readonly id: string;
  /** Statements outside any region, as many as stand together. */
  readonly stray: boolean;
  /** Column: arms on the longest way from a first one to it. */
  readonly layer: number;
  /** Arms that may run at the same time. */
  readonly parallel: readonly number[];
  /** Arms that never run at the same time, though neither waits for the other. */
  readonly exclusive: readonly number[];
  readonly regions: readonly NestedRegion[];
  readonly where: string;
}

export interface Touch {
  /** Position in the document's `buffers`. */
  readonly buffer: number;
  readonly arm: number;
  /** In the order of MARKS, each once. */
  readonly marks: readonly Mark[];
}

/** The rule of the original. Regions are named by what they are called, nested ones too; those of one name are one. */
export interface OriginalReport {
  readonly escaping: readonly string[];
  readonly nonEscaping: readonly string[];
  /** In preorder, repeats kept. */
  readonly regions: readonly string[];
  /** Of each name what it calls recyclable there; names without any are left out. */
  readonly armRecyclable: Readonly<Record<string, readonly string[]>>;
  readonly pairCount: number;
  /** What is written and does not escape: all that its own safety rule would let be reused. */
  readonly narrowWrittenNonEscaping: readonly string[];
  /** Why that is empty, for people. */
  readonly whyEmpty: string;
}

/** Our rule. Ids of buffers and arms. */
export interface PreciseReport {
  readonly arms: readonly string[];
  /** By the order of declaration; reasons sorted. */
  readonly pinned: Readonly<Record<string, readonly PinReason[]>>;
  /** Nobody touches them and nobody needs them. */
  readonly unused: readonly string[];
  readonly transient: readonly string[];
  /** Pinned as inputs of the host only, where the document lets inputs be donated: others may follow them. */
  readonly donatable: readonly string[];
  /** Transient buffers by the arms that touch them; arms without any are left out. */
  readonly armRecyclable: Readonly<Record<string, readonly string[]>>;
  readonly pairCount: number;
  /** Arms of each transient (and donatable) buffer. */
  readonly lifetimes: Readonly<Record<string, readonly string[]>>;
  /** Pairs that may share storage, the smaller id first. */
  readonly shareablePairs: readonly (readonly [string, string])[];
  /** No assignment has fewer slots; where `minSlotsProven` is false, the fewest that were found. */
  readonly minSlots: number;
  readonly minSlotsProven: boolean;
  readonly certificate: Certificate;
  /** An assignment to `minSlots` slots, tenants in the order in which they have it. */
  readonly exampleSlots: readonly (readonly string[])[];
  /** Bytes of the slots in `slots`: the least that was found. */
  readonly minSlotBytes: number;
  /** The assignment with the fewest bytes, perhaps with more slots than `minSlots`. */
  readonly slots: readonly Slot[];
  /** Bytes that no arena can do without. */
  readonly arenaLowerBound: number;
  /** Buffers of which no two may share, `arenaLowerBound` bytes together. */
  readonly boundBy: readonly string[];
  /** Bytes of the arena that is found, of hundreds of buffers without a search; `arenaProven`: no plan has fewer. */
  readonly arenaMin: number;
  readonly arenaProven: boolean;
  /** Byte offset of each buffer in that arena. */
  readonly arenaOffsets: Readonly<Record<string, number>>;
  readonly bytesWithoutSharing: number;
}

/** Why there are no fewer slots. */
export type Certificate =
  /** Buffers of which no two may share, as many as there are slots. */
  | { readonly kind: "apart"; readonly buffers: readonly string[] }
  /** With exclusive arms: that many may never share two by two, and a search tried all ways to do with fewer than `minSlots`. */
  | { readonly kind: "searched"; readonly buffers: readonly string[] }
  /** The search ended before its end; that many may never share two by two. */
  | { readonly kind: "open"; readonly buffers: readonly string[] };

export interface Slot {
  readonly bytes: number;
  /** In the order in which they have it. */
  readonly tenants: readonly string[];
}

export interface ArmsReport {
  readonly arms: readonly ArmReport[];
  /** Who waits for whom, `[first, then]`, without those that follow from others. */
  readonly edges: readonly (readonly [number, number])[];
  /** By buffer, then by arm. */
  readonly touches: readonly Touch[];
  readonly original: OriginalReport;
  readonly precise: PreciseReport;
}

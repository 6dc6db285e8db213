/** The documents memplan reads and writes (public/schema/*): plain JSON values, immutable, extra fields kept. */

import type { ArmsDocument } from "./dialects/arms/document.ts";
import type { DataflowDocument } from "./dialects/dataflow/document.ts";
import type { MethodsDocument } from "./dialects/methods/document.ts";
import type { PlanDocument } from "./plan-document.types.ts";

export type * from "./dialects/arms/document.ts";
export type * from "./dialects/dataflow/document.ts";
export type * from "./dialects/methods/document.ts";
export type * from "./plan-document.types.ts";

export const DTYPES = [
  "float64",
  "float32",
  "float16",
  "bfloat16",
  "float8e4m3",
  "float8e5m2",
  "int64",
  "int32",
  "int16",
  "int8",
  "uint64",
  "uint32",
  "uint16",
  "uint8",
  "int4",
  "uint4",
  "int2",
  "bool",
  "complex64",
  "complex128",
  "string",
] as const;
export type DType = (typeof DTYPES)[number];

export const ROLES = ["input", "constant", "state", "intermediate"] as const;
export type Role = (typeof ROLES)[number];

/** A dimension that hangs on symbols; memory is planned at `max`. */
export interface SymbolDim {
  /** A name such as `T`, or an expression of names as core/size.ts writes it: `2*T + 1`, `floor(T + 1, 2)`. */
  readonly symbol: string;
  readonly max: number;
}
export type Dim = number | SymbolDim;

export interface TensorSpec {
  readonly id: string;
  readonly dtype?: DType | undefined;
  /** Outermost first; `[]` is a scalar. */
  readonly shape?: readonly Dim[] | undefined;
  /** Overrides dtype × shape. */
  readonly bytes?: number | undefined;
  /** Bytes; raises the alignment of the arena, never lowers it. */
  readonly alignment?: number | undefined;
  /** Id of the arena this tensor is pinned to; absent: the first. */
  readonly arena?: string | undefined;
  /** A fixed address in its arena, in bytes; only of what no node makes. */
  readonly offset?: number | undefined;
  /** Absent: intermediate. */
  readonly role?: Role | undefined;
  /** "hand": a person gave dtype, shape or bytes, so no operator may change them any more. */
  readonly typed?: "hand" | undefined;
  /** Memory of somebody else (a caller, a runtime): no arena holds it, and no plan has a place for it. */
  readonly external?: true | undefined;
  /** What a program calls it in all of its methods; absent: its id. */
  readonly name?: string | undefined;
  /** Where its memory is, e.g. "cuda:0"; absent: the processor's own. */
  readonly device?: string | undefined;
}

/** A right, not a duty: output `output` may live where input `input` lives. */
export interface ShareRight {
  readonly output: number;
  readonly input: number;
  readonly how: "inplace" | "view";
  /** Where a view begins inside its input, in bytes; absent: 0. */
  readonly byteOffset?: number | undefined;
}

export type AttributeValue = number | string | boolean | readonly number[];
/** What an operator needs to know besides its inputs, e.g. `{ kernel: [3, 3], stride: [1, 1] }`. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Of a node that was drawn: it follows its operator until a person says otherwise. */
export interface DrawnNode {
  /** Port of the operator that each of `inputs` is connected to; absent: 0, 1, 2 … */
  readonly ports?: readonly number[] | undefined;
  /** "hand": a person chose `mayShare`; absent: it is made anew from the operator. */
  readonly rights?: "hand" | undefined;
}

export interface NodeSpec {
  readonly id: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Scratch bytes needed at the step of this node only. */
  readonly workspace?: number | undefined;
  readonly mayShare?: readonly ShareRight[] | undefined;
  readonly attributes?: Attributes | undefined;
  readonly drawn?: DrawnNode | undefined;
  /** Inputs whose memory it writes, by position: an operator in place, or one that mutates. */
  readonly mutates?: readonly number[] | undefined;
  /** Ids of the bodies that it runs: of a cond both branches, of a while condition and body, of a map or scan the body. */
  readonly bodies?: readonly string[] | undefined;
}

/** The value of a name that stands in dimensions. */
export interface SymbolSpec {
  readonly id: string;
  /** What dimensions that hang on it are evaluated at; a whole number from 0 up. */
  readonly value: number;
  /** What it is a dimension of: the id of a tensor, mostly. */
  readonly of?: string | undefined;
  /** The most that it can be, as an expression of other symbols. */
  readonly most?: string | undefined;
  /** Only the data tells it: a person should. */
  readonly asked?: true | undefined;
  /** A person has given the value. */
  readonly given?: true | undefined;
}

/** A small integer input that shapes hang on. */
export interface ContentsSpec {
  /** Id of the tensor. */
  readonly id: string;
  readonly elements: number;
  /** What a person says that it holds, row-major; absent: not known. */
  readonly values?: readonly number[] | undefined;
}

export interface ArenaSpec {
  readonly id: string;
  readonly capacity?: number | null | undefined;
  readonly alignment?: number | undefined;
}

/** A part of the drawing that folds into one box. A node is in one group at most. */
export interface DrawnGroup {
  readonly id: string;
  readonly title: string;
  /** Ids of nodes. */
  readonly nodes: readonly string[];
  readonly collapsed?: boolean | undefined;
}

/** How a person has drawn a graph. Means nothing to a plan, and is no part of a document's hash. */
export interface Drawing {
  /** Top-left corners of boxes placed by hand, in graph pixels, by box key (`node:ID`, `value:ID`, `output:ID`, `group:ID`). */
  readonly at?: Readonly<Record<string, readonly [x: number, y: number]>> | undefined;
  readonly groups?: readonly DrawnGroup[] | undefined;
}

export interface Head {
  readonly format: "memplan";
  readonly version: 1;
  readonly name: string;
}

export interface GraphDocument extends Head {
  readonly kind: "graph";
  readonly tensors: readonly TensorSpec[];
  readonly nodes: readonly NodeSpec[];
  readonly outputs: readonly string[];
  /** A topological order of node ids; absent: a stable topological one is made. */
  readonly order?: readonly string[] | undefined;
  readonly arenas?: readonly ArenaSpec[] | undefined;
  /** Values of symbols; one that is not listed has the `max` that it has where it stands alone. */
  readonly symbols?: readonly SymbolSpec[] | undefined;
  /** Inputs whose values decide shapes; only reading the file again can use others. */
  readonly contents?: readonly ContentsSpec[] | undefined;
  /** What an importer understood, guessed or left out; shown with the plan. */
  readonly findings?: readonly Diagnostic[] | undefined;
  /** The plan that the imported file carried: tensor id → offset in bytes in the first arena. */
  readonly shipped?: ShippedPlan | undefined;
  /** Pairs of nodes that never run at the same time though neither waits for the other: heard in plans for any order. */
  readonly exclusive?: readonly (readonly [string, string])[] | undefined;
  readonly drawing?: Drawing | undefined;
}

export interface ShippedPlan {
  /** Where it came from, e.g. "OfflineMemoryAllocation". */
  readonly title: string;
  /** Each in the arena of its tensor. */
  readonly offsets: Readonly<Record<string, number>>;
  /** What is wrong with it, where whoever read the file could tell; absent: tensors that meet are looked for. */
  readonly conflicts?: readonly Diagnostic[] | undefined;
}

/** A dead time inside a lifetime, or a window of bytes in it: MiniMalloc's gaps. Half open in steps and bytes. */
export interface Gap {
  readonly start: number;
  readonly end: number;
  readonly window?: readonly [number, number] | undefined;
}

export interface LifetimeSpec {
  readonly id: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly bytes: number;
  readonly alignment?: number | undefined;
  /** A fixed address, in bytes. */
  readonly offset?: number | null | undefined;
  readonly hint?: number | undefined;
  readonly gaps?: readonly Gap[] | undefined;
}

export interface LifetimesDocument extends Head {
  readonly kind: "lifetimes";
  readonly capacity?: number | null | undefined;
  readonly buffers: readonly LifetimeSpec[];
}

export interface Diagnostic {
  readonly severity: "error" | "warning" | "info";
  /** Stable kebab-case word. */
  readonly code: string;
  /** One sentence for people. */
  readonly message: string;
  /** `tensor:ID`, `node:ID`, `storage:ID`, `arena:ID`, `step:N` … */
  readonly at: readonly string[];
}

/** Documents of other worlds that come down to a graph (core/lowered.ts). */
export type LoweredDocument = ArmsDocument | MethodsDocument;
export type SourceDocument = GraphDocument | LifetimesDocument | LoweredDocument | DataflowDocument;
export type MemplanDocument = SourceDocument | PlanDocument;

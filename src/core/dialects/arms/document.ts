/** The arms document: named buffers, a program of regions over them, and what may run beside what. */

export const ACCESSES = ["read_only", "read_write", "output"] as const;
export type Access = (typeof ACCESSES)[number];

export interface ArmsBuffer {
  readonly id: string;
  readonly bytes: number;
  /** As the program declares it; `output`: the host reads it afterwards. */
  readonly access: Access;
  /** Its contents are needed after the program. */
  readonly liveOut?: boolean | undefined;
  /** Bytes; raises the alignment of the arena, never lowers it. */
  readonly alignment?: number | undefined;
}

/** `load`, `len` and `ref` (handed to a callee) read; `indirect`: hardware reads a dispatch size from it. */
export type Statement =
  | { readonly op: "load" | "len" | "ref" | "indirect" | "all_reduce" | "broadcast"; readonly buffer: string }
  | {
      readonly op: "store" | "atomic";
      readonly buffer: string;
      /** Buffers read before the write. */
      readonly from?: readonly string[] | undefined;
      /** It does not write all of the buffer, so what was there still counts. */
      readonly partial?: true | undefined;
    }
  | {
      readonly op: "async_load" | "async_store";
      readonly src: string;
      readonly dst: string;
      readonly tag: string;
    }
  | { readonly op: "async_wait"; readonly tag: string }
  | { readonly op: "all_gather" | "reduce_scatter"; readonly input: string; readonly output: string }
  | { readonly op: "opaque"; readonly buffers: readonly string[] }
  | { readonly op: "if"; readonly then: readonly Item[]; readonly else?: readonly Item[] | undefined }
  /** `known`: the body runs at least once. */
  | { readonly op: "loop"; readonly body: readonly Item[]; readonly runs: "known" | "unknown" };

/** A region; an outermost one is an arm, what is planned. Names may repeat. */
export interface Region {
  readonly arm: string;
  readonly body: readonly Item[];
}

export type Item = Region | Statement;

/**
 * Of outermost arms, named as dialects/arms/model.ts names them (`g#1`, `g#2` where names repeat). `listing`: one after the
 * other as written. `dag`: those without a way between them may run at the same time, but for exclusive pairs.
 */
export type ArmsOrder =
  | { readonly kind: "listing" }
  | {
      readonly kind: "dag";
      readonly edges: readonly (readonly [string, string])[];
      readonly exclusive?: readonly (readonly [string, string])[] | undefined;
    };

export interface ArmsDocument {
  readonly format: "memplan";
  readonly version: 1;
  readonly kind: "arms";
  readonly name: string;
  readonly buffers: readonly ArmsBuffer[];
  readonly body: readonly Item[];
  /** Absent: listing. */
  readonly order?: ArmsOrder | undefined;
  /** What is only read from the host may give its bytes to others once nobody reads it any more. */
  readonly donateInputs?: boolean | undefined;
  /** Bytes of the scratch arena; absent: no limit. */
  readonly capacity?: number | null | undefined;
}

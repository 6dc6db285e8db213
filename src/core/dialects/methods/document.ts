/** The methods document: a program of several graphs that run one at a time and may share state. */

import type { ArenaSpec, Diagnostic, NodeSpec, ShippedPlan, TensorSpec } from "../../document.ts";

/** One graph of the program: the fields mean what they mean in a graph document. */
export interface MethodSpec {
  readonly id: string;
  readonly tensors: readonly TensorSpec[];
  readonly nodes: readonly NodeSpec[];
  readonly outputs: readonly string[];
  readonly order?: readonly string[] | undefined;
  /** Memories by number, `1` being the default one, as tensors name them. */
  readonly arenas?: readonly ArenaSpec[] | undefined;
  readonly shipped?: ShippedPlan | undefined;
  readonly findings?: readonly Diagnostic[] | undefined;
  /** Graphs that nodes run (`bodies`), planned before it; they may run others. */
  readonly bodies?: readonly MethodSpec[] | undefined;
}

/** One piece of state that several methods use. */
export interface SharedEntry {
  readonly name: string;
  /** By method the id of its tensor; a method may lack it. */
  readonly members: Readonly<Record<string, string>>;
  /** Bytes; raises the alignment of the shared arena. */
  readonly alignment?: number | undefined;
  readonly device?: string | undefined;
  /** It has contents when the program is loaded. */
  readonly initial?: true | undefined;
  /** Shared though no method changes it. */
  readonly forced?: true | undefined;
}

export const SHARING_POLICIES = ["none", "mutable", "mutable-in-two", "names", "entries"] as const;
export type SharingPolicy = (typeof SHARING_POLICIES)[number];

/** What methods share. Tensors of equal name (`TensorSpec.name`) are one thing. */
export interface SharingSpec {
  /** Every state that a method changes; those that two methods have; those that are named; the entries alone. */
  readonly policy: SharingPolicy;
  readonly names?: readonly string[] | undefined;
  readonly entries?: readonly SharedEntry[] | undefined;
  /** Memory that holds the shared state and nothing else; absent: the lowest that no method uses. */
  readonly arena?: string | undefined;
  /** Absent: by first appearance, as ExecuTorch does. `size`: by alignment, then size, both falling. */
  readonly layout?: "appearance" | "size" | undefined;
  /** Offsets of an earlier export, by entry: kept, and only extended. */
  readonly locked?: Readonly<Record<string, number>> | undefined;
  /** What the runtime's memory begins at a multiple of, in bytes; absent: 16. */
  readonly assumedBase?: number | undefined;
}

export interface MethodsDocument {
  readonly format: "memplan";
  readonly version: 1;
  readonly kind: "methods";
  readonly name: string;
  readonly methods: readonly MethodSpec[];
  /** Absent: nothing is shared. */
  readonly sharing?: SharingSpec | undefined;
  /** What an importer understood, guessed or left out. */
  readonly findings?: readonly Diagnostic[] | undefined;
}

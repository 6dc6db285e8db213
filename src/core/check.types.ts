/** What the independent checker says of a plan. */

export type ViolationCode =
  /** An id that is used twice, or that names nothing. */
  | "id"
  /** A number that is not a safe non-negative integer, or not what the storages add up to. */
  | "number"
  /** A size that is not the one of the document, or of the tensors within. */
  | "bytes"
  /** The table of tensors and the list of storages disagree. */
  | "tensor"
  /** An arena that is not the document's, or not the one a tensor is pinned to. */
  | "arena"
  /** Two storages alive together on the same addresses. */
  | "overlap"
  /** Of a plan for any order: two storages on the same addresses that some order needs at once. */
  | "reuse"
  /** Of a plan for any order: a lower bound without a proof, or with a false one. */
  | "bound"
  | "alignment"
  /** An address beyond the peak, or a tensor beyond its storage. */
  | "outside"
  /** Steps that are no topological order of the nodes, or not the one asked for. */
  | "order"
  /** Something of the document without a storage, with two, or the reverse. */
  | "coverage"
  | "lifetime"
  /** A gap in a life that cannot be, or is not the document's. */
  | "gap"
  /** Tensors in one storage that no view allows. */
  | "view"
  | "inplace"
  /** The allocations disagree with the storages in them. */
  | "buffer"
  /** A tenant of a slot that the share setting forbids. */
  | "share"
  /** A storage that is not at the address the document fixes. */
  | "fixed"
  /** A FIFO that is not the document's, too short, falsely an array, or a copy that is falsely left out. */
  | "fifo"
  /** A reader that would find other bytes than those that were written for it. */
  | "data"
  /** The plan is of another kind of document. */
  | "source";

export interface Violation {
  readonly code: ViolationCode;
  /** One sentence with ids and numbers. */
  readonly message: string;
  /** `storage:ID`, `tensor:ID`, `node:ID`, `buffer:ID`, `arena:ID`. */
  readonly at: readonly string[];
}

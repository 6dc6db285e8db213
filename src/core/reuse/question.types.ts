/** What the page asks of reuse under any order, and what it hears. Nodes and tensors are named by their positions in the document. */

/** Whether two tensors may ever lie in the same bytes, whatever order the nodes run in, side by side too. */
export type ShareAnswer = MayShare | MayNotShare;

export interface MayShare {
  readonly may: true;
  /**
   * one-storage: one is a view of the other, or both of a third. empty: one of them has no bytes. after: all that read the
   * first have ended before the second begins. in-place: the same, but the node that makes the second also reads the
   * first, last of all, and writes over it. exclusive: only one node touches each, and these two never run at the same
   * time; either may have the bytes first.
   */
  readonly how: "one-storage" | "empty" | "after" | "in-place" | "exclusive";
  /** Tensor that has the bytes first. */
  readonly first: number;
  /** Tensor that has them afterwards. */
  readonly second: number;
  /** Node that makes the second's storage; −1 where there is nothing to prove. */
  readonly maker: number;
  /** From each last reader of the first's bytes (its maker, when nobody reads them) to `maker`. */
  readonly paths: readonly DependencyPath[];
  /** One or two sentences for people. */
  readonly says: string;
}

export interface DependencyPath {
  /** Nodes, each reading what the one before makes; a node alone when it is the maker itself. */
  readonly nodes: readonly number[];
}

export interface MayNotShare {
  readonly may: false;
  /**
   * apart: one is kept outside the arenas. arenas: they are in different ones. at-start: both are there before anything
   * runs. same-node: one node makes both. kept: the first must stay to the end. unordered: neither maker waits for the
   * other. still-read: a reader of the first may run after the second is made. being-read: the maker of the second reads
   * the first, and may not write over it.
   */
  readonly why:
    | "apart"
    | "arenas"
    | "at-start"
    | "same-node"
    | "kept"
    | "unordered"
    | "still-read"
    | "being-read";
  /** One or two sentences for people. */
  readonly says: string;
  /** Null when no order is at fault: apart and arenas. */
  readonly counter: CounterExecution | null;
}

/** An order that every dependency allows, in which the bytes of two tensors are needed at once. */
export interface CounterExecution {
  /** All nodes. */
  readonly order: Int32Array;
  /** Step at which both are needed. */
  readonly step: number;
  /** Nodes that run at that moment: the one at `step`, and the one before it when both have to run side by side. */
  readonly running: readonly number[];
  /** Tensor whose bytes are still needed. */
  readonly needed: number;
  /** Tensor that is written over it at `step`, or that is there as well. */
  readonly written: number;
  /** Node that needs `needed` then or later; −1 when it must stay to the end, or is only being made. */
  readonly neededBy: number;
}

/** What lies in memory: a tensor with its views, or the scratch of a node. */
export interface ValueName {
  /** −1 for scratch. */
  readonly tensor: number;
  /** −1 for a tensor. */
  readonly workspaceOf: number;
}

/** Memory as separate buffers under one rule of who may follow whom; classes of sizes as the settings say. Empty values need none. */
export interface FreedomSide {
  /**
   * No plan has fewer buffers, and where tenants need not fit the first (`share` is not "fits") and no nodes exclude each
   * other one has as many.
   */
  readonly buffers: number;
  /** Values of which no two may share a buffer, `buffers` of them: the proof of the minimum. */
  readonly antichain: readonly ValueName[];
  /** Bytes of all buffers, each as large as its largest tenant: the least that was found. */
  readonly bytes: number;
  /** No buffers need fewer bytes. */
  readonly boundBytes: number;
  /** Values of which no two may share bytes, `boundBytes` large together; those of each arena add up. */
  readonly heaviest: readonly ValueName[];
}

/** What it costs that a plan holds in any order. */
export interface FreedomCost {
  readonly schedule: FreedomSide;
  readonly anyOrder: FreedomSide;
}

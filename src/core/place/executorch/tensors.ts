/** What ExecuTorch's planners plan (exir/memory_planning.py): tensors in the order in which its graph collects them. */

/** One row a tensor. */
export interface EtTensors {
  readonly count: number;
  /** Real bytes. */
  readonly bytes: ArrayLike<number>;
  /** Lives, half open; theirs are written with the last step inside. */
  readonly start: ArrayLike<number>;
  readonly end: ArrayLike<number>;
  /** Its `mem_id`, 1 where nothing is said. */
  readonly arena: ArrayLike<number>;
  /** The tensor whose bytes it takes over (`inplace_base`), or −1. */
  readonly inplaceBase: ArrayLike<number>;
  /** For sentences; absent: the row's number. */
  readonly names?: readonly string[];
}

export interface EtRules {
  /** Bytes; sizes are rounded up to it. */
  readonly alignment: number;
  /** Bytes of each arena that the bodies of conditions and loops have taken at its low end; absent is 0. */
  readonly baseSizes: readonly number[];
  /** Bytes after the end of every arena in use. */
  readonly extraPadding: number;
}

export interface EtPlan {
  /** Bytes of each arena; arena 0 is reserved and empty. */
  readonly sizes: readonly number[];
  /** Bytes from the start of its arena. */
  readonly offset: Float64Array;
  /** Number of its shared object within its arena. */
  readonly object: Int32Array;
}

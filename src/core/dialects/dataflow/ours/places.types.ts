/** A plan of FIFO memory by addresses, whoever made it. */

export interface FifoPlace {
  /** Which memory: 0 the planned one, others outside of it, each apart. */
  readonly memory: number;
  /** Bytes from the beginning of its memory. */
  readonly offset: number;
  /** Samples. */
  readonly length: number;
  /** Both sides always begin at its first sample. */
  readonly isArray: boolean;
  /** Its Duplicate does not write into it: what is there is right already. */
  readonly copySkipped: boolean;
}

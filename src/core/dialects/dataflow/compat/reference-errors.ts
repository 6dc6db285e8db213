/** What the reference raises where we tell of a problem: the names of its exception classes. */

const CLASSES: ReadonlyMap<string, string> = new Map([
  ["not-connected", "GraphIsNotConnected"],
  ["not-schedulable", "NotSchedulableError"],
  ["reference-self-loop", "NotSchedulableError"],
  ["deadlock", "DeadlockError"],
  ["reference-too-full", "DeadlockError"],
  ["reference-equal-cycles", "ValueError"],
  ["types-differ", "IncompatibleIO"],
  ["unconnected-input", "AttributeError"],
  ["buffer-on-split-edge", "CantHaveBufferConstraintOnFIFOWhenDuplicateIsInserted"],
  ["buffers-disagree", "BufferConstraintOnIOAreIncompatibles"],
  ["buffer-used-twice", "CannotReuseCustomBufferMoreThanOnce"],
  ["not-an-array", "FIFOWithCustomBufferMustBeUsedAsArray"],
]);

/** By the code of a problem; undefined where the reference raises nothing, or nothing of its own. */
export function referenceError(code: string): string | undefined {
  return CLASSES.get(code);
}

/** Sequences and optionals: no tensors, so nothing that a file could tell the size of. */

import { each, type Rules } from "../call.ts";
import { E, type Known, NotKnown, scalar } from "../known.ts";

const sequence: Known = { element: 0, shape: undefined, content: undefined, other: "sequence" };

export const SEQUENCES: Rules = {
  ...each("SequenceConstruct SequenceEmpty SequenceInsert SequenceErase SplitToSequence SequenceMap", () => [
    sequence,
  ]),
  SequenceLength: () => [scalar(E.int64)],
  ...each("SequenceAt ConcatFromSequence OptionalGetElement", () => {
    throw new NotKnown("what a sequence holds is known only when it runs");
  }),
  Optional: () => [{ ...sequence, other: "optional" }],
  OptionalHasElement: () => [scalar(E.bool)],
};

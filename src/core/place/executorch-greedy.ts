/** ExecuTorch's greedy planner as a placement: whole where all alignments are the arena's and nothing is fixed. */

import { alignUp } from "../align.ts";
import { largestFirst } from "./executorch/greedy.ts";
import { type Occupancy, RelatedOccupancy, TimedOccupancy } from "./executorch/occupancy.ts";
import { type Seat, type SharedObject, seat } from "./executorch/shared-objects.ts";
import type { Packing, Placed, Placement } from "./placement.ts";

function run(packing: Packing): Placed {
  const { count, bytes, alignment, fixed } = packing;
  const objects: SharedObject[] = [];
  const seats: (Seat | undefined)[] = new Array(count).fill(undefined);
  const seating = {
    size: (i: number) => bytes[i] ?? 0,
    occupancy: occupancyIn(packing),
    // an object lies as its first tenant needs it
    suits: (i: number, first: number, at: number) =>
      (alignment[first] ?? 1) % (alignment[i] ?? 1) === 0 && at % (alignment[i] ?? 1) === 0,
    sideBySide: true,
  };
  for (const i of largestFirst(bytes, 1)) {
    if ((bytes[i] ?? 0) === 0 || (fixed[i] ?? -1) >= 0) continue;
    const found = seat(i, objects, seating);
    // descending sizes always fit an object that is free
    if (found !== "unsorted") seats[i] = found;
  }
  const offset = new Float64Array(count);
  // they know no fixed offsets: objects lie above all of them
  let top = 0;
  for (let i = 0; i < count; i++) {
    const at = fixed[i] ?? -1;
    if (at < 0) continue;
    offset[i] = at;
    top = Math.max(top, at + (bytes[i] ?? 0));
  }
  const starts = objects.map(({ size, first }) => {
    const start = alignUp(top, alignment[first] ?? 1);
    top = start + size;
    return start;
  });
  seats.forEach((found, i) => {
    if (found !== undefined) offset[i] = (starts[found.object] ?? 0) + found.at;
  });
  return { offset, proven: false };
}

function occupancyIn({ start, end, conflicts }: Packing): () => Occupancy {
  if (conflicts === null) return () => new TimedOccupancy(start, end);
  const { words, bits } = conflicts;
  const meets = (a: number, b: number) => (((bits[a * words + (b >> 5)] ?? 0) >>> (b & 31)) & 1) === 1;
  return () => new RelatedOccupancy(meets);
}

export const executorchGreedy: Placement = {
  id: "executorch-greedy",
  title: "ExecuTorch greedy",
  says: "Address for address what ExecuTorch's greedy planner gives: shared objects of a fixed size, the largest tensors first.",
  run,
};

/** ExecuTorch's greedy planner as a placement: whole where all alignments are the arena's and nothing is fixed. */

import { alignUp } from "../align.ts";
import { largestFirst } from "./executorch/greedy.ts";
import { type Seat, type SharedObject, seat } from "./executorch/shared-objects.ts";
import type { Packing, Placed, Placement } from "./placement.ts";

function run(packing: Packing): Placed {
  const { count, bytes, alignment, fixed } = packing;
  const objects: SharedObject[] = [];
  const seats: (Seat | undefined)[] = new Array(count).fill(undefined);
  const seating = {
    size: (i: number) => bytes[i] ?? 0,
    meets: meetsIn(packing),
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
  const starts = objects.map(({ size, tenants }) => {
    const start = alignUp(top, alignment[tenants[0]?.tensor ?? 0] ?? 1);
    top = start + size;
    return start;
  });
  seats.forEach((found, i) => {
    if (found !== undefined) offset[i] = (starts[found.object] ?? 0) + found.at;
  });
  return { offset, proven: false };
}

function meetsIn({ start, end, conflicts }: Packing): (a: number, b: number) => boolean {
  if (conflicts === null) return (a, b) => (start[a] ?? 0) < (end[b] ?? 0) && (start[b] ?? 0) < (end[a] ?? 0);
  const { words, bits } = conflicts;
  return (a, b) => (((bits[a * words + (b >> 5)] ?? 0) >>> (b & 31)) & 1) === 1;
}

export const executorchGreedy: Placement = {
  id: "executorch-greedy",
  title: "ExecuTorch greedy",
  says: "Address for address what ExecuTorch's greedy planner gives: shared objects of a fixed size, the largest tensors first.",
  run,
};

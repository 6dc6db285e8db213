/** ExecuTorch's greedy planner: the largest first, of equal ones the later collected, each to the first shared object that takes it. */

import { alignUp } from "../../align.ts";
import { fail, ok, type Result } from "../../result.ts";
import { positionsBy } from "../../sort-by.ts";
import { TimedOccupancy } from "./occupancy.ts";
import { type Seat, type SharedObject, seat } from "./shared-objects.ts";
import type { EtPlan, EtRules, EtTensors } from "./tensors.ts";

interface EtGreedyRules extends EtRules {
  /** False as on Vulkan: objects are only taken in turns. */
  readonly sideBySide: boolean;
  /**
   * Bytes to which sizes are rounded for the order, one for all or one a tensor. Theirs is 16 whatever the alignment is,
   * which fails below 16 ("unsorted"); equal to the alignment it never fails.
   */
  readonly sortAlignment: number | ArrayLike<number>;
}

/** Fails where sizes are not in order ("unsorted") and where bytes are handed on in a circle ("inplace-circle"). */
export function planGreedily(tensors: EtTensors, rules: EtGreedyRules): Result<EtPlan> {
  const { count, bytes, start, end, arena, inplaceBase } = tensors;
  const sizes = Float64Array.from({ length: count }, (_, i) => alignUp(bytes[i] ?? 0, rules.alignment));
  const seating = {
    size: (i: number) => sizes[i] ?? 0,
    occupancy: () => new TimedOccupancy(start, end),
    suits: () => true,
    sideBySide: rules.sideBySide,
  };
  const arenas: SharedObject[][] = [];
  const objectsOf = (i: number) => {
    const a = arena[i] ?? 1;
    while (arenas.length <= a) arenas.push([]);
    return arenas[a] ?? [];
  };
  const seats: (Seat | undefined)[] = new Array(count).fill(undefined);
  let waiting: number[] = [];
  for (const i of largestFirst(bytes, rules.sortAlignment)) {
    if ((inplaceBase[i] ?? -1) >= 0) {
      waiting.push(i);
      continue;
    }
    const found = seat(i, objectsOf(i), seating);
    if (found === "unsorted") return unsorted(nameOf(tensors, i));
    seats[i] = found;
  }
  while (waiting.length > 0) {
    const before = waiting.length;
    // with no look at who else lives there: they do not look either
    waiting = waiting.filter((i) => {
      seats[i] = seats[inplaceBase[i] ?? -1];
      return seats[i] === undefined;
    });
    if (waiting.length === before) return circle(nameOf(tensors, waiting[0] ?? 0));
  }
  return ok(layOut(tensors, arenas, seats, rules));
}

/** Positions by size rounded up, descending; of equal ones the later. */
export function largestFirst(bytes: ArrayLike<number>, alignment: number | ArrayLike<number>): Int32Array {
  const to = (i: number) => (typeof alignment === "number" ? alignment : (alignment[i] ?? 1));
  return positionsBy(Float64Array.from(bytes, (b, i) => alignUp(b, to(i)))).reverse();
}

function nameOf({ names }: EtTensors, tensor: number): string {
  return names?.[tensor] ?? `${tensor}`;
}

/** Objects of each arena one after the other above what its bodies took. An arena of which nothing is used is empty. */
function layOut(
  { count, arena, inplaceBase }: EtTensors,
  arenas: readonly (readonly SharedObject[])[],
  seats: readonly (Seat | undefined)[],
  { baseSizes, extraPadding }: EtRules,
): EtPlan {
  const starts = arenas.map((objects, a) => {
    let top = baseSizes[a] ?? 0;
    return objects.map(({ size }) => {
      top += size;
      return top - size;
    });
  });
  const sizes = arenas.map((objects, a) => {
    if (objects.length === 0) return 0;
    return objects.reduce((sum, { size }) => sum + size, baseSizes[a] ?? 0) + extraPadding;
  });
  while (sizes.length < 2) sizes.push(0);
  const offset = new Float64Array(count);
  const object = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    let owner = i;
    while ((inplaceBase[owner] ?? -1) >= 0) owner = inplaceBase[owner] ?? 0;
    object[i] = seats[i]?.object ?? 0;
    offset[i] = (starts[arena[owner] ?? 1]?.[object[i] ?? 0] ?? 0) + (seats[i]?.at ?? 0);
  }
  return { sizes, offset, object };
}

function unsorted(tensor: string) {
  return fail(
    "unsorted",
    `Tensor ${tensor} is larger than the object that is free for it: sizes are not in order.`,
    {
      help: "Sort by sizes that are rounded up to the alignment itself.",
    },
  );
}

function circle(tensor: string) {
  return fail("inplace-circle", `Tensor ${tensor} takes over bytes that are handed on in a circle.`);
}

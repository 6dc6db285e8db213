/**
 * Shared objects, the heart of ExecuTorch's greedy planner: ranges of a fixed size that tensors take in turns, or side by
 * side where a smaller one fits above those it meets. Objects never grow and never overlap.
 */

import type { Occupancy } from "./occupancy.ts";

export interface SharedObject {
  /** Bytes, of the first tenant. */
  readonly size: number;
  /** The first tenant. */
  readonly first: number;
  readonly taken: Occupancy;
}

/** Where a tensor went: the object's number and the byte in it. */
export interface Seat {
  readonly object: number;
  readonly at: number;
}

export interface Seating {
  /** Bytes of each tensor as placed. */
  readonly size: (tensor: number) => number;
  /** Of a new object, before anyone has any of it. */
  readonly occupancy: () => Occupancy;
  /** Whether a tensor may sit at byte `at` of an object that `first` opened. */
  readonly suits: (tensor: number, first: number, at: number) => boolean;
  /** False: objects are only taken in turns. */
  readonly sideBySide: boolean;
}

/** "unsorted": the object that is free for it is smaller than it, which tensors in descending order never see. */
export function seat(tensor: number, objects: SharedObject[], seating: Seating): Seat | "unsorted" {
  const size = seating.size(tensor);
  let above: Seat | undefined;
  for (const [object, { first, taken, size: room }] of objects.entries()) {
    // a free object goes before all others, so the first with room above is only kept in mind
    const looking = seating.sideBySide && above === undefined;
    const top = taken.top(tensor, looking ? room - size : -1);
    if (top === -1) {
      if (!seating.suits(tensor, first, 0)) continue;
      if (room < size) return "unsorted";
      taken.add(tensor, size);
      return { object, at: 0 };
    }
    if (looking && top > 0 && top + size <= room && seating.suits(tensor, first, top)) {
      above = { object, at: top };
    }
  }
  if (above !== undefined) {
    objects[above.object]?.taken.add(tensor, above.at + size);
    return above;
  }
  const taken = seating.occupancy();
  taken.add(tensor, size);
  objects.push({ size, first: tensor, taken });
  return { object: objects.length - 1, at: 0 };
}

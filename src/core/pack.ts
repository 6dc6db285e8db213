/** Hands each arena's storages to a placement and gathers the offsets. */

import { highest } from "./bound.ts";
import type { Placement } from "./place/placement.ts";
import type { Curve } from "./plan.types.ts";
import type { ArenaRules } from "./stats.ts";
import type { Unplaced } from "./storages.ts";
import type { Watch } from "./watch.ts";

export interface Packed {
  /** Of each storage, in bytes. */
  readonly offset: Float64Array;
  /** Of each arena: whether nothing lower exists. */
  readonly proven: readonly boolean[];
}

export function packEach(
  storages: Unplaced,
  padded: Float64Array,
  arenas: readonly ArenaRules[],
  live: readonly Curve[],
  placement: Placement,
  seed: number,
  watch: Watch,
): Packed {
  const offset = new Float64Array(storages.count);
  const proven = arenas.map((arena, a) => {
    const here: number[] = [];
    storages.arena.forEach((of, i) => {
      if (of === a) here.push(i);
    });
    const curve = live[a];
    const placed = placement.run(
      {
        count: here.length,
        start: Int32Array.from(here, (i) => storages.start[i] ?? 0),
        end: Int32Array.from(here, (i) => storages.end[i] ?? 0),
        bytes: Float64Array.from(here, (i) => padded[i] ?? 0),
        alignment: Float64Array.from(here, (i) => storages.stride[i] ?? 1),
        fixed: Float64Array.from(here, (i) => storages.fixed[i] ?? -1),
        capacity: arena.capacity ?? Number.POSITIVE_INFINITY,
        lowerBound: curve === undefined ? 0 : highest(curve).bytes,
        seed,
      },
      watch,
    );
    here.forEach((i, k) => {
      offset[i] = placed.offset[k] ?? 0;
    });
    return placed.proven;
  });
  return { offset, proven };
}

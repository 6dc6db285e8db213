/** Hands each arena's storages to a placement and gathers the offsets. */

import { highest } from "./bound.ts";
import { inBlocks } from "./needs.ts";
import { greedyBySize } from "./place/greedy-by-size.ts";
import type { Conflicts, Gaps, Packing, Placement } from "./place/placement.ts";
import type { Curve } from "./plan.types.ts";
import type { Task } from "./task.ts";
import { NO_WATCH, type Watch } from "./watch.ts";

export interface Packed {
  /** Of each storage, in bytes. */
  readonly offset: Float64Array;
  /** Of each arena: whether nothing lower exists. */
  readonly proven: readonly boolean[];
  /** Of each arena, in bytes: proven that no placement has a lower peak. */
  readonly floors: readonly number[];
  /** Search steps, over all arenas. */
  readonly steps: number;
  readonly endedEarly: boolean;
}

/** Of each arena, in bytes: the most alive at once, or the weight of the heaviest set of which no two may share. */
export function boundsOf(task: Task, padded: Float64Array, live: readonly Curve[]): number[] {
  return live.map((curve, a) => {
    const antichain = task.antichains?.[a];
    if (antichain === undefined) return highest(curve).bytes;
    return antichain.reduce((sum, i) => sum + (padded[i] ?? 0), 0);
  });
}

/**
 * Spends at most `budget` search steps, what an arena leaves going to the next ones. `better` hears of each better
 * placement of any arena, with the arenas that are not searched yet placed greedily.
 */
export function packEach(
  task: Task,
  padded: Float64Array,
  bounds: readonly number[],
  placement: Placement,
  budget: number,
  watch: Watch,
  better?: (packed: Packed) => void,
): Packed {
  const packings = task.arenas.map((_, a) => packingOf(task, padded, bounds[a] ?? 0, a));
  const offset = new Float64Array(task.storages.count);
  const put = (into: Float64Array, a: number, found: Float64Array) => {
    packings[a]?.members.forEach((i, k) => {
      into[i] = found[k] ?? 0;
    });
  };
  const proven: boolean[] = task.arenas.map(() => false);
  const floors = bounds.slice();
  let steps = 0;
  let endedEarly = false;
  packings.forEach(({ packing }, a) => {
    let rest: Float64Array | undefined;
    const hear =
      better &&
      ((found: Float64Array) => {
        if (rest === undefined) {
          rest = offset.slice();
          for (let later = a + 1; later < packings.length; later++) {
            const next = packings[later];
            if (next !== undefined) put(rest, later, greedyBySize.run(next.packing, NO_WATCH).offset);
          }
        }
        const whole = rest.slice();
        put(whole, a, found);
        better({ offset: whole, proven: proven.slice(), floors: bounds, steps, endedEarly: true });
      });
    const share = Math.max(0, Math.floor((budget - steps) / (packings.length - a)));
    const placed = placement.run({ ...packing, budget: share }, watch, hear);
    put(offset, a, placed.offset);
    proven[a] = placed.proven;
    floors[a] = Math.max(bounds[a] ?? 0, placed.floor ?? 0);
    steps += placed.steps ?? 0;
    endedEarly ||= placed.endedEarly ?? false;
  });
  return { offset, proven, floors, steps, endedEarly };
}

/** One arena's part of a task; `members` are its storages by their position in the task. */
export function packingOf(
  task: Task,
  padded: Float64Array,
  lowerBound: number,
  arena: number,
): { readonly members: Int32Array; readonly packing: Packing } {
  const { storages, settings } = task;
  const members = membersOf(storages.arena, arena);
  const block = () => task.arenas[arena]?.alignment ?? 1;
  const column = (of: Float64Array) =>
    members.length === of.length ? of : Float64Array.from(members, (i) => of[i] ?? 0);
  const steps = (of: Int32Array) => (members.length === of.length ? of : members.map((i) => of[i] ?? 0));
  return {
    members,
    packing: {
      count: members.length,
      start: steps(storages.start),
      end: steps(storages.end),
      bytes: column(padded),
      alignment: column(storages.stride),
      fixed: column(storages.fixed),
      capacity: task.arenas[arena]?.capacity ?? Number.POSITIVE_INFINITY,
      lowerBound,
      gaps: task.gaps === null ? null : gapsAmong(inBlocks(task.gaps, block), members),
      conflicts: task.conflicts === null ? null : conflictsAmong(task.conflicts, members),
      seed: settings.seed,
      budget: settings.budget,
    },
  };
}

function membersOf(arenas: Int32Array, arena: number): Int32Array {
  const members = new Int32Array(arenas.length);
  let n = 0;
  for (let i = 0; i < arenas.length; i++) if (arenas[i] === arena) members[n++] = i;
  return members.subarray(0, n);
}

function gapsAmong(gaps: Gaps, members: Int32Array): Gaps {
  const rows: number[] = [];
  const from = new Int32Array(members.length + 1);
  members.forEach((i, k) => {
    for (let g = gaps.from[i] ?? 0; g < (gaps.from[i + 1] ?? 0); g++) rows.push(g);
    from[k + 1] = rows.length;
  });
  return {
    from,
    start: Int32Array.from(rows, (g) => gaps.start[g] ?? 0),
    end: Int32Array.from(rows, (g) => gaps.end[g] ?? 0),
    low: Float64Array.from(rows, (g) => gaps.low[g] ?? 0),
    high: Float64Array.from(rows, (g) => gaps.high[g] ?? 0),
  };
}

function conflictsAmong(conflicts: Conflicts, members: Int32Array): Conflicts {
  const { words, bits } = conflicts;
  // one arena of all storages, in their order, is the whole relation
  if (members.length * words === bits.length) return conflicts;
  const narrow = Math.ceil(members.length / 32);
  const picked = new Uint32Array(members.length * narrow);
  members.forEach((i, k) => {
    members.forEach((j, l) => {
      if ((((bits[i * words + (j >> 5)] ?? 0) >>> (j & 31)) & 1) === 0) return;
      const at = k * narrow + (l >> 5);
      picked[at] = (picked[at] ?? 0) | (1 << (l & 31));
    });
  });
  return { words: narrow, bits: picked, mixed: conflicts.mixed };
}

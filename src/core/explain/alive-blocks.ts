/** Who may be alive at a step, without looking at every storage: spans of blocks of neighbouring storages, exact for each. */

import type { StorageColumns } from "../plan.types.ts";

/** Storages of a block: documents list them by and large in time, so that few blocks are alive at one step. */
const BLOCK = 512;
/** Below this many a look at each is as fast. */
const FEW = 8 * BLOCK;

interface Blocks {
  /** First step of any storage of each block, and the step after the last of any. */
  readonly start: Int32Array;
  readonly end: Int32Array;
}

const made = new WeakMap<StorageColumns, Blocks>();

function blocksOf(storages: StorageColumns): Blocks {
  const known = made.get(storages);
  if (known !== undefined) return known;
  const count = Math.ceil(storages.count / BLOCK);
  const blocks = { start: new Int32Array(count), end: new Int32Array(count) };
  for (let b = 0; b < count; b++) {
    let first = Number.POSITIVE_INFINITY;
    let last = 0;
    for (let s = b * BLOCK; s < Math.min(storages.count, (b + 1) * BLOCK); s++) {
      first = Math.min(first, storages.start[s] ?? 0);
      last = Math.max(last, storages.end[s] ?? 0);
    }
    blocks.start[b] = first;
    blocks.end[b] = last;
  }
  made.set(storages, blocks);
  return blocks;
}

/**
 * Calls `visit` with every storage whose lifetime meets steps [from, to), gaps or not, by position; of those from `first`
 * up to `last` only, for passes in turns. The first call looks at all.
 */
export function forEachMeeting(
  storages: StorageColumns,
  from: number,
  to: number,
  visit: (storage: number) => void,
  first = 0,
  last = storages.count,
): void {
  const { count, start, end } = storages;
  const blocks = count > FEW ? blocksOf(storages) : undefined;
  for (let s = first; s < Math.min(count, last); s++) {
    if (blocks !== undefined && s % BLOCK === 0) {
      const b = s / BLOCK;
      if ((blocks.start[b] ?? 0) >= to || from >= (blocks.end[b] ?? 0)) {
        s += BLOCK - 1;
        continue;
      }
    }
    if ((start[s] ?? 0) < to && from < (end[s] ?? 0)) visit(s);
  }
}

/** The same of those alive at a step. */
export function forEachAlive(storages: StorageColumns, step: number, visit: (storage: number) => void): void {
  forEachMeeting(storages, step, step + 1, visit);
}

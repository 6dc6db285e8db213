/** Arena mode: a buffer is what lies at one offset of one arena, its tenants one after the other. */

import { groupBy } from "./lists.ts";
import type { Conflicts } from "./place/placement.ts";
import type { BufferColumns } from "./plan.types.ts";
import { positionsBy } from "./sort-by.ts";

/** What buffers are made of: places and lives of storages, one row each. */
export interface PlacedStorages {
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly padded: Float64Array;
  readonly arena: Int32Array;
  readonly offset: Float64Array;
}

export interface Buffers {
  readonly columns: BufferColumns;
  /** Buffer of each storage. */
  readonly ofStorage: Int32Array;
}

/**
 * Ids B0, B1 … by arena and offset. Empty storages lie at 0 without being in anyone's way, and a document may fix two
 * that meet at one offset: whoever meets a tenant in time, or conflicts with it where the plan must hold in any order,
 * gets a further buffer there, empty ones always their own.
 */
export function buffersByOffset(storages: PlacedStorages, conflicts: Conflicts | null): Buffers {
  const { start, end, padded, arena, offset } = storages;
  const empty = (i: number) => ((padded[i] ?? 0) === 0 ? 1 : 0);
  const sequence = Int32Array.from({ length: storages.count }, (_, i) => i).sort(
    (a, b) =>
      (arena[a] ?? 0) - (arena[b] ?? 0) ||
      (offset[a] ?? 0) - (offset[b] ?? 0) ||
      empty(a) - empty(b) ||
      (start[a] ?? 0) - (start[b] ?? 0) ||
      a - b,
  );
  const ofStorage = new Int32Array(storages.count);
  /** Latest tenants of the buffers at this place, the first of which is `first`. */
  let open: number[] = [];
  let first = 0;
  let before = -1;
  for (const i of sequence) {
    const here =
      before >= 0 && arena[before] === arena[i] && offset[before] === offset[i] && empty(before) === empty(i);
    if (!here) {
      first += open.length;
      open = [];
    }
    const free = open.findIndex((last) => (end[last] ?? 0) <= (start[i] ?? 0) && !meet(conflicts, last, i));
    const at = free < 0 ? open.length : free;
    open[at] = i;
    ofStorage[i] = first + at;
    before = i;
  }
  return { columns: columnsOf(storages, ofStorage, first + open.length), ofStorage };
}

function meet(conflicts: Conflicts | null, a: number, b: number): boolean {
  if (conflicts === null) return false;
  return (((conflicts.bits[a * conflicts.words + (b >> 5)] ?? 0) >>> (b & 31)) & 1) === 1;
}

/** Columns of `count` buffers from the buffer of each storage; a buffer is as large as its largest tenant. */
export function columnsOf(storages: PlacedStorages, ofStorage: Int32Array, count: number): BufferColumns {
  const { start, padded, arena, offset } = storages;
  const byStart = positionsBy(start);
  const tenants = groupBy(
    count,
    byStart.map((i) => ofStorage[i] ?? 0),
    byStart,
  );
  const arenas = new Int32Array(count);
  const offsets = new Float64Array(count);
  const bytes = new Float64Array(count);
  for (let i = 0; i < storages.count; i++) {
    const b = ofStorage[i] ?? 0;
    arenas[b] = arena[i] ?? 0;
    offsets[b] = offset[i] ?? 0;
    bytes[b] = Math.max(bytes[b] ?? 0, padded[i] ?? 0);
  }
  return {
    count,
    id: Array.from({ length: count }, (_, b) => `B${b}`),
    arena: arenas,
    offset: offsets,
    bytes,
    storages: tenants,
  };
}

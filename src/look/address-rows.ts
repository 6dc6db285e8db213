/** Addresses cut at every edge of a storage: how many tenants each row has had over the whole plan. */

import type { Plan } from "../core/plan.types.ts";
import { oncePerPlan } from "./plan-tables.ts";

export interface AddressRows {
  /** Ascending edges in bytes; row i is [edge[i], edge[i + 1]). */
  readonly edge: Float64Array;
  readonly tenants: Int32Array;
  /** Most tenants that any address has had. */
  readonly most: number;
}

/** Position of the row that holds `address`, −1 below the first; binary search. */
export function rowAt(rows: AddressRows, address: number): number {
  let low = 0;
  let high = rows.edge.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows.edge[middle] ?? 0) <= address) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function cut(plan: Plan, arena: number): AddressRows {
  const { count, offset, padded, arena: arenaOf } = plan.storages;
  const lows = new Float64Array(count);
  const highs = new Float64Array(count);
  let n = 0;
  for (let s = 0; s < count; s++) {
    if (arenaOf[s] !== arena || (padded[s] ?? 0) <= 0) continue;
    lows[n] = offset[s] ?? 0;
    highs[n++] = (offset[s] ?? 0) + (padded[s] ?? 0);
  }
  // Native sorts of plain numbers, then one merge: tenants at an address are lows passed less highs passed.
  const low = lows.subarray(0, n).sort();
  const high = highs.subarray(0, n).sort();
  const edge = new Float64Array(2 * n);
  const tenants = new Int32Array(2 * n);
  let rows = 0;
  let most = 0;
  for (let i = 0, j = 0; j < n; ) {
    const address = Math.min(low[i] ?? Number.POSITIVE_INFINITY, high[j] ?? 0);
    while (i < n && low[i] === address) i++;
    while (j < n && high[j] === address) j++;
    edge[rows] = address;
    tenants[rows++] = i - j;
    most = Math.max(most, i - j);
  }
  return { edge: edge.slice(0, rows), tenants: tenants.slice(0, rows), most };
}

const tables = oncePerPlan(() => new Map<number, AddressRows>());

export function addressRows(plan: Plan, arena: number): AddressRows {
  const table = tables(plan);
  let rows = table.get(arena);
  if (rows === undefined) {
    rows = cut(plan, arena);
    table.set(arena, rows);
  }
  return rows;
}

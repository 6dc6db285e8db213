/** Which rows the table shows: those of the storages that a search and the legend mean. */

import type { Items } from "../../look/find/items.ts";
import { compileQuery } from "../../look/find/query.ts";
import type { Matches } from "../../look/look.types.ts";
import { MOST_AT_ONCE } from "../../store/looks.ts";
import { addressOf, bytesOf, endOf, paddingOf, type Rows, startOf } from "./rows.ts";

function itemsOf(rows: Rows): Items {
  const { picture, count, tensor } = rows;
  const from = new Int32Array(count + 1);
  for (let r = 0; r < count; r++) from[r + 1] = (from[r] ?? 0) + ((tensor[r] ?? -1) < 0 ? 0 : 1);
  const column = (of: (rows: Rows, r: number) => number) =>
    Float64Array.from({ length: count }, (_, r) => of(rows, r));
  const size = column(bytesOf);
  return {
    drawn: picture,
    count,
    storage: rows.storage,
    tensors: { from, items: tensor.filter((t) => t >= 0) },
    size,
    padding: column(paddingOf),
    start: column(startOf),
    end: column(endOf),
    offset: column(addressOf),
    extent: size,
  };
}

/** All rows, ascending. */
export function everyRow(rows: Rows): Int32Array {
  const all = new Int32Array(rows.count);
  for (let r = 0; r < all.length; r++) all[r] = r;
  return all;
}

/**
 * The rows of all storages that are meant, ascending. Of a storage in which several tensors live, those that answer the search
 * by themselves, if any do; of large plans all.
 */
export function rowsMeant(rows: Rows, matches: Matches | null, find: string): Int32Array {
  if (matches === null || matches.plan !== rows.picture.plan) return everyRow(rows);
  const { storage, count } = rows;
  const own = count > MOST_AT_ONCE ? undefined : compileQuery(find).run(itemsOf(rows));
  const answered = new Uint8Array(matches.mask.length);
  for (let r = 0; own !== undefined && r < count; r++) if (own[r] === 1) answered[storage[r] ?? 0] = 1;
  const view = new Int32Array(count);
  let n = 0;
  for (let r = 0; r < count; r++) {
    const s = storage[r] ?? 0;
    if (matches.mask[s] === 1 && (answered[s] === 0 || own?.[r] === 1)) view[n++] = r;
  }
  return view.subarray(0, n);
}

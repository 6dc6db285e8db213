/** Rows of pieces that are drawn one by one although they are in no tile's list of large ones. */

import { piecesIn } from "../core/needs.ts";
import type { Plan } from "../core/plan.types.ts";

/** `rows`, and the rows of the pieces of some storages, each once. */
export function withPieces(
  plan: Plan,
  rows: Int32Array,
  ...storages: readonly Iterable<number>[]
): Int32Array {
  const { from } = piecesIn(plan);
  const seen = new Set(rows);
  for (const list of storages)
    for (const s of list) for (let k = from[s] ?? 0; k < (from[s + 1] ?? 0); k++) seen.add(k);
  return seen.size === rows.length ? rows : Int32Array.from(seen);
}

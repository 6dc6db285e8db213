/** Who is alive together with whom, as lists of neighbours. */

import type { Sections } from "./sections.ts";

export interface Pairs {
  /** Neighbours of storage i are the rows [from[i], from[i + 1]) of `other`. */
  readonly from: Int32Array;
  readonly other: Int32Array;
}

/** 128 MB. */
const MOST_ENTRIES = 2 ** 25;

/** Null when there are more pairs than memory should hold. */
export function pairsOf(sections: Sections, count: number): Pairs | null {
  const from = new Int32Array(count + 1);
  let entries = 0;
  // the count stops soon after the limit
  eachPair(sections, count, (i, j) => {
    from[i + 1] = (from[i + 1] ?? 0) + 1;
    from[j + 1] = (from[j + 1] ?? 0) + 1;
    entries += 2;
    return entries <= MOST_ENTRIES;
  });
  if (entries > MOST_ENTRIES) return null;
  for (let i = 0; i < count; i++) from[i + 1] = (from[i + 1] ?? 0) + (from[i] ?? 0);
  const next = from.slice();
  const other = new Int32Array(entries);
  const add = (i: number, j: number) => {
    const at = next[i] ?? 0;
    other[at] = j;
    next[i] = at + 1;
  };
  eachPair(sections, count, (i, j) => {
    add(i, j);
    add(j, i);
    return true;
  });
  return { from, other };
}

/** Each pair once; ends when `hear` says false. */
function eachPair(sections: Sections, count: number, hear: (i: number, j: number) => boolean): void {
  const { low, high, byLow } = sections;
  for (let p = 0; p < count; p++) {
    const i = byLow[p] ?? 0;
    const until = high[i] ?? 0;
    const whole = isWhole(sections, i);
    for (let q = p + 1; q < count; q++) {
      const j = byLow[q] ?? 0;
      if ((low[j] ?? 0) >= until) break;
      if ((whole && isWhole(sections, j)) || meet(sections, i, j)) if (!hear(i, j)) return;
    }
  }
}

function isWhole({ from }: Sections, i: number): boolean {
  return (from[i + 1] ?? 0) === (from[i] ?? 0) + 1;
}

/** Whether two storages with gaps in their lives have a section in common. */
function meet({ from, first, last }: Sections, i: number, j: number): boolean {
  let a = from[i] ?? 0;
  let b = from[j] ?? 0;
  const aEnd = from[i + 1] ?? 0;
  const bEnd = from[j + 1] ?? 0;
  while (a < aEnd && b < bEnd) {
    if ((last[a] ?? 0) <= (first[b] ?? 0)) a++;
    else if ((last[b] ?? 0) <= (first[a] ?? 0)) b++;
    else return true;
  }
  return false;
}

/** How many pairs of specs have bytes in common: the figure by which ExecuTorch's tests tell whether anything is reused. */

import type { SpecPlace } from "./specs.types.ts";

/** Specs without bytes share none. Takes n log n: by counting who ends before another begins. */
export function countReusePairs(
  placement: readonly (SpecPlace | null)[],
  allocated: readonly number[],
): number {
  const arenas = new Map<number, { readonly from: number[]; readonly to: number[] }>();
  placement.forEach((place, i) => {
    const bytes = allocated[i] ?? 0;
    if (place === null || bytes === 0) return;
    const ends = arenas.get(place.memId) ?? { from: [], to: [] };
    ends.from.push(place.offset);
    ends.to.push(place.offset + bytes);
    arenas.set(place.memId, ends);
  });
  let pairs = 0;
  for (const { from, to } of arenas.values()) {
    from.sort((a, b) => a - b);
    to.sort((a, b) => a - b);
    let ended = 0;
    from.forEach((start, begun) => {
      while ((to[ended] ?? Number.POSITIVE_INFINITY) <= start) ended++;
      pairs += begun - ended;
    });
  }
  return pairs;
}

/** Windows on an axis: half-open ranges that zoom about a point and pan, and never leave the whole. */

export type Range = readonly [from: number, to: number];

/** `range` moved, and if need be shrunk, into `whole`; all of it for null or nonsense. */
export function inside(range: Range | null, whole: Range): Range {
  if (range === null || !(range[1] > range[0])) return whole;
  const size = Math.min(range[1] - range[0], whole[1] - whole[0]);
  const from = Math.min(Math.max(range[0], whole[0]), whole[1] - size);
  return [from, from + size];
}

/** Null when the range is all there is, as the session writes it: a window that covers everything follows re-plans. */
function orAll(range: Range, whole: Range): Range | null {
  return range[0] <= whole[0] && range[1] >= whole[1] ? null : range;
}

/** `factor` > 1 shows more. `about` stays where it is; the window is never smaller than `least`. */
export function zoomed(
  range: Range,
  about: number,
  factor: number,
  whole: Range,
  least: number,
): Range | null {
  const size = range[1] - range[0];
  const next = Math.min(Math.max(size * factor, Math.min(least, size)), whole[1] - whole[0]);
  const from = about - ((about - range[0]) * next) / size;
  return orAll(inside([from, from + next], whole), whole);
}

export function panned(range: Range, by: number, whole: Range): Range | null {
  return orAll(inside([range[0] + by, range[1] + by], whole), whole);
}

/** A window round [from, to) with some air on both sides, at least `least` long. */
export function around(from: number, to: number, whole: Range, least: number): Range | null {
  const size = Math.max(least, (to - from) * 1.5);
  const middle = (from + to) / 2;
  return orAll(inside([middle - size / 2, middle + size / 2], whole), whole);
}

/** The least pan that brings [from, to) into view; the range itself when it is seen already. */
export function revealing(range: Range, from: number, to: number, whole: Range): Range | null {
  if (from >= range[0] && to <= range[1]) return orAll(range, whole);
  const size = range[1] - range[0];
  if (to - from > size) return around(from, to, whole, size);
  const middle = (from + to) / 2;
  return panned(range, middle - (range[0] + range[1]) / 2, whole);
}

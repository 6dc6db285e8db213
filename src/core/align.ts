/** Rounding to alignments, exact for every safe integer. */

/** The least multiple of `alignment` that is not below `n`, both in bytes. */
export function alignUp(n: number, alignment: number): number {
  const over = alignment === 1 ? 0 : n % alignment;
  return over === 0 ? n : n + alignment - over;
}

/** The least alignment that satisfies both; beyond 2^53 it is only a sign that something is too large. */
export function leastCommon(a: number, b: number): number {
  return (a / greatestCommon(a, b)) * b;
}

/** The largest number that divides both whole numbers; of 0 and another the other. */
export function greatestCommon(a: number, b: number): number {
  let [high, low] = [a, b];
  while (low > 0) [high, low] = [low, high % low];
  return high;
}

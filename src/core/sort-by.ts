/** Sorts positions by small integers, fast: position and key share one double, so no comparison is called. */

const EXACT = 2 ** 53;

/** Positions 0 … n−1 by ascending key; of equal keys the lower position first. Keys are integers from 0 to 2^31 − 1. */
export function positionsBy(keys: ArrayLike<number>): Int32Array {
  const n = keys.length;
  let most = 0;
  for (let i = 0; i < n; i++) most = Math.max(most, keys[i] ?? 0);
  if ((most + 1) * n >= EXACT) return Int32Array.from(keys, (_, i) => i).sort(comparing(keys));
  const packed = new Float64Array(n);
  for (let i = 0; i < n; i++) packed[i] = (keys[i] ?? 0) * n + i;
  packed.sort();
  const positions = new Int32Array(n);
  for (let i = 0; i < n; i++) positions[i] = (packed[i] ?? 0) % n;
  return positions;
}

function comparing(keys: ArrayLike<number>): (a: number, b: number) => number {
  return (a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b;
}

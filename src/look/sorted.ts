/** Sorts positions by whole numbers of any size without a comparison: sixteen bits at a time, from the lowest. */

const DIGIT = 2 ** 16;

/** 0 … n − 1. A loop: `Int32Array.from` with a function would call it for each. */
export function positions(n: number): Int32Array<ArrayBuffer> {
  const all = new Int32Array(n);
  for (let i = 0; i < n; i++) all[i] = i;
  return all;
}

/** Positions 0 … n − 1 by ascending key (`down`: descending); of equal keys the lower position first. Keys are whole and not negative, up to 2^53. */
export function sortedBy(keys: Float64Array, down: boolean): Int32Array {
  const n = keys.length;
  let most = 0;
  for (let i = 0; i < n; i++) most = Math.max(most, keys[i] ?? 0);
  let order = positions(n);
  let next = new Int32Array(n);
  const digit = new Uint16Array(n);
  for (let unit = 1; unit <= most; unit *= DIGIT) {
    const from = new Int32Array(DIGIT + 1);
    for (let i = 0; i < n; i++) {
      const key = keys[i] ?? 0;
      const d = Math.floor((down ? most - key : key) / unit) % DIGIT;
      digit[i] = d;
      from[d + 1] = (from[d + 1] ?? 0) + 1;
    }
    for (let d = 0; d < DIGIT; d++) from[d + 1] = (from[d + 1] ?? 0) + (from[d] ?? 0);
    for (let k = 0; k < n; k++) {
      const i = order[k] ?? 0;
      const d = digit[i] ?? 0;
      const to = from[d] ?? 0;
      next[to] = i;
      from[d] = to + 1;
    }
    [order, next] = [next, order];
  }
  return order;
}

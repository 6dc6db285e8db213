/** Where the greatest of a row of numbers lies in any part of it: the greatest of every eight, of every eight of these, and so on. */

const EIGHT = 8;

type Numbers = Int32Array | Float64Array;

/** Positions of the greatest in blocks of 8, 64, 512 … numbers; the first of equal ones. */
export type Tops = readonly Int32Array[];

/** Linear in the numbers. */
export function topsOf(values: Numbers): Tops {
  const levels: Int32Array[] = [];
  let below: Int32Array | undefined;
  for (let n = values.length; n > 1; n = Math.ceil(n / EIGHT)) {
    const level = new Int32Array(Math.ceil(n / EIGHT));
    for (let b = 0; b < level.length; b++) {
      let best = below === undefined ? b * EIGHT : (below[b * EIGHT] ?? 0);
      for (let i = b * EIGHT + 1; i < Math.min(n, (b + 1) * EIGHT); i++) {
        const p = below === undefined ? i : (below[i] ?? 0);
        if ((values[p] ?? 0) > (values[best] ?? 0)) best = p;
      }
      level[b] = best;
    }
    levels.push(level);
    below = level;
  }
  return levels;
}

/** Position of the greatest of [from, to), the first of equal ones; −1 of nothing. Logarithmic. */
export function topIn(values: Numbers, tops: Tops, from: number, to: number): number {
  let best = -1;
  let low = Math.max(0, from);
  let high = Math.min(values.length, to);
  for (let k = -1; low < high; k++) {
    const level = tops[k];
    while (low < high && (low % EIGHT !== 0 || high % EIGHT !== 0)) {
      // the ends that fill no block of the next level
      const i = low % EIGHT !== 0 ? low++ : --high;
      const p = level === undefined ? i : (level[i] ?? 0);
      const more = (values[p] ?? 0) - (values[best] ?? Number.NEGATIVE_INFINITY);
      if (best < 0 || more > 0 || (more === 0 && p < best)) best = p;
    }
    low /= EIGHT;
    high /= EIGHT;
  }
  return best;
}

/** The greatest themselves, in the same blocks: quicker to read, and that is all that some need. */
export type Highs = readonly Float64Array[];

export function highsOf(values: Numbers, tops: Tops): Highs {
  return tops.map((level) => {
    const high = new Float64Array(level.length);
    for (let i = 0; i < high.length; i++) high[i] = values[level[i] ?? 0] ?? 0;
    return high;
  });
}

/** The greatest of [from, to); −Infinity of nothing. Logarithmic. */
export function highIn(values: Numbers, highs: Highs, from: number, to: number): number {
  let most = Number.NEGATIVE_INFINITY;
  let low = Math.max(0, from);
  let high = Math.min(values.length, to);
  let level: Numbers | undefined = values;
  for (let k = 0; low < high && level !== undefined; k++) {
    // the ends that fill no block of the next level
    const first = Math.min(high, (low + EIGHT - 1) & -EIGHT);
    for (; low < first; low++) most = Math.max(most, level[low] ?? 0);
    const last = Math.max(low, high & -EIGHT);
    for (; high > last; high--) most = Math.max(most, level[high - 1] ?? 0);
    low /= EIGHT;
    high /= EIGHT;
    level = highs[k];
  }
  return most;
}

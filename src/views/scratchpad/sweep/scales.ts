/** The curve of LOADs by size as numbers: sizes stand side by side, as the stops of the slider do. */

import type { Sweep, SweepPoint } from "../../../core/dialects/tiles/sweep.ts";

export const SERIES = ["furthest", "lru", "fifo", "original"] as const;
export type Series = (typeof SERIES)[number];

export const SERIES_WORDS: Readonly<Record<Series, string>> = {
  furthest: "furthest",
  lru: "LRU",
  fifo: "FIFO",
  original: "original",
};

/** LOADs of a series at a size; null: it does not fit, or gives up. */
export function loadsOf(point: SweepPoint, series: Series): number | null {
  if (series === "original") return point.original?.loads ?? null;
  return point.loads[SERIES.indexOf(series)] ?? null;
}

export interface CurveBox {
  /** Pixels: of the plot. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Curve {
  readonly box: CurveBox;
  readonly low: number;
  readonly high: number;
  readonly xOf: (index: number) => number;
  readonly yOf: (loads: number) => number;
}

export function curveOf({ points, least }: Sweep, box: CurveBox): Curve {
  const all = points.flatMap((point) => SERIES.flatMap((series) => loadsOf(point, series) ?? []));
  const high = Math.max(least + 1, ...all);
  // beneath the floor there is room to say where the original gives up
  const low = least - (high - least) * 0.22;
  return {
    box,
    low,
    high,
    xOf: (index) => box.x + (points.length < 2 ? 0.5 : index / (points.length - 1)) * box.w,
    yOf: (loads) => box.y + ((high - loads) / (high - low)) * box.h,
  };
}

/** Runs of positions at which `holds` is true: first and last. */
export function runs<T>(
  list: readonly T[],
  holds: (one: T) => boolean,
): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  list.forEach((one, i) => {
    if (!holds(one)) return;
    const last = found.at(-1);
    if (last !== undefined && last[1] === i - 1) last[1] = i;
    else found.push([i, i]);
  });
  return found;
}

/** Where a size stands among those tried, between them by share. */
export function placeOfSize(points: readonly SweepPoint[], capacity: number): number {
  const next = points.findIndex((point) => point.capacity >= capacity);
  if (next === 0) return 0;
  if (next < 0) return points.length - 1;
  const [before, after] = [points[next - 1]?.capacity ?? 0, points[next]?.capacity ?? 0];
  return next - 1 + (capacity - before) / (after - before);
}

/** The series nearest to a point of the plot, within reach; undefined: none is. */
export function seriesAt(curve: Curve, point: SweepPoint, y: number, reach: number): Series | undefined {
  let best: Series | undefined;
  let least = reach;
  // of several in one place the first; where the original is wrong, that is what one wants to look into
  const wrong = (point.original?.corrupt ?? 0) > 0;
  for (const series of wrong ? SERIES.toReversed() : SERIES) {
    const loads = loadsOf(point, series);
    const away = loads === null ? Number.POSITIVE_INFINITY : Math.abs(curve.yOf(loads) - y);
    if (away >= least) continue;
    best = series;
    least = away;
  }
  return best;
}

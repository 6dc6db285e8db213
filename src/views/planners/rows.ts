/** What the table says of each choice: order of the rows, the best of them, the scale of the bars. */

import type { Measured } from "../../core/measured.ts";
import { formatBytes, formatCount, formatPercent } from "../../core/units.ts";
import { type Compared, isUnderWay, numbersOf } from "../../store/comparison.ts";

export type Sorting = "peak" | "table";

/** By peak, those without numbers last and ties as in the table; while work is under way as in the table, so that nothing moves under the hand. */
export function sorted(rows: readonly Compared[], sorting: Sorting): readonly Compared[] {
  if (sorting === "table" || rows.some(({ entry }) => isUnderWay(entry))) return rows;
  const peak = ({ entry }: Compared) => numbersOf(entry)?.peakBytes ?? Number.POSITIVE_INFINITY;
  return rows.toSorted((a, b) => (peak(a) === peak(b) ? 0 : peak(a) - peak(b)));
}

/** The smallest peak among the rows; Infinity when none has numbers. */
export function smallestPeak(rows: readonly Compared[]): number {
  return rows.reduce(
    (least, { entry }) => Math.min(least, numbersOf(entry)?.peakBytes ?? Number.POSITIVE_INFINITY),
    Number.POSITIVE_INFINITY,
  );
}

/** Bytes at the end of a bar: the largest peak, but no more than twice the smallest, or one bad row would make all others look alike. */
export function fullBar(rows: readonly Compared[]): number {
  const largest = rows.reduce((most, { entry }) => Math.max(most, numbersOf(entry)?.peakBytes ?? 0), 0);
  return Math.min(largest, 2 * smallestPeak(rows));
}

/** How far the peak lies above the bound: `129 KiB · 12.6 %`, `241 MiB · 390 × bound`, `0`. */
export function aboveBound({ peakBytes, lowerBoundBytes }: Measured): string {
  const above = peakBytes - lowerBoundBytes;
  if (above === 0) return "0";
  if (lowerBoundBytes === 0) return formatBytes(above);
  const gap = above / lowerBoundBytes;
  const share = gap < 10 ? formatPercent(gap) : `${formatCount(Math.round(gap + 1))} × bound`;
  return `${formatBytes(above)} · ${share}`;
}

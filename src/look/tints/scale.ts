/** Classes of a number that every storage has, from little to much: ranges between powers, on the heat scale. */

import type { Plan } from "../../core/plan.types.ts";
import { formatBytes, formatCount } from "../../core/units.ts";
import { heatFill } from "../fills.ts";
import type { LegendEntry } from "../look.types.ts";
import type { Painted, Remembered } from "./tints.types.ts";

/** Class k holds numbers from edges[k − 1] up to, not including, edges[k]. */
export interface Ranges {
  /** Before the number of the class in its id. */
  readonly name: string;
  readonly edges: readonly number[];
  /** Of numbers from `low` up to, not including, `high`; the first begins at 0, the last never ends. */
  readonly title: (low: number, high: number) => string;
}

const KIB = 1024;
const SIZES = Array.from({ length: 11 }, (_, k) => KIB * 4 ** k);

/** `1–4 KiB`, `256 KiB–1 MiB`, `under 1 KiB`, `1 GiB and more`. */
export function bytesTitle(low: number, high: number): string {
  if (low <= 1) return `under ${formatBytes(high)}`;
  if (high === Number.POSITIVE_INFINITY) return `${formatBytes(low)} and more`;
  const [number = "", unit = ""] = formatBytes(low).split(" ");
  return formatBytes(high).endsWith(` ${unit}`)
    ? `${number}–${formatBytes(high)}`
    : `${formatBytes(low)}–${formatBytes(high)}`;
}

function stepsTitle(low: number, high: number): string {
  if (high <= 2) return "1 step";
  if (high === Number.POSITIVE_INFINITY) return `${formatCount(low)} steps and more`;
  return `${formatCount(low)}–${formatCount(high - 1)} steps`;
}

export const SIZE_RANGES: Ranges = { name: "size", edges: SIZES, title: bytesTitle };

export const LIFE_RANGES: Ranges = {
  name: "lifetime",
  edges: [2, 4, 8, 16, 64, 256, 1024, 4096, 16_384, 65_536],
  title: stepsTitle,
};

export const SLACK_RANGES: Ranges = {
  name: "slack",
  edges: [1, ...SIZES],
  title: (low, high) => (low === 0 ? "none" : bytesTitle(low, high)),
};

/** Fills and legend of `value`, which has a number of each storage; from little to much. */
export function paintScale(
  { storages }: Plan,
  value: ArrayLike<number>,
  { name, edges, title }: Ranges,
  memory: Remembered,
): Painted {
  const { count: storageCount, padded } = storages;
  const of = new Int32Array(storageCount);
  const count = new Int32Array(edges.length + 1);
  const bytes = new Float64Array(edges.length + 1);
  for (let s = 0; s < storageCount; s++) {
    const v = value[s] ?? 0;
    let k = 0;
    while (k < edges.length && v >= (edges[k] ?? 0)) k++;
    of[s] = k;
    count[k] = (count[k] ?? 0) + 1;
    bytes[k] = (bytes[k] ?? 0) + (padded[s] ?? 0);
  }
  const legend: LegendEntry[] = [];
  const placeOf = new Int32Array(edges.length + 1);
  count.forEach((n, k) => {
    if (n === 0) return;
    memory.low = Math.min(memory.low, k);
    memory.high = Math.max(memory.high, k);
  });
  count.forEach((n, k) => {
    if (n === 0) return;
    placeOf[k] = legend.length;
    legend.push({
      id: `${name}:${k}`,
      title: title(k === 0 ? 0 : (edges[k - 1] ?? 0), edges[k] ?? Number.POSITIVE_INFINITY),
      fill: heatFill((k - memory.low + 0.5) / (memory.high - memory.low + 1)),
      count: n,
      bytes: bytes[k] ?? 0,
    });
  });
  const classOf = of.map((k) => placeOf[k] ?? 0);
  return { fill: classOf.map((c) => legend[c]?.fill ?? 0), classOf, legend };
}

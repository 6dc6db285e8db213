/** The committed peaks of every placement on every instance: what no change may make worse. */

import { readFileSync, writeFileSync } from "node:fs";
import { INSTANCES } from "./instances/index.ts";
import { measureQuality } from "./quality.ts";

/** Search steps of the gate: enough to tell searches apart, few enough for every test run. */
export const GATE_BUDGET = 20_000;

const TABLE = new URL("./quality.json", import.meta.url);

export interface Standing {
  readonly lowerBound: number;
  /** Bytes, by placement. */
  readonly peaks: Readonly<Record<string, number>>;
}
export type Table = Readonly<Record<string, Standing>>;

export function readTable(): Table {
  return JSON.parse(readFileSync(TABLE, "utf8")) as Table;
}

export function writeTable(table: Table): void {
  writeFileSync(TABLE, `${JSON.stringify(table, null, 2)}\n`);
}

export function measureTable(): Table {
  return Object.fromEntries(
    INSTANCES.map(({ document }) => {
      const row = measureQuality(document, { budget: GATE_BUDGET });
      const peaks = Object.fromEntries(row.runs.map((run) => [run.place, run.peak]));
      return [row.name, { lowerBound: row.lowerBound, peaks }];
    }),
  );
}

/** One sentence for each peak that is worse than the table's, or that the table should have and has not. */
export function faults(now: Table, table: Table): string[] {
  return Object.entries(now).flatMap(([name, { lowerBound, peaks }]) => {
    const standing = table[name];
    if (standing === undefined) return [`${name} is not in the table`];
    if (standing.lowerBound !== lowerBound) return [`${name} is not the instance of the table`];
    return Object.entries(peaks).flatMap(([place, peak]) => {
      const known = standing.peaks[place];
      if (known === undefined) return [`${name} by ${place} is not in the table`];
      return peak > known
        ? [`${name} by ${place} takes ${peak} bytes, ${peak - known} more than before`]
        : [];
    });
  });
}

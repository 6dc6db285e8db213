/** Measured rows as one table of text. */

import { formatCount } from "../src/core/units.ts";
import type { Row, Run } from "./quality.ts";

export function alignTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  ");
  return `${rows.map((row) => line(row).trimEnd()).join("\n")}\n`;
}

/** An asterisk: proven that no plan is smaller. */
function sayRatio(run: Run, lowerBound: number): string {
  const ratio = lowerBound === 0 ? 1 : run.peak / lowerBound;
  return `${ratio.toFixed(4)}${run.proven ? "*" : " "}`;
}

/** Three lines an instance: peak over bound, milliseconds of the processor, search steps. */
export function sayQuality(rows: readonly Row[]): string {
  const places = rows[0]?.runs.map((run) => run.place) ?? [];
  return alignTable([
    ["instance", "storages", "bound B", "", ...places],
    ...rows.flatMap(({ name, storages, lowerBound, runs }) => [
      [
        name,
        formatCount(storages),
        formatCount(lowerBound),
        "ratio",
        ...runs.map((run) => sayRatio(run, lowerBound)),
      ],
      ["", "", "", "CPU ms", ...runs.map((run) => `${run.cpu.toFixed(1)} `)],
      ["", "", "", "steps", ...runs.map((run) => (run.steps === 0 ? "– " : `${formatCount(run.steps)} `))],
    ]),
  ]);
}

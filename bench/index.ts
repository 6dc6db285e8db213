/** `npm run bench`: what the placements reach, and how fast. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PLACEMENTS } from "../src/core/place/index.ts";
import { formatCount } from "../src/core/units.ts";
import { NO_WATCH } from "../src/core/watch.ts";
import { openSource } from "../src/formats/index.ts";
import { sourceFromBytes } from "../src/formats/source.ts";
import { EXAMPLES } from "../tools/examples/index.ts";
import { measureQuality, type Row } from "./quality.ts";
import { measureSpeed } from "./speed.ts";

/** MiniMalloc's challenging instances, where somebody has put them beside the checkout. */
const MINIMALLOC = "../shared/data/minimalloc";

async function instances(folder: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith(".csv")) continue;
    const opened = await openSource(sourceFromBytes(name, readFileSync(join(folder, name))), NO_WATCH);
    if (!opened.ok) throw new Error(`${name}: ${opened.problem.message}`);
    if (opened.value.document.kind !== "plan") rows.push(measureQuality(opened.value.document));
  }
  return rows;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  ");
  return `${rows.map(line).join("\n")}\n`;
}

function sayQuality(rows: readonly Row[]): string {
  return table([
    ["peak / lower bound", "bound B", ...PLACEMENTS.map((p) => p.id)],
    ...rows.map((row) => [
      row.name,
      formatCount(row.lowerBoundBytes),
      ...row.ratios.map((r) => r.toFixed(4)),
    ]),
  ]);
}

/** Speed first, in a program that is still cold; `root` is the folder of the checkout. */
export async function bench(root: string, say: (text: string) => void): Promise<void> {
  const timings = await measureSpeed();
  say(
    table([
      ["CPU time", "first ms", "warm ms", "goal ms"],
      ...timings.map((t) => [t.what, t.first.toFixed(1), t.warm.toFixed(1), t.goal?.toFixed(0) ?? ""]),
    ]),
  );
  say(`\n${sayQuality(EXAMPLES.map(({ make }) => measureQuality(make())))}`);
  const folder = join(root, MINIMALLOC);
  if (existsSync(folder)) say(`\n${sayQuality(await instances(folder))}`);
}

/** What is written beside rows: their names at the left, their figures at the right, and what a header says when pointed at. */

import type { Plan } from "../../core/plan.types.ts";
import { formatAddress, formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import { ROW, type RowSet } from "../rows.ts";
import { bandAt, bandMost, bandSteps } from "./bands.ts";

/** The title of the header that a row is below; "" where there is none. */
function titleOver({ headers }: RowSet, row: number): string {
  let over = -1;
  headers?.row.forEach((at, g) => {
    if (at >= 0 && at < row && at > (headers.row[over] ?? -1)) over = g;
  });
  return headers?.title[over] ?? "";
}

/** A name without what its header says already. */
function below(title: string, name: string): string {
  const inside = title !== "" && name.startsWith(title) && /^[./:]./.test(name.slice(title.length));
  return inside ? name.slice(title.length + 1) : name;
}

/** Name at the left of a row. */
export function rowName(rows: RowSet, row: number): string {
  const { plan, what, subject, headers } = rows;
  const index = subject[row] ?? 0;
  if (what[row] === ROW.header) return headers?.title[index] ?? "";
  if (what[row] === ROW.buffer) return plan.buffers.id[index] ?? "";
  const node = plan.nodes.id[plan.storages.workspaceOf[index] ?? -1];
  const title = titleOver(rows, row);
  return node === undefined ? below(title, plan.storages.id[index] ?? "") : `scratch ${below(title, node)}`;
}

function counted(n: number, one: string): string {
  return `${formatCount(n)} ${n === 1 ? one : `${one}s`}`;
}

/** The highest address there is to write, over all arenas. */
function mostAddress(plan: Plan): number {
  return plan.arenas.reduce((most, { peak }) => Math.max(most, peak), 0);
}

/** What a row holds; where rows are sorted by something else, that. The longest first, for where there is room. */
export function rowFigures(rows: RowSet, row: number, base: "hex" | "dec"): readonly string[] {
  const { plan, spec, what, subject, headers, storages } = rows;
  const measure = rows.measure[row] ?? 0;
  const index = subject[row] ?? 0;
  switch (spec.sort) {
    case "lifetime":
      return [counted(measure, "step"), formatCount(measure)];
    case "offset":
      return [formatAddress(measure, mostAddress(plan), base)];
    case "savings":
      // as the inspector writes what the peak would lose
      return [measure > 0 ? `−${formatBytes(measure, 1)}` : "±0"];
    case "start":
    case "size": {
      if (what[row] === ROW.header && headers !== null) {
        const bytes = formatBytes(bandMost(headers.bands, index), 1);
        return [`${formatCount(headers.members[index] ?? 0)} · ${bytes}`, bytes];
      }
      if (what[row] === ROW.storage) return [formatBytes(plan.storages.bytes[index] ?? 0, 1)];
      if (spec.sort === "size") return [formatBytes(measure, 1)];
      const tenants = (storages.from[row + 1] ?? 0) - (storages.from[row] ?? 0);
      return [counted(tenants, "tenant"), formatCount(tenants)];
    }
  }
}

/** What a header stands for, at a step when one is pointed at: rows of a tooltip. */
export function headerWords(
  rows: RowSet,
  header: number,
  step: number | null,
): { readonly title: string; readonly rows: readonly (readonly [term: string, says: string])[] } {
  const { headers } = rows;
  if (headers === null) return { title: "", rows: [] };
  const { bands } = headers;
  const says: (readonly [string, string])[] = [["storages", formatCount(headers.members[header] ?? 0)]];
  says.push(["at most", `${formatBytesExactly(bandMost(bands, header))} at once`]);
  says.push(["alive", `in ${counted(bandSteps(bands, header), "step")}`]);
  if (step !== null) {
    const { alive, bytes } = bandAt(bands, header, step);
    says.push([`at step ${formatCount(step)}`, `${formatCount(alive)} alive, ${formatBytesExactly(bytes)}`]);
  }
  const folded = headers.folded[header] === 1;
  says.push(["click", folded ? "unfolds its rows" : "folds its rows"]);
  return { title: headers.title[header] ?? "", rows: says };
}

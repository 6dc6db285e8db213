/** What the comparison says of a storage, of both plans, and of itself to those who do not see it. */

import type { Comparison } from "../../core/compare/comparison.types.ts";
import { kindsIn } from "../../core/compare/document.ts";
import { kindsText, kindWord } from "../../core/compare/headline.ts";
import type { Plan } from "../../core/plan.types.ts";
import { formatAddress, formatBytes, formatBytesExactly, formatSteps } from "../../core/units.ts";
import type { Tip } from "../../draw/describe.ts";
import { nameOf } from "../../draw/model.ts";
import type { Titles } from "./paint.ts";
import type { CompareState, SideFrame } from "./scene.ts";

type Base = "hex" | "dec";

export function nameIn(plan: Plan, s: number): string {
  return nameOf({ plan, graph: null }, s);
}

function place(plan: Plan, s: number, base: Base): string {
  const { storages, arenas } = plan;
  const arena = arenas[storages.arena[s] ?? 0];
  const at = formatAddress(storages.offset[s] ?? 0, arena?.peak ?? 0, base);
  return arenas.length > 1 ? `${at} in ${arena?.id ?? ""}` : at;
}

/** `before → after`, or what both are. */
function change(a: string | undefined, b: string | undefined): string {
  if (a === undefined || b === undefined || a === b) return a ?? b ?? "";
  return `${a} → ${b}`;
}

/** All that became of it: `moved, changed buffer`. */
export function whatText(bits: number): string {
  return kindsIn(bits).map(kindWord).join(", ");
}

/** Of a pair of storages; −1 for none. */
export function pairTip(comparison: Comparison, a: number, b: number, base: Base, free: boolean): Tip {
  const { bitsA, bitsB } = comparison;
  const bits = b >= 0 ? (bitsB[b] ?? 0) : (bitsA[a] ?? 0);
  const both = (says: (plan: Plan, s: number) => string) =>
    change(a < 0 ? undefined : says(comparison.a, a), b < 0 ? undefined : says(comparison.b, b));
  const name = b >= 0 ? nameIn(comparison.b, b) : nameIn(comparison.a, a);
  const rows: [string, string][] = [
    ["what", whatText(bits)],
    ["size", both((plan, s) => formatBytesExactly(plan.storages.bytes[s] ?? 0))],
    ["address", both((plan, s) => place(plan, s, base))],
    ["alive", both((plan, s) => formatSteps(plan.storages.start[s] ?? 0, plan.storages.end[s] ?? 0))],
    ["buffer", both((plan, s) => plan.buffers.id[plan.storages.buffer[s] ?? 0] ?? "")],
  ];
  if (free) rows.push(["in the file", "no address: the runtime places it"]);
  return { title: name, rows };
}

/** `peak 12 KiB`, and which arena that is where it is not the one of the other plan. */
export function arenaText(
  { comparison, arena: id }: Pick<CompareState, "comparison" | "arena">,
  { side, arena }: { readonly side: Pick<SideFrame["side"], "which">; readonly arena: number },
): string {
  const shown = comparison[side.which].arenas[arena];
  if (shown === undefined) return "no arena";
  const other = comparison.arenas.length > 1 && shown.id !== id;
  return `${other ? `has no ${id}, here is ${shown.id}: ` : ""}peak ${formatBytes(shown.peak)}`;
}

/** One line that stands for the picture. */
export function summaryOf(comparison: Comparison, titles: Titles): string {
  const peak = (plan: Plan) => formatBytes(plan.stats.peakBytes);
  const { a, b, axis, order } = comparison;
  const nodes = axis.plain
    ? ""
    : ` ${order.came.length} nodes came, ${order.went.length} went; they have columns of their own.`;
  return `Comparison. A: ${titles.a}, peak ${peak(a)}. B: ${titles.b}, peak ${peak(b)}. Storages: ${kindsText(comparison)}.${nodes}`;
}

/** A pair as a screen reader hears it. */
export function spokenPair(comparison: Comparison, a: number, b: number, base: Base): string {
  const { title, rows } = pairTip(comparison, a, b, base, false);
  return [title, ...rows.map(([, says]) => says)].join(", ");
}

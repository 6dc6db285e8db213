/** The numbers of two plans side by side, and the settings in which they differ: for panes, the console and Markdown. */

import type { Plan } from "../plan.types.ts";
import { SETTINGS } from "../settings.ts";
import { formatBytes, formatCount } from "../units.ts";
import type { Comparison, KindTotal } from "./comparison.types.ts";

export interface HeadRow {
  readonly title: string;
  readonly unit: "bytes" | "count";
  readonly a: number;
  readonly b: number;
}

export function headline({ a, b }: Pick<Comparison, "a" | "b">): readonly HeadRow[] {
  const bytes = (title: string, of: (plan: Plan) => number): HeadRow => ({
    title,
    unit: "bytes",
    a: of(a),
    b: of(b),
  });
  const count = (title: string, of: (plan: Plan) => number): HeadRow => ({
    title,
    unit: "count",
    a: of(a),
    b: of(b),
  });
  return [
    bytes("peak", (p) => p.stats.peakBytes),
    bytes("lower bound", (p) => p.stats.lowerBoundBytes),
    bytes("fragmentation", (p) => p.stats.fragmentationBytes),
    bytes("without reuse", (p) => p.stats.totalBytes),
    bytes("padding", (p) => p.stats.paddingBytes),
    count("buffers", (p) => p.buffers.count),
    count("storages", (p) => p.storages.count),
    count("steps", (p) => p.steps),
  ];
}

export interface SettingRow {
  readonly name: string;
  readonly title: string;
  readonly a: string;
  readonly b: string;
}

function valueText(value: string | number | boolean | null): string {
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "on" : "off";
  return String(value) === "" ? "none" : String(value);
}

/** Settings that the two plans were not made with alike. */
export function otherSettings({ a, b }: Pick<Comparison, "a" | "b">): readonly SettingRow[] {
  return SETTINGS.flatMap(({ name, title }) =>
    a.settings[name] === b.settings[name]
      ? []
      : [{ name, title, a: valueText(a.settings[name]), b: valueText(b.settings[name]) }],
  );
}

/** `+12 KiB`, `−3`, `0`. */
export function deltaText(delta: number, unit: HeadRow["unit"]): string {
  if (delta === 0) return "0";
  const size = unit === "bytes" ? formatBytes(Math.abs(delta)) : formatCount(Math.abs(delta));
  return `${delta > 0 ? "+" : "−"}${size}`;
}

/** `12.5 KiB`, `1,234`. */
export function valueOfRow(value: number, unit: HeadRow["unit"]): string {
  return unit === "bytes" ? formatBytes(value) : formatCount(value);
}

const SAYS: Record<KindTotal["kind"], string> = {
  came: "came",
  went: "went",
  grew: "grew",
  shrank: "shrank",
  arena: "changed arena",
  moved: "moved",
  time: "moved in time",
  buffer: "changed buffer",
  same: "stayed",
};

/** A kind as a word after a number: `12 moved`. */
export function kindWord(kind: KindTotal["kind"]): string {
  return SAYS[kind];
}

/** `12 moved, 3 grew, 40 stayed`: kinds that there are. */
export function kindsText({ totals }: Pick<Comparison, "totals">): string {
  const there = totals.filter(({ storages }) => storages > 0);
  if (there.length === 0) return "nothing to compare";
  return there.map(({ kind, storages }) => `${formatCount(storages)} ${kindWord(kind)}`).join(", ");
}

/** The numbers as a table in Markdown. Titles name the plans. */
export function markdownOf(
  comparison: Comparison,
  titles: { readonly a: string; readonly b: string },
): string {
  const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
  const rows = [
    ...headline(comparison).map(({ title, unit, a, b }) => [
      title,
      valueOfRow(a, unit),
      valueOfRow(b, unit),
      deltaText(b - a, unit),
    ]),
    ...otherSettings(comparison).map(({ title, a, b }) => [title, a, b, ""]),
  ];
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  const head = [line(["", titles.a, titles.b, "difference"]), "| --- | ---: | ---: | ---: |"];
  return `${[...head, ...rows.map(line)].join("\n")}\n\n${kindsText(comparison)}.\n`;
}

/** A plan in words and columns, for people. */

import type { PlanDocument, PlanStorage, SourceDocument } from "../core/document.ts";
import { fail, type Problem } from "../core/result.ts";
import { PRESETS, SETTINGS, type Settings } from "../core/settings.ts";
import { formatBytes, formatBytesExactly, formatCount, formatPercent } from "../core/units.ts";
import { alignColumns, indent, plural } from "./text.ts";

/** As many storages as a sentence can name. */
const MOST_NAMED = 4;

function share(part: number, whole: number): string {
  return formatPercent(whole === 0 ? 0 : part / whole);
}

/** `greedy by size, given order, TFLM`: what was asked for, in titles. */
function sayStrategy(settings: Settings): string {
  const preset = PRESETS.find((p) =>
    SETTINGS.every(({ name }) => (p.settings[name] ?? settings[name]) === settings[name]),
  );
  const said = SETTINGS.flatMap((setting) => {
    const value = settings[setting.name];
    if (setting.name === "share" && !settings.slots) return [];
    if (setting.kind === "choice") {
      const title = setting.choices.find((c) => c.id === value)?.title ?? String(value);
      return [`${setting.title.toLowerCase()} ${title}`];
    }
    if (value === setting.initial) return [];
    if (setting.kind === "switch") return [`${setting.title.toLowerCase()} ${value ? "on" : "off"}`];
    return [`${setting.title.toLowerCase()} ${formatCount(Number(value))}`];
  });
  return [...(preset === undefined ? [] : [`preset ${preset.title}`]), ...said].join(", ");
}

function nodeAt(plan: PlanDocument, step: number): string {
  const node = plan.order[step];
  return node === undefined ? `step ${formatCount(step)}` : `step ${formatCount(step)} (${node})`;
}

function sayArenas(plan: PlanDocument): string {
  const rows = plan.arenas.map((arena) => {
    const { capacity, peak } = arena;
    const fits =
      capacity === null
        ? "no limit"
        : peak <= capacity
          ? `fits, ${formatBytes(capacity - peak)} free`
          : `does not fit: ${formatBytes(peak - capacity)} too much`;
    return [
      arena.id,
      formatCount(peak),
      formatCount(arena.lowerBound),
      capacity === null ? "–" : formatCount(capacity),
      formatCount(arena.alignment),
      `${fits}${arena.optimal ? ", optimal" : ""}`,
    ];
  });
  return alignColumns([["arena", "peak B", "bound B", "capacity B", "align", ""], ...rows], [1, 2, 3, 4]);
}

/** The plan in some fifteen lines, ending in a newline. */
export function summarise(plan: PlanDocument, source: SourceDocument, settings: Settings): string {
  const { stats } = plan;
  const of =
    source.kind === "graph"
      ? `${plural(source.nodes.length, "node")}, ${plural(source.tensors.length, "tensor")}`
      : plural(source.buffers.length, "lifetime");
  const gap = share(stats.fragmentationBytes, stats.lowerBoundBytes);
  const proven = plan.arenas.every((a) => a.optimal) ? ", proven optimal" : "";
  const facts = [
    ["peak", formatBytesExactly(stats.peakBytes), stats.fits ? "fits" : "DOES NOT FIT"],
    ["lower bound", formatBytesExactly(stats.lowerBoundBytes), `at ${nodeAt(plan, stats.peakStep)}`],
    ["fragmentation", formatBytesExactly(stats.fragmentationBytes), `${gap} above the bound${proven}`],
    [
      "without reuse",
      formatBytesExactly(stats.totalBytes),
      `${share(stats.totalBytes - stats.peakBytes, stats.totalBytes)} saved`,
    ],
    ["padding", formatBytesExactly(stats.paddingBytes), "added by rounding up to the alignment"],
    ["storages", formatCount(stats.storages), `in ${plural(stats.buffers, "buffer")}`],
  ];
  const notes = plan.diagnostics.map((d) => `${d.severity}: ${d.message}\n`).join("");
  return `${plan.name}: ${of}\n${sayStrategy(settings)}\n\n${indent(alignColumns(facts))}\n${indent(sayArenas(plan))}${notes}`;
}

/** Storages alive at a step, largest first. */
function aliveAt(plan: PlanDocument, arena: string, step: number): readonly PlanStorage[] {
  return plan.storages
    .filter((s) => s.arena === arena && s.start <= step && step < s.end && s.bytes > 0)
    .sort((a, b) => b.bytes - a.bytes);
}

/** One problem for each arena that is too small: by how much, and because of what. */
export function whyNotFit(plan: PlanDocument): readonly Problem[] {
  return plan.arenas.flatMap((arena) => {
    const { id, capacity, peak, lowerBound } = arena;
    if (capacity === null || peak <= capacity) return [];
    const top = plan.storages.find((s) => s.arena === id && s.offset + s.bytes > capacity);
    const alive = aliveAt(plan, id, top?.start ?? plan.stats.peakStep);
    const names = alive.slice(0, MOST_NAMED).map((s) => `${s.id} (${formatBytes(s.bytes)})`);
    const more = alive.length > MOST_NAMED ? ` and ${alive.length - MOST_NAMED} more` : "";
    const message =
      `The plan does not fit: arena ${id} needs ${formatBytesExactly(peak)} of ${formatBytesExactly(capacity)}, ` +
      `${formatBytesExactly(peak - capacity)} too much; alive together are ${names.join(", ")}${more}.`;
    const help =
      lowerBound > capacity
        ? `No placement can: at one moment ${formatBytes(lowerBound)} must exist.`
        : `Another placement may: the lower bound is ${formatBytes(lowerBound)}.`;
    return [fail("does-not-fit", message, { help, at: [`arena:${id}`] }).problem];
  });
}

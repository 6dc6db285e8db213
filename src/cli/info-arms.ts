/** What `memplan info` says of an arms document: the original's rule and ours, side by side. */

import { analyseArms } from "../core/dialects/arms/analyse.ts";
import { PIN_REASONS } from "../core/dialects/arms/pin-reasons.ts";
import type { ArmsReport, Certificate, PreciseReport } from "../core/dialects/arms/report.types.ts";
import type { ArmsDocument, Item } from "../core/document.ts";
import { ok, type Result } from "../core/result.ts";
import { formatBytesExactly, formatCount } from "../core/units.ts";
import type { MoreInfo } from "./info.types.ts";
import { alignColumns, indent, plural } from "./text.ts";

/** Fails as analyseArms does. */
export function infoOfArms(document: ArmsDocument): Result<MoreInfo> {
  const report = analyseArms(document);
  if (!report.ok) return report;
  const { original, precise } = report.value;
  return ok({ json: { original, precise }, text: sayReport(document, report.value) });
}

/** Statements by operation, those inside of others too. */
export function countStatements(body: readonly Item[], counts = new Map<string, number>()) {
  for (const item of body) {
    if ("arm" in item) {
      countStatements(item.body, counts);
      continue;
    }
    counts.set(item.op, (counts.get(item.op) ?? 0) + 1);
    if (item.op === "if") {
      countStatements(item.then, counts);
      countStatements(item.else ?? [], counts);
    } else if (item.op === "loop") countStatements(item.body, counts);
  }
  return counts;
}

function sayReport(document: ArmsDocument, { original, precise }: ArmsReport): string {
  return [
    sayBuffers(document, { original, precise }),
    sayRules({ original, precise }),
    saySlots(precise),
    `What the original's rule lets be reused, once narrowed to buffers that are written: ${sayList(
      original.narrowWrittenNonEscaping,
    )}.\n${indent(`${original.whyEmpty}\n`)}`,
  ].join("\n");
}

function sayList(ids: readonly string[]): string {
  return ids.length === 0 ? "nothing" : ids.join(", ");
}

type BothRules = Pick<ArmsReport, "original" | "precise">;

/** A line for each buffer: what becomes of it and why, and whether either rule lets it be reused. */
function sayBuffers(document: ArmsDocument, { original, precise }: BothRules): string {
  const reusable = new Set(original.nonEscaping);
  const shared = new Set([...precise.transient, ...precise.donatable]);
  const tick = (yes: boolean) => (yes ? "yes" : "no");
  const rows = document.buffers.map(({ id, bytes }) => [
    id,
    formatCount(bytes),
    tick(reusable.has(id)),
    tick(shared.has(id)),
    sayBadge(id, precise),
  ]);
  const head = ["buffer", "bytes", "original", "precise", ""];
  return `${plural(rows.length, "buffer")}, and whether each rule lets its bytes be reused\n${indent(alignColumns([head, ...rows], [1]))}`;
}

function sayBadge(id: string, precise: PreciseReport): string {
  const arms = (precise.lifetimes[id] ?? []).join(", ");
  if (precise.transient.includes(id)) return `transient, in ${arms}`;
  const why = (precise.pinned[id] ?? []).map(titleOf).join(", ");
  if (precise.donatable.includes(id)) return `pinned: ${why}; others may follow it, after ${arms}`;
  return precise.unused.includes(id) ? "unused" : `pinned: ${why}`;
}

function titleOf(reason: string): string {
  return PIN_REASONS.find(({ id }) => id === reason)?.title ?? reason;
}

function sayRules({ original, precise }: BothRules): string {
  const rows = [
    ["", "original", "precise"],
    ["regions or arms", formatCount(original.regions.length), formatCount(precise.arms.length)],
    ["reusable buffers", formatCount(original.nonEscaping.length), formatCount(precise.transient.length)],
    ["pairs of arm and buffer", formatCount(original.pairCount), formatCount(precise.pairCount)],
  ];
  return `Both rules\n${indent(alignColumns(rows, [1, 2]))}`;
}

function sayCertificate(certificate: Certificate): string {
  const apart = sayList(certificate.buffers);
  switch (certificate.kind) {
    case "apart":
      return certificate.buffers.length === 0 ? "" : `no two of these may share: ${apart}`;
    case "searched":
      return `all ways to do with fewer were tried; no two of these may share: ${apart}`;
    case "open":
      return `perhaps fewer: only of these no two may share: ${apart}`;
  }
}

function saySlots(precise: PreciseReport): string {
  const { slots, minSlots, minSlotsProven, certificate, bytesWithoutSharing, minSlotBytes } = precise;
  const proof = sayCertificate(certificate);
  const saved = bytesWithoutSharing - minSlotBytes;
  const numbers = [
    ["fewest slots", formatCount(minSlots), minSlotsProven ? proof : `not proven: ${proof}`],
    [
      "in slots",
      formatBytesExactly(minSlotBytes),
      `in ${plural(slots.length, "slot")}, ${formatBytesExactly(saved)} saved`,
    ],
    [
      "in an arena",
      formatBytesExactly(precise.arenaMin),
      precise.arenaProven
        ? "no plan has fewer"
        : `no plan has fewer than ${formatBytesExactly(precise.arenaLowerBound)}`,
    ],
    ["without sharing", formatBytesExactly(bytesWithoutSharing), ""],
  ];
  const rows = slots.map(({ bytes, tenants }, i) => [
    `slot ${i}`,
    formatCount(bytes),
    tenants.join(", then "),
  ]);
  return `Sharing by the precise rule\n${indent(alignColumns(numbers))}${indent(alignColumns(rows, [1]))}`;
}

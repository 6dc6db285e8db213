/** A plan in words and columns, for people. */

import type { Diagnostic, PlanDocument, SourceDocument } from "../core/document.ts";
import { fail, type Problem } from "../core/result.ts";
import type { Settings } from "../core/settings.ts";
import { sayStrategy } from "../core/strategy-words.ts";
import { formatBytes, formatBytesExactly, formatCount, formatPercent } from "../core/units.ts";
import { besideReference } from "./beside-reference.ts";
import { alignColumns, indent, plural } from "./text.ts";

function share(part: number, whole: number): string {
  return formatPercent(whole === 0 ? 0 : part / whole);
}

function nodeAt(plan: PlanDocument, step: number): string {
  const node = plan.order[step];
  return node === undefined ? `step ${formatCount(step)}` : `step ${formatCount(step)} (${node})`;
}

function sayFit(plan: PlanDocument): string {
  if (!plan.stats.fits) return "DOES NOT FIT";
  return plan.arenas.some((a) => a.capacity !== null) ? "fits" : "no capacity given";
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

/** Whether the plan holds in any order; its bound is then no matter of steps. */
function holdsInAnyOrder(plan: PlanDocument): boolean {
  return plan.arenas.some((arena) => arena.antichain !== undefined);
}

function whereBound(plan: PlanDocument): string {
  if (holdsInAnyOrder(plan)) return "of values of which no two may share in every order";
  // several arenas have their bounds at steps of their own: the sum has none
  if (plan.arenas.length > 1) return `of ${plural(plan.arenas.length, "arena")} together`;
  return `at ${nodeAt(plan, plan.stats.peakStep)}`;
}

/** What was searched, and what is proven of the order; nothing when nothing was. */
function saySearch(plan: PlanDocument): string[][] {
  const { search } = plan;
  const early = plan.settings.endedEarly === true;
  const rows: string[][] = [];
  const order = plan.source.kind === "dataflow" ? "schedule" : "order";
  if (search?.orderOptimal === true) {
    rows.push([order, "proven optimal", `no ${order} has fewer bytes alive at its peak`]);
  } else if (search !== undefined && search.orderBound !== null) {
    const bound = formatBytesExactly(search.orderBound);
    rows.push([order, "not proven", `no ${order} has fewer than ${bound} alive at its peak`]);
  }
  const steps = (search?.placeSteps ?? 0) + (search?.orderSteps ?? 0);
  if (steps === 0 && !early) return rows;
  return [
    ...rows,
    ["search", plural(steps, "step"), early ? "ended early at the time limit: more time may find less" : ""],
  ];
}

/** `oneOrder`: peak in bytes of a plan for its order alone. */
function sayFreedom(plan: PlanDocument, oneOrder: number | undefined): string[][] {
  if (!holdsInAnyOrder(plan)) return [];
  if (oneOrder === undefined) return [["freedom", "any order", "whatever the dependencies allow"]];
  const more = plan.stats.peakBytes - oneOrder;
  const cost =
    more > 0
      ? `costs ${formatBytesExactly(more)} (${share(more, oneOrder)}) more than this order alone`
      : "costs nothing: this order alone needs as much";
  return [["freedom", "any order", cost]];
}

/** What was planned, in its own words. */
function sayOf(plan: PlanDocument, source: SourceDocument): string {
  const nodes = plan.order.length;
  const tensors = Object.keys(plan.tensors).length;
  switch (source.kind) {
    case "graph":
      return `${plural(nodes, "node")}, ${plural(tensors, "tensor")}`;
    case "lifetimes":
      return plural(source.buffers.length, "lifetime");
    case "arms":
      return `${plural(nodes, "arm")}, ${plural(source.buffers.length, "buffer")}, ${formatCount(tensors)} of them in the arena`;
    case "dataflow":
      return `${plural(source.nodes.length, "node")}, ${plural(nodes, "firing")}, ${plural(plan.fifos?.length ?? 0, "FIFO")}, ${tensors === plan.fifos?.length ? "all" : formatCount(tensors)} of them in the arena`;
    case "methods":
      return `${plural(source.methods.length, "method")}, ${plural(nodes, "node")}, ${plural(tensors, "tensor")}`;
  }
}

/** Kinds of documents of which one order of several was planned. */
const FOR_THIS: Partial<Record<SourceDocument["kind"], string>> = {
  graph: " for this order",
  dataflow: " for this schedule",
};

/**
 * The plan in some fifteen lines, ending in a newline. `oneOrder` is the peak in bytes of a plan for its order alone, when
 * this one holds in any order and that is known; `more` is what to know of the document besides.
 */
export function summarise(
  plan: PlanDocument,
  source: SourceDocument,
  settings: Settings,
  oneOrder?: number,
  more: readonly Diagnostic[] = [],
): string {
  const { stats } = plan;
  const gap = share(stats.fragmentationBytes, stats.lowerBoundBytes);
  // another order has other lifetimes, and may need less
  const ofOrder =
    !holdsInAnyOrder(plan) && plan.search?.orderOptimal !== true ? (FOR_THIS[source.kind] ?? "") : "";
  const proven = plan.arenas.every((a) => a.optimal) ? `, proven optimal${ofOrder}` : "";
  const facts = [
    ["peak", formatBytesExactly(stats.peakBytes), sayFit(plan)],
    ["lower bound", formatBytesExactly(stats.lowerBoundBytes), whereBound(plan)],
    ["fragmentation", formatBytesExactly(stats.fragmentationBytes), `${gap} above the bound${proven}`],
    [
      "without reuse",
      formatBytesExactly(stats.totalBytes),
      `${share(stats.totalBytes - stats.peakBytes, stats.totalBytes)} saved`,
    ],
    ["padding", formatBytesExactly(stats.paddingBytes), "added by rounding up to the alignment"],
    ["storages", formatCount(stats.storages), `in ${plural(stats.buffers, "buffer")}`],
    ...sayFreedom(plan, oneOrder),
    ...saySearch(plan),
    ...(source.kind === "dataflow" ? besideReference(source, plan, settings) : []),
  ];
  const notes = [...plan.diagnostics, ...more].map((d) => `${d.severity}: ${d.message}\n`).join("");
  return `${plan.name}: ${sayOf(plan, source)}\n${sayStrategy(settings, source.kind)}\n\n${indent(alignColumns(facts))}\n${indent(sayArenas(plan))}${notes}`;
}

/** One problem for each arena that is too small, and by how much; the plan's diagnostics say because of what. */
export function whyNotFit(plan: PlanDocument): readonly Problem[] {
  return plan.arenas.flatMap(({ id, capacity, peak, lowerBound, optimal }) => {
    if (capacity === null || peak <= capacity) return [];
    const message =
      `The plan does not fit: arena ${id} needs ${formatBytesExactly(peak)} of ${formatBytesExactly(capacity)}, ` +
      `${formatBytesExactly(peak - capacity)} too much.`;
    const help =
      lowerBound > capacity
        ? `No placement can fit: at one moment ${formatBytesExactly(lowerBound)} must exist.`
        : optimal
          ? "No placement can fit: this peak is proven to be the least."
          : `Another placement may fit: the lower bound is ${formatBytesExactly(lowerBound)}.`;
    return [fail("does-not-fit", message, { help, at: [`arena:${id}`] }).problem];
  });
}

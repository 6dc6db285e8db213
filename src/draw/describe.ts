/** What tooltips, summaries and the line for screen readers say, in the words and units of the field. */

import { liveAtStep } from "../core/bound.ts";
import { gapsOf } from "../core/needs.ts";
import type { Plan } from "../core/plan.types.ts";
import { symbolFormula } from "../core/size-formula.ts";
import {
  formatAddress,
  formatBytes,
  formatBytesExactly,
  formatCount,
  formatPercent,
  formatSteps,
  formatAddresses as span,
} from "../core/units.ts";
import { addressRows, rowAt } from "../look/address-rows.ts";
import { fragmentationOf, freeSpace, rowOfStep } from "../look/free-space.ts";
import { HEAT_SCALES } from "../look/heat/scales.ts";
import { holeRound } from "../look/hole-round.ts";
import { MOST_AT_ONCE } from "../look/limits.ts";
import type { HeatMode } from "../look/look.types.ts";
import { bytesAbove } from "../look/over-capacity.ts";
import { couldUse, hindranceOf } from "../look/spot.ts";
import type { ArenaFrame } from "./arena-list.ts";
import { cellUnder } from "./heat.ts";
import { type Model, nameOf, opAt, opOf } from "./model.ts";
import { aliveAt, holeAt } from "./pick.ts";
import type { Range } from "./range.ts";
import { under } from "./scale.ts";

type Base = "hex" | "dec";
type Row = readonly [term: string, says: string];

export interface Tip {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** `tenant 7 of 33` of its buffer, and how many tenants there are. */
function tenancy(plan: Plan, s: number): string {
  const b = plan.storages.buffer[s] ?? 0;
  const from = plan.buffers.storages.from[b] ?? 0;
  const to = plan.buffers.storages.from[b + 1] ?? 0;
  const position = plan.buffers.storages.items.subarray(from, to).indexOf(s);
  return `${plan.buffers.id[b] ?? ""}, tenant ${formatCount(position + 1)} of ${formatCount(to - from)}`;
}

/** Gaps said one by one. */
const GAPS_SAID = 3;

/** `nothing at steps 2–3, bytes 0–31 at step 5`; "" without gaps. */
function needsLess({ storages: { gaps } }: Plan, s: number): string {
  if (gaps === null) return "";
  const list = gapsOf(gaps, s);
  const said = list.slice(0, GAPS_SAID).map(({ start, end, window }) => {
    const what =
      window === undefined ? "nothing" : `bytes ${formatCount(window[0])}–${formatCount(window[1] - 1)}`;
    return `${what} at ${formatSteps(start, end)}`;
  });
  const more = list.length - said.length;
  return more > 0 ? `${said.join(", ")} and ${formatCount(more)} more` : said.join(", ");
}

export function storageTip(model: Model, s: number, base: Base): Tip {
  const { storages, arenas } = model.plan;
  const offset = storages.offset[s] ?? 0;
  const bytes = storages.bytes[s] ?? 0;
  const padding = (storages.padded[s] ?? 0) - bytes;
  const most = arenas[storages.arena[s] ?? 0]?.peak ?? 0;
  const inside = (storages.tensors.from[s + 1] ?? 0) - (storages.tensors.from[s] ?? 0);
  const name = nameOf(model, s);
  const op = opOf(model, s);
  const rows: Row[] = [];
  if (op !== name && (storages.workspaceOf[s] ?? -1) < 0) rows.push(["made by", op]);
  rows.push(["size", formatBytesExactly(bytes) + (padding > 0 ? ` + ${formatBytes(padding)} padding` : "")]);
  const document = model.graph?.document;
  const formula = symbolFormula(document?.tensors[storages.tensor[s] ?? -1], document?.symbols);
  if (formula !== "") rows.push(["as", formula]);
  rows.push(["address", span(offset, offset + bytes, most, base)]);
  rows.push(["alive", formatSteps(storages.start[s] ?? 0, storages.end[s] ?? 0)]);
  const capacity = arenas[storages.arena[s] ?? 0]?.capacity ?? null;
  const over = capacity === null ? 0 : offset + (storages.padded[s] ?? 0) - capacity;
  if (over > 0) rows.push(["too high", `${formatBytes(Math.min(over, bytes + padding))} above the capacity`]);
  const less = needsLess(model.plan, s);
  if (less !== "") rows.push(["needs less", less]);
  rows.push(["buffer", tenancy(model.plan, s)]);
  if (inside > 1) rows.push(["holds", `${formatCount(inside)} tensors (views, in place)`]);
  return { title: name, rows };
}

export function bufferTip(plan: Plan, b: number, base: Base): Tip {
  const from = plan.buffers.offset[b] ?? 0;
  const bytes = plan.buffers.bytes[b] ?? 0;
  const tenants = (plan.buffers.storages.from[b + 1] ?? 0) - (plan.buffers.storages.from[b] ?? 0);
  const most = plan.arenas[plan.buffers.arena[b] ?? 0]?.peak ?? 0;
  return {
    title: `buffer ${plan.buffers.id[b] ?? ""}`,
    rows: [
      ["size", `${formatBytesExactly(bytes)}, its largest tenant`],
      ["address", span(from, from + bytes, most, base)],
      ["tenants", formatCount(tenants)],
    ],
  };
}

export function stepTip(model: Model, arena: number, step: number): Tip {
  const { plan } = model;
  const curve = plan.live[arena];
  const live = curve === undefined ? 0 : liveAtStep(curve, step);
  const peak = plan.arenas[arena]?.peak ?? 0;
  const op = opAt(model, step);
  const share = peak > 0 ? `, ${formatPercent(live / peak)} of the peak` : "";
  return {
    title: `step ${formatCount(step)}${op === "" ? "" : ` · ${op}`}`,
    rows: [
      ["live", formatBytesExactly(live) + share],
      ["storages", formatCount(aliveAt(plan, arena, step).length)],
    ],
  };
}

/** What of a hole nobody could use. */
function tooHigh(plan: Plan, arena: number, low: number, high: number): Row[] {
  const above = bytesAbove(plan, arena, low, high);
  return above > 0 ? [["too high", `${formatBytes(above)} above the capacity`]] : [];
}

/** Of a large plan: what is free round an address at a step, and how long that address is; nobody looks at all storages for it. */
function freeTip(plan: Plan, arena: number, step: number, address: number, base: Base): Tip | null {
  const peak = plan.arenas[arena]?.peak ?? 0;
  if (address < 0 || address >= peak) return null;
  const { low, high, start, end } = holeAt(plan, arena, step, address);
  return {
    title: "hole",
    rows: [
      ["size", `${formatBytesExactly(high - low)} free at step ${formatCount(step)}`],
      ...tooHigh(plan, arena, low, high),
      ["address", span(low, high, peak, base)],
      ["idle", `${formatSteps(start, end)} at ${formatAddress(address, peak, base)}`],
    ],
  };
}

/** A hole as a rectangle of bytes and steps, and what is free round an address at a step; null where somebody lives, and above the peak. */
export function holeTip(model: Model, arena: number, step: number, address: number, base: Base): Tip | null {
  const { plan } = model;
  const peak = plan.arenas[arena]?.peak ?? 0;
  if (plan.storages.count > MOST_AT_ONCE) return freeTip(plan, arena, step, address, base);
  const hole = holeRound(plan, arena, step, address);
  if (hole === undefined) return null;
  const { low, high, start, end } = hole;
  const here = holeAt(plan, arena, step, address);
  const rows: Row[] = [
    ["size", `${formatBytesExactly(high - low)} × ${formatCount(end - start)} steps`],
    ...tooHigh(plan, arena, low, high),
    ["address", span(low, high, peak, base)],
    ["idle", formatSteps(start, end)],
    ["free round it", `${formatBytesExactly(here.high - here.low)} at step ${formatCount(step)}`],
  ];
  if (hindranceOf(plan) !== "any-order") {
    const fit = couldUse(plan, arena, hole).length;
    if (fit > 0)
      rows.push(["would fit", `${formatCount(fit)} that ${fit === 1 ? "lies" : "lie"} higher: click`]);
  }
  return { title: "hole", rows };
}

/** The number of the cell under a point: of modes that count cells. */
function cellTip(frame: ArenaFrame, mode: "occupancy" | "churn", x: number, y: number, base: Base): Tip {
  const cell = cellUnder(frame, x, y);
  const { plan, steps, addresses } = cell;
  const [share = 0] = HEAT_SCALES[mode].cells(cell);
  const says = formatPercent(Number.isNaN(share) ? 0 : share);
  const [left, right] = steps;
  const low = Math.max(0, Math.floor(addresses[0]));
  const top = Math.floor(addresses[1]);
  const bytes = share * (addresses[1] - addresses[0]);
  const peak = plan.arenas[frame.arena]?.peak ?? 0;
  return {
    title:
      mode === "churn"
        ? `${says} of this cell’s bytes begin or end, a step`
        : `${says} of this cell is in use`,
    rows: [
      ...(mode === "churn"
        ? [["moved", `${formatBytes(Math.round(bytes), 1)} a step, in and out`] as const]
        : []),
      ["when", formatSteps(left, right)],
      ["address", span(low, top, peak, base)],
    ],
  };
}

/** How fragmented the free bytes of a step are, and what their largest block is. */
function fragmentationTip(plan: Plan, arena: number, step: number): Row[] {
  const space = freeSpace(plan, arena);
  const row = rowOfStep(space, step);
  const [free, largest] = [space.free[row] ?? 0, space.largest[row] ?? 0];
  return [
    ["fragmented", `${formatPercent(fragmentationOf(free, largest))} at step ${formatCount(step)}`],
    ["largest free", `${formatBytes(largest)} of ${formatBytes(free)} free`],
  ];
}

/** What is at a point of the arena: `s` is the storage there or −1. Null above the peak and beside the plan. */
export function arenaTip(
  frame: ArenaFrame,
  mode: HeatMode,
  s: number,
  x: number,
  y: number,
  base: Base,
): Tip | null {
  const { model, arena } = frame;
  const { plan } = model;
  const step = Math.floor(under(frame.time, x));
  const address = Math.floor(under(frame.address, y));
  const peak = plan.arenas[arena]?.peak ?? 0;
  if (step < 0 || step >= plan.steps || address < 0) return null;
  const small = plan.storages.count <= MOST_AT_ONCE;
  if (small && (mode === "occupancy" || mode === "churn") && address < peak)
    return cellTip(frame, mode, x, y, base);
  const tip =
    s >= 0 ? storageTip(model, s, base) : address < peak ? holeTip(model, arena, step, address, base) : null;
  if (tip !== null && small && mode === "fragmentation")
    return { title: tip.title, rows: [...fragmentationTip(plan, arena, step), ...tip.rows] };
  if (mode !== "reuse" || tip === null || !small) return tip;
  const rows = addressRows(plan, arena);
  const tenants = rows.tenants[rowAt(rows, address)] ?? 0;
  const says = `${formatCount(tenants)} ${tenants === 1 ? "tenant" : "tenants"} over the whole plan`;
  return { title: tip.title, rows: [[formatAddress(address, peak, base), says], ...tip.rows] };
}

/** One line that stands for a picture: the label of its canvas. */
export function summary(plan: Plan, arena: number): string {
  const { stats } = plan;
  const here = plan.arenas[arena];
  const capacity = here?.capacity ?? null;
  const limit =
    capacity === null
      ? "no capacity set"
      : `capacity ${formatBytes(capacity)}, ${stats.fits ? "fits" : "does not fit"}`;
  const among =
    plan.arenas.length > 1 ? ` Shown: arena ${here?.id ?? ""}, peak ${formatBytes(here?.peak ?? 0)}.` : "";
  return (
    `Plan: ${formatCount(stats.buffers)} buffers, ${formatCount(plan.steps)} steps, ` +
    `peak ${formatBytes(stats.peakBytes)}, most alive at step ${formatCount(stats.peakStep)}, ${limit}.${among}`
  );
}

/** The selected storages as a screen reader hears them. */
export function spokenSelection(
  model: Pick<Model, "plan" | "graph">,
  storages: ReadonlySet<number>,
  base: Base,
): string {
  const [s] = storages;
  if (s === undefined) return "";
  if (storages.size > 1) return `${formatCount(storages.size)} storages selected`;
  const { plan } = model;
  const offset = plan.storages.offset[s] ?? 0;
  const bytes = plan.storages.bytes[s] ?? 0;
  const life: Range = [plan.storages.start[s] ?? 0, plan.storages.end[s] ?? 0];
  const most = plan.arenas[plan.storages.arena[s] ?? 0]?.peak ?? 0;
  return [
    nameOf(model, s),
    formatBytes(bytes),
    span(offset, offset + bytes, most, base),
    formatSteps(...life),
  ].join(", ");
}

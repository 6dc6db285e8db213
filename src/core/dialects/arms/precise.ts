/** Our rule: what must keep memory of its own and why, who may share, the fewest slots with a proof, and the plans made of it. */

import { rowOf } from "../../lists.ts";
import { portfolio } from "../../place/portfolio.ts";
import { planDocument } from "../../plan.ts";
import type { Plan } from "../../plan.types.ts";
import { ok, type Result } from "../../result.ts";
import { DEFAULT_SETTINGS } from "../../settings.ts";
import { NO_WATCH } from "../../watch.ts";
import type { ArmsModel } from "./model.ts";
import type { BufferUse } from "./pins.ts";
import type { PreciseReport, Slot } from "./report.types.ts";
import {
  type FewestSlots,
  fewestSlots,
  largestFirst,
  pairsOf,
  type Scratch,
  type SlotOfEach,
  scratchOf,
} from "./slots.ts";

/** Buffers for which addresses are searched here; for more, only quick ways are tried. */
const MOST_SEARCHED = 200;

/** Fails when sizes add up to more than can be counted. */
export function preciseOf(model: ArmsModel, uses: readonly BufferUse[]): Result<PreciseReport> {
  const { document, arms } = model;
  const scratch = scratchOf(model, uses);
  const fewest = fewestSlots(scratch.relation);
  const place = scratch.ids.length <= MOST_SEARCHED ? DEFAULT_SETTINGS.place : portfolio.id;
  const arena = planDocument(document, { ...DEFAULT_SETTINGS, place }, NO_WATCH);
  if (!arena.ok) return arena;
  const inSlots = planDocument(document, { ...DEFAULT_SETTINGS, slots: true }, NO_WATCH);
  if (!inSlots.ok) return inSlots;
  const slots = slotsOf(inSlots.value);
  const ids = (kind: BufferUse["kind"]) =>
    uses.flatMap((use, b) => (use.kind === kind ? [document.buffers[b]?.id ?? ""] : [])).sort();
  const name = (arm: number) => arms[arm]?.id ?? "";
  const touched = new Map<number, string[]>();
  uses.forEach((use, b) => {
    if (use.kind !== "transient") return;
    for (const arm of use.arms)
      touched.set(arm, [...(touched.get(arm) ?? []), document.buffers[b]?.id ?? ""]);
  });
  const pinned = uses.flatMap((use, b) =>
    use.reasons.length === 0 ? [] : [[document.buffers[b]?.id ?? "", use.reasons] as const],
  );
  const [bounds] = arena.value.arenas;
  return ok({
    arms: arms.map((arm) => arm.id),
    pinned: Object.fromEntries(pinned),
    unused: ids("unused"),
    transient: ids("transient"),
    donatable: ids("donatable"),
    armRecyclable: Object.fromEntries(
      [...touched].sort(([a], [b]) => a - b).map(([arm, some]) => [name(arm), some.sort()]),
    ),
    pairCount: [...touched.values()].reduce((sum, some) => sum + some.length, 0),
    lifetimes: Object.fromEntries(scratch.ids.map((id, v) => [id, (scratch.arms[v] ?? []).map(name)])),
    shareablePairs: pairsOf(scratch.relation).map(([a, b]) => [scratch.ids[a] ?? "", scratch.ids[b] ?? ""]),
    minSlots: fewest.count,
    minSlotsProven: fewest.kind !== "open",
    certificate: { kind: fewest.kind, buffers: Array.from(fewest.apart, (v) => scratch.ids[v] ?? "") },
    exampleSlots: exampleOf(model, scratch, fewest, slots),
    minSlotBytes: slots.reduce((sum, slot) => sum + slot.bytes, 0),
    slots,
    arenaLowerBound: bounds?.lowerBound ?? 0,
    boundBy: boundBy(arena.value),
    arenaMin: bounds?.peak ?? 0,
    arenaProven: bounds?.optimal ?? false,
    arenaOffsets: offsetsOf(arena.value),
    bytesWithoutSharing: scratch.bytes.reduce((sum, bytes) => sum + bytes, 0),
  });
}

/** Ids of the tensors of a plan in which each has a storage of its own, by storage. */
function namesOf({ storages, tensors }: Plan): string[] {
  return Array.from(storages.tensor, (t) => tensors.id[t] ?? "");
}

function boundBy(plan: Plan): string[] {
  const names = namesOf(plan);
  return Array.from(plan.antichains?.[0] ?? [], (s) => names[s] ?? "").sort();
}

/** From address 0 up. */
function slotsOf(plan: Plan): Slot[] {
  const names = namesOf(plan);
  return Array.from({ length: plan.buffers.count }, (_, b) => ({
    bytes: plan.buffers.bytes[b] ?? 0,
    tenants: Array.from(rowOf(plan.buffers.storages, b), (s) => names[s] ?? ""),
  }));
}

/** The simplest that has so few slots: the largest first, the plan's own, the one that proves the number. */
function exampleOf(
  model: ArmsModel,
  scratch: Scratch,
  fewest: FewestSlots,
  planned: readonly Slot[],
): readonly (readonly string[])[] {
  const simple = largestFirst(scratch);
  if (simple.count === fewest.count) return tenantsOf(model, scratch, simple);
  if (planned.length === fewest.count) return planned.map((slot) => slot.tenants);
  return tenantsOf(model, scratch, fewest);
}

/** By their first tenants in time. */
function tenantsOf({ order }: ArmsModel, scratch: Scratch, { of, count }: SlotOfEach): string[][] {
  const step = new Map(Array.from(order.before.order, (arm, at) => [arm, at]));
  const first = (v: number) => step.get(scratch.arms[v]?.[0] ?? -1) ?? -1;
  const inTime = Array.from(of.keys()).sort((a, b) => first(a) - first(b) || a - b);
  const slots = Array.from({ length: count }, (): string[] => []);
  const rank = new Map([...new Set(inTime.map((v) => of[v] ?? 0))].map((slot, at) => [slot, at]));
  for (const v of inTime) slots[rank.get(of[v] ?? 0) ?? 0]?.push(scratch.ids[v] ?? "");
  return slots;
}

function offsetsOf(plan: Plan): Record<string, number> {
  const names = namesOf(plan);
  return Object.fromEntries(Array.from(plan.storages.offset, (offset, s) => [names[s] ?? "", offset]));
}

/** Classes that storages fall into by what they are: the largest get a colour each, which they keep, and the rest share one. */

import type { Plan } from "../../core/plan.types.ts";
import { CLASSES, classFill } from "../fills.ts";
import type { LegendEntry } from "../look.types.ts";
import type { Painted, Remembered } from "./tints.types.ts";

/** Classes with a colour of their own. */
export const NAMED = CLASSES - 1;
/** What a class weighs that has a colour already: one that grows past it a little takes nothing from it. */
const KEEPS = 2;
/** Id of the class of all that have no colour of their own. */
export const OTHERS = "others";

/** Which class each storage is in. */
export interface Categories {
  /** Stable over re-plans. */
  readonly id: readonly string[];
  readonly title: readonly string[];
  /** Index of the class of each storage. */
  readonly of: Int32Array;
}

interface Sums {
  readonly count: Int32Array;
  readonly bytes: Float64Array;
  /** Padded bytes × steps. */
  readonly weight: Float64Array;
}

function sumsOf({ storages }: Plan, of: Int32Array, classes: number): Sums {
  const sums = {
    count: new Int32Array(classes),
    bytes: new Float64Array(classes),
    weight: new Float64Array(classes),
  };
  const { padded, start, end } = storages;
  for (let s = 0; s < of.length; s++) {
    const c = of[s] ?? 0;
    const bytes = padded[s] ?? 0;
    sums.count[c] = (sums.count[c] ?? 0) + 1;
    sums.bytes[c] = (sums.bytes[c] ?? 0) + bytes;
    sums.weight[c] = (sums.weight[c] ?? 0) + bytes * ((end[s] ?? 0) - (start[s] ?? 0));
  }
  return sums;
}

/** FNV-1a. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** Colour slot of each class, −1 for those that share one. Classes come by weight; who has a slot keeps it. */
function slotsOf(id: readonly string[], weight: Float64Array, known: Map<string, number>): Int32Array {
  const slots = new Int32Array(id.length).fill(-1);
  const heft = (c: number) => (weight[c] ?? 0) * (known.has(id[c] ?? "") ? KEEPS : 1);
  const chosen = [...id.keys()].sort((a, b) => heft(b) - heft(a) || a - b).slice(0, NAMED);
  const taken = new Uint8Array(NAMED);
  const take = (c: number, slot: number) => {
    slots[c] = slot;
    taken[slot] = 1;
    known.set(id[c] ?? "", slot);
  };
  for (const c of chosen) {
    const slot = known.get(id[c] ?? "") ?? -1;
    if (slot >= 0 && taken[slot] === 0) take(c, slot);
  }
  for (const c of chosen) {
    if ((slots[c] ?? -1) >= 0) continue;
    let slot = hash(id[c] ?? "") % NAMED;
    while (taken[slot] === 1) slot = (slot + 1) % NAMED;
    take(c, slot);
  }
  return slots;
}

/** Fills and legend of classes, the weightiest first, all others last. Classes without storages are left out. */
export function paintClasses(plan: Plan, categories: Categories, memory: Remembered): Painted {
  const { count, bytes, weight } = sumsOf(plan, categories.of, categories.id.length);
  const there = [...categories.id.keys()].filter((c) => (count[c] ?? 0) > 0);
  const slots = slotsOf(
    there.map((c) => categories.id[c] ?? ""),
    Float64Array.from(there, (c) => weight[c] ?? 0),
    memory.slots,
  );
  const order = [...there.keys()].filter((i) => (slots[i] ?? -1) >= 0);
  const heft = (i: number) => weight[there[i] ?? 0] ?? 0;
  order.sort((a, b) => heft(b) - heft(a) || a - b);
  const legend: LegendEntry[] = [];
  const placeOf = new Int32Array(categories.id.length);
  for (const i of order) {
    const c = there[i] ?? 0;
    placeOf[c] = legend.length;
    legend.push({
      id: categories.id[c] ?? "",
      title: categories.title[c] ?? "",
      fill: classFill(slots[i] ?? 0),
      count: count[c] ?? 0,
      bytes: bytes[c] ?? 0,
    });
  }
  const others = there.filter((_, i) => (slots[i] ?? -1) < 0);
  if (others.length > 0) {
    for (const c of others) placeOf[c] = legend.length;
    legend.push({
      id: OTHERS,
      title: `${others.length} ${others.length === 1 ? "other" : "others"}`,
      fill: classFill(NAMED),
      count: others.reduce((sum, c) => sum + (count[c] ?? 0), 0),
      bytes: others.reduce((sum, c) => sum + (bytes[c] ?? 0), 0),
    });
  }
  const classOf = categories.of.map((c) => placeOf[c] ?? 0);
  return { fill: classOf.map((c) => legend[c]?.fill ?? 0), classOf, legend };
}

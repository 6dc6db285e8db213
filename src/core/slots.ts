/** Slot mode: every buffer is an allocation of its own, as large as its largest tenant; tenants must be of one class. */

import { alignUp, leastCommon } from "./align.ts";
import { type Buffers, columnsOf } from "./buffers.ts";
import type { Unplaced } from "./storages.ts";

interface Slot {
  readonly arena: number;
  /** Padded bytes of the largest tenant so far. */
  bytes: number;
  /** Real bytes of the first tenant. */
  readonly first: number;
  /** The slot lies at a multiple of this. */
  stride: number;
  /** When the latest tenant dies. */
  until: number;
}

export interface Slotted {
  readonly buffers: Buffers;
  /** Offset of each storage: that of its buffer. */
  readonly offset: Float64Array;
}

/**
 * In the order of birth (larger first among twins) each storage takes the free slot of its class that wastes least: the
 * smallest that holds it, else the largest, which grows. `share` is one of SHARES.
 */
export function fillSlots(storages: Unplaced, padded: Float64Array, share: string): Slotted {
  const { start, end, bytes, arena, stride } = storages;
  const sequence = Int32Array.from({ length: storages.count }, (_, i) => i).sort(
    (a, b) => (start[a] ?? 0) - (start[b] ?? 0) || (bytes[b] ?? 0) - (bytes[a] ?? 0) || a - b,
  );
  const slots: Slot[] = [];
  const byClass = new Map<string, number[]>();
  const slotOf = new Int32Array(storages.count);
  for (const i of sequence) {
    const name = className(storages, i, share);
    const size = padded[i] ?? 0;
    const mates = byClass.get(name) ?? [];
    byClass.set(name, mates);
    const found = pick(slots, mates, size, share === "fits" ? (bytes[i] ?? 0) : 0, start[i] ?? 0);
    const slot = slots[found];
    if (slot === undefined) {
      slotOf[i] = slots.length;
      mates.push(slots.length);
      const first = bytes[i] ?? 0;
      slots.push({ arena: arena[i] ?? 0, bytes: size, first, stride: stride[i] ?? 1, until: end[i] ?? 0 });
    } else {
      slotOf[i] = found;
      slot.bytes = Math.max(slot.bytes, size);
      slot.stride = leastCommon(slot.stride, stride[i] ?? 1);
      slot.until = end[i] ?? 0;
    }
  }
  return layOut(storages, padded, slots, slotOf);
}

/** Empty storages lie at 0, so they share with empty ones only. */
function className(storages: Unplaced, i: number, share: string): string {
  const place = `${storages.arena[i]} ${storages.bytes[i] === 0 ? "empty" : "full"}`;
  if (share === "bytes") return `${place} ${storages.bytes[i]}`;
  return share === "type" ? `${place} ${storages.type[i]}` : place;
}

/** Position of the best free slot, or −1; `least` is what the first tenant must have had. */
function pick(
  slots: readonly Slot[],
  mates: readonly number[],
  size: number,
  least: number,
  now: number,
): number {
  let best = -1;
  let bestBytes = 0;
  for (const at of mates) {
    const slot = slots[at];
    if (slot === undefined || slot.until > now || slot.first < least) continue;
    const better =
      best < 0 ||
      (slot.bytes >= size
        ? bestBytes < size || slot.bytes < bestBytes
        : bestBytes < size && slot.bytes > bestBytes);
    if (!better) continue;
    best = at;
    bestBytes = slot.bytes;
  }
  return best;
}

/** One above the other in each arena, in the order in which they were opened. */
function layOut(
  storages: Unplaced,
  padded: Float64Array,
  slots: readonly Slot[],
  slotOf: Int32Array,
): Slotted {
  const top: number[] = [];
  const base = slots.map((slot) => {
    if (slot.bytes === 0) return 0;
    const at = alignUp(top[slot.arena] ?? 0, slot.stride);
    top[slot.arena] = at + slot.bytes;
    return at;
  });
  // buffers are numbered by arena and offset
  const rank = new Int32Array(slots.length);
  slots
    .map((_, s) => s)
    .sort(
      (a, b) => (slots[a]?.arena ?? 0) - (slots[b]?.arena ?? 0) || (base[a] ?? 0) - (base[b] ?? 0) || a - b,
    )
    .forEach((s, place) => {
      rank[s] = place;
    });
  const offset = Float64Array.from(slotOf, (s) => base[s] ?? 0);
  const ofStorage = slotOf.map((s) => rank[s] ?? 0);
  const placed = { ...storages, padded, offset };
  return { buffers: { columns: columnsOf(placed, ofStorage, slots.length), ofStorage }, offset };
}

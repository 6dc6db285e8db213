/** Slot mode: every buffer is an allocation of its own, as large as its largest tenant; tenants must be of one class. */

import { alignUp, leastCommon } from "./align.ts";
import { type Buffers, columnsOf } from "./buffers.ts";
import type { Conflicts } from "./place/placement.ts";
import { bitRows, hasBit, rowsAmong, setBit } from "./reuse/bit-rows.ts";
import type { MayShareRows } from "./reuse/exclusive.ts";
import { leastSlots } from "./reuse/least-slots.ts";
import type { Assignment } from "./reuse/slot-problem.ts";
import type { Unplaced } from "./storages.ts";

interface Slot {
  readonly arena: number;
  /** Padded bytes of the largest tenant. */
  bytes: number;
  /** The slot lies at a multiple of this. */
  stride: number;
}

export interface Slotted {
  readonly buffers: Buffers;
  /** Offset of each storage: that of its buffer. */
  readonly offset: Float64Array;
}

/** By schedule, classes up to this size are also tried in ways that compare all with all. */
const MOST_COMPARED = 2000;

/**
 * The best of several ways to let storages of one class share slots. `share` is one of SHARES; `conflicts` decide who may
 * share where the plan must hold in any order, else times do.
 */
export function fillSlots(
  storages: Unplaced,
  padded: Float64Array,
  share: string,
  conflicts: Conflicts | null,
): Slotted {
  const slotOf = eachClass(storages, share, (members) => {
    if (conflicts !== null)
      return among(storages, padded, members, share, followsIn(storages, members, conflicts));
    const first = byBirth(storages, padded, members, share);
    if (members.length > MOST_COMPARED) return first;
    return among(storages, padded, members, share, followsIn(storages, members, null), first);
  });
  const best = layOut(storages, padded, slotOf);
  if (conflicts !== null) return best;
  // what lies between slots for their alignment is known only now
  const plain = layOut(
    storages,
    padded,
    eachClass(storages, share, (members) => byBirth(storages, padded, members, share)),
  );
  return heightOf(best) < heightOf(plain) ? best : plain;
}

/** Sum over arenas of the highest address of a slot. */
function heightOf({ buffers }: Slotted): number {
  const { count, arena, offset, bytes } = buffers.columns;
  const tops: number[] = [];
  for (let b = 0; b < count; b++) {
    const a = arena[b] ?? 0;
    tops[a] = Math.max(tops[a] ?? 0, (offset[b] ?? 0) + (bytes[b] ?? 0));
  }
  return tops.reduce((sum, top) => sum + top, 0);
}

/** Slot of each, where row a, bit b of `relation` says that b may have a's slot after it. */
export function slotsOfValues(
  storages: Unplaced,
  padded: Float64Array,
  share: string,
  { follows, mixed }: MayShareRows,
): Assignment {
  const slotOf = new Int32Array(storages.count);
  return eachClass(storages, share, (members) => {
    // in this order the relation among all is the relation itself, without a copy
    const ascending = members.toSorted();
    const relation = { follows: rowsAmong(follows, ascending), mixed };
    const found = among(storages, padded, ascending, share, relation);
    ascending.forEach((i, k) => {
      slotOf[i] = found[k] ?? 0;
    });
    return members.map((i) => slotOf[i] ?? 0);
  });
}

/** Slots of each class, numbered on from one class to the next; empty storages share by time. */
function eachClass(
  storages: Unplaced,
  share: string,
  slotsIn: (members: Int32Array) => Assignment,
): Assignment {
  const slotOf = new Int32Array(storages.count);
  let slots = 0;
  for (const members of classesOf(storages, share)) {
    const empty = storages.bytes[members[0] ?? 0] === 0;
    const found = empty ? byBirth(storages, storages.bytes, members, share) : slotsIn(members);
    let most = -1;
    members.forEach((i, k) => {
      slotOf[i] = slots + (found[k] ?? 0);
      most = Math.max(most, found[k] ?? 0);
    });
    slots += most + 1;
  }
  return slotOf;
}

function among(
  storages: Unplaced,
  padded: Float64Array,
  members: Int32Array,
  share: string,
  { follows, mixed }: MayShareRows,
  first?: Assignment,
): Assignment {
  const column = (of: Float64Array) => Float64Array.from(members, (i) => of[i] ?? 0);
  const fits = share === "fits";
  const problem = { follows, padded: column(padded), bytes: column(storages.bytes), fits, mixed };
  return leastSlots(problem, first);
}

function followsIn({ start, end }: Unplaced, members: Int32Array, conflicts: Conflicts | null): MayShareRows {
  const follows = bitRows(members.length, members.length);
  const relation = conflicts && { rows: start.length, columns: start.length, ...conflicts };
  members.forEach((a, k) => {
    const until = end[a] ?? 0;
    members.forEach((b, l) => {
      if ((start[b] ?? 0) < until || k === l) return;
      if (relation === null || !hasBit(relation, a, b)) setBit(follows, k, l);
    });
  });
  return { follows, mixed: conflicts?.mixed === true };
}

/** Who may share a slot at all: storages of each class in the order of birth, larger first among twins. */
export function classesOf(storages: Unplaced, share: string): Int32Array[] {
  const classes = new Map<string, number[]>();
  for (const i of inOrderOfBirth(storages)) {
    const name = className(storages, i, share);
    const mates = classes.get(name);
    if (mates === undefined) classes.set(name, [i]);
    else mates.push(i);
  }
  return [...classes.values()].map((members) => Int32Array.from(members));
}

function inOrderOfBirth({ count, start, bytes }: Unplaced): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => (start[a] ?? 0) - (start[b] ?? 0) || (bytes[b] ?? 0) - (bytes[a] ?? 0) || a - b,
  );
}

/** Empty storages lie at 0, so they share with empty ones only. */
function className(storages: Unplaced, i: number, share: string): string {
  const place = `${storages.arena[i]} ${storages.bytes[i] === 0 ? "empty" : "full"}`;
  if (share === "bytes") return `${place} ${storages.bytes[i]}`;
  return share === "type" ? `${place} ${storages.type[i]}` : place;
}

/** A slot as it fills up in the order of birth. */
interface Filling {
  bytes: number;
  /** Real bytes of the first tenant. */
  readonly first: number;
  /** When the latest tenant dies. */
  until: number;
}

/**
 * Each takes the free slot that wastes least: the smallest that holds it, else the largest, which grows. By times, and
 * the fewest slots where all are of one size.
 */
function byBirth(storages: Unplaced, padded: Float64Array, members: Int32Array, share: string): Assignment {
  const { start, end, bytes } = storages;
  const slots: Filling[] = [];
  return Int32Array.from(members, (i) => {
    const size = padded[i] ?? 0;
    const at = pick(slots, size, share === "fits" ? (bytes[i] ?? 0) : 0, start[i] ?? 0);
    const slot = slots[at];
    if (slot === undefined) {
      return slots.push({ bytes: size, first: bytes[i] ?? 0, until: end[i] ?? 0 }) - 1;
    }
    slot.bytes = Math.max(slot.bytes, size);
    slot.until = end[i] ?? 0;
    return at;
  });
}

/** Position of the best free slot, or −1; `least` is what the first tenant must have had. */
function pick(slots: readonly Filling[], size: number, least: number, now: number): number {
  let best = -1;
  let bestBytes = 0;
  slots.forEach((slot, at) => {
    if (slot.until > now || slot.first < least) return;
    const better =
      best < 0 ||
      (slot.bytes >= size
        ? bestBytes < size || slot.bytes < bestBytes
        : bestBytes < size && slot.bytes > bestBytes);
    if (!better) return;
    best = at;
    bestBytes = slot.bytes;
  });
  return best;
}

/** One above the other in each arena, in the order in which their first tenants are born. */
function layOut(storages: Unplaced, padded: Float64Array, found: Assignment): Slotted {
  const slots: Slot[] = [];
  const opened = new Map<number, number>();
  const slotOf = new Int32Array(storages.count);
  for (const i of inOrderOfBirth(storages)) {
    const at = opened.get(found[i] ?? 0) ?? slots.length;
    const [bytes, stride] = [padded[i] ?? 0, storages.stride[i] ?? 1];
    const slot = slots[at];
    slotOf[i] = at;
    if (slot === undefined) {
      opened.set(found[i] ?? 0, at);
      slots.push({ arena: storages.arena[i] ?? 0, bytes, stride });
    } else {
      slot.bytes = Math.max(slot.bytes, bytes);
      slot.stride = leastCommon(slot.stride, stride);
    }
  }
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

/** Colour slots and shades of plans too large to keep neighbours apart: by name alone, so that a buffer keeps its hue. */

import type { Plan } from "../core/plan.types.ts";
import { SLOTS } from "./fills.ts";

/** FNV-1a over UTF-16 units, 32 bits, its ends mixed so that a remainder is even. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** A slot for each buffer by its id: the same in every plan; neighbours may be alike. Linear in the length of all ids. */
export function slotsById({ buffers }: Plan): Int32Array {
  const slot = new Int32Array(buffers.count);
  for (let b = 0; b < slot.length; b++) slot[b] = hashOf(buffers.id[b] ?? "") % SLOTS;
  return slot;
}

/** Position of each storage among the tenants of its buffer: the second half of its colour. */
export function ordinalsOf({ storages, buffers }: Plan): Int32Array {
  const ordinal = new Int32Array(storages.count);
  const { from, items } = buffers.storages;
  for (let b = 0; b < buffers.count; b++) {
    const first = from[b] ?? 0;
    for (let i = first; i < (from[b + 1] ?? 0); i++) ordinal[items[i] ?? 0] = i - first;
  }
  return ordinal;
}

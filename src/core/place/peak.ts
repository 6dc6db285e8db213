/** The highest address in use. */

import type { Packing } from "./placement.ts";

/** Bytes; storages without bytes reach nowhere. */
export function peakOf({ count, bytes }: Packing, offset: Float64Array): number {
  let peak = 0;
  for (let i = 0; i < count; i++) {
    const size = bytes[i] ?? 0;
    if (size > 0) peak = Math.max(peak, (offset[i] ?? 0) + size);
  }
  return peak;
}

/** No reuse: every storage has bytes of its own, one above the other. */

import { alignUp } from "../align.ts";
import type { Packing, Placed, Placement } from "./placement.ts";

function run(packing: Packing): Placed {
  const offset = new Float64Array(packing.count);
  let top = 0;
  for (let i = 0; i < packing.count; i++) {
    const at = packing.fixed[i] ?? -1;
    if (at < 0) continue;
    offset[i] = at;
    top = Math.max(top, at + (packing.bytes[i] ?? 0));
  }
  for (let i = 0; i < packing.count; i++) {
    const bytes = packing.bytes[i] ?? 0;
    if (bytes === 0 || (packing.fixed[i] ?? -1) >= 0) continue;
    const at = alignUp(top, packing.alignment[i] ?? 1);
    offset[i] = at;
    top = at + bytes;
  }
  return { offset, proven: false };
}

export const none: Placement = {
  id: "none",
  title: "no reuse",
  says: "Every storage has bytes of its own: what the model needs when nothing is planned.",
  run,
};

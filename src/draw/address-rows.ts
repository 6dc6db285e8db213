/** How many tenants the addresses of each pixel row have had. */

import type { AddressRows } from "../look/address-rows.ts";
import { at, type Box, type Scale } from "./scale.ts";

/** Tenants of each pixel row of the plot, from the top; where several address rows meet in one, the most. */
export function tenantsByPixel(rows: AddressRows, address: Scale, plot: Box): Int32Array {
  const most = new Int32Array(Math.ceil(plot.h));
  for (let i = 0; i + 1 < rows.edge.length; i++) {
    const y0 = at(address, rows.edge[i + 1] ?? 0) - plot.y;
    const y1 = at(address, rows.edge[i] ?? 0) - plot.y;
    if (y1 <= 0 || y0 >= most.length) continue;
    const tenants = rows.tenants[i] ?? 0;
    // A row thinner than a pixel still shows in the one it stands in.
    const first = Math.max(0, Math.floor(y0));
    const last = Math.min(most.length - 1, Math.max(first, Math.ceil(y1) - 1));
    for (let y = first; y <= last; y++) if (tenants > (most[y] ?? 0)) most[y] = tenants;
  }
  return most;
}

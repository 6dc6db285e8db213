/** The orders that the portfolio tries, each the best of all on some network; those that a sweep takes come first. All ties end at the position. */

import type { Packing } from "./placement.ts";
import { loads, rivals } from "./pressure.ts";
import { byStart, falling, inOrder } from "./sequence.ts";

/** Positions of those without a fixed offset, in the order that `id` names. */
interface Order {
  readonly id: string;
  /** Set when it is ascending by start. */
  readonly byTime?: true;
  readonly of: (packing: Packing, measures: Measures) => Int32Array;
}

/** What orders sort by, one number a storage. */
interface Measures {
  /** Steps. */
  readonly duration: Float64Array;
  readonly rivals: Float64Array;
  /** Bytes. */
  readonly load: Float64Array;
}

export function measuresOf(packing: Packing): Measures {
  return {
    duration: Float64Array.from(packing.end, (end, i) => end - (packing.start[i] ?? 0)),
    rivals: rivals(packing),
    load: loads(packing),
  };
}

const FINENESS = 1024;

/** Size weighed by how contested a storage is; only operations that every machine rounds alike. */
function weighed(packing: Packing, by: (i: number) => number): Int32Array {
  // sorting is by whole numbers
  return inOrder(packing, falling(packing.bytes.map((bytes, i) => Math.round(bytes * by(i) * FINENESS))));
}

/** The share of the bound that is alive at the worst of a life, squared. */
function pressure(packing: Packing, { load }: Measures, i: number): number {
  const share = (load[i] ?? 0) / Math.max(1, packing.lowerBound);
  return share * share;
}

const root4 = (n: number) => Math.sqrt(Math.sqrt(n));

export const PLACEMENT_ORDERS: readonly Order[] = [
  { id: "start", byTime: true, of: (p) => inOrder(p, p.start, falling(p.bytes)) },
  { id: "start, long first", byTime: true, of: byStart },
  { id: "size", of: (p, m) => inOrder(p, falling(p.bytes), falling(m.duration)) },
  {
    id: "size, contested first",
    of: (p, m) => weighed(p, (i) => (1 + (m.rivals[i] ?? 0)) * pressure(p, m, i)),
  },
  {
    id: "size, long first",
    of: (p, m) => weighed(p, (i) => root4(m.duration[i] ?? 0) * pressure(p, m, i) * pressure(p, m, i)),
  },
  { id: "last to die", of: (p, m) => inOrder(p, falling(p.end), falling(m.duration)) },
  { id: "conflicts", of: (p, m) => inOrder(p, falling(m.rivals), falling(p.bytes)) },
  { id: "urgency and size", of: (p, m) => inOrder(p, falling(m.load), falling(p.bytes)) },
  {
    id: "urgency",
    of: (p, m) => inOrder(p, falling(m.load), falling(m.duration), p.start, falling(p.bytes)),
  },
  { id: "duration", of: (p, m) => inOrder(p, falling(m.duration), falling(p.bytes)) },
  { id: "area", of: (p, m) => weighed(p, (i) => m.duration[i] ?? 0) },
];

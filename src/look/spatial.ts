/** Spatial indices over the pieces of an arena: packed Hilbert R-trees (flatbush), which cross to the page as one array. */

import Flatbush from "flatbush";
import { type Pieces, piecesIn } from "../core/needs.ts";
import type { Plan } from "../core/plan.types.ts";
import type { Spatial } from "./spatial-kept.ts";

/** Below it coordinates fit into 32 bits and the index takes half the memory. */
const MOST_SHORT = 2 ** 31 - 1;

/** Rows of the pieces of an arena that take bytes, ascending. */
function membersOf(pieces: Pieces, arena: number): Int32Array {
  const members = new Int32Array(pieces.count);
  let n = 0;
  for (let k = 0; k < pieces.count; k++) {
    if (pieces.arena[k] === arena && (pieces.bytes[k] ?? 0) > 0) members[n++] = k;
  }
  return members.subarray(0, n);
}

/** The bytes of the index of an arena, for spatialFrom on the same plan; empty when nothing takes bytes there. */
export function spatialBytes(plan: Plan, arena: number): Uint8Array {
  const pieces = piecesIn(plan);
  const { offset } = plan.storages;
  const members = membersOf(pieces, arena);
  if (members.length === 0) return new Uint8Array(0);
  const peak = plan.arenas[arena]?.peak ?? 0;
  const tree = new Flatbush(members.length, 16, peak > MOST_SHORT ? Float64Array : Int32Array);
  for (const k of members) {
    const base = offset[pieces.owner[k] ?? 0] ?? 0;
    tree.add(pieces.start[k] ?? 0, base + (pieces.low[k] ?? 0), pieces.end[k], base + (pieces.high[k] ?? 0));
  }
  tree.finish();
  return new Uint8Array(tree.data);
}

/** The index whose bytes these are; they are kept, not copied. Throws when they are of no index. */
export function spatialFrom(plan: Plan, arena: number, bytes: Uint8Array): Spatial {
  if (bytes.length === 0) return { visit: () => {} };
  const tree = Flatbush.from(bytes.buffer, bytes.byteOffset);
  const pieces = piecesIn(plan);
  // where every piece is a member, rows of the index are rows of the pieces
  const members = tree.numItems === pieces.count ? undefined : membersOf(pieces, arena);
  return {
    visit: (steps, addresses, found) => {
      tree.collides(steps[0], addresses[0], steps[1], addresses[1], (i, start, low, end, high) => {
        // half open: what only touches the window does not meet it
        if (start <= steps[0] ? end <= steps[0] : start >= steps[1]) return false;
        if (low <= addresses[0] ? high <= addresses[0] : low >= addresses[1]) return false;
        return found(members === undefined ? i : (members[i] ?? -1));
      });
    },
  };
}

export function buildSpatial(plan: Plan, arena: number): Spatial {
  return spatialFrom(plan, arena, spatialBytes(plan, arena));
}

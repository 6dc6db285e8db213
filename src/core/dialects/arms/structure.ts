/** What is known of an arms document without planning it: its arms and their order, who touches what, and the original's answer. */

import { type BitRows, hasBit } from "../../reuse/bit-rows.ts";
import type { ArmsModel } from "./model.ts";
import { layersOf } from "./order.ts";
import { originalOf } from "./original.ts";
import type { ArmReport, ArmsReport } from "./report.types.ts";

export type ArmsStructure = Omit<ArmsReport, "precise">;

/** Cheap enough to be asked at every edit. */
export function structureOf(model: ArmsModel): ArmsStructure {
  return {
    arms: armsIn(model),
    edges: model.order.edges,
    touches: model.flow.touches,
    original: originalOf(model.document),
  };
}

function armsIn({ arms, order }: ArmsModel): ArmReport[] {
  const layers = layersOf(order);
  const exclusive: number[][] = arms.map(() => []);
  for (const [a, b] of order.exclusive) {
    exclusive[a]?.push(b);
    exclusive[b]?.push(a);
  }
  return arms.map(({ id, stray, regions, where }, a) => {
    const apart = (exclusive[a] ?? []).toSorted((x, y) => x - y);
    const parallel = positionsIn(order.unordered, a).filter((b) => !apart.includes(b));
    return { id, stray, layer: layers[a] ?? 0, parallel, exclusive: apart, regions, where };
  });
}

function positionsIn(rows: BitRows, row: number): number[] {
  return Array.from({ length: rows.columns }, (_, b) => b).filter((b) => hasBit(rows, row, b));
}

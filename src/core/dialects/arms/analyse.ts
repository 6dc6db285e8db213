/** All that is known of an arms document: its arms, who touches what, the original's answer and ours. */

import { ok, type Result } from "../../result.ts";
import { type BitRows, hasBit } from "../../reuse/bit-rows.ts";
import type { ArmsDocument } from "./document.ts";
import { type ArmsModel, readArms } from "./model.ts";
import { layersOf } from "./order.ts";
import { originalOf } from "./original.ts";
import { usesOfBuffers } from "./pins.ts";
import { preciseOf } from "./precise.ts";
import type { ArmReport, ArmsReport } from "./report.types.ts";

/** Documents are immutable, and who shows one asks again and again. */
const known = new WeakMap<ArmsDocument, Result<ArmsReport>>();

/**
 * Fails as lowerArms does, and when sizes add up to more than can be counted. Plans the scratch twice, as an arena and as
 * slots: milliseconds for dozens of buffers, longer for thousands; nothing the second time.
 */
export function analyseArms(document: ArmsDocument): Result<ArmsReport> {
  let report = known.get(document);
  if (report === undefined) {
    report = analyse(document);
    known.set(document, report);
  }
  return report;
}

function analyse(document: ArmsDocument): Result<ArmsReport> {
  const model = readArms(document);
  if (!model.ok) return model;
  const precise = preciseOf(model.value, usesOfBuffers(model.value));
  if (!precise.ok) return precise;
  return ok({
    arms: armsIn(model.value),
    edges: model.value.order.edges,
    touches: model.value.flow.touches,
    original: originalOf(document),
    precise: precise.value,
  });
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

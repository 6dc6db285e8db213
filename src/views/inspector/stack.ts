/** An arena at one step, from the top down. */

import { holesAt, liveAt } from "../../core/explain.ts";
import { pieceAtStep, piecesIn } from "../../core/needs.ts";
import type { Plan } from "../../core/plan.types.ts";

/** A range of addresses, half open, in bytes. */
export interface Layer {
  /** −1: nobody has it then. */
  readonly storage: number;
  readonly low: number;
  readonly high: number;
}

/** Who lives in an arena at a step and what is free below its peak, the highest first. */
export function stackAt(plan: Plan, arena: number, step: number): Layer[] {
  const pieces = piecesIn(plan);
  const taken = liveAt(plan, step, arena).flatMap((storage): Layer[] => {
    const k = pieceAtStep(pieces, storage, step);
    if ((pieces.bytes[k] ?? 0) === 0) return [];
    const base = plan.storages.offset[storage] ?? 0;
    return [{ storage, low: base + (pieces.low[k] ?? 0), high: base + (pieces.high[k] ?? 0) }];
  });
  const free = holesAt(plan, step, arena).map(
    ({ offset, bytes }): Layer => ({ storage: -1, low: offset, high: offset + bytes }),
  );
  return [...taken, ...free].sort((a, b) => b.high - a.high || b.low - a.low);
}

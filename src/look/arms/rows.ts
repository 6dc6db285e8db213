/** The rows of the table of arms: what each buffer is, by both rules, and from which column to which it lives. */

import type { ArmsBuffer, ArmsDocument } from "../../core/dialects/arms/document.ts";
import type { ArmsReport, PinReason } from "../../core/dialects/arms/report.types.ts";
import { accessesOf, type CellMark } from "./accesses.ts";
import type { ArmsPlaces } from "./columns.ts";

/** `donatable`: pinned as an input, but others may have its bytes after its last reader. */
export type BufferState = "pinned" | "donatable" | "transient" | "unused";

export interface ArmsRow {
  readonly buffer: ArmsBuffer;
  readonly state: BufferState;
  /** Empty unless it is pinned. */
  readonly reasons: readonly PinReason[];
  /** Whether the original calls it recyclable, and where. */
  readonly original: boolean;
  readonly originalArms: readonly string[];
  readonly precise: boolean;
  /** Columns of the first and the last arm that touch it; null where none does. */
  readonly span: readonly [first: number, last: number] | null;
  /** By arm; arms that leave it alone are not there. */
  readonly marks: ReadonlyMap<number, readonly CellMark[]>;
  /** Position of its slot in `ArmsReport.precise.slots`, or −1. */
  readonly slot: number;
}

const NO_MARKS: ReadonlyMap<number, readonly CellMark[]> = new Map();

export function armsRows(document: ArmsDocument, report: ArmsReport, places: ArmsPlaces): readonly ArmsRow[] {
  const { original, precise } = report;
  const accesses = accessesOf(document, report);
  const [transient, unused] = [new Set(precise.transient), new Set(precise.unused)];
  const [donatable, nonEscaping] = [new Set(precise.donatable), new Set(original.nonEscaping)];
  const listed = Object.entries(original.armRecyclable);
  const slotOf = new Map(
    precise.slots.flatMap(({ tenants }, slot) => tenants.map((id) => [id, slot] as const)),
  );
  const arms = new Map<number, number[]>();
  for (const { buffer, arm } of report.touches) {
    const touched = arms.get(buffer) ?? [];
    arms.set(buffer, touched);
    touched.push(places.columnOf[arm] ?? 0);
  }
  return document.buffers.map((buffer, b) => {
    const { id } = buffer;
    const columns = arms.get(b) ?? [];
    const state = transient.has(id)
      ? "transient"
      : unused.has(id)
        ? "unused"
        : donatable.has(id)
          ? "donatable"
          : "pinned";
    return {
      buffer,
      state,
      reasons: precise.pinned[id] ?? [],
      original: nonEscaping.has(id),
      originalArms: listed.filter(([, ids]) => ids.includes(id)).map(([arm]) => arm),
      precise: transient.has(id),
      span: columns.length === 0 ? null : [Math.min(...columns), Math.max(...columns)],
      marks: accesses.get(b) ?? NO_MARKS,
      slot: slotOf.get(id) ?? -1,
    };
  });
}

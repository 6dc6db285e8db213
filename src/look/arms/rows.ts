/** The rows of the table of arms: what each buffer is, by both rules, and from which column to which it lives. */

import type { ArmsBuffer, ArmsDocument } from "../../core/dialects/arms/document.ts";
import type { BufferUse } from "../../core/dialects/arms/pins.ts";
import type { PinReason } from "../../core/dialects/arms/report.types.ts";
import type { ArmsStructure } from "../../core/dialects/arms/structure.ts";
import { accessesOf, type CellMark } from "./accesses.ts";
import type { ArmsPlaces } from "./columns.ts";

/** `donatable`: an input of the host, but others may have its bytes after its last reader. */
export type BufferState = BufferUse["kind"];

export interface ArmsRow {
  readonly buffer: ArmsBuffer;
  readonly state: BufferState;
  /** Empty unless it is pinned. */
  readonly reasons: readonly PinReason[];
  /** Whether the original calls it recyclable, and where. */
  readonly original: boolean;
  readonly originalArms: readonly string[];
  readonly precise: boolean;
  /** How many arms touch it. */
  readonly arms: number;
  /** Columns of the first and the last arm that touch it; null where none does. */
  readonly span: readonly [first: number, last: number] | null;
  /** By arm; arms that leave it alone are not there. */
  readonly marks: ReadonlyMap<number, readonly CellMark[]>;
}

export function sameLists(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

function sameMarks(a: ArmsRow["marks"], b: ArmsRow["marks"]): boolean {
  return a.size === b.size && [...a].every(([arm, marks]) => sameLists(marks, b.get(arm) ?? []));
}

/** Whether two rows are drawn alike. */
export function sameRow(a: ArmsRow, b: ArmsRow): boolean {
  return (
    a.buffer === b.buffer &&
    a.state === b.state &&
    a.original === b.original &&
    a.arms === b.arms &&
    sameLists(a.reasons, b.reasons) &&
    sameLists(a.originalArms, b.originalArms) &&
    sameLists(a.span ?? [], b.span ?? []) &&
    sameMarks(a.marks, b.marks)
  );
}

const NO_MARKS: ReadonlyMap<number, readonly CellMark[]> = new Map();

export function armsRows(
  document: ArmsDocument,
  structure: ArmsStructure,
  uses: readonly BufferUse[],
  places: ArmsPlaces,
): readonly ArmsRow[] {
  const { original } = structure;
  const accesses = accessesOf(document, structure);
  const nonEscaping = new Set(original.nonEscaping);
  const listed = Object.entries(original.armRecyclable);
  return document.buffers.map((buffer, b) => {
    const { kind = "unused", reasons = [], arms = [] } = uses[b] ?? {};
    const columns = arms.map((arm) => places.columnOf[arm] ?? 0);
    return {
      buffer,
      state: kind,
      reasons,
      original: nonEscaping.has(buffer.id),
      originalArms: listed.filter(([, ids]) => ids.includes(buffer.id)).map(([arm]) => arm),
      precise: kind === "transient",
      arms: arms.length,
      span: columns.length === 0 ? null : [Math.min(...columns), Math.max(...columns)],
      marks: accesses.get(b) ?? NO_MARKS,
    };
  });
}

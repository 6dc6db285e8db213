/** What alignment each arena, entry and dtype asks for, what their places have, and who has too little. */

import { alignUp } from "../../align.ts";
import type { GraphDocument } from "../../document.ts";
import { naturalAlignment } from "./dtypes.ts";
import type { AlignmentReport, AlignmentRow, Misaligned, SharedPlace } from "./program.types.ts";
import type { PlanPlaces } from "./sharing/places.ts";

/** What allocators of usual runtimes begin memory at a multiple of, in bytes. */
export const USUAL_BASE = 16;

/** As many as anyone will read. */
const MOST_MISALIGNED = 1_000;

/** Bytes that an address is surely a multiple of, when its memory begins at a multiple of `base`. */
function effectiveAlignment(offset: number, base: number): number {
  let most = 1;
  while (most * 2 <= base && offset % (most * 2) === 0 && base % (most * 2) === 0) most *= 2;
  return most;
}

/** `graph`: of all methods. */
export function alignmentReportOf(
  graph: GraphDocument,
  places: PlanPlaces,
  entries: readonly SharedPlace[],
  base: number,
): AlignmentReport {
  const rows = new Map<string, Draft>();
  const misaligned: Misaligned[] = [];
  const asked = new Map(entries.map((entry) => [entry.id, entry.alignment]));
  for (const { id, alignment } of places.arenas) rows.set(`arena ${id}`, draft("arena", id, alignment));
  for (const { name, alignment } of entries) rows.set(`entry ${name}`, draft("entry", name, alignment));
  const blocks = new Map(places.arenas.map((arena) => [arena.id, arena.alignment]));
  const names = new Map(entries.map((entry) => [entry.id, entry.name]));
  for (const tensor of graph.tensors) {
    const place = places.tensor(tensor.id);
    if (place === undefined || place.bytes === 0) continue;
    const natural = naturalAlignment(tensor.dtype);
    const effective = effectiveAlignment(place.offset, base);
    const block = places.owns(tensor.id) ? (blocks.get(place.arena) ?? 1) : 1;
    const padding = alignUp(place.bytes, block) - place.bytes;
    note(rows.get(`arena ${place.arena}`), effective, padding);
    note(rows.get(`entry ${names.get(tensor.id) ?? ""}`), effective, padding);
    if (tensor.dtype !== undefined) {
      const key = `dtype ${tensor.dtype}`;
      const row = rows.get(key) ?? draft("dtype", tensor.dtype, natural);
      rows.set(key, row);
      note(row, effective, padding);
    }
    const rule = Math.max(tensor.alignment ?? 1, asked.get(tensor.id) ?? 1);
    const wanted = Math.max(natural, rule);
    if (effective >= wanted || misaligned.length === MOST_MISALIGNED) continue;
    const because = effective < natural ? "dtype" : "rule";
    misaligned.push({ tensor: tensor.id, offset: place.offset, asked: wanted, effective, because });
  }
  return { assumedBase: base, rows: [...rows.values()], misaligned };
}

type Draft = { -readonly [K in keyof AlignmentRow]: AlignmentRow[K] };

function draft(kind: AlignmentRow["kind"], subject: string, asked: number): Draft {
  return { kind, subject, asked, effective: null, tensors: 0, padding: 0 };
}

function note(row: Draft | undefined, effective: number, padding: number): void {
  if (row === undefined) return;
  row.effective = Math.min(row.effective ?? effective, effective);
  row.tensors++;
  row.padding += padding;
}

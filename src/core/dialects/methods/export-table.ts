/** The plan of a program as a table that others can apply: for each method and tensor the memory and the offset in it. */

import type { MethodSpec, MethodsDocument, PlanDocument } from "../../document.ts";
import { ok, type Result } from "../../result.ts";
import { nameOf } from "./names.ts";
import { placesOfDocument } from "./sharing/places.ts";
import { type SharedState, sharedStateOf } from "./sharing/shared.ts";
import { totalsOf } from "./totals.ts";

export interface ExportRow {
  readonly method: string;
  readonly tensor: string;
  /** What the program calls it in all methods; "" where it calls it nothing else. */
  readonly name: string;
  /** Number of the memory, from 1. */
  readonly memory: number;
  /** Bytes. */
  readonly offset: number;
  readonly bytes: number;
  /** It is the same bytes for every method that has it. */
  readonly shared: boolean;
}

export interface ExportTable {
  readonly rows: readonly ExportRow[];
  /** By method the bytes of memories 0, 1, …; number 0 is not used. */
  readonly sizes: Readonly<Record<string, readonly number[]>>;
  /** Bytes that sizes of the methods' first memories are rounded up to. */
  readonly alignment: number;
}

/** `plan`: of this document. Tensors in bodies are named by the path to them. Fails as the sharing does. */
export function exportTableOf(document: MethodsDocument, plan: PlanDocument): Result<ExportTable> {
  const { alignment } = plan.settings;
  const shared = sharedStateOf(document, typeof alignment === "number" ? alignment : null);
  if (!shared.ok) return shared;
  const { area } = shared.value;
  const places = placesOfDocument(plan);
  const totals = totalsOf(document, places.arenas, area);
  const numbers = numbersOf([
    ...totals.methods.flatMap((m) => m.arenas.map((arena) => arena.arena)),
    ...(area === null ? [] : [area.arena]),
  ]);
  const rows: ExportRow[] = [];
  for (const [m, method] of document.methods.entries()) {
    for (const { id, inGraph, name } of tensorsOf(method, m, shared.value, plan)) {
      const place = places.tensor(inGraph);
      if (place === undefined) continue;
      const inArea = place.arena === area?.id;
      const arena = inArea ? area.arena : place.arena.slice(method.id.length + 1);
      const memory = numbers.get(arena) ?? 1;
      const { offset, bytes } = place;
      rows.push({ method: method.id, tensor: id, name, memory, offset, bytes, shared: inArea });
    }
  }
  const length = Math.max(1, ...numbers.values()) + 1;
  const sizes = totals.methods.map(({ method, arenas, sharedBytes }) => {
    const row = new Array<number>(length).fill(0);
    for (const { arena, bytes } of arenas) row[numbers.get(arena) ?? 1] = bytes;
    if (area !== null) row[numbers.get(area.arena) ?? 2] = sharedBytes;
    return [method, row] as const;
  });
  const first = document.methods[0];
  const home = plan.arenas.find((arena) => arena.id.startsWith(`${first?.id}/`));
  return ok({ rows, sizes: Object.fromEntries(sizes), alignment: home?.alignment ?? 1 });
}

interface Exported {
  readonly id: string;
  readonly inGraph: string;
  readonly name: string;
}

/** Those of the method in its order, then those of the bodies that it runs, as the plan has them. */
function tensorsOf(
  method: MethodSpec,
  m: number,
  shared: SharedState,
  plan: PlanDocument,
): readonly Exported[] {
  const prefix = `${method.id}/`;
  const own = method.tensors.map((tensor) => ({
    id: tensor.id,
    inGraph: shared.placeOf(m, tensor.id)?.id ?? prefix + tensor.id,
    name: nameOf(tensor) === tensor.id ? "" : nameOf(tensor),
  }));
  const known = new Set(own.map((one) => one.inGraph));
  const rest = Object.keys(plan.tensors).filter((id) => id.startsWith(prefix) && !known.has(id));
  return [...own, ...rest.map((id) => ({ id: id.slice(prefix.length), inGraph: id, name: "" }))];
}

/** Memories that are numbers keep them; others get what is left, from 1. */
function numbersOf(arenas: readonly string[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const id of arenas) if (/^[1-9]\d{0,5}$/.test(id)) numbers.set(id, Number(id));
  const taken = new Set(numbers.values());
  let next = 1;
  for (const id of arenas) {
    if (numbers.has(id)) continue;
    while (taken.has(next)) next++;
    taken.add(next);
    numbers.set(id, next);
  }
  return numbers;
}

/** What the plan in a file amounts to, arena by arena and method by method, beside the plan on the page. */

import type { MethodsDocument } from "../../core/document.ts";
import type { Plan } from "../../core/plan.types.ts";

/** All in bytes. */
export interface FileArena {
  /** As the picture calls it. */
  readonly id: string;
  /** As large as the file has it; null: it does not say. */
  readonly size: number | null;
  /** Tensors that the file gives a place in it. */
  readonly placed: number;
  /** What they take side by side: what a plan without reuse needs. */
  readonly together: number;
  /** The most that is needed at one time: no plan can do with less. */
  readonly bound: number;
  /** First step at which it is. */
  readonly boundAt: number;
  /** End of the last tensor. */
  readonly end: number;
  /** What the plan on the page takes for it; null: it has no such arena. */
  readonly ours: number | null;
  /** The largest power of two that divides all places. */
  readonly alignment: number;
}

/** An arena of two files: of either there may be none. */
export interface ArenaPair {
  readonly id: string;
  readonly here: FileArena | null;
  readonly there: FileArena | null;
}

/** In the order of the open file, and then what only the other has. */
export function arenaPairs(here: readonly FileArena[], there: readonly FileArena[]): readonly ArenaPair[] {
  const others = new Map(there.map((arena) => [arena.id, arena]));
  const ids = new Set(here.map(({ id }) => id));
  return [
    ...here.map((arena) => ({ id: arena.id, here: arena, there: others.get(arena.id) ?? null })),
    ...there.filter(({ id }) => !ids.has(id)).map((arena) => ({ id: arena.id, here: null, there: arena })),
  ];
}

/** Of what a method is made. */
export interface FileMethod {
  readonly id: string;
  readonly instructions: number;
  readonly tensors: number;
  /** Views that the planner has made of other tensors' bytes. */
  readonly views: number;
  readonly states: number;
  readonly scratch: number;
  /** Tensors in memory of whoever calls. */
  readonly external: number;
  readonly constants: number;
  /** Calls of delegates. */
  readonly delegates: number;
}

function powerOfTwo(offset: number): number {
  if (offset === 0) return Number.POSITIVE_INFINITY;
  let power = 1;
  while (offset % (power * 2) === 0) power *= 2;
  return power;
}

/** `shipped`: the plan that the file carries; `free`: 1 for each storage of it that has no place in the file. */
export function fileArenas(shipped: Plan, free: Uint8Array | null, ours: Plan | null): readonly FileArena[] {
  const { storages } = shipped;
  const rows = shipped.arenas.map((arena) => ({
    ...arena,
    placed: 0,
    together: 0,
    end: 0,
    power: Number.POSITIVE_INFINITY,
  }));
  for (let s = 0; s < storages.count; s++) {
    const row = rows[storages.arena[s] ?? 0];
    if (row === undefined || free?.[s] === 1) continue;
    const bytes = storages.bytes[s] ?? 0;
    const offset = storages.offset[s] ?? 0;
    row.placed++;
    row.together += bytes;
    row.end = Math.max(row.end, offset + bytes);
    row.power = Math.min(row.power, powerOfTwo(offset));
  }
  const peaks = new Map((ours?.arenas ?? []).map(({ id, peak }) => [id, peak]));
  return rows.map(({ id, capacity, placed, together, lowerBound, end, power }, a): FileArena => {
    const curve = shipped.live[a];
    const at = curve === undefined ? -1 : curve.bytes.indexOf(Math.max(0, ...curve.bytes));
    return {
      id,
      size: capacity,
      placed,
      together,
      bound: lowerBound,
      boundAt: curve?.step[at] ?? 0,
      end,
      ours: peaks.get(id) ?? null,
      alignment: Number.isFinite(power) ? power : 1,
    };
  });
}

function count<T>(items: readonly T[], is: (item: T) => boolean): number {
  return items.reduce((n, item) => n + (is(item) ? 1 : 0), 0);
}

export function fileMethods(document: MethodsDocument): readonly FileMethod[] {
  return document.methods.map(({ id, nodes, tensors }) => ({
    id,
    instructions: count(nodes, (n) => n.op !== "view"),
    tensors: tensors.length,
    views: count(nodes, (n) => n.op === "view"),
    states: count(tensors, (t) => t.role === "state"),
    scratch: count(tensors, (t) => t.id.startsWith("scratch #")),
    external: count(tensors, (t) => t.external === true && t.role !== "constant"),
    constants: count(tensors, (t) => t.role === "constant"),
    delegates: count(nodes, (n) => n.op.startsWith("delegate")),
  }));
}

/** Which memory holds the shared state, and what its sizes are rounded up to. */

import type { MethodSpec, MethodsDocument } from "../document.ts";
import { defaultArena } from "../names.ts";
import type { Candidate } from "./candidates.ts";

/**
 * The arena that the document names; else the one that all members are pinned to already; else the lowest number that no
 * method uses, which is 2 where all use only 1.
 */
export function arenaOfArea(document: MethodsDocument, candidates: readonly Candidate[]): string {
  const given = document.sharing?.arena;
  if (given !== undefined) return given;
  const used = arenasInUse(document, candidates);
  const pinned = new Set(
    candidates.flatMap(({ holders }) =>
      holders.flatMap(({ spec }) => (spec.arena === undefined ? [] : [spec.arena])),
    ),
  );
  const [only] = pinned;
  if (pinned.size === 1 && only !== undefined && !used.has(only)) return only;
  let lowest = 1;
  while (used.has(String(lowest))) lowest++;
  return String(lowest);
}

/** Memories that hold anything besides what is to be shared. */
function arenasInUse(document: MethodsDocument, candidates: readonly Candidate[]): ReadonlySet<string> {
  const shared = new Set(candidates.flatMap(({ holders }) => holders.map(({ spec }) => spec)));
  const used = new Set<string>();
  const add = (part: MethodSpec, first: string) => {
    used.add(first);
    for (const tensor of part.tensors) if (!shared.has(tensor)) used.add(tensor.arena ?? first);
    for (const body of part.bodies ?? []) add(body, body.arenas?.[0]?.id ?? first);
  };
  for (const method of document.methods) add(method, defaultArena(method));
  return used;
}

/** Bytes: as the methods have it for that memory, else for their first ones; the strictest. */
export function alignmentOfArea(document: MethodsDocument, arena: string): number {
  const arenas = document.methods.flatMap((m) => m.arenas ?? []);
  const own = arenas.filter((a) => a.id === arena).flatMap((a) => a.alignment ?? []);
  if (own.length > 0) return Math.max(...own);
  return Math.max(1, ...document.methods.flatMap((m) => m.arenas?.[0]?.alignment ?? []));
}

/** Bytes; null: nobody limits that memory. */
export function capacityOfArea(document: MethodsDocument, arena: string): number | null {
  const given = document.methods.flatMap((m) => m.arenas ?? []).filter((a) => a.id === arena);
  const limits = given.flatMap((a) => a.capacity ?? []);
  return limits.length === 0 ? null : Math.min(...limits);
}

/** The three numbers of a program: memories of all methods side by side, on top of each other, and the shared area once. */

import type { MethodsDocument } from "./document.ts";
import { inMethod } from "./names.ts";
import type { ArenaTotal, MethodTotal, SharedArea, Totals } from "./program.types.ts";

/** `arenas`: those of the graph of all, with their bytes. */
export function totalsOf(
  document: MethodsDocument,
  arenas: readonly { readonly id: string; readonly peak: number }[],
  area: SharedArea | null,
): Totals {
  const shared = area?.bytes ?? 0;
  const methods = document.methods.map(({ id: method }): MethodTotal => {
    const prefix = inMethod(method, "");
    const own = arenas.flatMap(({ id, peak }): ArenaTotal[] =>
      id.startsWith(prefix) ? [{ arena: id.slice(prefix.length), id, bytes: peak }] : [],
    );
    const privateBytes = own.reduce((sum, arena) => sum + arena.bytes, 0);
    return { method, arenas: own, privateBytes, sharedBytes: shared };
  });
  const largest = new Map<string, number>();
  for (const { arena, bytes } of methods.flatMap((m) => m.arenas)) {
    largest.set(arena, Math.max(bytes, largest.get(arena) ?? 0));
  }
  return {
    privateSummed: methods.reduce((sum, m) => sum + m.privateBytes, 0),
    overlaid: [...largest.values()].reduce((sum, bytes) => sum + bytes, 0),
    shared,
    methods,
  };
}

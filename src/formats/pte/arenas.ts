/** The arenas of a method: how large, how full at most, and where. */

import type { Lives } from "./lives.ts";
import { tensorOf } from "./trace.ts";

/** All in bytes. */
export interface ArenaFacts {
  readonly arena: number;
  /** As the file has it. */
  readonly bytes: number;
  /** Planned tensors, and what they would take side by side. */
  readonly tensors: number;
  readonly together: number;
  /** The most that is needed at one time: no plan can do with less. */
  readonly peak: number;
  /** First instruction at which it is; −1 before all, N after. */
  readonly peakAt: number;
  /** End of the last tensor. */
  readonly end: number;
  readonly offsets: readonly number[];
  /** Values that reach beyond the arena. */
  readonly outside: readonly number[];
}

/** By number; those that have neither bytes nor tensors are left out. */
export function arenasOf({ roots, trace, idle }: Lives): readonly ArenaFacts[] {
  const { plan, bytes } = trace;
  const rows = new Map<number, { value: number; first: number; last: number; offset: number }[]>();
  for (const { value, first, last } of [...roots, ...idle.map((value) => ({ value, first: 0, last: -1 }))]) {
    const place = tensorOf(plan, value)?.allocation;
    if (!place) continue;
    const row = { value, first, last, offset: place.offset };
    const list = rows.get(place.memory);
    if (list === undefined) rows.set(place.memory, [row]);
    else list.push(row);
  }
  return plan.arenaSizes.flatMap((size, arena): ArenaFacts[] => {
    const list = rows.get(arena) ?? [];
    if (arena === 0 || (size === 0 && list.length === 0)) return [];
    // by its own tensors alone: a file may have as many arenas as instructions
    const changes = list.flatMap(({ value, first, last }) => {
      const size = bytes[value] ?? 0;
      return last < first
        ? []
        : [
            { k: first, by: size },
            { k: last + 1, by: -size },
          ];
    });
    // at one instruction what ends goes first
    changes.sort((a, b) => a.k - b.k || a.by - b.by);
    let [alive, peak, peakAt] = [0, 0, -1];
    for (const { k, by } of changes) {
      alive += by;
      if (alive > peak) [peak, peakAt] = [alive, k];
    }
    const end = (row: (typeof list)[number]) => row.offset + (bytes[row.value] ?? 0);
    return [
      {
        arena,
        bytes: size,
        tensors: list.length,
        together: list.reduce((sum, { value }) => sum + (bytes[value] ?? 0), 0),
        peak,
        peakAt,
        end: list.reduce((most, row) => Math.max(most, end(row)), 0),
        offsets: list.map(({ offset }) => offset),
        outside: list.filter((row) => end(row) > size).map(({ value }) => value),
      },
    ];
  });
}

/** Fixed offsets that cannot all hold: two alive together on the same bytes, or one that breaks the alignment. */

import type { Diagnostic } from "./document.ts";
import type { Pieces } from "./needs.ts";
import { positionsBy } from "./sort-by.ts";
import type { Unplaced } from "./storages.ts";

const LISTED = 20;

/** One diagnostic a conflict, the first twenty. Near linear: of those alive, the ones that meet nobody are kept by address. */
export function fixedConflicts(storages: Unplaced, needs: Pieces): Diagnostic[] {
  const { fixed, id, stride, arena } = storages;
  if (fixed.every((at) => at < 0)) return [];
  const { owner, start, end, bytes } = needs;
  const found: Diagnostic[] = [];
  /** Of each piece; negative when its storage is free to lie anywhere. */
  const base = needs.low.map((low, k) => {
    const offset = fixed[owner[k] ?? 0] ?? -1;
    return offset < 0 ? -1 : offset + low;
  });
  /** By arena: addresses of different ones have nothing to do with each other. */
  const livingIn = new Map<number, number[]>();
  const livingWith = (k: number): number[] => {
    const a = arena[owner[k] ?? 0] ?? 0;
    const found = livingIn.get(a) ?? [];
    livingIn.set(a, found);
    return found;
  };
  const firstAbove = (living: readonly number[], offset: number): number => {
    let low = 0;
    let high = living.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((base[living[middle] ?? 0] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const byEnd = positionsBy(end);
  let dead = 0;
  for (const k of positionsBy(start)) {
    const offset = base[k] ?? -1;
    const size = bytes[k] ?? 0;
    if (offset < 0 || size === 0) continue;
    for (; dead < byEnd.length && (end[byEnd[dead] ?? 0] ?? 0) <= (start[k] ?? 0); dead++) {
      const gone = byEnd[dead] ?? 0;
      const living = livingWith(gone);
      const at = firstAbove(living, base[gone] ?? -1) - 1;
      if (living[at] === gone) living.splice(at, 1);
    }
    const i = owner[k] ?? 0;
    const first = needs.from[i] === k;
    if (first && (fixed[i] ?? 0) % (stride[i] ?? 1) !== 0) {
      const message = `${JSON.stringify(id[i])} is fixed at ${fixed[i]}, which is not a multiple of ${stride[i]}.`;
      found.push({ severity: "error", code: "fixed-misaligned", message, at: [`storage:${id[i]}`] });
    }
    const living = livingWith(k);
    const at = firstAbove(living, offset);
    const [below, above] = [living[at - 1], living[at]];
    const meets = (j: number | undefined): j is number =>
      j !== undefined && (base[j] ?? 0) < offset + size && offset < (base[j] ?? 0) + (bytes[j] ?? 0);
    const other = meets(below) ? below : above;
    if (meets(other)) {
      const name = id[owner[other] ?? 0];
      const message = `${JSON.stringify(name)} and ${JSON.stringify(id[i])} are fixed on the same bytes while both are alive, at step ${start[k]}.`;
      found.push({
        severity: "error",
        code: "fixed-overlap",
        message,
        at: [`storage:${name}`, `storage:${id[i]}`],
      });
    } else living.splice(at, 0, k);
  }
  const more = found.length - LISTED;
  if (more <= 0) return found;
  const message = `And ${more} more fixed offsets that cannot hold.`;
  return [...found.slice(0, LISTED), { severity: "error", code: "fixed-overlap", message, at: [] }];
}

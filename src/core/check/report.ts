/** Collects what the checker finds, so many of each kind, and the few phrases its sentences share. */

import type { Violation, ViolationCode } from "../check.types.ts";

/** Sentences kept of each kind. */
const SHOWN = 100;
/** A kind with so many is not counted further: a nonsense plan has overlaps without end. */
const COUNTED = 10_000;

export class Report {
  readonly #found = new Map<ViolationCode, { readonly shown: Violation[]; count: number }>();

  /** `say` is called only for sentences that are kept. */
  add(code: ViolationCode, at: readonly string[], say: () => string): void {
    const kind = this.#found.get(code) ?? { shown: [], count: 0 };
    this.#found.set(code, kind);
    kind.count++;
    if (kind.shown.length < SHOWN) kind.shown.push({ code, message: say(), at });
  }

  /** Whether looking for more of this kind is in vain. */
  full(code: ViolationCode): boolean {
    return (this.#found.get(code)?.count ?? 0) >= COUNTED;
  }

  list(): Violation[] {
    const all: Violation[] = [];
    for (const [code, { shown, count }] of this.#found) {
      all.push(...shown);
      const more = count - shown.length;
      if (more === 0) continue;
      const least = count >= COUNTED ? "at least " : "";
      all.push({ code, message: `and ${least}${more} more of the kind "${code}"`, at: [] });
    }
    return all;
  }
}

/** `[0, 64)` */
export function range(start: number, end: number): string {
  return `[${start}, ${end})`;
}

/** A half-open lifetime in words: `steps 3–5`, `step 3`. */
export function steps(start: number, end: number): string {
  if (end <= start) return `no step (${range(start, end)})`;
  return end === start + 1 ? `step ${start}` : `steps ${start}–${end - 1}`;
}

/** `a, b, c and 4 more` */
export function names(ids: readonly string[]): string {
  const few = ids.slice(0, 3).join(", ");
  return ids.length > 3 ? `${few} and ${ids.length - 3} more` : few;
}

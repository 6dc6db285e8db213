/** The arms of a document and their order, made simply and from the text alone, for tests. */

import type { ArmsDocument, Item } from "../document.ts";

export interface TextOrder {
  readonly names: readonly string[];
  readonly parts: readonly (readonly Item[])[];
  /** Of each arm all that must have ended before it begins. */
  readonly waits: readonly ReadonlySet<number>[];
  /** Of each arm those that may not run while it does. */
  readonly excludes: readonly ReadonlySet<number>[];
}

/** Expects regions of different names, and one stray statement at most. */
export function textOrder({ body, order }: ArmsDocument): TextOrder {
  const names = body.map((item) => ("arm" in item ? item.arm : "(stray)"));
  const parts = body.map((item) => ("arm" in item ? item.body : [item]));
  const waits = names.map(() => new Set<number>());
  const excludes = names.map(() => new Set<number>());
  if (order?.kind === "dag") {
    for (const [a, b] of order.edges) waits[names.indexOf(b)]?.add(names.indexOf(a));
    for (const [a, b] of order.exclusive ?? []) {
      excludes[names.indexOf(a)]?.add(names.indexOf(b));
      excludes[names.indexOf(b)]?.add(names.indexOf(a));
    }
  } else for (let i = 1; i < names.length; i++) waits[i]?.add(i - 1);
  for (const set of waits) for (const arm of set) for (const other of waits[arm] ?? []) set.add(other);
  return { names, parts, waits, excludes };
}

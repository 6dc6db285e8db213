/** Equal JSON values, whatever the order of their fields: a row that was made anew but says the same stays the row it was. */

export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [x, y] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))];
  return x.length === y.size && x.every(([key, value]) => y.has(key) && equal(value, y.get(key)));
}

/** Rows as they are now, each the one from before when it says the same; the list from before when all do. Only `changed` ones are compared. */
export function settled<T extends { readonly id: string }>(
  before: readonly T[],
  now: ReadonlyMap<string, T>,
  changed: ReadonlySet<string>,
  beforeOf: (id: string) => T | undefined,
): readonly T[] {
  if (changed.size === 0) return before;
  const rows = Array.from(now.values(), (row) => {
    const was = changed.has(row.id) ? beforeOf(row.id) : undefined;
    return was !== undefined && equal(row, was) ? was : row;
  });
  return rows.length === before.length && rows.every((row, i) => row === before[i]) ? before : rows;
}

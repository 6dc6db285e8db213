/** Equal JSON values, whatever the order of their fields: a row that was made anew but says the same stays the row it was. */

export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [x, y] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))];
  return x.length === y.size && x.every(([key, value]) => y.has(key) && equal(value, y.get(key)));
}

/** Rows as they are now, each the one from before when it says the same; the list from before when all do. */
export function settled<T extends { readonly id: string }>(
  before: readonly T[],
  now: Iterable<T>,
  beforeOf: (id: string) => T | undefined,
): readonly T[] {
  const rows = Array.from(now, (row) => {
    const was = beforeOf(row.id);
    return was !== undefined && equal(row, was) ? was : row;
  });
  return rows.length === before.length && rows.every((row, i) => row === before[i]) ? before : rows;
}

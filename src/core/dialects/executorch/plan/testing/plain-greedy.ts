/** Greedy once more, as plainly as it can be said, to compare with: every list is searched from end to end. */

interface Taken {
  readonly first: number;
  readonly last: number;
  readonly from: number;
  readonly size: number;
}

export interface Plain {
  readonly size: number;
  readonly offset: number[];
  readonly object: number[];
}

/** One arena, nothing in place: [bytes, first, last] in the order of collection. */
export function plainGreedy(
  rows: readonly (readonly [number, number, number, ...unknown[]])[],
  alignment: number,
): Plain {
  const up = (bytes: number) => Math.ceil(bytes / alignment) * alignment;
  // ascending and stable, then turned round
  const order = rows.map((_, i) => i).sort((a, b) => up(rows[a]?.[0] ?? 0) - up(rows[b]?.[0] ?? 0) || a - b);
  order.reverse();
  const objects: { size: number; taken: Taken[] }[] = [];
  const seat: { object: number; from: number }[] = [];
  for (const i of order) {
    const [bytes, first, last] = rows[i] ?? [0, 0, 0];
    const size = up(bytes);
    const meeting = objects.map(({ taken }) => taken.filter((t) => t.first <= last && first <= t.last));
    const tops = meeting.map((list) => list.reduce((top, t) => Math.max(top, t.from + t.size), 0));
    let object = meeting.findIndex((list) => list.length === 0);
    let from = 0;
    if (object === -1) {
      object = objects.findIndex((o, k) => (tops[k] ?? 0) > 0 && (tops[k] ?? 0) + size <= o.size);
      from = tops[object] ?? 0;
    }
    if (object === -1) {
      object = objects.length;
      objects.push({ size, taken: [] });
    }
    objects[object]?.taken.push({ first, last, from, size });
    seat[i] = { object, from };
  }
  const starts = objects.map((_, k) => objects.slice(0, k).reduce((sum, o) => sum + o.size, 0));
  return {
    size: objects.reduce((sum, o) => sum + o.size, 0),
    offset: rows.map((_, i) => (starts[seat[i]?.object ?? 0] ?? 0) + (seat[i]?.from ?? 0)),
    object: rows.map((_, i) => seat[i]?.object ?? 0),
  };
}

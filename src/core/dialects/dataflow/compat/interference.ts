/** Which array FIFOs may not lie in one buffer, by the reference's rules. */

import type { Fifo, Stream } from "../stream.types.ts";

export interface ArrayFifo {
  readonly fifo: number;
  readonly bytes: number;
  /** Steps, inclusive. */
  readonly live: readonly [first: number, last: number];
}

/** Neighbours by position in `arrays`. `isArray`: of every FIFO. */
export function interference(
  stream: Stream,
  arrays: readonly ArrayFifo[],
  relaxed: boolean,
): readonly ReadonlySet<number>[] {
  const neighbours = arrays.map(() => new Set<number>());
  const live = new Map(arrays.map((a) => [a.fifo, a.live]));
  const join = (a: number, b: number) => {
    neighbours[a]?.add(b);
    neighbours[b]?.add(a);
  };
  arrays.forEach((a, i) => {
    for (let j = i + 1; j < arrays.length; j++) {
      const b = arrays[j];
      if (b === undefined) continue;
      const meet = a.live[0] <= b.live[1] && b.live[0] <= a.live[1];
      if (meet && !(relaxed && aroundDuplicate(stream, live, a, b))) join(i, j);
      else if (keepsOut(stream, a, b) || keepsOut(stream, b, a)) join(i, j);
    }
  });
  return neighbours;
}

/** Whether two FIFOs that meet may hold the same bytes because a Duplicate makes them equal. */
function aroundDuplicate(
  { actors, fifos }: Stream,
  live: ReadonlyMap<number, readonly [number, number]>,
  a: ArrayFifo,
  b: ArrayFifo,
): boolean {
  const [one, two] = [fifos[a.fifo], fifos[b.fifo]];
  if (one === undefined || two === undefined) return false;
  if (feeds(one, two) && actors[one.to[0]]?.duplicate === true) return a.live[1] <= b.live[0];
  if (feeds(two, one) && actors[two.to[0]]?.duplicate === true) return b.live[1] <= a.live[0];
  const source = actors[one.from[0]];
  if (one.from[0] !== two.from[0] || source?.duplicate !== true) return false;
  const input = live.get(source.inputs[0]?.fifo ?? -1);
  return input !== undefined && input[1] <= a.live[0] && input[1] <= b.live[0];
}

function feeds(one: Fifo, two: Fifo): boolean {
  return one.to[0] === two.from[0];
}

/** Whether the place outside of `a` is closed to `b`. */
function keepsOut({ fifos }: Stream, a: ArrayFifo, b: ArrayFifo): boolean {
  const outside = fifos[a.fifo]?.outside ?? null;
  if (outside === null) return false;
  const other = fifos[b.fifo]?.outside ?? null;
  return (
    outside.assignedByNode ||
    !outside.canBeShared ||
    a.bytes !== b.bytes ||
    (other !== null && other !== outside)
  );
}

/**
 * FIFOs that hold the same bytes by a Duplicate, as one. Outputs of one Duplicate that are arrays always can; with its
 * input only if every value is read by all before the next one is written, value by value through the whole iteration.
 */

import type { Outside, Stream } from "../stream.types.ts";
import type { Episode, Held } from "./held.ts";

export interface Classes {
  /** Class of each FIFO; a class is named by its first FIFO upstream. */
  readonly of: Int32Array;
  /** Of classes that must lie outside of the plan. */
  readonly outside: ReadonlyMap<number, Outside>;
  /** Steps at which a class is needed, ascending, apart from each other. */
  readonly episodes: ReadonlyMap<number, readonly Episode[]>;
}

/** `isArray`: of each FIFO. `shares`: whether Duplicates may be seen through at all. */
export function classesOf(
  stream: Stream,
  { episodes }: Held,
  isArray: readonly boolean[],
  shares: boolean,
): Classes {
  const of = Int32Array.from(stream.fifos.keys());
  const joined = new Map<number, readonly Episode[]>(stream.fifos.map((_, f) => [f, episodes[f] ?? []]));
  const outside = new Map<number, Outside>();
  stream.fifos.forEach((fifo, f) => {
    if (fifo.outside !== null) outside.set(f, fifo.outside);
  });
  const canJoin = (f: number) => {
    const place = outside.get(f);
    return (
      f >= 0 && isArray[f] === true && (place === undefined || (place.canBeShared && !place.assignedByNode))
    );
  };
  const join = (root: number, fifos: readonly number[]) => {
    for (const f of fifos) {
      const [mine, theirs] = [outside.get(root), outside.get(f)];
      // nobody lies in two places
      if (mine !== undefined && theirs !== undefined && mine !== theirs) continue;
      if (theirs !== undefined) outside.set(root, theirs);
      outside.delete(f);
      joined.set(root, extended(joined.get(root) ?? [], joined.get(f) ?? []));
      joined.delete(f);
      of[f] = root;
    }
  };
  for (const actor of shares ? upstreamFirst(stream) : []) {
    const { inputs, outputs } = stream.actors[actor] ?? { inputs: [], outputs: [] };
    const branches = outputs.flatMap(({ fifo }) => (canJoin(fifo) ? [fifo] : []));
    const input = inputs[0]?.fifo ?? -1;
    if (canJoin(input)) {
      const root = of[input] ?? input;
      const own = joined.get(root) ?? [];
      join(
        root,
        branches.filter((f) => follows(own, episodes[f] ?? [])),
      );
    }
    const [into, ...rest] = branches.filter((f) => of[f] === f);
    if (into !== undefined) join(into, rest);
  }
  return { of, outside, episodes: joined };
}

/** Value by value: as many on both sides, and each is gone before the next one comes. */
function follows(first: readonly Episode[], second: readonly Episode[]): boolean {
  return (
    first.length === second.length &&
    first.every((_, k) => {
      const next = first[k + 1];
      return next === undefined || (second[k]?.[1] ?? 0) <= next[0];
    })
  );
}

function extended(first: readonly Episode[], second: readonly Episode[]): readonly Episode[] {
  return first.map(([start, end], k) => {
    const [otherStart, otherEnd] = second[k] ?? [start, end];
    return [Math.min(start, otherStart), Math.max(end, otherEnd)];
  });
}

/** Duplicates, those that feed others first. */
function upstreamFirst({ actors, fifos }: Stream): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  const visit = (a: number): void => {
    if (seen.has(a) || actors[a]?.duplicate !== true) return;
    seen.add(a);
    visit(fifos[actors[a]?.inputs[0]?.fifo ?? -1]?.from[0] ?? -1);
    order.push(a);
  };
  for (const a of actors.keys()) visit(a);
  return order;
}

/**
 * FIFOs that hold the same bytes by a Duplicate, as one. Outputs of one Duplicate that are arrays always can; with its
 * input only if every value is read by all before the next one is written, value by value through the whole iteration.
 */

import { type Stream } from "../stream.types.ts";
import type { Episode, Held } from "./held.ts";

export interface Classes {
  /** Class of each FIFO, −1 for those outside of the plan; a class is named by its first FIFO upstream. */
  readonly of: Int32Array;
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
  const of = Int32Array.from(stream.fifos, ({ outside }, f) => (outside === null ? f : -1));
  const joined = new Map<number, readonly Episode[]>();
  stream.fifos.forEach(({ outside }, f) => {
    if (outside === null) joined.set(f, episodes[f] ?? []);
  });
  const canJoin = (f: number) => f >= 0 && isArray[f] === true && stream.fifos[f]?.outside === null;
  for (const actor of shares ? upstreamFirst(stream) : []) {
    const { inputs, outputs } = stream.actors[actor] ?? { inputs: [], outputs: [] };
    const branches = outputs.flatMap(({ fifo }) => (canJoin(fifo) ? [fifo] : []));
    const input = inputs[0]?.fifo ?? -1;
    let into = branches[0];
    if (canJoin(input)) {
      const root = of[input] ?? input;
      const own = joined.get(root) ?? [];
      const all = branches.filter((f) => follows(own, episodes[f] ?? []));
      if (all.length > 0) {
        join(of, joined, root, all, (mine, theirs) => extended(mine, theirs));
        into = branches.find((f) => !all.includes(f));
      }
    }
    const rest = branches.filter((f) => of[f] === f && f !== into);
    if (into !== undefined) join(of, joined, into, rest, (mine, theirs) => extended(mine, theirs));
  }
  return { of, episodes: joined };
}

function join(
  of: Int32Array,
  joined: Map<number, readonly Episode[]>,
  root: number,
  fifos: readonly number[],
  merge: (mine: readonly Episode[], theirs: readonly Episode[]) => readonly Episode[],
): void {
  for (const f of fifos) {
    joined.set(root, merge(joined.get(root) ?? [], joined.get(f) ?? []));
    joined.delete(f);
    of[f] = root;
  }
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

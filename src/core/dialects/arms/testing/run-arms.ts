/**
 * Runs a program of arms in memory, byte by byte: once with memory of its own for every buffer, once as a plan has it, in
 * the same interleaving. Whatever is read must be the same in both. Shares no code with what plans.
 */

import type { Random } from "../../../testing/random.ts";
import type { ArmsDocument, Item, Statement } from "../document.ts";
import { textOrder } from "./text-order.ts";

/** Where the plan has each buffer, in bytes; others have memory of their own. */
export type Places = ReadonlyMap<string, number>;

interface Copy {
  readonly by: number;
  readonly tag: string;
  readonly from: string;
  readonly to: string;
}

interface World {
  /** Next statement of each arm. */
  readonly at: readonly number[];
  readonly own: ReadonlyMap<string, readonly number[]>;
  readonly shared: readonly number[];
  readonly away: readonly Copy[];
  readonly token: number;
}

/** The statements that one execution runs, arm by arm: branches and rounds chosen at random. */
export function choosePath(document: ArmsDocument, random: Random): Statement[][] {
  const through = (items: readonly Item[]): Statement[] =>
    items.flatMap((item): Statement[] => {
      if ("arm" in item) return through(item.body);
      if (item.op === "if") return through(random.chance(0.5) ? item.then : (item.else ?? []));
      if (item.op === "loop") {
        const rounds = random.integer(item.runs === "known" ? 1 : 0, 2);
        return Array.from({ length: rounds }, () => through(item.body)).flat();
      }
      return [item];
    });
  return textOrder(document).parts.map((items) => through(items));
}

/** What went wrong, or undefined; `given` lie in their places when the program begins; with a `Random` one interleaving, else all of them, `most` at most. */
export function run(
  document: ArmsDocument,
  path: readonly (readonly Statement[])[],
  places: Places,
  given: readonly string[],
  how: { readonly random: Random } | { readonly most: number },
): string | undefined {
  const { waits, excludes } = textOrder(document);
  const bytes = new Map(document.buffers.map((buffer) => [buffer.id, buffer.bytes]));
  const isDone = (world: World, arm: number) => (world.at[arm] ?? 0) >= (path[arm]?.length ?? 0);
  // an arm without statements is over as soon as those before it are
  const isOver = (world: World, arm: number): boolean =>
    isDone(world, arm) && [...(waits[arm] ?? [])].every((other) => isOver(world, other));
  const isRunning = (world: World, arm: number) => (world.at[arm] ?? 0) > 0 && !isDone(world, arm);
  const mayRun = (world: World, arm: number) =>
    !isDone(world, arm) &&
    [...(waits[arm] ?? [])].every((other) => isOver(world, other)) &&
    [...(excludes[arm] ?? [])].every((other) => !isRunning(world, other));

  const rangeOf = (id: string): [number, number] | undefined => {
    const low = places.get(id);
    return low === undefined ? undefined : [low, low + (bytes.get(id) ?? 0)];
  };
  let wrong: string | undefined;
  const look = (world: World, id: string, by: string): readonly number[] => {
    const own = world.own.get(id) ?? [];
    const range = rangeOf(id);
    const seen = range === undefined ? own : world.shared.slice(...range);
    if (seen.join() !== own.join())
      wrong ??= `${by} reads ${seen.join()} from ${id}, which has ${own.join()}`;
    return own;
  };
  const put = (world: World, id: string, values: readonly number[]): World => {
    const own = new Map(world.own);
    own.set(id, [...values, ...(world.own.get(id) ?? []).slice(values.length)]);
    const range = rangeOf(id);
    const shared = [...world.shared];
    values.forEach((value, i) => {
      if (range !== undefined) shared[range[0] + i] = value;
    });
    return { ...world, own, shared };
  };
  const fresh = (world: World, id: string, part = 1): World => {
    const count = Math.ceil((bytes.get(id) ?? 0) * part);
    return put({ ...world, token: world.token + 1 }, id, new Array<number>(count).fill(world.token));
  };
  const land = (world: World, copy: Copy): World => {
    const values = look(world, copy.from, "a copy");
    const whole = Array.from({ length: bytes.get(copy.to) ?? 0 }, (_, i) => values[i % values.length] ?? -1);
    return put({ ...world, away: world.away.filter((other) => other !== copy) }, copy.to, whole);
  };

  const step = (world: World, arm: number): World => {
    const statement = path[arm]?.[world.at[arm] ?? 0];
    const next = { ...world, at: world.at.map((at, a) => (a === arm ? at + 1 : at)) };
    const by = `arm ${arm}`;
    switch (statement?.op) {
      case "load":
      case "len":
      case "ref":
        look(next, statement.buffer, by);
        return next;
      case "store": {
        for (const id of statement.from ?? []) look(next, id, by);
        return fresh(next, statement.buffer, statement.partial === true ? 0.5 : 1);
      }
      case "opaque":
        return statement.buffers.reduce<World>((now, id) => fresh(now, id), next);
      case "async_load":
      case "async_store": {
        const copy = { by: arm, tag: statement.tag, from: statement.src, to: statement.dst };
        return { ...next, away: [...next.away, copy] };
      }
      case "async_wait": {
        const own = (copy: Copy) => copy.by === arm || waits[arm]?.has(copy.by) === true;
        return next.away
          .filter((copy) => copy.tag === statement.tag && own(copy))
          .reduce<World>((now, copy) => land(now, copy), next);
      }
      default:
        throw new Error(`nobody runs ${statement?.op}`);
    }
  };

  // what lies in memory before the program is different everywhere, but what the host gives is the same
  let start: World = {
    at: path.map(() => 0),
    own: new Map(
      document.buffers.map(({ id, bytes: size }, i) => [id, new Array<number>(size).fill(-1 - i)]),
    ),
    shared: new Array<number>(1000).fill(-1000),
    away: [],
    token: 1,
  };
  // an input that has a place is there from the start; whoever is made is written before it is read
  for (const id of given) start = put(start, id, start.own.get(id) ?? []);
  let runs = 0;
  const most = "most" in how ? how.most : 1;
  const explore = (world: World): void => {
    if (wrong !== undefined || runs >= most) return;
    const moves = [
      ...path.flatMap((_, arm) => (mayRun(world, arm) ? [() => step(world, arm)] : [])),
      ...world.away.map((copy) => () => land(world, copy)),
    ];
    if (moves.length === 0) runs++;
    for (const move of "random" in how ? pick(how.random, moves) : moves) explore(move());
  };
  explore(start);
  return wrong;
}

function pick<T>(random: Random, moves: readonly T[]): T[] {
  return moves.length === 0 ? [] : [random.pick(moves)];
}

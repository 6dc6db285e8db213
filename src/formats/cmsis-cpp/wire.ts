/** Who writes and who reads each FIFO of a scheduler: its lines list FIFOs without saying which way samples go. */

import { fail, ok, type Result } from "../../core/result.ts";
import { isDuplicate, type RawGraph } from "./actors.ts";
import type { FifoLine } from "./scheduler.types.ts";

export interface End {
  readonly actor: number;
  readonly rate: number;
}

export interface Wired {
  readonly fifo: FifoLine;
  readonly from: End;
  readonly to: End;
  /** Its Duplicate does not list it: what is there needs no copy. */
  readonly copySkipped: boolean;
  /** Both ways are possible, and the likelier was taken. */
  readonly guessed: boolean;
}

interface Use {
  readonly actor: number;
  readonly slot: number;
  readonly rate: number;
  side: "in" | "out" | null;
}

/** By the number of the FIFO. Fails where one has no two ends. */
export function wireFifos(fifos: readonly FifoLine[], graph: RawGraph): Result<readonly Wired[]> {
  const uses = fifos.map((): Use[] => []);
  const atActor = graph.actors.map(({ slots }, actor) =>
    slots.map(({ fifo, rate, side }, slot) => {
      const use: Use = { actor, slot, rate, side };
      uses[fifo]?.push(use);
      return use;
    }),
  );
  const first = firstFirings(graph);
  uses.forEach(([a, b], f) => {
    const fifo = fifos[f];
    if (a === undefined || b === undefined || fifo === undefined || fifo.delay > 0) return;
    if (a.side !== null || b.side !== null || a.actor === b.actor) return;
    // what begins empty is written first
    const writesFirst = (first[a.actor] ?? 0) < (first[b.actor] ?? 0);
    a.side = writesFirst ? "out" : "in";
  });
  uses.forEach(settleOpposite);
  spread(new Set(atActor.keys()), atActor, uses, graph);
  const guessed = new Set<number>();
  uses.forEach((ends, f) => {
    const fifo = fifos[f];
    const [a, b] = ends;
    if (fifo === undefined || a === undefined || b === undefined || a.side !== null) return;
    if (a.actor === b.actor) a.side = "in";
    else {
      const [ab, ba] = [fits(graph, fifo, a, b), fits(graph, fifo, b, a)];
      if (ab === ba) guessed.add(f);
      // inputs are listed before outputs
      a.side = (ab === ba ? a.slot > b.slot : ab) ? "out" : "in";
    }
    settleOpposite(ends);
    spread(new Set(ends.map(({ actor }) => actor)), atActor, uses, graph);
  });
  return joined(fifos, graph, uses, guessed);
}

/** Step of the first firing of each actor; those that never fire come last. */
function firstFirings({ actors, firings }: RawGraph): Int32Array {
  const first = new Int32Array(actors.length).fill(firings.length);
  for (let step = firings.length - 1; step >= 0; step--) first[firings[step] ?? 0] = step;
  return first;
}

function settleOpposite(ends: readonly Use[]): void {
  const [a, b] = ends;
  if (a === undefined) return;
  // what nobody else lists comes from a Duplicate that need not copy
  if (b === undefined) a.side ??= "in";
  else if (a.side !== null) b.side = a.side === "in" ? "out" : "in";
  else if (b.side !== null) a.side = b.side === "in" ? "out" : "in";
}

/** What is before an input is one, what is after an output too; settled ends settle the others. */
function spread(
  waiting: Set<number>,
  atActor: readonly (readonly Use[])[],
  uses: readonly (readonly Use[])[],
  graph: RawGraph,
): void {
  for (const actor of waiting) {
    waiting.delete(actor);
    const own = atActor[actor] ?? [];
    const lastIn = own.findLastIndex(({ side }) => side === "in");
    const firstOut = own.findIndex(({ side }) => side === "out");
    own.forEach((use, k) => {
      const side = k < lastIn ? "in" : firstOut >= 0 && k > firstOut ? "out" : null;
      if (use.side !== null || side === null) return;
      use.side = side;
      const ends = uses[graph.actors[actor]?.slots[k]?.fifo ?? -1] ?? [];
      settleOpposite(ends);
      for (const end of ends) if (end.actor !== actor) waiting.add(end.actor);
    });
  }
}

/** Whether the FIFO never runs dry or over, and ends as it began, when samples go that way. */
function fits({ firings }: RawGraph, { delay, length }: FifoLine, from: Use, to: Use): boolean {
  let held = delay;
  for (const actor of firings) {
    if (actor === to.actor) held -= to.rate;
    if (held < 0) return false;
    if (actor === from.actor) held += from.rate;
    if (held > length) return false;
  }
  return held === delay;
}

function joined(
  fifos: readonly FifoLine[],
  graph: RawGraph,
  uses: readonly (readonly Use[])[],
  guessed: ReadonlySet<number>,
): Result<readonly Wired[]> {
  const wired: Wired[] = [];
  const splits = splitsOf(fifos, graph, uses);
  for (const [f, fifo] of fifos.entries()) {
    const ends = uses[f] ?? [];
    const to = ends.find(({ side }) => side === "in");
    const from = ends.find(({ side }) => side === "out");
    if (ends.length > 2 || to === undefined) {
      const message = `fifo${f} is at ${ends.length} nodes, but a FIFO has one writer and one reader.`;
      return fail("loose-fifo", message, {
        where: `line ${fifo.line.toLocaleString("en-US")}`,
        help: "The file was perhaps cut short or changed by hand: generate it again.",
      });
    }
    const source = from ?? splitBefore(fifo, splits);
    if (source === undefined) {
      const message = `Nothing writes fifo${f}: no node lists it as an output, and no Duplicate before it shares its buffer.`;
      return fail("loose-fifo", message, {
        where: `line ${fifo.line.toLocaleString("en-US")}`,
        help: "The file was perhaps changed by hand: generate it again.",
      });
    }
    wired.push({ fifo, from: source, to, copySkipped: from === undefined, guessed: guessed.has(f) });
  }
  return ok(wired);
}

interface Split {
  /** Number of the FIFO into it. */
  readonly into: number;
  readonly end: End;
  /** Where that FIFO and its branches lie. */
  readonly buffers: ReadonlySet<string>;
}

function splitsOf(
  fifos: readonly FifoLine[],
  { actors }: RawGraph,
  uses: readonly (readonly Use[])[],
): readonly Split[] {
  return uses.flatMap((ends, into): Split[] => {
    const to = ends.find(({ actor, side }) => {
      const own = actors[actor];
      return side === "in" && own !== undefined && isDuplicate(own);
    });
    if (to === undefined) return [];
    const near = actors[to.actor]?.slots.map(({ fifo }) => fifos[fifo]?.buffer ?? "") ?? [];
    return [{ into, end: { actor: to.actor, rate: to.rate }, buffers: new Set(near) }];
  });
}

/** Branches follow the FIFO into their Duplicate by number, and one that it does not copy to lies where it or another branch does. */
function splitBefore(fifo: FifoLine, splits: readonly Split[]): End | undefined {
  return splits.findLast(({ into, buffers }) => into < fifo.number && buffers.has(fifo.buffer))?.end;
}

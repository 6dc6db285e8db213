/** The looking worker's end: holds large plans by number and answers how they look, in arrays of numbers. */

import type { GraphDocument } from "../core/document.ts";
import { type FreeCurve, freeInTurns } from "../core/explain/free.ts";
import { type Contributor, peakContributors } from "../core/explain.ts";
import { readGraph } from "../core/graph.ts";
import type { Plan } from "../core/plan.types.ts";
import { type Chunks, chunksOf } from "../look/chunks.ts";
import { HEAT_SCALES } from "../look/heat/scales.ts";
import type { ColourBy, Drawn, Matches, Tints } from "../look/look.types.ts";
import { matchesOf } from "../look/matches.ts";
import { type RowSet, type RowSpec, rowsOf } from "../look/rows.ts";
import { ordinalsOf, slotsById } from "../look/slots.ts";
import { countAnswer, maskAnswer, spatialAnswer, tileAnswer, tintsKept } from "../look/tiles/answers.ts";
import type { Tile, TileAsk } from "../look/tiles/tile.types.ts";

/** A plan on its way from a planner, by a port of its own. */
export interface Brought {
  readonly number: number;
  readonly plan: Plan;
  /** The document of its graph, where the indices of the plan are those of the graph. */
  readonly graph: GraphDocument | null;
}

/** What crosses to the page: the page has the plan already. */
type Bare<T> = Omit<T, "plan">;

function bare<T extends { readonly plan: Plan }>({ plan: _, ...rest }: T): Bare<T> {
  return rest;
}

/** Milliseconds of turns between which nobody else has one: a timer takes some itself. */
const SLICE = 12;

/** What takes seconds: other questions are answered between its turns. */
async function inTurns<T>(turns: Generator<undefined, T>): Promise<T> {
  for (let end = performance.now() + SLICE; ; ) {
    const turn = turns.next();
    if (turn.done === true) return turn.value;
    if (performance.now() < end) continue;
    await new Promise((resolve) => setTimeout(resolve));
    end = performance.now() + SLICE;
  }
}

/** What the tiles of a heat mode need, by plan, then by mode and arena: made once, however many tiles wait for it. */
const prepared = new WeakMap<Plan, Map<string, Promise<unknown>>>();

function ready(plan: Plan, { heat, arena }: TileAsk): Promise<unknown> | undefined {
  const prepare = heat === "tenants" ? undefined : HEAT_SCALES[heat].prepare;
  if (prepare === undefined) return undefined;
  const made = prepared.get(plan) ?? new Map<string, Promise<unknown>>();
  prepared.set(plan, made);
  const key = `${heat} ${arena}`;
  const under = made.get(key) ?? inTurns(prepare(plan, arena));
  made.set(key, under);
  return under;
}

/**
 * What can be asked of a plan: one line a kind. Answers hold no plan; their arrays are copied before they are handed over,
 * so that what is kept here for the next question stays.
 */
export const ANSWERS = {
  /** Colour slot of each buffer, position of each storage among its tenants. */
  colours: ({ colour, ordinal }: Drawn): Pick<Drawn, "colour" | "ordinal"> => ({ colour, ordinal }),
  tints: (drawn: Drawn, by: ColourBy): Bare<Tints> => bare(tintsKept(drawn, by)),
  matches: (drawn: Drawn, by: ColourBy, find: string, only: readonly string[]): Bare<Matches> | null => {
    const made = matchesOf(drawn, tintsKept(drawn, by), find, only);
    return made === null ? null : bare(made);
  },
  rows: (drawn: Drawn, arena: number, spec: RowSpec): Bare<RowSet> => bare(rowsOf(drawn, arena, spec)),
  tile: async (drawn: Drawn, ask: TileAsk): Promise<Tile | null> => {
    const making = ready(drawn.plan, ask);
    if (making !== undefined) await making;
    return tileAnswer(drawn, ask);
  },
  mask: maskAnswer,
  count: countAnswer,
  spatial: spatialAnswer,
  chunks: ({ plan }: Drawn, arena: number): Chunks => chunksOf(plan, arena),
  free: ({ plan }: Drawn, arena: number): Promise<FreeCurve> => inTurns(freeInTurns(plan, arena)),
  contributors: ({ plan }: Drawn): readonly Contributor[] => peakContributors(plan),
};

export type Kind = keyof typeof ANSWERS;
/** What is asked, without the plan. */
export type Asks<K extends Kind> = (typeof ANSWERS)[K] extends (drawn: Drawn, ...asks: infer A) => unknown
  ? A
  : never;
export type Answer<K extends Kind> = Awaited<ReturnType<(typeof ANSWERS)[K]>>;

export interface Looking {
  /** Takes a plan in; whoever asks for it already is answered then. */
  readonly bring: (brought: Brought) => void;
  /** Resolves once the plan is there. Throws when it has been forgotten. */
  readonly ask: <K extends Kind>(kind: K, number: number, ...asks: Asks<K>) => Promise<Answer<K>>;
  /** Forgets all plans with numbers below `first`, those that are still to come too, but for `but`. */
  readonly forget: (first: number, but: number) => void;
}

function drawnOf({ plan, graph }: Brought): Drawn {
  const read = graph === null ? undefined : readGraph(graph);
  return {
    plan,
    graph: read?.ok === true ? read.value : null,
    colour: slotsById(plan),
    ordinal: ordinalsOf(plan),
  };
}

export function createLooking(): Looking {
  const held = new Map<number, Drawn>();
  const waiting = new Map<number, (() => void)[]>();
  let least = 0;
  let spared = -1;
  const gone = (number: number) => number < least && number !== spared;

  return {
    bring(brought) {
      const { number } = brought;
      if (!gone(number)) held.set(number, drawnOf(brought));
      for (const go of waiting.get(number) ?? []) go();
      waiting.delete(number);
    },

    async ask<K extends Kind>(kind: K, number: number, ...asks: Asks<K>): Promise<Answer<K>> {
      if (!held.has(number) && !gone(number))
        await new Promise<void>((resolve) => waiting.set(number, [...(waiting.get(number) ?? []), resolve]));
      const drawn = held.get(number);
      if (drawn === undefined) throw new Error(`plan ${number} is not held any more`);
      // the table says what each kind is given; TypeScript cannot follow it through the index
      const answer = ANSWERS[kind] as unknown as (d: Drawn, ...a: Asks<K>) => Promise<Answer<K>>;
      return answer(drawn, ...asks);
    },

    forget(first, but) {
      least = Math.max(least, first);
      spared = but;
      for (const number of held.keys()) if (gone(number)) held.delete(number);
      for (const [number, list] of waiting) {
        if (!gone(number)) continue;
        for (const go of list) go();
        waiting.delete(number);
      }
    },
  };
}

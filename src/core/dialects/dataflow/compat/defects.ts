/** What the reference cannot do though it could be done: reproduced only where its own answer is asked for, each with a name. */

import { fail, type Problem, type Result } from "../../../result.ts";
import type { Stream } from "../stream.types.ts";
import type { Home } from "./reference.types.ts";

export interface Defect {
  readonly id: "self-loop" | "equal-cycles" | "copies-left-out" | "too-full";
  readonly title: string;
  readonly says: string;
}

export const DEFECTS: readonly Defect[] = [
  {
    id: "self-loop",
    title: "Loops to oneself",
    says: "The original writes both ends of such an edge into one entry of its matrix, and finds no rates that fit.",
  },
  {
    id: "equal-cycles",
    title: "Equal lists of rates",
    says: "The original compares the two lists as if they were numbers, and ends with an error of its language.",
  },
  {
    id: "copies-left-out",
    title: "Copies left out",
    says: "The original takes any two places outside for one, so its Duplicate leaves out a copy that is needed.",
  },
  {
    id: "too-full",
    title: "FIFOs that are too full",
    says: "The original chooses nobody after whose firing some FIFO holds ten million transfers or more, and takes that for a deadlock.",
  },
];

/** Outputs of Duplicates that the reference does not copy into though nothing of theirs is there: each lies outside, in another place than what does too. */
export function copiesLeftOut({ actors }: Stream, homes: readonly Home[]): readonly number[] {
  const isOutside = (f: number) => homes[f] !== undefined && homes[f].kind !== "buffer";
  return actors.flatMap(({ duplicate, inputs, outputs }) => {
    if (!duplicate) return [];
    const [first, ...rest] = [inputs[0]?.fifo ?? -1, ...outputs.map(({ fifo }) => fifo)].filter(isOutside);
    const place = homes[first ?? -1];
    return rest.filter((f) => {
      const own = homes[f];
      const same = place?.kind === "outside" && own?.kind === "outside" && place.name === own.name;
      return !same;
    });
  });
}

/** The defect that ends the reference on this graph, as it tells it; undefined where it goes on. */
export function referenceDefect({ actors, fifos }: Stream): Problem | undefined {
  for (const { from, to } of fifos) {
    const [a, b] = [actors[from[0]], actors[to[0]]];
    const at = { at: [`node:${a?.id}`, `node:${b?.id}`] };
    if (from[0] === to[0]) {
      const message = `The original finds this graph not schedulable, because ${a?.id} feeds itself.`;
      return fail("reference-self-loop", message, {
        ...at,
        help: "Plan it our way: nothing is wrong with the graph.",
      }).problem;
    }
    const [out, into] = [a?.outputs[from[1]]?.rate, b?.inputs[to[1]]?.rate];
    if (typeof out === "number" || typeof into === "number" || String(out) !== String(into)) continue;
    const message = `The original ends with an error, because ${a?.id} and ${b?.id} have the same list of rates at both ends of an edge.`;
    return fail("reference-equal-cycles", message, {
      ...at,
      help: "Plan it our way: nothing is wrong with the graph.",
    }).problem;
  }
  return undefined;
}

/** What the reference tells of a graph that could run, but for how much its FIFOs hold. */
export function tooFull({ actors, fifos }: Stream): Result<never> {
  const full = fifos.reduce(
    (most, fifo) => (fifo.delay > most.delay ? fifo : most),
    fifos[0] ?? { delay: 0 },
  );
  const [a, b] = "from" in full ? [actors[full.from[0]]?.id, actors[full.to[0]]?.id] : [];
  const message = `The original finds this graph in a deadlock, because a FIFO would hold more than ten million transfers; the longest delay is that from ${a} to ${b}.`;
  return fail("reference-too-full", message, {
    at: [`node:${a}`, `node:${b}`],
    help: "Plan it our way: nothing is wrong with the graph.",
  });
}

/** What keeps a dataflow document from being planned, at the node, port or connection where it is. */

import { missingProblem, sayMissing } from "../../core/dialects/dataflow/deadlock.ts";
import { findStreamFault } from "../../core/dialects/dataflow/faults.ts";
import { layersToSinks } from "../../core/dialects/dataflow/layers.ts";
import { missingDelays } from "../../core/dialects/dataflow/missing-delay.ts";
import { normalise } from "../../core/dialects/dataflow/normalise.ts";
import { type Repetition, repetitionOf } from "../../core/dialects/dataflow/repetition.ts";
import type { Stream } from "../../core/dialects/dataflow/stream.types.ts";
import type { DataflowDocument } from "../../core/document.ts";
import type { Problem } from "../../core/result.ts";

export interface StreamFacts {
  /** Null while names, types or rates do not fit together. */
  readonly stream: Stream | null;
  readonly repetition: Repetition | null;
  readonly problem: Problem | null;
  /** Messages by node of the document, by `node/side/port` in positions, by connection of the document, by FIFO of the stream. */
  readonly nodes: ReadonlyMap<number, string>;
  readonly ports: ReadonlyMap<string, string>;
  readonly edges: ReadonlyMap<number, string>;
  readonly fifos: ReadonlyMap<number, string>;
}

/** Firings beyond which running an iteration would hold the page. */
const MOST_RUN = 100_000;

const PLACE = /^(nodes|edges)\[(\d+)\](?:\.(inputs|outputs)\[(\d+)\])?/;

export function portKey(node: number, side: "inputs" | "outputs", port: number): string {
  return `${node}/${side}/${port}`;
}

type Marks = { -readonly [K in keyof StreamFacts]: StreamFacts[K] } & {
  readonly nodes: Map<number, string>;
  readonly ports: Map<string, string>;
  readonly edges: Map<number, string>;
  readonly fifos: Map<number, string>;
};

/** Puts a problem where it says that it is, and at all nodes that it names. */
function mark(marks: Marks, byId: ReadonlyMap<string, number>, problem: Problem): void {
  marks.problem ??= problem;
  const [, rows, row = "", side, port = ""] = PLACE.exec(problem.where) ?? [];
  const n = Number(row);
  if (rows === "edges") marks.edges.set(n, problem.message);
  else if (side === "inputs" || side === "outputs")
    marks.ports.set(portKey(n, side, Number(port)), problem.message);
  else if (rows === "nodes") marks.nodes.set(n, problem.message);
  for (const place of problem.at) {
    const node = byId.get(place.replace(/^node:/, ""));
    if (node !== undefined && (rows !== "nodes" || node !== n)) marks.nodes.set(node, problem.message);
  }
}

/** Loops that wait for themselves, at the FIFO that lacks samples. */
function markLoops(
  marks: Marks,
  byId: ReadonlyMap<string, number>,
  stream: Stream,
  repetition: Repetition,
): void {
  if (repetition.firings > MOST_RUN || layersToSinks(stream) !== undefined) return;
  const [first, ...rest] = missingDelays(stream, repetition);
  if (first === undefined) return;
  for (const missing of [first, ...rest]) marks.fifos.set(missing.fifo, sayMissing(stream, missing));
  // in the words of the planner, which come later
  mark(marks, byId, missingProblem(stream, [first, ...rest]).problem);
}

export function streamFacts(document: DataflowDocument): StreamFacts {
  const byId = new Map(document.nodes.map((node, n) => [node.id, n]));
  const marks: Marks = {
    stream: null,
    repetition: null,
    problem: null,
    nodes: new Map(),
    ports: new Map(),
    edges: new Map(),
    fifos: new Map(),
  };
  const unsound = findStreamFault(document, true);
  if (unsound !== undefined) {
    mark(marks, byId, unsound);
    return marks;
  }
  const stream = normalise(document);
  if (!stream.ok) {
    mark(marks, byId, stream.problem);
    return marks;
  }
  marks.stream = stream.value;
  // inputs that wait are shown as such, and are no fault of their nodes
  marks.problem = findStreamFault(document) ?? null;
  const repetition = repetitionOf(stream.value);
  if (!repetition.ok) {
    // what is still to be connected need not hang together yet
    if (marks.problem === null || repetition.problem.code !== "not-connected")
      mark(marks, byId, repetition.problem);
    return marks;
  }
  marks.repetition = repetition.value;
  if (marks.problem === null) markLoops(marks, byId, stream.value, repetition.value);
  return marks;
}

/** Rows about references that the graph alone gives: nodes, FIFOs, violations, and what mends them. */

import type { DataflowDocument } from "../../core/dialects/dataflow/document.ts";
import { sampleBytes } from "../../core/dialects/dataflow/normalise.ts";
import { edgeOfFifo } from "../../core/dialects/dataflow/references/apply.ts";
import type { ReferenceStream } from "../../core/dialects/dataflow/references/roles.ts";
import type { SharedStatus } from "../../core/dialects/dataflow/references/status.ts";
import type { InputUse } from "../../core/dialects/dataflow/references/uses.ts";
import type { Stream } from "../../core/dialects/dataflow/stream.types.ts";
import type {
  InputUseWord,
  InsertionPlan,
  ReferenceFifo,
  ReferenceNode,
  ViolationRow,
} from "./references.types.ts";

export function actorId({ actors }: Stream, actor: number): string {
  return actors[actor]?.id ?? "";
}

const WORDS: Readonly<Record<InputUse["use"], InputUseWord>> = {
  borrow: "read",
  forward: "pass",
  own: "own",
  copy: "copy",
  split: "split",
  value: "value",
};

export function nodeRows({ stream, actors }: ReferenceStream): readonly ReferenceNode[] {
  return stream.actors.flatMap(({ id, class: own, inputs, outputs, source }, a): ReferenceNode[] => {
    const actor = actors[a];
    if (actor === undefined) return [];
    const name = (o: number) => outputs[o]?.name ?? "";
    return [
      {
        id,
        class: own,
        role: actor.role,
        source: actor.source,
        annotated: actor.annotated,
        inserted: source < 0,
        inputs: inputs.map((port, i) => {
          const use: InputUse = actor.inputs[i] ?? { use: "value" };
          const to = "to" in use ? use.to : [];
          return { name: port.name, fifo: port.fifo, use: WORDS[use.use], to: to.map(name) };
        }),
        outputs: outputs.map((port, o) => ({
          name: port.name,
          fifo: port.fifo,
          fresh: actor.fresh.includes(o),
        })),
      },
    ];
  });
}

export function fifoRows(
  document: DataflowDocument,
  { stream, carries }: ReferenceStream,
  { shared }: SharedStatus,
): readonly ReferenceFifo[] {
  const edges = edgeOfFifo(document, stream);
  return stream.fifos.map(({ from: [a, o], to: [b, i] }, f): ReferenceFifo => {
    const output = stream.actors[a]?.outputs[o];
    return {
      id: `fifo${f}`,
      from: [actorId(stream, a), output?.name ?? ""],
      to: [actorId(stream, b), stream.actors[b]?.inputs[i]?.name ?? ""],
      type: output?.type ?? "",
      carries: carries[f] === true,
      shared: shared[f] === 1,
      edge: edges[f] ?? -1,
    };
  });
}

export function violationRows(
  { stream }: ReferenceStream,
  { violations }: SharedStatus,
): readonly ViolationRow[] {
  return violations.map(({ actor, input, fifo, wants, primary, witness }): ViolationRow => {
    const [first = fifo] = witness;
    const origin = stream.fifos[first]?.from[0] ?? -1;
    const out = stream.actors[origin]?.outputs.map((port) => port.fifo) ?? [];
    return {
      actor: actorId(stream, actor),
      port: stream.actors[actor]?.inputs[input]?.name ?? "",
      fifo,
      wants,
      primary,
      witness,
      origin: actorId(stream, origin),
      siblings: wants === "shared" ? [] : out.filter((f) => f >= 0 && f !== first),
    };
  });
}

/** Null for no FIFOs. `bytesIn`: copied in an iteration by a copy on the FIFO. */
export function insertionPlan(
  fifos: readonly number[],
  rows: readonly ReferenceFifo[],
  bytesIn: (fifo: number) => number,
): InsertionPlan | null {
  if (fifos.length === 0) return null;
  return {
    fifos,
    edges: fifos.map((f) => rows[f]?.edge ?? -1),
    bytes: fifos.reduce((sum, f) => sum + bytesIn(f), 0),
  };
}

/** The type of what a reference of a type leads to. */
export function bufferType({ types }: DataflowDocument, type: string): string {
  return (Object.hasOwn(types, type) ? types[type]?.sharedOf : undefined) ?? type;
}

/** Of one buffer. */
export function bufferBytes({ types }: DataflowDocument, type: string): number {
  return sampleBytes(types, type) ?? 0;
}

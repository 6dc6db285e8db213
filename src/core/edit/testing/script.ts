/** For tests of edits: does them one after the other, and reads documents in short lines. */

import type { Dim, GraphDocument } from "../../document.ts";
import { readGraph } from "../../graph.ts";
import { sayProblem } from "../../result.ts";
import { formatShape } from "../../shape-text.ts";
import { blankGraph } from "../blank.ts";
import { entriesOf } from "../rewire.ts";
import type { Edited, EditResult } from "../types.ts";

export type Step = (document: GraphDocument) => EditResult;

/** What the last of the edits gives. Throws at one that is refused, or that gives a document that cannot be read. */
export function run(document: GraphDocument, ...steps: readonly Step[]): Edited {
  let last: Edited = { document, says: "" };
  for (const step of steps) {
    const result = step(last.document);
    if (!result.ok) throw new Error(sayProblem(result.problem));
    const graph = readGraph(result.value.document);
    if (!graph.ok) throw new Error(`after “${result.value.says}”: ${graph.problem.message}`);
    last = result.value;
  }
  return last;
}

export function edited(document: GraphDocument, ...steps: readonly Step[]): GraphDocument {
  return run(document, ...steps).document;
}

export function drawn(...steps: readonly Step[]): GraphDocument {
  return edited(blankGraph("test"), ...steps);
}

/** "code: message" of a refusal. Throws when nothing is refused. */
export function refusal(document: GraphDocument, step: Step): string {
  const result = step(document);
  if (result.ok) throw new Error(`not refused: ${result.value.says}`);
  return `${result.problem.code}: ${result.problem.message}`;
}

/** `add1 = Add(0:relu1, 1:x) → 2×3` of every node. */
export function lines(document: GraphDocument): string[] {
  const tensor = new Map(document.tensors.map((t) => [t.id, t]));
  const shape = (id: string): string => formatShape((tensor.get(id)?.shape ?? []) as readonly Dim[]);
  return document.nodes.map((node) => {
    const inputs = entriesOf(node).map((entry) => `${entry.port}:${entry.tensor}`);
    const named = node.outputs.length === 1 && node.outputs[0] === node.id;
    const outputs = node.outputs.map((id) => (named ? shape(id) : `${id} ${shape(id)}`));
    return `${node.id} = ${node.op}(${inputs.join(", ")}) → ${outputs.join(", ")}`;
  });
}

/** A document of nodes as a file has them: no attributes, nothing drawn. `a = Relu(x)`; unmade tensors are inputs of 4 bytes, others too. */
export function imported(...rows: readonly string[]): GraphDocument {
  const nodes = rows.map((row) => {
    const [, id = "", op = "", list = ""] = /^(\S+) = (\S+)\((.*)\)$/.exec(row) ?? [];
    return { id, op, inputs: list.split(", ").filter((name) => name !== ""), outputs: [`${id}.t`] };
  });
  const made = new Set(nodes.flatMap((n) => n.outputs));
  const ids = [...new Set(nodes.flatMap((n) => [...n.inputs, ...n.outputs]))];
  const type = { dtype: "float32", shape: [2, 3] } as const;
  const tensors = ids.map((id) => ({ id, ...type, ...(made.has(id) ? {} : { role: "input" as const }) }));
  return { format: "memplan", version: 1, kind: "graph", name: "file", tensors, nodes, outputs: [] };
}

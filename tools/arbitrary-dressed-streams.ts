/** Random dataflow documents with what plain ones lack: memory outside, loops to oneself, Duplicates by hand, lengths of edges. */

import fc from "fast-check";
import type {
  BufferConstraint,
  DataflowDocument,
  StreamEdge,
  StreamNode,
} from "../src/core/dialects/dataflow/document.ts";
import { randomDataflow } from "./arbitrary-streams.ts";

/** One number a thing that may be dressed; they are taken in turn. */
export function dressedDataflow(): fc.Arbitrary<DataflowDocument> {
  const dress = fc.array(fc.nat(99), { minLength: 40, maxLength: 40 });
  return fc.tuple(randomDataflow(), dress).map(([document, numbers]) => {
    let next = 0;
    const draw = () => numbers[next++ % numbers.length] ?? 0;
    return dressed(document, draw);
  });
}

function dressed(document: DataflowDocument, draw: () => number): DataflowDocument {
  let outside = 0;
  /** At a third of the graphs, at few ports. */
  const wantsOutside = draw() < 34;
  const constraint = (): BufferConstraint | undefined => {
    if (!wantsOutside || draw() > 24) return undefined;
    const kind = draw() % 5;
    const mustBeArray = draw() < 30;
    if (kind === 0) return { assignedByNode: true, mustBeArray };
    return { name: `ext${outside++}`, mustBeArray, canBeShared: kind !== 1 };
  };
  const nodes: StreamNode[] = document.nodes.map((node) => ({
    ...node,
    outputs: node.outputs?.map((port) => {
      const bufferConstraint = constraint();
      return bufferConstraint === undefined ? port : { ...port, bufferConstraint };
    }),
  }));
  const edges: StreamEdge[] = document.edges.map((edge) => ({
    ...edge,
    asyncLength: 1 + (draw() % 4),
    ...(edge.delay !== undefined ? { weak: true } : {}),
  }));
  if (draw() < 25) addSelfLoop(nodes, edges, 1 + (draw() % 3), draw() % 3);
  if (draw() < 25) addDuplicate(document, nodes, edges);
  return { ...document, nodes, edges };
}

function addSelfLoop(nodes: StreamNode[], edges: StreamEdge[], rate: number, more: number): void {
  const [first, ...rest] = nodes;
  if (first === undefined) return;
  const port = { name: "self", rate, type: "b2" };
  const looped = {
    ...first,
    inputs: [...(first.inputs ?? []), port],
    outputs: [...(first.outputs ?? []), port],
  };
  nodes.splice(0, nodes.length, looped, ...rest);
  edges.push({ from: [first.id, "self"], to: [first.id, "self"], delay: rate + more, weak: true });
}

/** In the middle of the first edge whose output feeds nobody else. */
function addDuplicate(document: DataflowDocument, nodes: StreamNode[], edges: StreamEdge[]): void {
  const at = edges.findIndex(({ from }) => edges.filter((e) => String(e.from) === String(from)).length === 1);
  const edge = edges[at];
  const output = document.nodes
    .find(({ id }) => id === edge?.from?.[0])
    ?.outputs?.find(({ name }) => name === edge?.from?.[1]);
  if (edge?.from === undefined || output === undefined) return;
  const { rate, type } = output;
  nodes.push({
    id: "copies",
    class: "Duplicate",
    inputs: [{ name: "i", rate, type }],
    outputs: [{ name: "a", rate, type }],
  });
  edges.splice(
    at,
    1,
    { from: edge.from, to: ["copies", "i"], asyncLength: 1 },
    { ...edge, from: ["copies", "a"] },
  );
}

/** Puts copies on edges of a dataflow document, and takes copies away. */

import { fail, ok, type Result } from "../../../result.ts";
import type { DataflowDocument, PortSpec, StreamEdge, StreamNode } from "../document.ts";
import type { Stream } from "../stream.types.ts";

/** Position of the edge of the document that ends where the FIFO ends; −1: it leads into a Duplicate that was put in. */
export function edgeOfFifo(document: DataflowDocument, stream: Stream): readonly number[] {
  const at = new Map(document.edges.map(({ to }, e) => [JSON.stringify(to), e]));
  return stream.fifos.map(({ to: [a, i] }) => {
    const actor = stream.actors[a];
    return at.get(JSON.stringify([actor?.id, actor?.inputs[i]?.name])) ?? -1;
  });
}

/** A BufferCopy in the middle of each of the edges, given by position. Fails where one is no edge between two ports. */
export function insertCopies(document: DataflowDocument, edges: readonly number[]): Result<DataflowDocument> {
  const taken = new Set(document.nodes.map(({ id }) => id));
  const copies = new Map<number, { node: StreamNode; edges: readonly [StreamEdge, StreamEdge] }>();
  for (const e of [...new Set(edges)].sort((a, b) => a - b)) {
    const edge = document.edges[e];
    const from = edge?.from && portOf(document, edge.from, "outputs");
    const to = edge && portOf(document, edge.to, "inputs");
    if (edge?.from === undefined || from === undefined || to === undefined) {
      return fail("no-such-edge", `There is no edge ${e} between two ports.`, {
        help: "Copies can be put on edges that join an output to an input.",
      });
    }
    const id = freshId(taken);
    taken.add(id);
    // where the ends move different numbers at once the copy keeps to whichever is one number
    const rate = typeof from.rate === "number" ? from.rate : to.rate;
    const node: StreamNode = {
      id,
      class: "BufferCopy",
      inputs: [{ name: "i", rate, type: from.type }],
      outputs: [{ name: "o", rate, type: to.type }],
    };
    // references wait behind the copy, so that none is shared beyond an iteration; so does memory outside
    const { delay: _, buffer: __, bufferMustBeArray: ___, ...plain } = edge;
    copies.set(e, {
      node,
      edges: [
        { ...plain, to: [id, "i"] },
        { ...edge, from: [id, "o"] },
      ],
    });
  }
  const made = [...copies.values()].map(({ node }) => node);
  return ok({
    ...document,
    nodes: [...document.nodes, ...made],
    edges: document.edges.flatMap((edge, e) => copies.get(e)?.edges ?? [edge]),
    ...placed(document, made, [...copies.keys()]),
  });
}

/** New nodes halfway between the ends of their edges, where a person has put both. */
function placed(
  { drawing, edges }: DataflowDocument,
  made: readonly StreamNode[],
  on: readonly number[],
): Pick<DataflowDocument, "drawing"> | undefined {
  if (drawing?.at === undefined) return undefined;
  const at: Record<string, readonly [number, number]> = { ...drawing.at };
  made.forEach(({ id }, k) => {
    const edge = edges[on[k] ?? -1];
    const [a, b] = [drawing.at?.[edge?.from?.[0] ?? ""], drawing.at?.[edge?.to[0] ?? ""]];
    if (a !== undefined && b !== undefined) at[id] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  });
  return { drawing: { ...drawing, at } };
}

/** Joins what the copy node stood between. Fails where it is no node of one input and one output that move the same. */
export function removeCopy(document: DataflowDocument, id: string): Result<DataflowDocument> {
  const node = document.nodes.find((own) => own.id === id);
  const [input, ...moreInputs] = node?.inputs ?? [];
  const [output, ...moreOutputs] = node?.outputs ?? [];
  const isPlain = moreInputs.length === 0 && moreOutputs.length === 0;
  if (input === undefined || output === undefined || !isPlain || !isEqual(input.rate, output.rate)) {
    return fail("not-a-copy", `${JSON.stringify(id)} is no node that copies one input to one output.`, {
      help: "Choose a copy node.",
      at: [`node:${id}`],
    });
  }
  const into = document.edges.find(({ to }) => to[0] === id);
  const edges = document.edges.flatMap((edge): StreamEdge[] => {
    if (edge.to[0] === id) return [];
    if (edge.from?.[0] !== id) return [edge];
    if (into?.from === undefined) return [];
    const delay = (edge.delay ?? 0) + (into.delay ?? 0);
    const { delay: _, ...plain } = edge;
    return [{ ...plain, from: into.from, ...(delay > 0 ? { delay } : undefined) }];
  });
  const nodes = document.nodes.filter((own) => own !== node);
  if (document.drawing?.at === undefined) return ok({ ...document, nodes, edges });
  const { [id]: _, ...at } = document.drawing.at;
  return ok({ ...document, nodes, edges, drawing: { ...document.drawing, at } });
}

function isEqual(a: PortSpec["rate"], b: PortSpec["rate"]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function portOf(
  { nodes }: DataflowDocument,
  [node, port]: readonly [string, string],
  side: "inputs" | "outputs",
): PortSpec | undefined {
  return nodes.find(({ id }) => id === node)?.[side]?.find(({ name }) => name === port);
}

function freshId(taken: ReadonlySet<string>): string {
  for (let n = 0; ; n++) if (!taken.has(`bufCopy${n}`)) return `bufCopy${n}`;
}

/** The graph of the firings of a plan, so that a dataflow graph can be asked what any graph is asked: who makes what, who needs it. */

import { actorOfFiring } from "../../core/dialects/dataflow/firings.ts";
import type { DataflowDocument, GraphDocument, NodeSpec, PlanFifo, TensorSpec } from "../../core/document.ts";
import type { Plan } from "../../core/plan.types.ts";

/** Firings beyond which nobody is helped by a graph of them. */
const MOST_FIRINGS = 20_000;

/** Null where the plan does not name its FIFOs, or has too many firings. Tensors and nodes are in the order of the plan's. */
export function graphOfFirings(document: DataflowDocument, plan: Plan): GraphDocument | null {
  const { fifos } = plan;
  if (fifos === undefined || plan.nodes.count > MOST_FIRINGS) return null;
  const into = new Map<string, PlanFifo[]>();
  const outOf = new Map<string, PlanFifo[]>();
  for (const fifo of fifos) {
    outOf.set(fifo.from[0], [...(outOf.get(fifo.from[0]) ?? []), fifo]);
    into.set(fifo.to[0], [...(into.get(fifo.to[0]) ?? []), fifo]);
  }
  const classOf = new Map(document.nodes.map((node) => [node.id, node.class]));
  const made = new Set(fifos.filter(({ delay }) => delay > 0).map(({ id }) => id));
  const nodes = new Array<NodeSpec>(plan.nodes.count);
  for (const n of plan.nodes.order) {
    const id = plan.nodes.id[n] ?? "";
    const actor = actorOfFiring(id);
    const reads = (into.get(actor) ?? []).map((fifo) => fifo.id);
    const writes = (outOf.get(actor) ?? []).map((fifo) => fifo.id);
    // who writes where something has been written before adds to it
    const adds = writes.filter((fifo) => made.has(fifo) && !reads.includes(fifo));
    const outputs = writes.filter((fifo) => !made.has(fifo));
    for (const fifo of outputs) made.add(fifo);
    const inputs = [...reads, ...adds];
    const mutates = writes.flatMap((fifo) => (inputs.includes(fifo) ? [inputs.indexOf(fifo)] : []));
    const node: NodeSpec = { id, op: classOf.get(actor) ?? "Duplicate", inputs, outputs };
    nodes[n] = mutates.length === 0 ? node : { ...node, mutates };
  }
  const tensors = fifos.map((fifo): TensorSpec => {
    const { id, from, to, samples, sampleBytes, delay } = fifo;
    const tensor = { id, bytes: samples * sampleBytes, name: `${from.join(".")} → ${to.join(".")}` };
    if (fifo.outside !== undefined) return { ...tensor, external: true };
    return delay > 0 ? { ...tensor, role: "state" } : tensor;
  });
  const { format, version, name } = document;
  const order = Array.from(plan.nodes.order, (n) => plan.nodes.id[n] ?? "");
  const shipped = shippedOffsets(document);
  return {
    ...{ format, version, kind: "graph", name, tensors, nodes, outputs: [], order },
    ...(shipped === undefined ? {} : { shipped }),
  };
}

/** Where the file puts FIFOs, its buffers one after the other. */
function shippedOffsets({ shipped }: DataflowDocument): GraphDocument["shipped"] {
  if (shipped === undefined) return undefined;
  const begins = new Map<string, number>();
  let end = 0;
  for (const { name, bytes } of shipped.buffers) {
    begins.set(name, end);
    end += bytes;
  }
  const offsets = shipped.fifos.flatMap(({ buffer }, f) => {
    const at = begins.get(buffer);
    return at === undefined ? [] : [[`fifo${f}`, at] as const];
  });
  return { title: shipped.title, offsets: Object.fromEntries(offsets) };
}

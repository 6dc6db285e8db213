/** The validated graph in indices: what orders, lifetimes and pictures work on. */

import { bytesOf } from "./bytes.ts";
import { type GraphDocument, ROLES } from "./document.ts";
import { checkExclusive } from "./exclusive-check.ts";
import { Findings } from "./findings.ts";
import { checkNames, checkNumbers, checkProducers, checkShares } from "./graph-check.ts";
import { groupBy, UNKNOWN } from "./lists.ts";
import { checkCycle, checkOrder } from "./order-check.ts";
import type { Lists } from "./plan.types.ts";
import { ok, type Result } from "./result.ts";

/** Nodes and tensors are named by their positions in the document. */
export interface Graph {
  readonly document: GraphDocument;
  readonly nodes: number;
  readonly tensors: number;
  readonly nodeIndex: ReadonlyMap<string, number>;
  readonly tensorIndex: ReadonlyMap<string, number>;
  /** Tensors each node reads, in the order of the document, repeats kept. */
  readonly inputs: Lists;
  readonly outputs: Lists;
  /** Node that makes each tensor, or −1. */
  readonly producer: Int32Array;
  /** Distinct nodes that read each tensor, ascending. */
  readonly readers: Lists;
  /** Bytes of each tensor, sub-byte types packed and rounded up to whole bytes. */
  readonly bytes: Float64Array;
  /** Index into ROLES. */
  readonly role: Uint8Array;
  /** 1 for a final output. */
  readonly output: Uint8Array;
  /** Scratch bytes of each node. */
  readonly workspace: Float64Array;
  /** Index of the arena each tensor is pinned to, 0 by default. */
  readonly arena: Int32Array;
}

/** Documents are immutable, and a reader, the planner and the page all ask for the same one. */
const known = new WeakMap<GraphDocument, Result<Graph>>();

/**
 * Reads a document into indices. Fails with the first of all findings in words and the others as a count; every message
 * names ids. Time is linear in the size of the document, and nothing the second time.
 */
export function readGraph(document: GraphDocument): Result<Graph> {
  let graph = known.get(document);
  if (graph === undefined) {
    graph = read(document);
    known.set(document, graph);
  }
  return graph;
}

function read(document: GraphDocument): Result<Graph> {
  const findings = new Findings();
  const graph = wire(document, findings);
  checkNames(graph, findings);
  checkNumbers(graph, findings);
  checkProducers(graph, findings);
  checkShares(graph, findings);
  checkExclusive(graph, findings);
  checkCycle(graph, findings);
  checkOrder(graph, findings);
  const problem = findings.problem;
  return problem === undefined ? ok(graph) : { ok: false, problem };
}

function wire(document: GraphDocument, findings: Findings): Graph {
  const { nodes, tensors } = document;
  const nodeIndex = indexById(nodes);
  const tensorIndex = indexById(tensors);
  const inputs = named(
    nodes.map((n) => n.inputs),
    tensorIndex,
  );
  const outputs = named(
    nodes.map((n) => n.outputs),
    tensorIndex,
  );
  const output = new Uint8Array(tensors.length);
  for (const id of document.outputs) {
    const t = tensorIndex.get(id);
    if (t !== undefined) output[t] = 1;
  }
  const arenaIndex = indexById(document.arenas ?? []);
  return {
    document,
    nodes: nodes.length,
    tensors: tensors.length,
    nodeIndex,
    tensorIndex,
    inputs,
    outputs,
    producer: producersOf(outputs, tensors.length),
    readers: readersOf(inputs, tensors.length),
    bytes: Float64Array.from(tensors, (t) => {
      const bytes = bytesOf(t);
      if (bytes.ok) return bytes.value;
      findings.add(bytes.problem);
      return 0;
    }),
    role: Uint8Array.from(tensors, (t) => ROLES.indexOf(t.role ?? "intermediate")),
    output,
    workspace: Float64Array.from(nodes, (n) => n.workspace ?? 0),
    arena: Int32Array.from(tensors, (t) =>
      t.arena === undefined ? 0 : (arenaIndex.get(t.arena) ?? UNKNOWN),
    ),
  };
}

/** Of equal ids the first; duplicates are reported elsewhere. */
function indexById(items: readonly { readonly id: string }[]): Map<string, number> {
  const index = new Map<string, number>();
  items.forEach((item, i) => {
    if (!index.has(item.id)) index.set(item.id, i);
  });
  return index;
}

/** UNKNOWN stands where no tensor has the name, so that positions stay those of the document. */
function named(rows: readonly (readonly string[])[], index: ReadonlyMap<string, number>): Lists {
  const from = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    from[i + 1] = (from[i] ?? 0) + row.length;
  });
  const items = new Int32Array(from[rows.length] ?? 0);
  let at = 0;
  for (const row of rows) for (const id of row) items[at++] = index.get(id) ?? UNKNOWN;
  return { from, items };
}

function producersOf(outputs: Lists, tensors: number): Int32Array {
  const producer = new Int32Array(tensors).fill(-1);
  for (let n = outputs.from.length - 2; n >= 0; n--) {
    for (let o = outputs.from[n] ?? 0; o < (outputs.from[n + 1] ?? 0); o++) {
      const t = outputs.items[o] ?? UNKNOWN;
      if (t !== UNKNOWN) producer[t] = n;
    }
  }
  return producer;
}

/** Nodes come in ascending order, so the last reader noted is enough to leave out repeats. */
function readersOf(inputs: Lists, tensors: number): Lists {
  const last = new Int32Array(tensors).fill(-1);
  const rows: number[] = [];
  const items: number[] = [];
  for (let n = 0; n + 1 < inputs.from.length; n++) {
    for (let i = inputs.from[n] ?? 0; i < (inputs.from[n + 1] ?? 0); i++) {
      const t = inputs.items[i] ?? UNKNOWN;
      if (t === UNKNOWN || last[t] === n) continue;
      last[t] = n;
      rows.push(t);
      items.push(n);
    }
  }
  return groupBy(tensors, rows, items);
}

/** The graphs of a model put in order: nodes after what they read, calls of functions as graphs of their own. */

import { fail, ok, type Result } from "../../core/result.ts";
import type { RawAttribute, RawFunction, RawGraph, RawModel, RawNode } from "./model.types.ts";

/** Nodes of a model whose functions stand in the place of their calls: some megabytes more than the file. */
const MOST_NODES = 50_000;
/** Sub-graphs and functions nested deeper than this are a damaged file or a recursion. */
const DEEPEST = 48;

export interface Body {
  /** "then", "else", "body", or the name of a function. */
  readonly title: string;
  readonly graph: RawGraph;
  /** A function knows its own values only; the others read those around them. */
  readonly closed: boolean;
  readonly opsets: ReadonlyMap<string, number>;
}

export interface OrderedNode {
  readonly node: RawNode;
  readonly bodies: readonly Body[];
  /** Names that its bodies read from outside. */
  readonly captures: readonly string[];
}

export class Program {
  readonly model: RawModel;
  readonly graph: RawGraph;
  /** Graphs whose nodes stood before what they read. */
  unsorted = 0;
  /** Nodes of all graphs that were put in order. */
  size = 0;
  /** Nodes of functions in the places of their calls. */
  #inlined = 0;
  readonly #functions = new Map<string, RawFunction>();
  readonly #ordered = new Map<RawGraph, readonly OrderedNode[]>();
  readonly #free = new Map<RawGraph, readonly string[]>();

  constructor(model: RawModel, graph: RawGraph) {
    this.model = model;
    this.graph = graph;
    for (const f of model.functions) this.#functions.set(`${f.domain}::${f.name}::${f.overload}`, f);
  }

  /** Nodes of a graph in an order in which they can run; those of the file where it is one. */
  nodes(graph: RawGraph): readonly OrderedNode[] {
    const known = this.#ordered.get(graph);
    if (known === undefined) throw new Error(`the graph ${graph.name} was never put in order`);
    return known;
  }

  /** Puts all graphs in order. Problems: "cycle", "recursion", "too-large". */
  arrange(): Result<Program> {
    const fault = this.#arrange(this.graph, this.model.opsets, 0);
    return fault ?? ok(this);
  }

  #arrange(
    graph: RawGraph,
    opsets: ReadonlyMap<string, number>,
    depth: number,
  ): ReturnType<typeof fail> | undefined {
    if (depth > DEEPEST) {
      return fail("recursion", `Graphs inside nodes are nested more than ${DEEPEST} deep.`, {
        help: "A function that calls itself cannot be planned: export the model without it.",
      });
    }
    const all: OrderedNode[] = [];
    for (const node of graph.nodes) {
      const bodies = this.#bodies(node, opsets);
      if (this.#inlined > MOST_NODES) return tooLarge();
      for (const body of bodies) {
        const fault = this.#arrange(body.graph, body.opsets, depth + 1);
        if (fault !== undefined) return fault;
      }
      const captures = [...new Set(bodies.filter((b) => !b.closed).flatMap((b) => this.#freeOf(b.graph)))];
      all.push({ node, bodies, captures });
    }
    const sorted = stableOrder(all);
    if (sorted === undefined) {
      return fail("cycle", `The nodes of graph ${JSON.stringify(graph.name)} read each other in a circle.`, {
        help: "Export the model again: such a graph cannot run.",
      });
    }
    if (sorted.some((ordered, i) => ordered !== all[i])) this.unsorted++;
    this.#ordered.set(graph, sorted);
    this.size += sorted.length;
    return undefined;
  }

  #bodies(node: RawNode, opsets: ReadonlyMap<string, number>): readonly Body[] {
    const called = this.#functions.get(`${node.domain}::${node.op}::${node.overload}`);
    if (called !== undefined) {
      this.#inlined += 1 + nodesIn(called.nodes);
      if (this.#inlined > MOST_NODES) return [];
      return [{ title: node.op, graph: inlined(called, node), closed: true, opsets: called.opsets }];
    }
    return [...node.attributes.values()].flatMap(({ name, graphs }) =>
      graphs.map((graph) => ({ title: name.replace(/_branch$/, ""), graph, closed: false, opsets })),
    );
  }

  /** Names that a graph reads and does not make. */
  #freeOf(graph: RawGraph): readonly string[] {
    const known = this.#free.get(graph);
    if (known !== undefined) return known;
    const own = new Set<string>();
    for (const { name } of [...graph.inputs, ...graph.initializers]) own.add(name);
    for (const { outputs } of graph.nodes) for (const name of outputs) own.add(name);
    const read = new Set<string>();
    for (const { node, captures } of this.nodes(graph))
      for (const name of [...node.inputs, ...captures]) read.add(name);
    for (const { name } of graph.outputs) read.add(name);
    const free = [...read].filter((name) => name !== "" && !own.has(name));
    this.#free.set(graph, free);
    return free;
  }
}

export function tooLarge(): ReturnType<typeof fail> {
  return fail(
    "too-large",
    "The model multiplies without end: its functions or loops call each other too often.",
    {
      help: "Export it with its functions inlined and its loops unrolled as far as they are needed.",
    },
  );
}

/** With those of the graphs inside nodes. */
function nodesIn(nodes: readonly RawNode[]): number {
  let n = nodes.length;
  for (const { attributes } of nodes)
    for (const { graphs } of attributes.values()) for (const graph of graphs) n += nodesIn(graph.nodes);
  return n;
}

/** Kahn's algorithm, of those that are ready the first in the file; undefined when there is a cycle. */
function stableOrder(all: readonly OrderedNode[]): readonly OrderedNode[] | undefined {
  // of a name that is made twice, which no sound model does, readers take the last before them
  const makersOf = new Map<string, number[]>();
  all.forEach(({ node }, i) => {
    for (const name of node.outputs) {
      if (name === "") continue;
      const own = makersOf.get(name);
      if (own === undefined) makersOf.set(name, [i]);
      else own.push(i);
    }
  });
  const makerOf = (name: string, reader: number) => {
    const own = makersOf.get(name) ?? [];
    let [low, high] = [0, own.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((own[middle] ?? 0) < reader) low = middle + 1;
      else high = middle;
    }
    return own[Math.max(0, low - 1)];
  };
  const needs = all.map(({ node, captures }, i) => {
    const makers = new Set<number>();
    for (const name of [...node.inputs, ...captures]) {
      const m = makerOf(name, i);
      if (m !== undefined && m !== i) makers.add(m);
    }
    return makers;
  });
  // most files are sorted: then this is all
  if (needs.every((makers, i) => [...makers].every((m) => m < i))) return all;
  const feeds: number[][] = all.map(() => []);
  const open = needs.map((makers, i) => {
    for (const m of makers) feeds[m]?.push(i);
    return makers.size;
  });
  const sorted: OrderedNode[] = [];
  const ready = new Heap();
  open.forEach((n, i) => {
    if (n === 0) ready.push(i);
  });
  for (let i = ready.pop(); i !== undefined; i = ready.pop()) {
    const own = all[i];
    if (own !== undefined) sorted.push(own);
    for (const next of feeds[i] ?? []) {
      open[next] = (open[next] ?? 0) - 1;
      if (open[next] === 0) ready.push(next);
    }
  }
  return sorted.length === all.length ? sorted : undefined;
}

/** A binary heap of whole numbers, the least on top. */
class Heap {
  readonly #items: number[] = [];

  push(item: number): void {
    const items = this.#items;
    let i = items.push(item) - 1;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if ((items[up] ?? 0) <= item) break;
      items[i] = items[up] ?? 0;
      i = up;
    }
    items[i] = item;
  }

  pop(): number | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    let i = 0;
    for (;;) {
      let down = 2 * i + 1;
      if (down >= items.length) break;
      if (down + 1 < items.length && (items[down + 1] ?? 0) < (items[down] ?? 0)) down++;
      if ((items[down] ?? 0) >= last) break;
      items[i] = items[down] ?? 0;
      i = down;
    }
    items[i] = last;
    return top;
  }
}

/** The body of a function with the attributes of a call in the places that stand for them. */
function inlined(f: RawFunction, call: RawNode): RawGraph {
  const given = (name: string) => call.attributes.get(name) ?? f.attributes.get(name);
  // an input that the call does not give is absent inside
  const absent = new Set(f.inputs.filter((name, i) => (call.inputs[i] ?? "") === "" && name !== ""));
  const filled = (node: RawNode): RawNode => {
    const attributes = new Map<string, RawAttribute>();
    for (const [name, attribute] of node.attributes) {
      const from = attribute.refers === undefined ? attribute : given(attribute.refers);
      if (from === undefined) continue;
      attributes.set(name, { ...from, name, graphs: from.graphs.map(filledGraph) });
    }
    const inputs =
      absent.size === 0 ? node.inputs : node.inputs.map((name) => (absent.has(name) ? "" : name));
    return { ...node, inputs, attributes };
  };
  const filledGraph = (graph: RawGraph): RawGraph => ({ ...graph, nodes: graph.nodes.map(filled) });
  const named = (names: readonly string[]) => names.map((name) => ({ name, type: undefined }));
  return {
    name: f.name,
    nodes: f.nodes.map(filled),
    initializers: [],
    inputs: named(f.inputs),
    outputs: named(f.outputs),
    values: f.values,
  };
}

/** Small changes to an edge graph that passes have in common. */
import type { EdgeGraph, EdgeNode, OutputNode } from "./edge.types.ts";

/** Nodes by id. */
export function nodesById(graph: EdgeGraph): ReadonlyMap<string, EdgeNode> {
  return new Map(graph.nodes.map((node) => [node.id, node]));
}

/** The last node. A graph without one is our own bug: whatever makes graphs ends them so. */
export function outputOf(graph: EdgeGraph): OutputNode {
  const last = graph.nodes.at(-1);
  if (last?.kind !== "output") throw new Error(`the edge graph ${graph.id} has no output node`);
  return last;
}

/** Every argument that has a stand-in goes to that; chains are followed. */
export function withArgs(nodes: readonly EdgeNode[], standIns: ReadonlyMap<string, string>): EdgeNode[] {
  if (standIns.size === 0) return [...nodes];
  const last = (id: string) => {
    let at = id;
    for (let next = standIns.get(at); next !== undefined; next = standIns.get(at)) at = next;
    return at;
  };
  return nodes.map((node) =>
    node.args.some((arg) => standIns.has(arg)) ? { ...node, args: node.args.map(last) } : node,
  );
}

/** Ids that nobody has yet: `copy_`, then `copy__1`, `copy__2` … */
export class FreshIds {
  readonly #taken: Set<string>;
  readonly #next = new Map<string, number>();

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  take(wanted: string): string {
    let id = wanted;
    let n = this.#next.get(wanted) ?? 1;
    while (this.#taken.has(id)) id = `${wanted}_${n++}`;
    this.#next.set(wanted, n);
    this.#taken.add(id);
    return id;
  }
}

export function freshIds(graph: EdgeGraph): FreshIds {
  return new FreshIds(graph.nodes.map((node) => node.id));
}

/** Which layer makes each storage: a group of the drawing, else the path that its node's name begins with, else its operator. */

import type { Graph } from "../core/graph.ts";
import type { Plan } from "../core/plan.types.ts";
import type { Drawn } from "./look.types.ts";

export interface Groups {
  /** Stable over re-plans; "" of what no node makes. */
  readonly id: readonly string[];
  readonly title: readonly string[];
  /** Index of the group of each node. */
  readonly ofNode: Int32Array;
  /** Index of the group of each storage: of what makes it, or runs in it as scratch. */
  readonly of: Int32Array;
}

/** Parts of a path that a layer is told by at most. */
const DEEPEST = 4;
/** So many groups tell the parts of a net apart; with fewer, one more part of the paths is looked at. */
const ENOUGH = 4;
/** More groups than this are no overview: then it is the operators that tell. */
const MOST = 60;

/** The parts of a name that lead to its last one: `layer1/conv/Relu` is in layer1, conv. */
export function pathOf(name: string): readonly string[] {
  // TFLite joins the names of fused operators
  const first = name.split(";", 1)[0] ?? "";
  const parts = first.split(first.includes("/") ? "/" : /\.|::/).filter((part) => part !== "");
  return parts.slice(0, -1);
}

/** Paths cut to the least depth at which they make enough groups; undefined when none leads anywhere. */
function cutPaths(names: readonly string[]): readonly string[] | undefined {
  const paths = names.map(pathOf);
  let best: readonly string[] | undefined;
  let most = 1;
  for (let depth = 1; depth <= DEEPEST && most < ENOUGH; depth++) {
    const cut = paths.map((path) => path.slice(0, depth).join("/"));
    const groups = new Set(cut).size;
    if (groups > most && groups <= MOST) {
      best = cut;
      most = groups;
    }
  }
  return best;
}

interface Naming {
  readonly id: string;
  readonly title: string;
}

/** The group of each node. */
function namesOfNodes(plan: Plan, graph: Graph | null): (node: number) => Naming {
  const paths = cutPaths(plan.nodes.id);
  const drawn = new Map<string, Naming>();
  for (const { id, title, nodes } of graph?.document.drawing?.groups ?? [])
    for (const node of nodes) drawn.set(node, { id: `group:${id}`, title });
  return (node) => {
    const own = drawn.get(plan.nodes.id[node] ?? "");
    if (own !== undefined) return own;
    const path = paths?.[node] ?? "";
    if (path !== "") return { id: `path:${path}`, title: path };
    const op = paths === undefined ? (graph?.document.nodes[node]?.op ?? "") : "";
    return op === "" ? { id: "path:", title: "no layer" } : { id: `op:${op}`, title: op };
  };
}

const OUTSIDE: Naming = { id: "", title: "from outside" };

function make({ plan, graph }: Pick<Drawn, "plan" | "graph">): Groups {
  const { storages, nodes } = plan;
  const ids = new Map<string, number>();
  const title: string[] = [];
  const add = (naming: Naming): number => {
    let index = ids.get(naming.id);
    if (index === undefined) {
      index = title.length;
      ids.set(naming.id, index);
      title.push(naming.title);
    }
    return index;
  };
  const naming = namesOfNodes(plan, graph);
  const ofNode = new Int32Array(nodes.count);
  for (let node = 0; node < ofNode.length; node++) ofNode[node] = add(naming(node));
  const of = new Int32Array(storages.count);
  // without a graph nobody knows what makes what: then the names of the storages themselves lead somewhere, or nowhere
  const own = graph === null ? cutPaths(storages.id) : undefined;
  for (let s = 0; s < of.length; s++) {
    const scratch = storages.workspaceOf[s] ?? -1;
    const node = scratch >= 0 ? scratch : (graph?.producer[storages.tensor[s] ?? -1] ?? -1);
    const path = own?.[s] ?? "";
    of[s] =
      node >= 0 ? (ofNode[node] ?? 0) : add(path === "" ? OUTSIDE : { id: `path:${path}`, title: path });
  }
  return { id: [...ids.keys()], title, ofNode, of };
}

const known = new WeakMap<Plan, { readonly graph: Graph | null; readonly groups: Groups }>();

/** Linear in the size of the plan the first time, nothing after that. */
export function groupsOf(drawn: Pick<Drawn, "plan" | "graph">): Groups {
  const found = known.get(drawn.plan);
  if (found?.graph === drawn.graph) return found.groups;
  const groups = make(drawn);
  known.set(drawn.plan, { graph: drawn.graph, groups });
  return groups;
}

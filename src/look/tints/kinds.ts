/** What storages are: role, operator, dtype, layer, as classes. Names are looked up by tensor and node, never by storage. */

import { ROLES } from "../../core/document.ts";
import { groupsOf } from "../groups.ts";
import type { Drawn } from "../look.types.ts";
import type { Categories } from "./classes.ts";

/** Classes by name in the order in which they are met. */
class Names {
  readonly id: string[] = [];
  readonly title: string[] = [];
  readonly #index = new Map<string, number>();

  add(id: string, title = id): number {
    let index = this.#index.get(id);
    if (index === undefined) {
      index = this.id.length;
      this.#index.set(id, index);
      this.id.push(id);
      this.title.push(title);
    }
    return index;
  }
}

/** The weightiest of what the tensors of a storage are to the graph. */
const ROLE_CLASSES = ["scratch", "constant", "state", "output", "input", "intermediate"] as const;

function roleRank(drawn: Drawn, t: number): number {
  const { graph } = drawn;
  const role = ROLES[graph?.role[t] ?? 3] ?? "intermediate";
  if (role !== "intermediate" && role !== "input") return ROLE_CLASSES.indexOf(role);
  return graph?.output[t] === 1 ? 3 : ROLE_CLASSES.indexOf(role);
}

export function roles(drawn: Drawn): Categories {
  const { storages } = drawn.plan;
  const { from, items } = storages.tensors;
  const of = new Int32Array(storages.count);
  for (let s = 0; s < of.length; s++) {
    let rank = (storages.workspaceOf[s] ?? -1) >= 0 ? 0 : ROLE_CLASSES.length - 1;
    for (let i = from[s] ?? 0; i < (from[s + 1] ?? 0); i++)
      rank = Math.min(rank, roleRank(drawn, items[i] ?? -1));
    of[s] = rank;
  }
  return { id: ROLE_CLASSES, title: ROLE_CLASSES, of };
}

/** The operator that makes it, or runs in it as scratch. */
export function operators({ plan, graph }: Drawn): Categories {
  const names = new Names();
  const ofNode = Int32Array.from(graph?.document.nodes ?? [], (node) => names.add(`op:${node.op}`, node.op));
  const { workspaceOf, tensor, count } = plan.storages;
  const of = new Int32Array(count);
  for (let s = 0; s < count; s++) {
    const scratch = workspaceOf[s] ?? -1;
    const node = scratch >= 0 ? scratch : (graph?.producer[tensor[s] ?? -1] ?? -1);
    of[s] = ofNode[node] ?? names.add("", graph === null ? "no operator" : "from outside");
  }
  return { ...names, of };
}

/** The type of the tensor that names it. */
export function dtypes({ plan, graph }: Drawn): Categories {
  const names = new Names();
  const ofTensor = Int32Array.from(graph?.document.tensors ?? [], ({ dtype }) =>
    dtype === undefined ? names.add("", "no type") : names.add(dtype),
  );
  const { workspaceOf, tensor, count } = plan.storages;
  const of = new Int32Array(count);
  for (let s = 0; s < count; s++) {
    if ((workspaceOf[s] ?? -1) >= 0) of[s] = names.add("scratch");
    else of[s] = ofTensor[tensor[s] ?? -1] ?? names.add("", "no type");
  }
  return { ...names, of };
}

export function layers(drawn: Drawn): Categories {
  const { id, title, of } = groupsOf(drawn);
  return { id, title, of };
}

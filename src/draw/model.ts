/** What pictures need to know of a plan beyond its columns: its names, and the colours that it is shown in. */

import type { MemplanDocument } from "../core/document.ts";
import type { Graph } from "../core/graph.ts";
import type { Plan } from "../core/plan.types.ts";
import type { ColourBy, Drawn, Tints } from "../look/look.types.ts";

export interface Model {
  readonly plan: Plan;
  readonly graph: Graph | null;
  /** Index of the fill of each storage (look/fills.ts). */
  readonly fill: Int32Array;
  /** One of MARK for each storage. */
  readonly mark: Uint8Array;
  /** What colour stands for. */
  readonly by: ColourBy;
  /** Storages are called by their own names: an arm makes many buffers, and the program names each. */
  readonly byName: boolean;
}

const models = new WeakMap<Tints, Model>();

interface Subject extends Pick<Drawn, "plan" | "graph"> {
  readonly document?: MemplanDocument;
}

/** The model of a picture in these colours, which are of its plan. */
export function modelOf({ plan, graph, document }: Subject, tints: Tints): Model {
  let model = models.get(tints);
  if (model === undefined) {
    const kind = document?.kind === "plan" ? document.source.kind : document?.kind;
    const { fill, mark, by } = tints;
    model = { plan, graph, fill, mark, by, byName: kind === "arms" };
    models.set(tints, model);
  }
  return model;
}

/** The last part of a path-like id. */
export function tail(id: string): string {
  const cut = Math.max(id.lastIndexOf("/"), id.lastIndexOf(":"));
  return cut >= 0 && cut < id.length - 1 ? id.slice(cut + 1) : id;
}

/** Full name of a storage: its tensor's, or whose scratch it is. */
export function nameOf(model: Pick<Model, "plan" | "graph">, s: number): string {
  const { storages, tensors, nodes } = model.plan;
  const node = storages.workspaceOf[s] ?? -1;
  if (node >= 0) return `scratch of ${nodes.id[node] ?? "a node"}`;
  return tensors.id[storages.tensor[s] ?? -1] ?? storages.id[s] ?? "";
}

/** The operation that makes it, where there is one; of a FIFO the node, as many are of one class; else the last part of its name. */
export function opOf(model: Pick<Model, "plan" | "graph">, s: number): string {
  const { plan, graph } = model;
  const node = plan.storages.workspaceOf[s] ?? -1;
  if (node >= 0) return "scratch";
  const tensor = plan.storages.tensor[s] ?? -1;
  const fifo = plan.fifos?.[tensor];
  if (fifo !== undefined) return fifo.from[0];
  const producer = graph?.producer[tensor] ?? -1;
  return graph?.document.nodes[producer]?.op ?? tail(nameOf(model, s));
}

/** What a storage is called where there is room for one word. */
export function labelOf(model: Pick<Model, "plan" | "graph" | "byName">, s: number): string {
  return model.byName ? nameOf(model, s) : opOf(model, s);
}

/** The operation that runs at a step, of a dataflow graph the firing; "" when the plan names none. */
export function opAt(model: Pick<Model, "plan" | "graph">, step: number): string {
  const node = model.plan.nodes.order[step];
  if (node === undefined) return "";
  if (model.plan.fifos !== undefined) return model.plan.nodes.id[node] ?? "";
  return model.graph?.document.nodes[node]?.op ?? tail(model.plan.nodes.id[node] ?? "");
}

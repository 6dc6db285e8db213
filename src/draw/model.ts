/** What pictures need to know of a plan beyond its columns, derived once a plan and kept as long as it. */

import { ROLES, type Role } from "../core/document.ts";
import type { Graph } from "../core/graph.ts";
import { piecesIn } from "../core/needs.ts";
import type { Plan } from "../core/plan.types.ts";
import { tenantFill } from "./paints.ts";

/** What a picture is of; the store's picture has this shape. */
export interface Drawn {
  readonly plan: Plan;
  readonly graph: Graph | null;
  /** Colour slot of each buffer. */
  readonly colour: Int32Array;
  /** Position of each storage among the tenants of its buffer. */
  readonly ordinal: Int32Array;
}

/** Patterns that say the role of a storage besides its colour. */
export const MARK = { none: 0, scratch: 1, kept: 2, door: 3 } as const;

export interface Model {
  readonly plan: Plan;
  readonly graph: Graph | null;
  /** Index of the paint of each storage. */
  readonly fill: Int32Array;
  /** One of MARK for each storage: scratch of a node; state or constant; input or output. */
  readonly mark: Uint8Array;
}

function marksOf(plan: Plan, graph: Graph | null): Uint8Array {
  const mark = new Uint8Array(plan.storages.count);
  const { workspaceOf, tensors } = plan.storages;
  const doors: readonly Role[] = ["input"];
  for (let s = 0; s < mark.length; s++) {
    if ((workspaceOf[s] ?? -1) >= 0) mark[s] = MARK.scratch;
    if (graph === null) continue;
    for (let i = tensors.from[s] ?? 0; i < (tensors.from[s + 1] ?? 0); i++) {
      const t = tensors.items[i] ?? 0;
      const role = ROLES[graph.role[t] ?? 3] ?? "intermediate";
      if (role === "state" || role === "constant") mark[s] = MARK.kept;
      else if (mark[s] === MARK.none && (doors.includes(role) || graph.output[t] === 1)) mark[s] = MARK.door;
    }
  }
  return mark;
}

const models = new WeakMap<Plan, Model>();

export function modelOf(drawn: Drawn): Model {
  let model = models.get(drawn.plan);
  if (model === undefined) {
    const { plan, graph, colour, ordinal } = drawn;
    const fill = new Int32Array(plan.storages.count);
    for (let s = 0; s < fill.length; s++) {
      fill[s] = tenantFill(colour[plan.storages.buffer[s] ?? 0] ?? 0, ordinal[s] ?? 0);
    }
    model = { plan, graph, fill, mark: marksOf(plan, graph) };
    models.set(plan, model);
  }
  return model;
}

/** A table made once for each plan, when first asked for. */
export function oncePerPlan<T>(make: (plan: Plan) => T): (plan: Plan) => T {
  const made = new WeakMap<Plan, { readonly value: T }>();
  return (plan) => {
    let found = made.get(plan);
    if (found === undefined) {
      found = { value: make(plan) };
      made.set(plan, found);
    }
    return found.value;
  };
}

/** Storages by start, ties by position. */
export const byStart = oncePerPlan((plan): Int32Array => inTime(plan.storages.count, plan.storages.start));

/** Pieces of storages (needs.ts) by start, ties by position. */
export const piecesByStart = oncePerPlan((plan): Int32Array => {
  if (plan.storages.gaps === null) return byStart(plan);
  const { count, start } = piecesIn(plan);
  return inTime(count, start);
});

function inTime(count: number, start: Int32Array): Int32Array {
  const keys = new Float64Array(count);
  // Native sorting of plain numbers is an order of magnitude faster than sorting by a function.
  for (let s = 0; s < count; s++) keys[s] = (start[s] ?? 0) * count + s;
  keys.sort();
  return Int32Array.from(keys, (key) => ((key % count) + count) % count);
}

/** The last part of a path-like id. */
export function tail(id: string): string {
  const cut = Math.max(id.lastIndexOf("/"), id.lastIndexOf(":"));
  return cut >= 0 && cut < id.length - 1 ? id.slice(cut + 1) : id;
}

/** Full name of a storage: its tensor's, or whose scratch it is. */
export function nameOf(model: Model, s: number): string {
  const { storages, tensors, nodes } = model.plan;
  const node = storages.workspaceOf[s] ?? -1;
  if (node >= 0) return `scratch of ${nodes.id[node] ?? "a node"}`;
  return tensors.id[storages.tensor[s] ?? -1] ?? storages.id[s] ?? "";
}

/** The operation that makes it, where there is one; else the last part of its name. */
export function opOf(model: Model, s: number): string {
  const { plan, graph } = model;
  const node = plan.storages.workspaceOf[s] ?? -1;
  if (node >= 0) return "scratch";
  const producer = graph?.producer[plan.storages.tensor[s] ?? -1] ?? -1;
  return graph?.document.nodes[producer]?.op ?? tail(nameOf(model, s));
}

/** The operation that runs at a step; "" when the plan names none. */
export function opAt(model: Model, step: number): string {
  const node = model.plan.nodes.order[step];
  if (node === undefined) return "";
  return model.graph?.document.nodes[node]?.op ?? tail(model.plan.nodes.id[node] ?? "");
}

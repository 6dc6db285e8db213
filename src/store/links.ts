/** What lights up in every pane when one thing is pointed at: a storage with its buffer, its tensors, its nodes. */

import type { Graph } from "../core/graph.ts";
import type { Lists, Plan } from "../core/plan.types.ts";
import type { Picture } from "./outcome.ts";
import type { Target } from "./session.ts";

export interface Links {
  /** The things meant: the storages pointed at. */
  readonly storages: ReadonlySet<number>;
  readonly tensors: ReadonlySet<number>;
  readonly buffers: ReadonlySet<number>;
  /** Nodes that write one of the tensors. */
  readonly producers: ReadonlySet<number>;
  /** Nodes that read one of the tensors. */
  readonly readers: ReadonlySet<number>;
  /** The node pointed at, or −1. */
  readonly node: number;
}

function row(lists: Lists, i: number): Int32Array {
  return lists.items.subarray(lists.from[i] ?? 0, lists.from[i + 1] ?? 0);
}

function add(set: Set<number>, index: number | undefined): void {
  if (index !== undefined && index >= 0) set.add(index);
}

function storagesOf(plan: Plan, graph: Graph | null, target: Target): Set<number> {
  const found = new Set<number>();
  switch (target.kind) {
    case "storage":
      found.add(target.index);
      break;
    case "tensor":
      add(found, plan.tensors.storage[target.index]);
      break;
    case "buffer":
      for (const s of row(plan.buffers.storages, target.index)) found.add(s);
      break;
    case "node":
      if (graph !== null)
        for (const t of row(graph.outputs, target.index)) add(found, plan.tensors.storage[t]);
      plan.storages.workspaceOf.forEach((node, s) => {
        if (node === target.index) found.add(s);
      });
      break;
  }
  return found;
}

/** The links of a target; undefined when there is no target. */
export function linksOf(picture: Picture, target: Target | null): Links | undefined {
  if (target === null) return undefined;
  const { plan, graph } = picture;
  const storages = storagesOf(plan, graph, target);
  const tensors = new Set<number>();
  const buffers = new Set<number>();
  const producers = new Set<number>();
  const readers = new Set<number>();
  if (target.kind === "tensor") tensors.add(target.index);
  for (const s of storages) {
    add(buffers, plan.storages.buffer[s]);
    add(producers, plan.storages.workspaceOf[s]);
    if (target.kind !== "tensor") for (const t of row(plan.storages.tensors, s)) tensors.add(t);
  }
  if (graph !== null) {
    for (const t of tensors) {
      add(producers, graph.producer[t]);
      for (const n of row(graph.readers, t)) readers.add(n);
    }
  }
  return { storages, tensors, buffers, producers, readers, node: target.kind === "node" ? target.index : -1 };
}

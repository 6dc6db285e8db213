/** What a search goes through: the storages of a plan, or rows of a table of its tensors. Names are asked of tensors and nodes. */

import type { Lists } from "../../core/plan.types.ts";
import type { Drawn } from "../look.types.ts";
import { positions } from "../sorted.ts";

export interface Items {
  readonly drawn: Pick<Drawn, "plan" | "graph">;
  readonly count: number;
  /** Storage of each item. */
  readonly storage: ArrayLike<number>;
  /** Tensors of each item. */
  readonly tensors: Lists;
  /** Real bytes. */
  readonly size: ArrayLike<number>;
  readonly padding: ArrayLike<number>;
  readonly start: ArrayLike<number>;
  /** Exclusive. */
  readonly end: ArrayLike<number>;
  /** Addresses taken: [offset, offset + extent). */
  readonly offset: ArrayLike<number>;
  readonly extent: ArrayLike<number>;
}

const known = new WeakMap<Drawn["plan"], Items>();

export function storageItems(drawn: Pick<Drawn, "plan" | "graph">): Items {
  const { storages } = drawn.plan;
  const found = known.get(drawn.plan);
  if (found?.drawn.graph === drawn.graph) return found;
  const items: Items = {
    drawn: { plan: drawn.plan, graph: drawn.graph },
    count: storages.count,
    storage: positions(storages.count),
    tensors: storages.tensors,
    size: storages.bytes,
    padding: storages.padded.map((padded, s) => padded - (storages.bytes[s] ?? 0)),
    start: storages.start,
    end: storages.end,
    offset: storages.offset,
    extent: storages.padded,
  };
  known.set(drawn.plan, items);
  return items;
}

/** 1 for each item that has a tensor, or is the scratch of a node, that is hit. */
export function itemsHit(items: Items, tensor: Uint8Array, node: Uint8Array): Uint8Array {
  const { from, items: of } = items.tensors;
  const { workspaceOf } = items.drawn.plan.storages;
  const mask = new Uint8Array(items.count);
  for (let i = 0; i < mask.length; i++) {
    const scratch = workspaceOf[items.storage[i] ?? 0] ?? -1;
    let hit = scratch >= 0 ? (node[scratch] ?? 0) : 0;
    for (let k = from[i] ?? 0; hit === 0 && k < (from[i + 1] ?? 0); k++) hit = tensor[of[k] ?? 0] ?? 0;
    mask[i] = hit;
  }
  return mask;
}

/** 1 for each item whose storage is hit. */
export function ofStorages(items: Items, hit: (s: number) => boolean): Uint8Array {
  const mask = new Uint8Array(items.count);
  for (let i = 0; i < mask.length; i++) if (hit(items.storage[i] ?? 0)) mask[i] = 1;
  return mask;
}

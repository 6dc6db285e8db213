/** The rows of the table as numbers: every planned tensor, and the scratch of nodes; no object a row. */

import { ROLES } from "../../core/document.ts";
import { nodeSpec, opOfStorage, producerOf, storageName } from "../../store/facts.ts";
import type { Picture } from "../../store/outcome.ts";
import type { Target } from "../../store/session.ts";

export interface Rows {
  readonly picture: Picture;
  readonly count: number;
  /** Tensor of each row; −1 for the scratch of a node. */
  readonly tensor: Int32Array;
  /** Storage of each row. */
  readonly storage: Int32Array;
  /** Row of each tensor, −1 when it has none. */
  readonly ofTensor: Int32Array;
  /** Row of each storage that is scratch, −1 otherwise. */
  readonly ofScratch: Int32Array;
}

/** Planned tensors in document order, then scratch. */
export function rowsOf(picture: Picture): Rows {
  const { tensors, storages } = picture.plan;
  const most = tensors.count + storages.count;
  const tensor = new Int32Array(most);
  const storage = new Int32Array(most);
  const ofTensor = new Int32Array(tensors.count).fill(-1);
  const ofScratch = new Int32Array(storages.count).fill(-1);
  let count = 0;
  for (let t = 0; t < tensors.count; t++) {
    const s = tensors.storage[t] ?? -1;
    if (s < 0) continue;
    ofTensor[t] = count;
    tensor[count] = t;
    storage[count++] = s;
  }
  for (let s = 0; s < storages.count; s++) {
    if ((storages.workspaceOf[s] ?? -1) < 0) continue;
    ofScratch[s] = count;
    tensor[count] = -1;
    storage[count++] = s;
  }
  return {
    picture,
    count,
    tensor: tensor.subarray(0, count),
    storage: storage.subarray(0, count),
    ofTensor,
    ofScratch,
  };
}

/** What selecting row `r` selects. */
export function targetOfRow(rows: Rows, r: number): Target {
  const t = rows.tensor[r] ?? -1;
  return t >= 0 ? { kind: "tensor", index: t } : { kind: "storage", index: rows.storage[r] ?? 0 };
}

export function nameOf(rows: Rows, r: number): string {
  const t = rows.tensor[r] ?? -1;
  const { picture } = rows;
  return t >= 0 ? (picture.plan.tensors.id[t] ?? "") : storageName(picture, rows.storage[r] ?? 0);
}

/** Its role and, besides, `output`; `scratch` for that of a node; none without a graph. */
export function rolesOf(rows: Rows, r: number): readonly string[] {
  const t = rows.tensor[r] ?? -1;
  const { graph } = rows.picture;
  if (t < 0) return ["scratch"];
  if (graph === null) return [];
  const role = ROLES[graph.role[t] ?? 0] ?? "";
  return graph.output[t] === 1 ? [role, "output"] : [role];
}

/** In few words: that an output is an intermediate besides goes without saying. */
export function roleOf(rows: Rows, r: number): string {
  const words = rolesOf(rows, r);
  return (words.length > 1 ? words.filter((w) => w !== "intermediate") : words).join(", ");
}

/** The op that makes it; "" when none does. */
export function opOf(rows: Rows, r: number): string {
  const t = rows.tensor[r] ?? -1;
  const { picture } = rows;
  return t < 0
    ? opOfStorage(picture, rows.storage[r] ?? 0)
    : (nodeSpec(picture, producerOf(picture, t))?.op ?? "");
}

export function bytesOf(rows: Rows, r: number): number {
  const t = rows.tensor[r] ?? -1;
  const { tensors, storages } = rows.picture.plan;
  return (t >= 0 ? tensors.bytes[t] : storages.bytes[rows.storage[r] ?? 0]) ?? 0;
}

/** First step at which it is alive. */
export function startOf(rows: Rows, r: number): number {
  const t = rows.tensor[r] ?? -1;
  const { tensors, storages } = rows.picture.plan;
  return (t >= 0 ? tensors.start[t] : storages.start[rows.storage[r] ?? 0]) ?? 0;
}

/** Exclusive. */
export function endOf(rows: Rows, r: number): number {
  const t = rows.tensor[r] ?? -1;
  const { tensors, storages } = rows.picture.plan;
  return (t >= 0 ? tensors.end[t] : storages.end[rows.storage[r] ?? 0]) ?? 0;
}

export function addressOf(rows: Rows, r: number): number {
  const t = rows.tensor[r] ?? -1;
  const { tensors, storages } = rows.picture.plan;
  const inside = t >= 0 ? (tensors.byteOffset[t] ?? 0) : 0;
  return (storages.offset[rows.storage[r] ?? 0] ?? 0) + inside;
}

/** Padding of the storage, told once: by the tensor that names it. The column sums to the plan's padding. */
export function paddingOf(rows: Rows, r: number): number {
  const s = rows.storage[r] ?? 0;
  const { storages } = rows.picture.plan;
  return storages.tensor[s] === (rows.tensor[r] ?? -1)
    ? (storages.padded[s] ?? 0) - (storages.bytes[s] ?? 0)
    : 0;
}

export function arenaOf(rows: Rows, r: number): number {
  return rows.picture.plan.storages.arena[rows.storage[r] ?? 0] ?? 0;
}

export function bufferOf(rows: Rows, r: number): number {
  return rows.picture.plan.storages.buffer[rows.storage[r] ?? 0] ?? 0;
}

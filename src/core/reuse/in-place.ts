/** Which writes in place a plan for any order takes, and the storages that come of them. */

import { rowOf } from "../lists.ts";
import type { Sharing } from "../sharing.ts";
import { type BitRows, hasBit } from "./bit-rows.ts";
import type { GraphValues, Takeover } from "./values.ts";

/** Rights that hold in every order, as `follows` says. */
export function lawful(values: GraphValues, follows: BitRows): Takeover[] {
  return values.rights.filter((right) => hasBit(follows, right.from, right.to));
}

/**
 * Of each node's rights a set in which nobody is written over twice and nobody is written twice, that saves the most bytes,
 * and of two that would do the tighter place. The largest outputs first is exact: who can be written in place is a matroid.
 */
export function mostSaving(values: GraphValues, rights: readonly Takeover[]): Takeover[] {
  const size = (v: number) => values.bytes[v] ?? 0;
  const into = new Map<number, Takeover[]>();
  for (const right of rights) into.set(right.to, [...(into.get(right.to) ?? []), right]);
  for (const options of into.values()) options.sort((a, b) => size(a.from) - size(b.from) || a.from - b.from);
  const outputs = [...into.keys()].sort((a, b) => size(b) - size(a) || a - b);
  /** Of each value the right by which it is written over. */
  const over = new Map<number, Takeover>();
  const give = (to: number, tried: Set<number>): boolean => {
    for (const right of into.get(to) ?? []) {
      if (tried.has(right.from)) continue;
      tried.add(right.from);
      const other = over.get(right.from);
      if (other !== undefined && !give(other.to, tried)) continue;
      over.set(right.from, right);
      return true;
    }
    return false;
  };
  for (const to of outputs) give(to, new Set());
  return [...over.values()];
}

/** Writes in place between neighbours of the same slot: tenants in the order in which they are made. */
export function betweenTenants(
  values: GraphValues,
  rights: readonly Takeover[],
  slotOf: Int32Array,
  step: Int32Array,
): Takeover[] {
  const made = (v: number) => ((values.producer[v] ?? -1) < 0 ? -1 : (step[values.producer[v] ?? 0] ?? 0));
  const turns = Int32Array.from(slotOf, (_, v) => v).sort((a, b) => made(a) - made(b) || a - b);
  const latest = new Map<number, number>();
  const before = new Int32Array(values.count).fill(-1);
  for (const v of turns) {
    before[v] = latest.get(slotOf[v] ?? 0) ?? -1;
    latest.set(slotOf[v] ?? 0, v);
  }
  return rights.filter((right) => before[right.to] === right.from);
}

/** Who lives in whose bytes once these writes are taken; each value is in at most one of them on either side. */
export function shareAlong(values: GraphValues, links: readonly Takeover[], step: Int32Array): Sharing {
  const { views, tensor, ofTensor, producer } = values;
  const root = Int32Array.from({ length: values.count }, (_, v) => v);
  const shift = new Float64Array(values.count);
  const inOrder = [...links].sort(
    (a, b) => (step[producer[a.to] ?? 0] ?? 0) - (step[producer[b.to] ?? 0] ?? 0),
  );
  for (const { from, to, at } of inOrder) {
    root[to] = root[from] ?? from;
    shift[to] = (shift[from] ?? 0) + at;
  }
  return {
    root: ofTensor.map((v) => (v < 0 ? -1 : (tensor[root[v] ?? 0] ?? -1))),
    byteOffset: views.byteOffset.map((offset, t) => offset + (shift[ofTensor[t] ?? -1] ?? 0)),
    copies: views.copies,
  };
}

/** The readers of all tensors of a storage, each once, and whether any of them must stay. */
export function readersOfStorages(
  values: GraphValues,
  count: number,
  storageOf: (value: number) => number,
): { readonly rows: number[]; readonly users: number[]; readonly stays: Uint8Array } {
  const stays = new Uint8Array(count);
  const members: number[][] = Array.from({ length: count }, () => []);
  for (let v = 0; v < values.count; v++) {
    const s = storageOf(v);
    members[s]?.push(v);
    stays[s] = Math.max(stays[s] ?? 0, values.stays[v] ?? 0);
  }
  const rows: number[] = [];
  const users: number[] = [];
  members.forEach((some, s) => {
    const all = new Set(some.flatMap((v) => Array.from(rowOf(values.users, v))));
    for (const user of all) {
      rows.push(s);
      users.push(user);
    }
  });
  return { rows, users, stays };
}

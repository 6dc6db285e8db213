/** Which storage of one plan is which of another: by id, scratch by its node, what is left by the tensors that it holds. */

import type { Plan } from "../plan.types.ts";
import { Sharded } from "./sharded.ts";
import { breathes, type Sliced } from "./sliced.ts";

interface Candidate {
  readonly tensor: string;
  /** Bytes of it in the plan that has fewer. */
  readonly bytes: number;
  readonly a: number;
  readonly b: number;
}

function nodeOfScratch({ storages, nodes }: Plan, s: number): string | undefined {
  const node = storages.workspaceOf[s] ?? -1;
  return node < 0 ? undefined : nodes.id[node];
}

/** For each storage of A its counterpart in B, or −1; no two have the same. The same pairs whichever plan is named first. */
export function* matchStorages(a: Plan, b: Plan): Sliced<Int32Array> {
  const inB = new Int32Array(a.storages.count).fill(-1);
  const taken = new Uint8Array(b.storages.count);
  const byId = new Sharded();
  const byNode = new Sharded();
  for (let s = 0; s < b.storages.count; s++) {
    if (breathes(s)) yield;
    const node = nodeOfScratch(b, s);
    if (node === undefined) byId.set(b.storages.id[s] ?? "", s);
    else byNode.set(node, s);
  }
  for (let s = 0; s < a.storages.count; s++) {
    if (breathes(s)) yield;
    const node = nodeOfScratch(a, s);
    const found = node === undefined ? byId.get(a.storages.id[s] ?? "") : byNode.get(node);
    if (found === undefined) continue;
    inB[s] = found;
    taken[found] = 1;
  }
  for (const pair of yield* candidates(a, b, inB, taken)) {
    if ((inB[pair.a] ?? -1) >= 0 || taken[pair.b] === 1) continue;
    inB[pair.a] = pair.b;
    taken[pair.b] = 1;
  }
  return inB;
}

/** Pairs of storages without a counterpart that hold a tensor in common, the most bytes first. */
function* candidates(a: Plan, b: Plan, inB: Int32Array, taken: Uint8Array): Sliced<readonly Candidate[]> {
  const homeless = new Map<string, number>();
  for (let t = 0; t < a.tensors.count; t++) {
    if (breathes(t)) yield;
    const s = a.tensors.storage[t] ?? -1;
    if (s >= 0 && (inB[s] ?? -1) < 0) homeless.set(a.tensors.id[t] ?? "", t);
  }
  const found: Candidate[] = [];
  if (homeless.size === 0) return found;
  for (let t = 0; t < b.tensors.count; t++) {
    if (breathes(t)) yield;
    const s = b.tensors.storage[t] ?? -1;
    const tensor = b.tensors.id[t] ?? "";
    const other = s < 0 || taken[s] === 1 ? undefined : homeless.get(tensor);
    if (other === undefined) continue;
    const bytes = Math.min(a.tensors.bytes[other] ?? 0, b.tensors.bytes[t] ?? 0);
    found.push({ tensor, bytes, a: a.tensors.storage[other] ?? 0, b: s });
  }
  return found.sort((x, y) => y.bytes - x.bytes || (x.tensor < y.tensor ? -1 : 1));
}

interface Vote {
  readonly a: number;
  readonly b: number;
  bytes: number;
  /** Decides between equals, the same way round or not. */
  name: string;
}

/** Buffers of A and B that hold a storage in common, with how much; one list a buffer of A. */
function* votesOf(a: Plan, b: Plan, inB: Int32Array): Sliced<readonly (readonly Vote[])[]> {
  const votes: Vote[][] = [];
  for (let buffer = 0; buffer < a.buffers.count; buffer++) {
    if (breathes(buffer)) yield;
    const list: Vote[] = [];
    const { from, items } = a.buffers.storages;
    // tenants of a buffer that stay together vote for few others
    const known = new Map<number, Vote>();
    for (let i = from[buffer] ?? 0; i < (from[buffer + 1] ?? 0); i++) {
      const s = items[i] ?? 0;
      const other = inB[s] ?? -1;
      if (other < 0) continue;
      const to = b.storages.buffer[other] ?? 0;
      const bytes = 1 + Math.min(a.storages.bytes[s] ?? 0, b.storages.bytes[other] ?? 0);
      const [x = "", y = ""] = [a.storages.id[s], b.storages.id[other]];
      const name = x < y ? x : y;
      const vote = known.get(to);
      if (vote === undefined) {
        const fresh = { a: buffer, b: to, bytes, name };
        known.set(to, fresh);
        list.push(fresh);
      } else {
        vote.bytes += bytes;
        if (name < vote.name) vote.name = name;
      }
    }
    votes.push(list);
  }
  return votes;
}

/** For each buffer of A the one of B that holds most of the same bytes, or −1; no two have the same. */
export function* matchBuffers(a: Plan, b: Plan, inB: Int32Array): Sliced<Int32Array> {
  const votes = yield* votesOf(a, b, inB);
  const wanted = new Int32Array(b.buffers.count);
  for (let buffer = 0; buffer < votes.length; buffer++) {
    if (breathes(buffer)) yield;
    for (const vote of votes[buffer] ?? []) wanted[vote.b] = (wanted[vote.b] ?? 0) + 1;
  }
  const of = new Int32Array(a.buffers.count).fill(-1);
  const taken = new Uint8Array(b.buffers.count);
  const contested: Vote[] = [];
  for (let buffer = 0; buffer < votes.length; buffer++) {
    if (breathes(buffer)) yield;
    const list = votes[buffer] ?? [];
    const [only] = list;
    if (only !== undefined && list.length === 1 && wanted[only.b] === 1) of[buffer] = only.b;
    else for (const vote of list) contested.push(vote);
  }
  contested.sort((x, y) => y.bytes - x.bytes || (x.name < y.name ? -1 : 1));
  for (const vote of contested) {
    if ((of[vote.a] ?? -1) >= 0 || taken[vote.b] === 1) continue;
    of[vote.a] = vote.b;
    taken[vote.b] = 1;
  }
  return of;
}

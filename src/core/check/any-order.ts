/**
 * That a plan holds in any order the dependencies allow, nodes side by side too: happens-before is reachability in the
 * graph. One storage may follow another only when all that touches the first comes strictly before the node that makes
 * the second; made from the document alone, as rows of bits. Besides, what only one node touches may share with what only
 * another does that is said never to run at the same time.
 */

import type { PlanStorage } from "../document.ts";
import type { Facts } from "./facts.ts";
import { at, type Look } from "./look.ts";
import { names, range } from "./report.ts";

export interface Reach {
  /** Bit m of row n: node m comes strictly after node n in every order. */
  readonly words: number;
  readonly later: Uint32Array;
  /** Of each tensor its readers, or its maker when nobody reads it. */
  readonly users: readonly (readonly number[])[];
  /** 1 for a tensor that some node reads. */
  readonly read: Uint8Array;
}

export function comesAfter(reach: Reach, first: number, second: number): boolean {
  return ((at(reach.later, first * reach.words + (second >> 5)) >>> (second & 31)) & 1) === 1;
}

/** Expects an order that is topological; another one has been reported, and makes fewer bits. */
export function reachOf(facts: Facts): Reach {
  const { nodes } = facts.document;
  const words = Math.ceil(nodes.length / 32);
  const later = new Uint32Array(words * nodes.length);
  const users: number[][] = facts.document.tensors.map(() => []);
  const read = new Uint8Array(users.length);
  const lastFirst = Int32Array.from(nodes.keys()).sort((a, b) => at(facts.step, b) - at(facts.step, a));
  for (const n of lastFirst) {
    for (const id of new Set(nodes[n]?.inputs)) {
      const t = facts.tensorIndex.get(id);
      if (t === undefined) continue;
      users[t]?.push(n);
      read[t] = 1;
      const maker = at(facts.producer, t);
      if (maker < 0) continue;
      const [to, from] = [maker * words, n * words];
      for (let w = 0; w < words; w++) later[to + w] = at(later, to + w) | at(later, from + w);
      later[to + (n >> 5)] = at(later, to + (n >> 5)) | (1 << (n & 31));
    }
  }
  users.forEach((list, t) => {
    if (list.length === 0 && at(facts.producer, t) >= 0) list.push(at(facts.producer, t));
  });
  return { words, later, users, read };
}

/** Storages as happens-before sees them, by position in the plan. */
interface Standing {
  /** The node that makes its first bytes; −1: there from the start. */
  readonly maker: Int32Array;
  /** Nodes that touch it last. */
  readonly users: readonly (readonly number[])[];
  /** 1 when it must stay to the end. */
  readonly kept: Uint8Array;
  /** The one node that ever touches it, and needs it no longer then; −1: there is none. */
  readonly only: Int32Array;
  /** Of each node those that never run at the same time. */
  readonly apart: ReadonlyMap<number, ReadonlySet<number>>;
}

export function checkAnyOrder(look: Look, facts: Facts, reach: Reach): void {
  const standing = standingOf(look, facts, reach);
  checkMeetings(look, facts, reach, standing);
  checkProofs(look, reach, standing);
}

function standingOf(look: Look, facts: Facts, reach: Reach): Standing {
  const { storages } = look.plan;
  const maker = new Int32Array(storages.length).fill(-1);
  const kept = new Uint8Array(storages.length);
  const users = storages.map((storage, i) => {
    const list: number[] = [];
    if (storage.workspaceOf !== undefined) {
      maker[i] = facts.nodeIndex.get(storage.workspaceOf) ?? -1;
      if (at(maker, i) >= 0) list.push(at(maker, i));
    }
    const tenants = storage.tensors.flatMap((id) => facts.tensorIndex.get(id) ?? []);
    for (const t of tenants) {
      for (const user of reach.users[t] ?? []) list.push(user);
      if (staysToTheEnd(look, facts, t)) kept[i] = 1;
    }
    if (tenants.length > 0 && tenants.every((t) => at(facts.producer, t) >= 0)) {
      maker[i] = tenants.reduce((first, t) => {
        const node = at(facts.producer, t);
        return first < 0 || at(facts.step, node) < at(facts.step, first) ? node : first;
      }, -1);
    }
    return list;
  });
  const only = maker.map((node, i) =>
    at(kept, i) === 0 && (users[i] ?? []).every((user) => user === node) ? node : -1,
  );
  return { maker, users, kept, only, apart: apartOf(facts) };
}

function apartOf({ document, nodeIndex }: Facts): Map<number, Set<number>> {
  const apart = new Map<number, Set<number>>();
  const say = (one: number, other: number) => apart.set(one, (apart.get(one) ?? new Set()).add(other));
  for (const pair of document.exclusive ?? []) {
    const [one, other] = [nodeIndex.get(pair[0]), nodeIndex.get(pair[1])];
    if (one === undefined || other === undefined || one === other) continue;
    say(one, other);
    say(other, one);
  }
  return apart;
}

function neverTogether({ only, apart }: Standing, a: number, b: number): boolean {
  const [one, other] = [at(only, a), at(only, b)];
  return one >= 0 && other >= 0 && apart.get(one)?.has(other) === true;
}

/** Outputs, state, constants, inputs that the settings preserve. */
export function staysToTheEnd(look: Look, facts: Facts, t: number): boolean {
  const role = facts.document.tensors[t]?.role;
  const door = role === "input" && look.rules.preserveInputs;
  return at(facts.output, t) === 1 || role === "constant" || role === "state" || door;
}

/** Fills `row` with the nodes whose outputs may follow storage i. */
function followersOf(reach: Reach, standing: Standing, i: number, row: Uint32Array): void {
  const { words, later } = reach;
  const users = standing.users[i] ?? [];
  if (at(standing.kept, i) === 1) {
    row.fill(0);
    return;
  }
  if (users.length === 0) {
    // nobody touches it, but it is there when the first node starts
    row.fill(0);
    for (let k = 0; k < later.length; k++) row[k % words] = at(row, k % words) | at(later, k);
    return;
  }
  row.fill(-1);
  for (const user of users) {
    for (let w = 0; w < words; w++) row[w] = at(row, w) & at(later, user * words + w);
  }
}

function mayFollow(row: Uint32Array, maker: number): boolean {
  return maker >= 0 && ((at(row, maker >> 5) >>> (maker & 31)) & 1) === 1;
}

/** Who shares an address must follow one another, the one that the plan has first being the first. */
function checkMeetings(look: Look, facts: Facts, reach: Reach, standing: Standing): void {
  const { plan, report, padded, arenaOf } = look;
  const { storages } = plan;
  const { maker } = standing;
  const row = new Uint32Array(reach.words);
  const low = Float64Array.from(storages, (s) => s.offset);
  const begin = Int32Array.from(maker, (node) => (node < 0 ? -1 : at(facts.step, node)));
  const placed = Int32Array.from(storages.keys())
    .filter((i) => at(padded, i) > 0 && at(arenaOf, i) >= 0)
    .sort((a, b) => at(arenaOf, a) - at(arenaOf, b) || at(low, a) - at(low, b));
  let from = 0;
  placed.forEach((a, p) => {
    if (p > 0 && at(arenaOf, a) !== at(arenaOf, at(placed, p - 1))) from = p;
    if (report.full("reuse")) return;
    followersOf(reach, standing, a, row);
    const high = at(low, a) + at(padded, a);
    for (let q = from; q < placed.length; q++) {
      const b = at(placed, q);
      if (at(low, b) >= high || at(arenaOf, b) !== at(arenaOf, a)) break;
      if (b === a || at(low, b) + at(padded, b) <= at(low, a)) continue;
      if (at(begin, b) < at(begin, a) || (at(begin, b) === at(begin, a) && b < a)) continue;
      if (mayFollow(row, at(maker, b)) || neverTogether(standing, a, b)) continue;
      sayMeeting(look, storages[a], storages[b]);
    }
  });
}

function sayMeeting(look: Look, a: PlanStorage | undefined, b: PlanStorage | undefined): void {
  if (a === undefined || b === undefined) return;
  look.report.add("reuse", [`storage:${a.id}`, `storage:${b.id}`], () => {
    const place = (s: PlanStorage) => `${s.id} ${range(s.offset, s.offset + s.bytes)}`;
    return `${place(a)} and ${place(b)} share bytes in arena ${a.arena}, but some order needs both at once`;
  });
}

/** No two of an antichain may ever share: only then is its weight a bound. */
function checkProofs(look: Look, reach: Reach, standing: Standing): void {
  const { plan, report } = look;
  const row = new Uint32Array(reach.words);
  for (const arena of plan.arenas) {
    const members = (arena.antichain ?? []).flatMap((id) => look.storages.get(id) ?? []);
    for (const a of members) {
      followersOf(reach, standing, a, row);
      const others = members.filter(
        (b) => b !== a && (mayFollow(row, at(standing.maker, b)) || neverTogether(standing, a, b)),
      );
      if (others.length === 0) continue;
      const [first, second] = [plan.storages[a]?.id, names(others.map((b) => plan.storages[b]?.id ?? ""))];
      report.add("bound", [`arena:${arena.id}`, `storage:${first}`], () => {
        return `the bound of arena ${arena.id} counts ${first} and ${second}, which may share in every order`;
      });
    }
  }
}

/** Without the document: that each antichain is of storages of its arena, each once, and weighs the bound. */
export function checkAntichains(look: Look): void {
  const { plan, report, padded, arenaOf } = look;
  plan.arenas.forEach((arena, k) => {
    const here = [`arena:${arena.id}`];
    if (arena.antichain === undefined) {
      report.add(
        "bound",
        here,
        () => `arena ${arena.id} names no storages that prove its bound in any order`,
      );
      return;
    }
    let weight = 0;
    const seen = new Set<string>();
    for (const id of arena.antichain) {
      const i = look.storages.get(id) ?? -1;
      const wrong =
        i < 0
          ? "is no storage"
          : at(arenaOf, i) !== k
            ? "lies elsewhere"
            : seen.has(id)
              ? "is there twice"
              : "";
      seen.add(id);
      if (wrong === "") weight += at(padded, i);
      else
        report.add(
          "bound",
          here,
          () => `of the storages that prove the bound of arena ${arena.id}, ${id} ${wrong}`,
        );
    }
    if (weight !== arena.lowerBound) {
      report.add("bound", here, () => {
        return `the lower bound of arena ${arena.id} is ${arena.lowerBound}, but the storages that prove it weigh ${weight}`;
      });
    }
  });
}

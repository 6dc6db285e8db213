/** Who may share among the buffers of a program of arms, and how few slots do for them: happens-before with arms as units. */

import { groupBy } from "../../lists.ts";
import { bitRow, hasBit } from "../../reuse/bit-rows.ts";
import { heaviestClique } from "../../reuse/clique.ts";
import { fewestColours } from "../../reuse/colouring.ts";
import { type MayShareRows, withExclusive } from "../../reuse/exclusive.ts";
import { antichainOf, chainsOf, mostLinks } from "../../reuse/matching.ts";
import { conflictsOf, FREE, mayFollow, type Values } from "../../reuse/relation.ts";
import { type Assignment, eitherWay } from "../../reuse/slot-problem.ts";
import type { ArmsModel } from "./model.ts";
import type { BufferUse } from "./pins.ts";
import type { Certificate } from "./report.types.ts";

/** Buffers that lie in the scratch, sorted by id; rows of `relation` are in this order. */
export interface Scratch {
  /** Positions in the document. */
  readonly buffers: readonly number[];
  readonly ids: readonly string[];
  readonly bytes: Float64Array;
  readonly relation: MayShareRows;
  /** Of each its arms, each after those that it waits for. */
  readonly arms: readonly (readonly number[])[];
}

export function scratchOf(model: ArmsModel, uses: readonly BufferUse[]): Scratch {
  const { document, order } = model;
  const id = (b: number) => document.buffers[b]?.id ?? "";
  const buffers = uses
    .flatMap((use, b) => (use.kind === "transient" || use.kind === "donatable" ? [b] : []))
    .sort((a, b) => (id(a) < id(b) ? -1 : 1));
  const rank = new Int32Array(model.arms.length);
  order.before.order.forEach((arm, step) => {
    rank[arm] = step;
  });
  const arms = buffers.map((b) => [...(uses[b]?.arms ?? [])].sort((x, y) => (rank[x] ?? 0) - (rank[y] ?? 0)));
  // what the host gives is there from the start: others may follow it, and it follows nobody
  const made = buffers.map((b) => uses[b]?.kind === "transient");
  const rows = arms.flatMap((touching, v) => touching.map(() => v));
  const values: Values = {
    count: buffers.length,
    producer: Int32Array.from(arms, ([first = -1], v) => (made[v] === true ? first : -1)),
    users: groupBy(buffers.length, rows, arms.flat()),
    stays: new Uint8Array(buffers.length).fill(FREE),
    takeovers: groupBy(buffers.length, [], []),
  };
  return {
    buffers,
    arms,
    ids: buffers.map(id),
    bytes: Float64Array.from(buffers, (b) => document.buffers[b]?.bytes ?? 0),
    relation: withExclusive(mayFollow(order.before, values), values, order.exclusive),
  };
}

export interface SlotOfEach {
  readonly of: Assignment;
  readonly count: number;
}

export interface FewestSlots extends SlotOfEach {
  /** Positions in the scratch. */
  readonly apart: Int32Array;
  readonly kind: Certificate["kind"];
}

/** As few slots as can be, whatever their bytes. */
export function fewestSlots({ follows, mixed }: MayShareRows): FewestSlots {
  if (!mixed) {
    const matching = mostLinks(follows);
    const { of, count } = chainsOf(matching);
    return { of, count, apart: antichainOf(follows, matching), kind: "apart" };
  }
  const conflicts = conflictsOf(follows, () => true);
  const { members } = heaviestClique(conflicts, new Float64Array(follows.rows).fill(1));
  const { of, count, exact } = fewestColours(conflicts, members.length);
  const kind = members.length === count ? "apart" : exact ? "searched" : "open";
  return { of, count, apart: members, kind };
}

/** The largest first, each into the first slot all of whose tenants may share with it. */
export function largestFirst({ bytes, relation: { follows } }: Scratch): SlotOfEach {
  const either = eitherWay(follows);
  const slots: { readonly open: Uint32Array }[] = [];
  const of = new Int32Array(bytes.length);
  for (const v of Array.from(of.keys()).sort((a, b) => (bytes[b] ?? 0) - (bytes[a] ?? 0) || a - b)) {
    const row = bitRow(either, v);
    const at = slots.findIndex(({ open }) => (((open[v >> 5] ?? 0) >>> (v & 31)) & 1) === 1);
    of[v] = at < 0 ? slots.push({ open: row.slice() }) - 1 : at;
    const open = at < 0 ? undefined : slots[at]?.open;
    open?.forEach((word, w) => {
      open[w] = word & (row[w] ?? 0);
    });
  }
  return { of, count: slots.length };
}

/** Whether two, by position, may share. */
export function areShareable({ follows }: MayShareRows, a: number, b: number): boolean {
  return hasBit(follows, a, b) || hasBit(follows, b, a);
}

/** Pairs of positions that may share, the smaller first. */
export function pairsOf(relation: MayShareRows): [number, number][] {
  const pairs: [number, number][] = [];
  for (let a = 0; a < relation.follows.rows; a++) {
    for (let b = a + 1; b < relation.follows.rows; b++) if (areShareable(relation, a, b)) pairs.push([a, b]);
  }
  return pairs;
}

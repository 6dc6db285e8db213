/** What flows through the buffers: what each arm does with them, what is surely written when it is read, which copies are surely waited for. */

import { rowOf } from "../../lists.ts";
import { type BitRows, bitRows, hasBit, setBit } from "../../reuse/bit-rows.ts";
import type { Arm } from "./body.ts";
import type { ArmsDocument } from "./document.ts";
import type { OrderOfArms } from "./order.ts";
import { MARKS, type Mark } from "./report.types.ts";
import { type Copy, type Seen, type State, Walk } from "./walk.ts";

/** Buffers and arms by position. */
export interface Flow {
  /** By buffer, then by arm. */
  readonly touches: readonly { readonly buffer: number; readonly arm: number; readonly marks: Mark[] }[];
  /** Row b, bit a: arm a touches buffer b, if only by waiting for a copy. */
  readonly arms: BitRows;
  /** The same by statements that name the buffer. */
  readonly named: BitRows;
  readonly written: BitRows;
  /** Some read of it is not surely after a write of all of it. */
  readonly fromHost: ReadonlySet<number>;
  /** Copies that may outlast the arm that starts them. */
  readonly copies: readonly Copy[];
}

/** Expects a sound document. */
export function flowOf(document: ArmsDocument, arms: readonly Arm[], order: OrderOfArms): Flow {
  const buffers = document.buffers.length;
  const index = new Map(document.buffers.map((buffer, b) => [buffer.id, b]));
  const marks: Map<number, Set<Mark>>[] = arms.map(() => new Map());
  const [named, written] = [bitRows(buffers, arms.length), bitRows(buffers, arms.length)];
  const fromHost = new Set<number>();
  /** Row a: what is surely written when arm a begins. */
  const defined = bitRows(arms.length, buffers);
  /** What copies of each arm will surely have written once their tag is waited for, by arms that come later. */
  const promises: { arm: number; tag: string; buffer: number }[] = [];
  const open: Copy[] = [];
  const isLater = (a: number, b: number) => hasBit(order.later, a, b);
  for (const a of order.before.order) {
    const arm = arms[a];
    if (arm === undefined) continue;
    const seen: Seen = {
      touch: (b, use) => {
        mark(marks[a], b, use.mark);
        setBit(named, b, a);
        if (use.writes !== "none") setBit(written, b, a);
      },
      readsFromHost: (b) => fromHost.add(b),
      waits: (copy) => {
        mark(marks[a], copy.from, "wait");
        mark(marks[a], copy.to, "wait");
      },
    };
    // what is written already needs no promise
    const before = promises.filter(({ arm, buffer }) => isLater(arm, a) && !hasBit(defined, a, buffer));
    const inherited = open.filter(
      (copy) => isLater(copy.arm, a) && !copy.waiters.some((waiter) => isLater(waiter, a)),
    );
    const start: State = { defined: new Set(), pending: new Set(inherited), promised: new Map() };
    for (const { tag, buffer } of before) promise(start, tag, buffer);
    // whoever comes after this arm comes after those that have promised them, too
    const known = new Set(before.map(({ tag, buffer }) => keyOf(tag, buffer)));
    const walk = new Walk(a, index, (b) => hasBit(defined, a, b), seen);
    const end = walk.through(arm.items, start);
    for (const copy of inherited) if (!end.pending.has(copy)) copy.waiters.push(a);
    for (const copy of end.pending) if (copy.arm === a) open.push(copy);
    for (const [tag, targets] of end.promised) {
      for (const buffer of targets) {
        if (!known.has(keyOf(tag, buffer))) promises.push({ arm: a, tag, buffer });
      }
    }
    for (const next of rowOf(order.before.next, a)) {
      for (let w = 0; w < defined.words; w++) {
        const at = next * defined.words + w;
        defined.bits[at] = (defined.bits[at] ?? 0) | (defined.bits[a * defined.words + w] ?? 0);
      }
      for (const b of end.defined) setBit(defined, next, b);
    }
  }
  const touched = bitRows(buffers, arms.length);
  const touches: { buffer: number; arm: number; marks: Mark[] }[] = [];
  marks.forEach((row, a) => {
    for (const [b, set] of row) {
      setBit(touched, b, a);
      touches.push({ buffer: b, arm: a, marks: MARKS.filter((m) => set.has(m)) });
    }
  });
  touches.sort((x, y) => x.buffer - y.buffer || x.arm - y.arm);
  return { touches, arms: touched, named, written, fromHost, copies: open };
}

function mark(row: Map<number, Set<Mark>> | undefined, buffer: number, what: Mark): void {
  const set = row?.get(buffer);
  if (set === undefined) row?.set(buffer, new Set([what]));
  else set.add(what);
}

function keyOf(tag: string, buffer: number): string {
  return `${buffer} ${tag}`;
}

function promise(state: State, tag: string, buffer: number): void {
  const targets = state.promised.get(tag);
  if (targets === undefined) state.promised.set(tag, new Set([buffer]));
  else targets.add(buffer);
}

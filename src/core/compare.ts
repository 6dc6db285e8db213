/** Compares two plans: which storage is which, what became of each, and what that makes of peaks, arenas and steps. */

import { alignSteps, endColumn } from "./compare/axis.ts";
import {
  type ArenaPair,
  type Axis,
  type Comparison,
  indexOfKind,
  KINDS,
  type KindTotal,
} from "./compare/comparison.types.ts";
import { matchBuffers, matchStorages } from "./compare/match.ts";
import { atOnce, breathes, type Sliced } from "./compare/sliced.ts";
import type { Plan } from "./plan.types.ts";

const CAME = 1 << indexOfKind("came");
const WENT = 1 << indexOfKind("went");
const GREW = 1 << indexOfKind("grew");
const SHRANK = 1 << indexOfKind("shrank");
const ARENA = 1 << indexOfKind("arena");
const MOVED = 1 << indexOfKind("moved");
const TIME = 1 << indexOfKind("time");
const BUFFER = 1 << indexOfKind("buffer");
const SAME = 1 << indexOfKind("same");

/** Position in KINDS of the weightiest of `bits`. */
function weightiest(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

/** Whether each plan has one arena: these are a pair, whatever they are called. */
function isLonePair(a: Plan, b: Plan): boolean {
  return a.arenas.length === 1 && b.arenas.length === 1;
}

/** What became of storage `s` of A, which is `t` in B, as bits. */
function bitsOf(a: Plan, b: Plan, axis: Axis, bufferInB: Int32Array, s: number, t: number): number {
  const [x, y] = [a.storages, b.storages];
  const more = (y.bytes[t] ?? 0) - (x.bytes[s] ?? 0);
  let bits = more > 0 ? GREW : more < 0 ? SHRANK : 0;
  const elsewhere = !isLonePair(a, b) && a.arenas[x.arena[s] ?? 0]?.id !== b.arenas[y.arena[t] ?? 0]?.id;
  if (elsewhere) bits |= ARENA;
  else if (x.offset[s] !== y.offset[t]) bits |= MOVED;
  const sameStart = axis.a[x.start[s] ?? 0] === axis.b[y.start[t] ?? 0];
  if (!sameStart || endColumn(axis.a, x.end[s] ?? 0) !== endColumn(axis.b, y.end[t] ?? 0)) bits |= TIME;
  if (bufferInB[x.buffer[s] ?? 0] !== y.buffer[t]) bits |= BUFFER;
  return bits === 0 ? SAME : bits;
}

/** Storages and bytes of each kind, counted as they are told. */
class Totals {
  readonly #storages = KINDS.map(() => 0);
  readonly #a = KINDS.map(() => 0);
  readonly #b = KINDS.map(() => 0);

  add(kind: number, aBytes: number, bBytes: number): void {
    this.#storages[kind] = (this.#storages[kind] ?? 0) + 1;
    this.#a[kind] = (this.#a[kind] ?? 0) + aBytes;
    this.#b[kind] = (this.#b[kind] ?? 0) + bBytes;
  }

  get list(): readonly KindTotal[] {
    return KINDS.map((kind, k) => ({
      kind,
      storages: this.#storages[k] ?? 0,
      aBytes: this.#a[k] ?? 0,
      bBytes: this.#b[k] ?? 0,
    }));
  }
}

/** Those of B in its order, then those of A alone. */
function arenasOf(a: Plan, b: Plan): readonly ArenaPair[] {
  const [only] = b.arenas;
  if (only !== undefined && isLonePair(a, b)) return [{ id: only.id, a: a.arenas[0] ?? null, b: only }];
  const before = new Map(a.arenas.map((arena) => [arena.id, arena]));
  const there = new Set(b.arenas.map(({ id }) => id));
  return [
    ...b.arenas.map((arena) => ({ id: arena.id, a: before.get(arena.id) ?? null, b: arena })),
    ...a.arenas.filter(({ id }) => !there.has(id)).map((arena) => ({ id: arena.id, a: arena, b: null })),
  ];
}

/** The same as `comparePlans`, in slices. Time and memory go by the storages, nodes and tensors of both. */
export function* comparison(a: Plan, b: Plan): Sliced<Comparison> {
  const { axis, order } = yield* alignSteps(a, b);
  const inB = yield* matchStorages(a, b);
  const bufferInB = yield* matchBuffers(a, b, inB);
  const inA = new Int32Array(b.storages.count).fill(-1);
  const bitsA = new Uint16Array(a.storages.count).fill(WENT);
  const bitsB = new Uint16Array(b.storages.count).fill(CAME);
  const kindA = new Uint8Array(a.storages.count);
  const kindB = new Uint8Array(b.storages.count);
  const totals = new Totals();
  for (let s = 0; s < inB.length; s++) {
    if (breathes(s)) yield;
    const t = inB[s] ?? -1;
    const bits = t < 0 ? WENT : bitsOf(a, b, axis, bufferInB, s, t);
    const kind = weightiest(bits);
    bitsA[s] = bits;
    kindA[s] = kind;
    totals.add(kind, a.storages.bytes[s] ?? 0, t < 0 ? 0 : (b.storages.bytes[t] ?? 0));
    if (t < 0) continue;
    inA[t] = s;
    bitsB[t] = bits;
    kindB[t] = kind;
  }
  for (let t = 0; t < inA.length; t++) {
    if (breathes(t)) yield;
    if ((inA[t] ?? -1) >= 0) continue;
    kindB[t] = weightiest(CAME);
    totals.add(weightiest(CAME), 0, b.storages.bytes[t] ?? 0);
  }
  const arenas = arenasOf(a, b);
  return { a, b, inB, inA, bitsA, bitsB, kindA, kindB, totals: totals.list, axis, order, arenas };
}

/** What became of plan `a` in plan `b`. Pure; comparing them the other way round tells the same from the other side. */
export function comparePlans(a: Plan, b: Plan): Comparison {
  return atOnce(comparison(a, b));
}

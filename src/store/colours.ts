/** Colour slots of buffers: neighbours differ, and a buffer keeps its slot over re-plans and edits of one document. */

import type { Plan } from "../core/plan.types.ts";
import { type Neighbours, neighboursOf } from "./colour-neighbours.ts";

/** Number of categorical slots; the palette gives each a hue (draw/palette.ts). */
export const SLOTS = 7;

/** Slots whose hues shades of tenants can mix up: blue and sky, vermilion and orange, orange and yellow. */
const ALIKE: readonly (readonly number[])[] = [[2], [6], [0], [], [6], [], [1, 4]];
/** What a hue that is alike costs of what the same would. */
const ALIKE_COSTS = 0.25;

/** Pictures of one document whose colours are given back exactly: enough for undoing as far as people undo. */
const PICTURES = 64;

/** Whom each buffer must differ from: everybody, or who is alive at the peak with it, as long as the slots last; else its neighbours there. */
function apart(plan: Plan, { crowds }: Neighbours): readonly ReadonlySet<number>[] {
  const { count } = plan.buffers;
  const from: Set<number>[] = Array.from({ length: count }, () => new Set());
  const all = count <= SLOTS ? [Array.from({ length: count }, (_, b) => b)] : crowds;
  for (const crowd of all) {
    const reach = crowd.length <= SLOTS ? crowd.length : 1;
    for (const [i, b] of crowd.entries()) {
      for (const c of crowd.slice(i + 1, i + 1 + reach)) {
        from[b]?.add(c);
        from[c]?.add(b);
      }
    }
  }
  return from;
}

/**
 * A slot for each buffer of `plan`. Tenants vote for the slots that `known` has of them, by bytes × steps, and the heaviest
 * votes are heard first; who has none, or may not have it, gets the slot that is least near, of those the least used.
 */
export function colourSlots(plan: Plan, known: ReadonlyMap<string, number>): Int32Array {
  return colourApart(plan, known, neighboursOf(plan));
}

function colourApart(plan: Plan, known: ReadonlyMap<string, number>, neighbours: Neighbours): Int32Array {
  const { near } = neighbours;
  const from = apart(plan, neighbours);
  const colour = new Int32Array(plan.buffers.count).fill(-1);
  const uses = new Int32Array(SLOTS);
  const take = (buffer: number, slot: number) => {
    colour[buffer] = slot;
    uses[slot] = (uses[slot] ?? 0) + 1;
  };
  const refused = (buffer: number, slot: number) => {
    for (const other of from[buffer] ?? []) if (colour[other] === slot) return true;
    return false;
  };
  const wishes = wishesOf(plan, known);
  // slots that nobody wants go to those who come second
  let free = SLOTS - new Set(wishes.map(({ slot }) => slot)).size;
  for (const { buffer, slot } of wishes) {
    if (refused(buffer, slot)) continue;
    if ((uses[slot] ?? 0) > 0 && free > 0) free--;
    else take(buffer, slot);
  }
  const cost = new Float64Array(SLOTS);
  const weight = near.map((others) => [...others.values()].reduce((sum, w) => sum + w, 0));
  const rest = [...colour.keys()]
    .filter((b) => colour[b] === -1)
    .sort((a, b) => (weight[b] ?? 0) - (weight[a] ?? 0) || a - b);
  for (const b of rest) {
    cost.fill(0);
    for (const [c, w] of near[b] ?? []) {
      const slot = colour[c] ?? -1;
      if (slot < 0) continue;
      cost[slot] = (cost[slot] ?? 0) + w;
      for (const alike of ALIKE[slot] ?? []) cost[alike] = (cost[alike] ?? 0) + w * ALIKE_COSTS;
    }
    for (const c of from[b] ?? []) {
      const slot = colour[c] ?? -1;
      if (slot >= 0) cost[slot] = Number.POSITIVE_INFINITY;
    }
    let slot = 0;
    for (let k = 1; k < SLOTS; k++) {
      const less = (cost[k] ?? 0) - (cost[slot] ?? 0);
      if (less < 0 || (cost[k] === cost[slot] && (uses[k] ?? 0) < (uses[slot] ?? 0))) slot = k;
    }
    take(b, slot);
  }
  return colour;
}

interface Wish {
  readonly buffer: number;
  readonly slot: number;
  readonly weight: number;
}

/** The slot that most of the bytes × steps of a buffer had before, of buffers that had any; the heaviest first. */
function wishesOf({ storages, buffers }: Plan, known: ReadonlyMap<string, number>): readonly Wish[] {
  const wishes: Wish[] = [];
  const votes = new Float64Array(SLOTS);
  for (let b = 0; b < buffers.count; b++) {
    votes.fill(0);
    for (let i = buffers.storages.from[b] ?? 0; i < (buffers.storages.from[b + 1] ?? 0); i++) {
      const s = buffers.storages.items[i] ?? 0;
      const slot = known.get(storages.id[s] ?? "");
      if (slot === undefined) continue;
      const lived = (storages.end[s] ?? 0) - (storages.start[s] ?? 0);
      votes[slot] = (votes[slot] ?? 0) + 1 + (storages.bytes[s] ?? 0) * lived;
    }
    let slot = 0;
    for (let k = 1; k < SLOTS; k++) if ((votes[k] ?? 0) > (votes[slot] ?? 0)) slot = k;
    const weight = votes[slot] ?? 0;
    if (weight > 0) wishes.push({ buffer: b, slot, weight });
  }
  return wishes.sort((a, b) => b.weight - a.weight || a.buffer - b.buffer);
}

/** Two plans with one text are coloured alike: who shares with whom, and who is alive at the peak. */
function likeness({ storages, buffers }: Plan, { crowds }: Neighbours): string {
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  const add = (n: number) => {
    a = Math.imul(a ^ n, 0x01000193);
    b = Math.imul(b ^ n, 0x85ebca6b) ^ (b >>> 15);
  };
  for (let i = 0; i < buffers.count; i++) {
    add(-1);
    for (let at = buffers.storages.from[i] ?? 0; at < (buffers.storages.from[i + 1] ?? 0); at++) {
      const id = storages.id[buffers.storages.items[at] ?? 0] ?? "";
      add(id.length);
      for (let k = 0; k < id.length; k++) add(id.charCodeAt(k));
    }
  }
  for (const crowd of crowds) {
    add(-2);
    for (const buffer of crowd) add(buffer);
  }
  return `${buffers.count} ${storages.count} ${a} ${b}`;
}

/**
 * Colours plan after plan. Over all edits of one opening a storage that comes back votes for the slot that it had last, and a
 * plan that comes back (undo, a step dragged there and back) has the very colours that it had.
 */
export function makeColouring(): (plan: Plan, opening: number) => Int32Array {
  const known = new Map<string, number>();
  const seen = new Map<string, Int32Array>();
  let of: number | undefined;
  return (plan, opening) => {
    if (opening !== of) {
      of = opening;
      known.clear();
      seen.clear();
    }
    const neighbours = neighboursOf(plan);
    const like = likeness(plan, neighbours);
    const colour = seen.get(like) ?? colourApart(plan, known, neighbours);
    seen.delete(like);
    seen.set(like, colour);
    for (const oldest of seen.keys()) {
      if (seen.size <= PICTURES) break;
      seen.delete(oldest);
    }
    for (let s = 0; s < plan.storages.count; s++)
      known.set(plan.storages.id[s] ?? "", colour[plan.storages.buffer[s] ?? 0] ?? 0);
    return colour;
  };
}

/** Position of each storage among the tenants of its buffer: the second half of its colour. */
export function ordinals(plan: Plan): Int32Array {
  const ordinal = new Int32Array(plan.storages.count);
  const { from, items } = plan.buffers.storages;
  for (let b = 0; b < plan.buffers.count; b++) {
    const first = from[b] ?? 0;
    for (let i = first; i < (from[b + 1] ?? 0); i++) ordinal[items[i] ?? 0] = i - first;
  }
  return ordinal;
}

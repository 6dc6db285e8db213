/**
 * A common axis for the steps of two plans. Nodes that both run in the same order stand in one column; what one plan alone
 * runs there has a column of its own. The common order is the longest increasing subsequence of positions, by patience
 * sorting (Fredman 1975), O(n log n).
 */

import type { Plan } from "../plan.types.ts";
import type { Axis, OrderFacts } from "./comparison.types.ts";
import { Sharded } from "./sharded.ts";
import { breathes, type Sliced } from "./sliced.ts";

/** Positions in `values` of a longest increasing subsequence; values below 0 are in none. */
export function* longestIncreasing(values: Int32Array): Sliced<Int32Array> {
  const tails: number[] = [];
  const before = new Int32Array(values.length).fill(-1);
  for (let i = 0; i < values.length; i++) {
    if (breathes(i)) yield;
    const value = values[i] ?? -1;
    if (value < 0) continue;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[i] = tails[low - 1] ?? -1;
    tails[low] = i;
  }
  const found = new Int32Array(tails.length);
  let at = tails.at(-1) ?? -1;
  for (let k = tails.length - 1; k >= 0; k--) {
    found[k] = at;
    at = before[at] ?? -1;
  }
  return found;
}

/** The nodes of a plan by the order in which they run. */
function* idsInOrder({ nodes }: Plan): Sliced<string[]> {
  const ids: string[] = [];
  for (let step = 0; step < nodes.order.length; step++) {
    if (breathes(step)) yield;
    ids.push(nodes.id[nodes.order[step] ?? 0] ?? "");
  }
  return ids;
}

/** Of several longest common orders one is taken: the same whichever plan is named first. */
function comesLater(a: readonly string[], b: readonly string[]): boolean {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const [x = "", y = ""] = [a[i], b[i]];
    if (x !== y) return x > y;
  }
  return a.length > b.length;
}

interface Anchors {
  /** Steps of A and B that are the same node in the common order, ascending in both. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** For each step of A the step of B that runs the same node, or −1. */
  readonly inB: Int32Array;
}

function* anchorsOf(a: readonly string[], b: readonly string[]): Sliced<Anchors> {
  const stepIn = new Sharded();
  for (let step = 0; step < b.length; step++) {
    if (breathes(step)) yield;
    stepIn.set(b[step] ?? "", step);
  }
  const inB = new Int32Array(a.length);
  for (let step = 0; step < a.length; step++) {
    if (breathes(step)) yield;
    inB[step] = stepIn.get(a[step] ?? "") ?? -1;
  }
  const found = yield* longestIncreasing(inB);
  return { a: found, b: found.map((step) => inB[step] ?? 0), inB };
}

function mirrored({ a, b, inB }: Anchors, steps: number): Anchors {
  const inA = new Int32Array(steps).fill(-1);
  inB.forEach((step, i) => {
    if (step >= 0) inA[step] = i;
  });
  return { a: b, b: a, inB: inA };
}

/** Columns of steps: at each anchor one for both, between two anchors those of `first` and then those of the other. */
function columns(anchors: Anchors, a: Plan, b: Plan, firstIsA: boolean): Axis {
  const ofA = new Int32Array(a.steps);
  const ofB = new Int32Array(b.steps);
  let [i, j, column] = [0, 0, 0];
  const upTo = (toA: number, toB: number) => {
    const fillA = () => {
      while (i < toA) ofA[i++] = column++;
    };
    const fillB = () => {
      while (j < toB) ofB[j++] = column++;
    };
    if (firstIsA) fillA();
    fillB();
    fillA();
  };
  const both = () => {
    ofA[i++] = column;
    ofB[j++] = column++;
  };
  for (let k = 0; k < anchors.a.length; k++) {
    upTo(anchors.a[k] ?? 0, anchors.b[k] ?? 0);
    both();
  }
  upTo(a.nodes.order.length, b.nodes.order.length);
  // after the last node nothing runs, in either
  while (i < a.steps && j < b.steps) both();
  upTo(a.steps, b.steps);
  return { steps: column, a: ofA, b: ofB, plain: false };
}

function identity(steps: number): Int32Array {
  // a loop: the page stands still meanwhile, and filling by a function takes ten times as long
  const map = new Int32Array(steps);
  for (let step = 0; step < steps; step++) map[step] = step;
  return map;
}

/** The axis of two plans, and how the orders of their nodes differ. */
export function* alignSteps(a: Plan, b: Plan): Sliced<{ readonly axis: Axis; readonly order: OrderFacts }> {
  const idsA = yield* idsInOrder(a);
  const idsB = yield* idsInOrder(b);
  const later = comesLater(idsA, idsB);
  const found = yield* later ? anchorsOf(idsB, idsA) : anchorsOf(idsA, idsB);
  const anchors = later ? mirrored(found, idsA.length) : found;
  const inOrder = new Uint8Array(idsB.length);
  for (const step of anchors.b) inOrder[step] = 1;
  const matched = new Uint8Array(idsB.length);
  const went: number[] = [];
  anchors.inB.forEach((step, i) => {
    if (step >= 0) matched[step] = 1;
    else went.push(a.nodes.order[i] ?? 0);
  });
  const moved: number[] = [];
  const came: number[] = [];
  for (let step = 0; step < idsB.length; step++) {
    const node = b.nodes.order[step] ?? 0;
    if (matched[step] === 0) came.push(node);
    else if (inOrder[step] === 0) moved.push(node);
  }
  const order: OrderFacts = {
    common: idsB.length - came.length,
    moved: Int32Array.from(moved),
    came: Int32Array.from(came),
    went: Int32Array.from(went),
  };
  const same = came.length === 0 && went.length === 0;
  const axis =
    same || idsA.length === 0 || idsB.length === 0
      ? { steps: Math.max(a.steps, b.steps), a: identity(a.steps), b: identity(b.steps), plain: true }
      : columns(anchors, a, b, !later);
  return { axis, order };
}

/** The column after the last of a life that ends, exclusively, at `end`. */
export function endColumn(map: Int32Array, end: number): number {
  return end <= 0 ? 0 : (map[end - 1] ?? 0) + 1;
}

/** The last step that stands at a column or before it; −1 before the first. */
export function stepAtColumn(map: Int32Array, column: number): number {
  let low = 0;
  let high = map.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((map[middle] ?? 0) <= column) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

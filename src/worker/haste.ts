/** Plans for those who edit: what can be found in the blink of an eye, in the order of the picture that they look at. */

import type { GraphDocument } from "../core/document.ts";
import { QUICK } from "../core/order/best-of-all.ts";
import { given } from "../core/order/given.ts";
import { MinHeap } from "../core/order/min-heap.ts";
import { NO_SEARCH } from "../core/plan.types.ts";
import type { CheckedPlan } from "../core/plan-checked.ts";
import type { Settings } from "../core/settings.ts";

/** Above this many nodes a search for an order takes longer than a blink. */
const FEW_NODES = 48;

/** What an edited document is planned with at first. */
export interface Haste {
  /** Milliseconds after which a search gives the best that it has found. */
  readonly limit: number;
  /** Ids of the nodes in the order of the picture before. */
  readonly order: readonly string[] | null;
}

/** Whether the settings ask for an order that is searched for, and the search would take too long. */
export function searchesLong(document: GraphDocument, settings: Settings): boolean {
  return document.nodes.length > FEW_NODES && !QUICK.some((order) => order.id === settings.order);
}

/** An order of the document as close to another one as its edges allow; new nodes run when what they read is there. */
export function orderLike(document: GraphDocument, before: readonly string[]): string[] {
  const { nodes } = document;
  const prior = new Map(before.map((id, step) => [id, step]));
  const makers = new Map(nodes.flatMap((node, n) => node.outputs.map((id) => [id, n] as const)));
  const makersOf = nodes.map(({ inputs }) => new Set(inputs.flatMap((id) => makers.get(id) ?? [])));
  const readers = nodes.map((): number[] => []);
  for (const [n, own] of makersOf.entries()) for (const maker of own) readers[maker]?.push(n);

  /** Goes through the nodes, each after what it reads; among those that could run the one of least place first. */
  function walk(place: Int32Array, visit: (node: number) => void): void {
    const nodeAt = new Int32Array(nodes.length);
    for (const [n, at] of place.entries()) nodeAt[at] = n;
    const waiting = makersOf.map((own) => own.size);
    const ready = new MinHeap(nodes.length);
    for (const [n, count] of waiting.entries()) if (count === 0) ready.push(place[n] ?? 0);
    for (let step = 0; step < nodes.length; step++) {
      const node = nodeAt[ready.pop()] ?? 0;
      visit(node);
      for (const reader of readers[node] ?? []) {
        const left = (waiting[reader] ?? 0) - 1;
        waiting[reader] = left;
        if (left === 0) ready.push(place[reader] ?? 0);
      }
    }
  }

  const rank = new Float64Array(nodes.length);
  walk(Int32Array.from(nodes.keys()), (n) => {
    const known = prior.get(nodes[n]?.id ?? "");
    let last = -1;
    for (const maker of makersOf[n] ?? []) last = Math.max(last, rank[maker] ?? 0);
    rank[n] = known ?? last + 1 / 1024;
  });
  const place = new Int32Array(nodes.length);
  const sorted = [...nodes.keys()].sort((a, b) => (rank[a] ?? 0) - (rank[b] ?? 0) || a - b);
  for (const [at, n] of sorted.entries()) place[n] = at;
  const order: string[] = [];
  walk(place, (n) => order.push(nodes[n]?.id ?? ""));
  return order;
}

/** The document and settings by which it is planned in a known order. */
export function inOrder(
  document: GraphDocument,
  settings: Settings,
  before: readonly string[],
): { readonly document: GraphDocument; readonly settings: Settings } {
  return {
    document: { ...document, order: orderLike(document, before) },
    settings: { ...settings, order: given.id },
  };
}

/** A plan in a known order as one of these settings whose search has not begun. */
export function asUnfinished(made: CheckedPlan, settings: Settings): CheckedPlan {
  const plan = { ...made.plan, settings, search: { ...NO_SEARCH, endedEarly: true } };
  return { ...made, plan };
}

/**
 * The order of a method that gives none: values before their readers, and around each change in place what stood before
 * it in the document before it, what stood after it after it. A change makes no new value, so values alone do not say.
 */

import { LeastFirst } from "../../order/least-first.ts";
import { fail, ok, type Result } from "../../result.ts";
import type { MethodSpec } from "./document.ts";
import { basesOf } from "./touches.ts";

/** Ids of the nodes. Expects a method that is a sound graph; fails when what is read and what is changed go round. */
export function orderOfMethod(method: MethodSpec): Result<readonly string[]> {
  if (method.order !== undefined) return ok(method.order);
  const { nodes } = method;
  const waits = nodes.map(() => new Set<number>());
  const producer = new Map(nodes.flatMap((node, n) => node.outputs.map((id) => [id, n] as const)));
  const base = basesOf(nodes);
  /** By memory: the last change of it, and who has touched it since. */
  const last = new Map<string, number>();
  const since = new Map<string, number[]>();
  nodes.forEach((node, n) => {
    const mine = waits[n];
    for (const id of node.inputs) {
      const made = producer.get(id);
      if (made !== undefined) mine?.add(made);
    }
    const changed = new Set((node.mutates ?? []).map((position) => base(node.inputs[position] ?? "")));
    for (const memory of new Set(node.inputs.map(base))) {
      const change = last.get(memory);
      if (change !== undefined) mine?.add(change);
      if (changed.has(memory)) {
        for (const other of since.get(memory) ?? []) mine?.add(other);
        last.set(memory, n);
        since.set(memory, []);
      } else {
        const touched = since.get(memory);
        if (touched === undefined) since.set(memory, [n]);
        else touched.push(n);
      }
    }
  });
  const order = firstReady(waits);
  if (order.length === nodes.length) return ok(order.map((n) => nodes[n]?.id ?? ""));
  const message = `In method ${JSON.stringify(method.id)} values and changes in place wait for each other: no order of its nodes keeps both as they are listed.`;
  return fail("bad-order", message, { help: "Give the method an order, or list its nodes as they run." });
}

/** Of those that wait for nobody more, always the first; short where some wait in a circle. */
function firstReady(waits: readonly ReadonlySet<number>[]): number[] {
  const left = waits.map((set, n) => (set.has(n) ? set.size - 1 : set.size));
  const next: number[][] = waits.map(() => []);
  waits.forEach((set, n) => {
    for (const m of set) if (m !== n) next[m]?.push(n);
  });
  const ready = new LeastFirst();
  left.forEach((count, n) => {
    if (count === 0) ready.push(n, n);
  });
  const order: number[] = [];
  while (ready.size > 0) {
    const n = ready.pop();
    order.push(n);
    for (const m of next[n] ?? []) {
      left[m] = (left[m] ?? 0) - 1;
      if (left[m] === 0) ready.push(m, m);
    }
  }
  return order;
}

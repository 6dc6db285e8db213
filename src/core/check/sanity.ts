/** Before any sum is made: every number a safe integer that can be a size, an address or a step; every id once. */

import type { PlanDocument } from "../document.ts";
import type { Report } from "./report.ts";

/** Numbers and ids; false when the numbers of storages, buffers or arenas make further checks meaningless. */
export function checkSanity(plan: PlanDocument, report: Report): boolean {
  let sane = true;
  const number = (value: number, least: number, kind: string, id: string, what: string): void => {
    if (Number.isSafeInteger(value) && value >= least) return;
    report.add("number", [`${kind}:${id}`], () => {
      return `${what} of ${kind} ${id} is ${value}, not a whole number from ${least} up`;
    });
    sane = false;
  };
  for (const s of plan.storages) {
    number(s.bytes, 0, "storage", s.id, "bytes");
    number(s.offset, 0, "storage", s.id, "offset");
    number(s.offset + s.bytes, 0, "storage", s.id, "offset + bytes");
    number(s.alignment, 1, "storage", s.id, "alignment");
    number(s.start, 0, "storage", s.id, "start");
    number(s.end, 0, "storage", s.id, "end");
    for (const gap of s.gaps ?? []) {
      for (const value of [gap.start, gap.end, ...(gap.window ?? [])])
        number(value, 0, "storage", s.id, "a gap");
    }
  }
  for (const [id, t] of Object.entries(plan.tensors)) {
    number(t.bytes, 0, "tensor", id, "bytes");
    number(t.offset, 0, "tensor", id, "offset");
    number(t.start, 0, "tensor", id, "start");
    number(t.end, 0, "tensor", id, "end");
  }
  for (const b of plan.buffers) {
    number(b.bytes, 0, "buffer", b.id, "bytes");
    number(b.offset, 0, "buffer", b.id, "offset");
  }
  for (const a of plan.arenas) {
    if (a.capacity !== null) number(a.capacity, 0, "arena", a.id, "capacity");
    number(a.alignment, 1, "arena", a.id, "alignment");
    number(a.peak, 0, "arena", a.id, "peak");
    number(a.lowerBound, 0, "arena", a.id, "lowerBound");
  }
  if (plan.search !== undefined) {
    const { placeSteps, orderSteps, orderBound } = plan.search;
    number(placeSteps, 0, "search", "of addresses", "steps");
    number(orderSteps, 0, "search", "of orders", "steps");
    if (orderBound !== null) number(orderBound, 0, "search", "of orders", "bound");
  }
  once(plan.storages, "storage", report);
  once(plan.buffers, "buffer", report);
  once(plan.arenas, "arena", report);
  return sane;
}

function once(things: readonly { readonly id: string }[], what: string, report: Report): void {
  const seen = new Set<string>();
  for (const { id } of things) {
    if (id === "") report.add("id", [], () => `a ${what} has an empty id`);
    if (seen.has(id)) report.add("id", [`${what}:${id}`], () => `two ${what}s have the id ${id}`);
    seen.add(id);
  }
}

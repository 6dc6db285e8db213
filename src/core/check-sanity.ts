/** Before any sum is made: every number a safe integer that can be a size, an address or a step; every id once. */

import type { Report } from "./check-report.ts";
import type { PlanDocument } from "./document.ts";

/** Numbers and ids; false when the numbers of storages, buffers or arenas make further checks meaningless. */
export function checkSanity(plan: PlanDocument, report: Report): boolean {
  let sane = true;
  const number = (value: number | null, least: number, at: string, what: string): void => {
    if (value !== null && Number.isSafeInteger(value) && value >= least) return;
    report.add("number", [at], () => `${what} of ${at} is ${value}, not a whole number from ${least} up`);
    sane = false;
  };
  for (const s of plan.storages) {
    const at = `storage:${s.id}`;
    number(s.bytes, 0, at, "bytes");
    number(s.offset, 0, at, "offset");
    number(s.offset + s.bytes, 0, at, "offset + bytes");
    number(s.alignment, 1, at, "alignment");
    number(s.start, 0, at, "start");
    number(s.end, 0, at, "end");
  }
  for (const [id, t] of Object.entries(plan.tensors)) {
    const at = `tensor:${id}`;
    number(t.bytes, 0, at, "bytes");
    number(t.offset, 0, at, "offset");
    number(t.start, 0, at, "start");
    number(t.end, 0, at, "end");
  }
  for (const b of plan.buffers) {
    const at = `buffer:${b.id}`;
    number(b.bytes, 0, at, "bytes");
    number(b.offset, 0, at, "offset");
  }
  for (const a of plan.arenas) {
    const at = `arena:${a.id}`;
    if (a.capacity !== null) number(a.capacity, 0, at, "capacity");
    number(a.alignment, 1, at, "alignment");
    number(a.peak, 0, at, "peak");
    number(a.lowerBound, 0, at, "lowerBound");
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

/** Which FIFOs can be one by Duplicates, who need not copy then, and who may lie in memory outside. */

import type { PlanFifo } from "../document.ts";
import type { Manner } from "./dataflow-fifos.ts";
import type { Need } from "./dataflow-order.ts";
import type { Wanted } from "./dataflow-stream.ts";
import type { Look } from "./look.ts";
import { steps } from "./report.ts";

export interface Joined {
  /** Whether Duplicates lead from one to the other without leaving their place. */
  together(a: number, b: number): boolean;
  /** One number for all that are together. */
  root(f: number): number;
}

/** `placeOf`: of each FIFO; undefined: alone. */
export function joinedBy({ doers, lines }: Wanted, placeOf: (fifo: number) => string | undefined): Joined {
  const parent = Int32Array.from(lines.keys());
  const root = (f: number): number => {
    let top = f;
    while ((parent[top] ?? top) !== top) top = parent[top] ?? top;
    for (let at = f; at !== top; ) {
      const next = parent[at] ?? top;
      parent[at] = top;
      at = next;
    }
    return top;
  };
  for (const { copies, inputs, outputs } of doers) {
    if (!copies) continue;
    const first = new Map<string, number>();
    for (const f of [...inputs, ...outputs]) {
      const place = placeOf(f);
      if (place === undefined) continue;
      const other = first.get(place);
      if (other === undefined) first.set(place, f);
      else parent[root(f)] = root(other);
    }
  }
  return { root, together: (a, b) => root(a) === root(b) };
}

/** A Duplicate leaves out exactly the copies into places where its value is already. */
export function checkSkips(look: Look, { doers }: Wanted, fifos: readonly PlanFifo[]): void {
  const { plan, report } = look;
  const placeOf = (f: number) => {
    const { id = "", outside } = fifos[f] ?? {};
    if (outside !== undefined) return `in ${outside}`;
    const tensor = Object.hasOwn(plan.tensors, id) ? plan.tensors[id] : undefined;
    return tensor && `at ${tensor.offset} of ${tensor.arena}`;
  };
  for (const { id, copies, inputs, outputs } of doers) {
    const seen = new Set<string | undefined>(copies ? inputs.map(placeOf) : []);
    for (const f of outputs) {
      const place = placeOf(f);
      const fifo = fifos[f];
      // what has no bytes has no copy to leave out
      if (fifo === undefined || place === undefined) continue;
      const there = copies && seen.has(place);
      seen.add(place);
      if (fifo.copySkipped === there) continue;
      report.add("fifo", [`tensor:${fifo.id}`, `node:${id}`], () =>
        there
          ? `${id} is to copy into FIFO ${fifo.id}, which lies where its value is already`
          : `${id} is not to write FIFO ${fifo.id}, but nothing of its value is ${place}`,
      );
    }
  }
}

/** Everybody lies in the memory that the document gives it; others may lie there when it is free. */
export function checkOutside(
  { report }: Look,
  wanted: Wanted,
  fifos: readonly PlanFifo[],
  { apart, sameSize }: Manner,
  needs: readonly (readonly Need[])[],
): void {
  const hosts = new Map<string, number>();
  wanted.lines.forEach(({ place }, f) => {
    if (place === undefined) return;
    hosts.set(place.name, f);
    const fifo = fifos[f];
    if (fifo === undefined || fifo.outside === place.name) return;
    report.add("arena", [`tensor:${fifo.id}`], () => {
      const is = fifo.outside === undefined ? "is in the arena" : `is in ${fifo.outside}`;
      return `FIFO ${fifo.id} ${is}, but the document puts it in ${place.name}`;
    });
  });
  const joined = joinedBy(wanted, (f) => fifos[f]?.outside);
  const guests = new Map<string, number[]>();
  fifos.forEach(({ id, outside, samples, sampleBytes }, f) => {
    if (outside === undefined) return;
    const host = hosts.get(outside);
    const all = guests.get(outside);
    if (all === undefined) guests.set(outside, [f]);
    else all.push(f);
    if (host === f) return;
    const bytes = samples * sampleBytes;
    const room = (fifos[host ?? -1]?.samples ?? 0) * (fifos[host ?? -1]?.sampleBytes ?? 0);
    const why =
      host === undefined
        ? "which nothing in the document provides"
        : apart || wanted.lines[host]?.place?.alone === true
          ? "which nobody else may use"
          : bytes > room || (sameSize && bytes !== room)
            ? `whose ${room} bytes do not suit its ${bytes}`
            : undefined;
    if (why !== undefined) report.add("arena", [`tensor:${id}`], () => `FIFO ${id} is in ${outside}, ${why}`);
  });
  for (const [name, all] of guests) checkTurns(report, name, all, joined, needs);
}

/** In one place those that are not the same follow each other in time. */
function checkTurns(
  report: Look["report"],
  name: string,
  fifos: readonly number[],
  joined: Joined,
  needs: readonly (readonly Need[])[],
): void {
  const all = fifos.flatMap((f) =>
    (needs[f] ?? []).map(([start, end]) => ({ f, start, end, root: joined.root(f) })),
  );
  all.sort((a, b) => a.start - b.start);
  /** Who stays longest, and who does of all others. */
  let last = { f: -1, end: -1, root: -1 };
  let other = last;
  for (const now of all) {
    const met = last.root === now.root ? other : last;
    if (met.end > now.start) {
      report.add("overlap", [`tensor:fifo${met.f}`, `tensor:fifo${now.f}`], () => {
        return `fifo${met.f} and fifo${now.f} both need ${name} at ${steps(now.start, Math.min(met.end, now.end))}`;
      });
      return;
    }
    if (now.root === last.root) {
      if (now.end > last.end) last = now;
    } else if (now.end > last.end) [last, other] = [now, last];
    else if (now.end > other.end || now.root === other.root) other = now.end > other.end ? now : other;
  }
}

/** Which buffers keep memory of their own and why, and which may share. */

import { type BitRows, bitRows, hasBit, setBit } from "../../reuse/bit-rows.ts";
import type { ArmsModel } from "./model.ts";
import type { Mark, PinReason } from "./report.types.ts";

/** Of a buffer: reasons sorted; none of a transient one, nor of one that nobody needs. */
export interface BufferUse {
  readonly reasons: readonly PinReason[];
  readonly kind: "pinned" | "donatable" | "transient" | "unused";
  /** Positions of the arms that touch it, ascending. */
  readonly arms: readonly number[];
}

const BY_MARK: Partial<Record<Mark, PinReason>> = {
  atomic: "atomic",
  indirect: "indirect",
  collective: "collective",
  opaque: "opaque",
};

/** Of each buffer, by position. */
export function usesOfBuffers(model: ArmsModel): BufferUse[] {
  const { document, arms, flow } = model;
  const found = document.buffers.map(() => new Set<PinReason>());
  const touchedBy: number[][] = document.buffers.map(() => []);
  document.buffers.forEach((buffer, b) => {
    if (buffer.access === "output" || buffer.liveOut === true) found[b]?.add("live_out");
    if (flow.fromHost.has(b)) found[b]?.add("host_input");
  });
  for (const { buffer, arm, marks } of flow.touches) {
    touchedBy[buffer]?.push(arm);
    if (arms[arm]?.stray === true) found[buffer]?.add("outside_any_arm");
    for (const mark of marks) {
      const reason = BY_MARK[mark];
      if (reason !== undefined) found[buffer]?.add(reason);
    }
  }
  for (const copy of flow.copies) {
    if (copy.waiters.length > 0) continue;
    found[copy.from]?.add("async_in_flight");
    found[copy.to]?.add("async_in_flight");
  }
  addMeetings(model, found);
  return found.map((set, b): BufferUse => {
    const reasons = [...set].sort();
    const own = touchedBy[b] ?? [];
    const donated = document.donateInputs === true && reasons.length === 1 && reasons[0] === "host_input";
    if (reasons.length > 0) return { reasons, kind: donated ? "donatable" : "pinned", arms: own };
    return { reasons, kind: own.length > 0 ? "transient" : "unused", arms: own };
  });
}

/** Arms that touch one buffer, neither waiting for the other, one of them writing. */
function addMeetings({ order, flow, arms }: ArmsModel, found: readonly Set<PinReason>[]): void {
  const exclusive = bitRows(arms.length, arms.length);
  for (const [a, b] of order.exclusive) {
    setBit(exclusive, a, b);
    setBit(exclusive, b, a);
  }
  const { words } = order.unordered;
  const meet = (b: number, arm: number, others: BitRows, leftOut?: ReadonlySet<number>) => {
    for (let w = 0; w < words; w++) {
      let hits = (order.unordered.bits[arm * words + w] ?? 0) & (others.bits[b * words + w] ?? 0);
      for (const other of leftOut ?? []) if (other >> 5 === w) hits &= ~(1 << (other & 31));
      const atOnce = hits & ~(exclusive.bits[arm * words + w] ?? 0);
      if (atOnce !== 0) found[b]?.add("parallel_arms");
      if (atOnce !== hits) found[b]?.add("unordered_arms");
    }
  };
  for (const { buffer, arm } of flow.touches) {
    if (hasBit(flow.written, buffer, arm)) meet(buffer, arm, flow.named);
  }
  for (const copy of flow.copies) {
    // whoever waits for the same copy finds it done
    const same = new Set(copy.waiters);
    for (const waiter of copy.waiters) {
      meet(copy.from, waiter, flow.written, same);
      meet(copy.to, waiter, flow.named, same);
    }
  }
}

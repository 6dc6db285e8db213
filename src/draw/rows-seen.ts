/** Which of many storages have a bar in view, found from the view and not from the storages. */

import { type BarsFrame, barsBetween, MOST_BARS, visibleRows } from "./bars.ts";
import type { Linked } from "./tone.ts";

/** So few are looked at one by one. */
const FEW = 500;

/** Those of `all` that are in view where they are many; where they are few, all. None where too many bars are in view to tell them apart. */
export function seenOf(
  frame: BarsFrame,
  all: { readonly size: number } & Iterable<number>,
  has: (s: number) => boolean,
): ReadonlySet<number> {
  if (all.size <= FEW) return new Set(all);
  const seen = new Set<number>();
  const [first, last] = visibleRows(frame);
  const { items } = frame.rows.storages;
  let bars = 0;
  for (let row = first; row < last; row++) {
    const [from, to] = barsBetween(frame, row, frame.box.x, frame.box.x + frame.box.w);
    bars += to - from;
    if (bars > MOST_BARS) return new Set();
    for (let i = from; i < to; i++) if (has(items[i] ?? -1)) seen.add(items[i] ?? -1);
  }
  return seen;
}

/** What is meant, cut to what is in view where it is much. */
export function linkedSeen(frame: BarsFrame, linked: Linked | undefined): Linked | undefined {
  if (linked === undefined || linked.storages.size <= FEW) return linked;
  return { ...linked, storages: seenOf(frame, linked.storages, (s) => linked.storages.has(s)) };
}

/** The same of the kin of what is meant: other tenants of its buffers. */
export function kinSeen(
  frame: BarsFrame,
  kin: readonly number[],
  linked: Linked | undefined,
): readonly number[] {
  if (linked === undefined || kin.length <= FEW) return kin;
  const { buffer } = frame.model.plan.storages;
  const has = (s: number) => linked.buffers.has(buffer[s] ?? -1) && !linked.storages.has(s);
  return [...seenOf(frame, { size: kin.length, [Symbol.iterator]: () => kin.values() }, has)];
}

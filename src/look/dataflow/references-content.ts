/** What lies in FIFOs at a step of the trace of references. */

import type { FifoContent, References } from "./references.types.ts";

/** By FIFO that has held something; `step` −1: before the first firing. */
export function contentAfter(
  { initial, trace }: Pick<References, "initial" | "trace">,
  step: number,
): ReadonlyMap<number, FifoContent> {
  const content = new Map(initial.map((own) => [own.fifo, own]));
  for (const row of trace) {
    if (row.step > step) break;
    for (const change of row.changes) content.set(change.fifo, change);
  }
  return content;
}

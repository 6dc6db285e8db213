/** Whether a document of the right shape makes sense, and what an older plan leaves to be worked out. */

import type { LifetimesDocument, PlanDocument } from "../../core/document.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import { findLifetimeFault } from "../lifetime-fault.ts";

export function checkLifetimes(document: LifetimesDocument): Result<LifetimesDocument> {
  const fault = findLifetimeFault(document.buffers);
  if (fault === undefined) return ok(document);
  const id = document.buffers[fault.index]?.id ?? "";
  return fail(fault.code, fault.message, {
    where: `buffers[${fault.index}].${fault.field}`,
    help: fault.help,
    at: [`buffer:${id}`],
  });
}

/** Bytes that rounding up to the alignment of their arena adds to the storages: for plans that do not say it. */
export function paddingOf(plan: Pick<PlanDocument, "storages" | "arenas">): number {
  const alignment = new Map(plan.arenas.map((arena) => [arena.id, arena.alignment]));
  let padding = 0;
  for (const { arena, bytes } of plan.storages) {
    const step = alignment.get(arena) ?? 1;
    padding += Math.ceil(bytes / step) * step - bytes;
  }
  return padding;
}

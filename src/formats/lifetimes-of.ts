/** What there is to write as a plain list of lifetimes, with the addresses that the plan gives. */

import type { LifetimeSpec, LifetimesDocument, PlanDocument } from "../core/document.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { Subject } from "./format.ts";

/**
 * A lifetimes document as it is, or the storages of a plan; `offsets` says where each buffer lies when a plan does.
 * Problems: a graph without a plan, a plan with storages in several arenas.
 */
export function lifetimesOf(subject: Subject): Result<{
  readonly document: LifetimesDocument;
  readonly offsets: ReadonlyMap<string, number> | null;
}> {
  const { document } = subject;
  const plan = document.kind === "plan" ? document : subject.plan;
  const offsets = plan && new Map(plan.storages.map((storage) => [storage.id, storage.offset]));
  if (document.kind === "lifetimes") return ok({ document, offsets });
  if (plan === null) {
    return fail("no-plan", "A graph has no lifetimes before it is planned.", {
      help: "Plan it first, then write it.",
    });
  }
  const arenas = [...new Set(plan.storages.map((storage) => storage.arena))];
  if (arenas.length > 1) {
    const names = arenas.map((id) => JSON.stringify(id)).join(", ");
    return fail(
      "several-arenas",
      `A list of lifetimes has one address range, but this plan uses the arenas ${names}.`,
      {
        help: "Write the plan document instead, or keep all tensors in one arena.",
        at: arenas.map((id) => `arena:${id}`),
      },
    );
  }
  return ok({ document: fromStorages(plan, arenas[0]), offsets });
}

function fromStorages(plan: PlanDocument, arena: string | undefined): LifetimesDocument {
  const buffers = plan.storages.map(({ id, start, end, bytes, alignment, gaps }): LifetimeSpec => {
    return { id, start, end, bytes, ...(alignment > 1 ? { alignment } : {}), ...(gaps && { gaps }) };
  });
  const capacity = plan.arenas.find((a) => a.id === arena)?.capacity ?? null;
  return { format: "memplan", version: 1, kind: "lifetimes", name: plan.name, capacity, buffers };
}

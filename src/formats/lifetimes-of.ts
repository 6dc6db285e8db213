/** What there is to write as a plain list of lifetimes, with the addresses that the plan gives. */

import type { LifetimeSpec, LifetimesDocument, MemplanDocument, PlanDocument } from "../core/document.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { Subject } from "./format.ts";

/**
 * A lifetimes document as it is, or the storages of a plan; `offsets` says where each buffer lies when a plan does.
 * Problems: no plan yet, a plan with storages in several arenas, arms that may run beside each other.
 */
export function lifetimesOf(subject: Subject): Result<{
  readonly document: LifetimesDocument;
  readonly offsets: ReadonlyMap<string, number> | null;
}> {
  const { document } = subject;
  const plan = document.kind === "plan" ? document : subject.plan;
  const offsets = plan && new Map(plan.storages.map((storage) => [storage.id, storage.offset]));
  if (document.kind === "lifetimes") return ok({ document, offsets });
  if (besideEachOther(document)) {
    return fail("no-times", "Arms that may run beside each other have no lifetimes in steps.", {
      help: "Write the plan document instead, or list the arms one after the other.",
    });
  }
  if (plan === null) {
    return fail("no-plan", "There are no lifetimes before it is planned.", {
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

/** Whether steps say too little of who is there at the same time: of a plan of arms nobody knows. */
function besideEachOther(document: MemplanDocument): boolean {
  if (document.kind === "plan") return document.source.kind === "arms";
  return document.kind === "arms" && document.order?.kind === "dag";
}

function fromStorages(plan: PlanDocument, arena: string | undefined): LifetimesDocument {
  const buffers = plan.storages.map(({ id, start, end, bytes, alignment, gaps }): LifetimeSpec => {
    return { id, start, end, bytes, ...(alignment > 1 ? { alignment } : {}), ...(gaps && { gaps }) };
  });
  const capacity = plan.arenas.find((a) => a.id === arena)?.capacity ?? null;
  return { format: "memplan", version: 1, kind: "lifetimes", name: plan.name, capacity, buffers };
}

/** Plans as lines of text, so that a test can say a whole plan at a glance. */

import type { SourceDocument } from "../document.ts";
import { rowOf } from "../lists.ts";
import { planDocument } from "../plan.ts";
import type { Plan } from "../plan.types.ts";
import { DEFAULT_SETTINGS, type Settings } from "../settings.ts";
import { NO_WATCH } from "../watch.ts";

/** Plans over the defaults, within a small budget; a problem is thrown, for tests that expect none. */
export function planOf(document: SourceDocument, settings: Partial<Settings> = {}): Plan {
  const plan = planDocument(document, { ...DEFAULT_SETTINGS, budget: 5_000, ...settings }, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  return plan.value;
}

/** A line a storage: `x+v [0,3) 64 @0 B0`, with `arena:` before the offset where the plan has several. */
export function showStorages(plan: Plan): string[] {
  const { storages, tensors, arenas, buffers } = plan;
  return storages.id.map((id, i) => {
    const members = Array.from(rowOf(storages.tensors, i), (t) => tensors.id[t]);
    const arena = arenas.length > 1 ? `${arenas[storages.arena[i] ?? 0]?.id}:` : "";
    const name = members.length > 0 ? members.join("+") : id;
    const life = `[${storages.start[i]},${storages.end[i]})`;
    return `${name} ${life} ${storages.bytes[i]} @${arena}${storages.offset[i]} ${buffers.id[storages.buffer[i] ?? 0]}`;
  });
}

/** Groups of tensors that share a storage, as `a+b`; alone ones are left out. */
export function showShared(plan: Plan): string[] {
  const { storages, tensors } = plan;
  return storages.id.flatMap((_, i) => {
    const members = Array.from(rowOf(storages.tensors, i), (t) => tensors.id[t]);
    return members.length > 1 ? [members.join("+")] : [];
  });
}

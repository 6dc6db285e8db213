/** That a plan is a plan of this list of lifetimes: one storage a buffer, as long, as large, at its fixed address. */

import type { LifetimeSpec, LifetimesDocument, PlanStorage } from "../document.ts";
import { spellGaps } from "./gaps.ts";
import type { Look } from "./look.ts";

export function checkLifetimes(look: Look, document: LifetimesDocument): void {
  const { plan, report, rules } = look;
  const [arena] = plan.arenas;
  if (arena === undefined || plan.arenas.length !== 1) {
    report.add("arena", [], () => `the plan has ${plan.arenas.length} arenas, a list of lifetimes has one`);
  }
  const capacity = rules.capacity ?? document.capacity ?? null;
  if (arena !== undefined && arena.capacity !== capacity) {
    report.add("number", [`arena:${arena.id}`], () => {
      return `arena ${arena.id} has capacity ${arena.capacity}, the document and settings give ${capacity}`;
    });
  }
  const alignment = rules.alignment ?? 1;
  if (arena !== undefined && arena.alignment !== alignment) {
    report.add(
      "number",
      [`arena:${arena.id}`],
      () => `arena ${arena.id} has alignment ${arena.alignment}, the settings give ${alignment}`,
    );
  }
  if (plan.order.length > 0) report.add("order", [], () => "a list of lifetimes has no nodes to order");
  const wanted = new Set<string>();
  for (const buffer of document.buffers) {
    wanted.add(buffer.id);
    const storage = plan.storages[look.storages.get(buffer.id) ?? -1];
    if (storage === undefined) {
      report.add("coverage", [`storage:${buffer.id}`], () => `${buffer.id} has no storage`);
    } else {
      checkBuffer(look, buffer, storage, arena?.alignment ?? 1);
    }
  }
  for (const storage of plan.storages) {
    if (wanted.has(storage.id)) continue;
    report.add("coverage", [`storage:${storage.id}`], () => `storage ${storage.id} is not in the document`);
  }
}

function checkBuffer(look: Look, buffer: LifetimeSpec, storage: PlanStorage, arenaAlignment: number): void {
  const { report } = look;
  const here = [`storage:${storage.id}`];
  const alignment = Math.max(arenaAlignment, buffer.alignment ?? 1);
  for (const [code, what, said, is] of [
    ["lifetime", "start", storage.start, buffer.start],
    ["lifetime", "end", storage.end, buffer.end],
    ["bytes", "bytes", storage.bytes, buffer.bytes],
    ["alignment", "alignment", storage.alignment, alignment],
  ] as const) {
    if (said === is) continue;
    report.add(code, here, () => `storage ${storage.id} has ${what} ${said}, the document gives ${is}`);
  }
  const [said, is] = [spellGaps(storage.gaps), spellGaps(buffer.gaps)];
  if (said !== is) {
    report.add("gap", here, () => `storage ${storage.id} has the gaps ${said}, the document gives ${is}`);
  }
  const fixed = buffer.offset ?? null;
  if (fixed !== null && buffer.bytes > 0 && storage.offset !== fixed) {
    report.add(
      "fixed",
      here,
      () => `storage ${storage.id} is at ${storage.offset}, but the document fixes it at ${fixed}`,
    );
  }
  if (
    storage.workspaceOf !== undefined ||
    storage.tensors.some((id) => id !== buffer.id) ||
    storage.tensors.length > 1
  ) {
    report.add(
      "tensor",
      here,
      () => `storage ${storage.id} holds ${storage.tensors.length} tensors, not itself alone`,
    );
  }
}

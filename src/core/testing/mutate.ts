/** Tools to make faults in a plan on purpose; the faults are in mutations.ts. */

import type { ViolationCode } from "../check.types.ts";
import type {
  PlanArena,
  PlanBuffer,
  PlanDocument,
  PlanStorage,
  PlanTensor,
  SourceDocument,
} from "../document.ts";

export interface Mutation {
  readonly name: string;
  readonly code: ViolationCode;
  /** Whether the fault shows only beside the document. */
  readonly beside?: true;
  /** A plan with this fault, whatever others come along; undefined where it cannot be made. */
  readonly mutate: (
    plan: PlanDocument,
    random: () => number,
    document: SourceDocument,
  ) => PlanDocument | undefined;
}

/** One of a list that suits, each as likely; undefined when none does. */
export function pick<T>(
  list: readonly T[],
  random: () => number,
  suits: (item: T) => boolean = () => true,
): T | undefined {
  const fit = list.filter(suits);
  return fit[Math.floor(random() * fit.length)];
}

export function withStorage(plan: PlanDocument, id: string, change: Partial<PlanStorage>): PlanDocument {
  return { ...plan, storages: plan.storages.map((s) => (s.id === id ? { ...s, ...change } : s)) };
}

export function withTensors(
  plan: PlanDocument,
  ids: readonly string[],
  change: (t: PlanTensor) => Partial<PlanTensor>,
): PlanDocument {
  const tensors = Object.entries(plan.tensors).map(
    ([id, t]) => [id, ids.includes(id) ? { ...t, ...change(t) } : t] as const,
  );
  return { ...plan, tensors: Object.fromEntries(tensors) };
}

export function withBuffer(plan: PlanDocument, id: string, change: Partial<PlanBuffer>): PlanDocument {
  return { ...plan, buffers: plan.buffers.map((b) => (b.id === id ? { ...b, ...change } : b)) };
}

export function withArena(plan: PlanDocument, id: string, change: Partial<PlanArena>): PlanDocument {
  return { ...plan, arenas: plan.arenas.map((a) => (a.id === id ? { ...a, ...change } : a)) };
}

/** A storage and its tensors elsewhere in the same arena. */
export function moved(plan: PlanDocument, storage: PlanStorage, offset: number): PlanDocument {
  const shift = offset - storage.offset;
  const there = withTensors(plan, storage.tensors, (t) => ({ offset: t.offset + shift }));
  return withStorage(there, storage.id, { offset });
}

/** Without a storage, its place in a buffer and, unless told otherwise, its tensors. */
export function without(plan: PlanDocument, storage: PlanStorage, tensorsToo = true): PlanDocument {
  const tensors = Object.entries(plan.tensors).filter(
    ([id]) => !(tensorsToo && storage.tensors.includes(id)),
  );
  const buffers = plan.buffers.map((b) => ({ ...b, storages: b.storages.filter((id) => id !== storage.id) }));
  return {
    ...plan,
    storages: plan.storages.filter((s) => s !== storage),
    tensors: Object.fromEntries(tensors),
    buffers: buffers.filter((b) => b.storages.length > 0),
  };
}

/** All tensors of one storage put at the start of another one's. */
export function merged(
  plan: PlanDocument,
  from: PlanStorage,
  into: PlanStorage,
  offset: number,
): PlanDocument {
  const { id: storage, buffer, arena } = into;
  const gone = without(plan, from, false);
  const there = withTensors(gone, from.tensors, (t) => ({
    storage,
    buffer,
    arena,
    offset: offset + t.offset - from.offset,
  }));
  return withStorage(there, into.id, {
    tensors: [...into.tensors, ...from.tensors],
    start: Math.min(into.start, from.start),
    end: Math.max(into.end, from.end),
  });
}

/** Whether both need all their bytes at some step. */
export function together(a: PlanStorage, b: PlanStorage): boolean {
  if (a === b || a.arena !== b.arena || a.bytes === 0 || b.bytes === 0) return false;
  const gaps = [...(a.gaps ?? []), ...(b.gaps ?? [])];
  const end = Math.min(a.end, b.end);
  return [a.start, b.start, ...gaps.map((gap) => gap.end)].some((step) => {
    const both = step >= a.start && step >= b.start && step < end;
    return both && !gaps.some((gap) => gap.start <= step && step < gap.end);
  });
}

/** Faults of the allocations that a plan lists. */

import { type Mutation, pick, withBuffer, withStorage, withTensors } from "./mutate.ts";

export const BUFFER_MUTATIONS: readonly Mutation[] = [
  {
    name: "name a wrong buffer at a storage",
    code: "buffer",
    mutate: (plan, random) => {
      const s = pick(plan.storages, random);
      return s && withStorage(plan, s.id, { buffer: "elsewhere" });
    },
  },
  {
    name: "drop a storage from its buffer",
    code: "buffer",
    mutate: (plan, random) => {
      const b = pick(plan.buffers, random);
      return b && withBuffer(plan, b.id, { storages: b.storages.slice(1) });
    },
  },
  {
    name: "list a storage in two buffers",
    code: "buffer",
    mutate: (plan, random) => {
      const s = pick(plan.storages, random);
      const b = pick(plan.buffers, random, (b) => b.id !== s?.buffer);
      return s && b && withBuffer(plan, b.id, { storages: [...b.storages, s.id] });
    },
  },
  {
    name: "list the tenants of a buffer backwards",
    code: "buffer",
    mutate: (plan, random) => {
      const b = pick(plan.buffers, random, (b) => b.storages.length > 1);
      return b && withBuffer(plan, b.id, { storages: b.storages.toReversed() });
    },
  },
  {
    name: "lie about the size of a buffer",
    code: "buffer",
    mutate: (plan, random) => {
      const b = pick(plan.buffers, random);
      return b && withBuffer(plan, b.id, { bytes: b.bytes + 1 });
    },
  },
  {
    name: "lie about the address of a buffer",
    code: "buffer",
    mutate: (plan, random) => {
      const b = pick(plan.buffers, random);
      return b && withBuffer(plan, b.id, { offset: b.offset + 1 });
    },
  },
  {
    name: "split a buffer in two",
    code: "buffer",
    mutate: (plan, random) => {
      const size = (id: string) => plan.storages.find((s) => s.id === id)?.bytes ?? 0;
      const b = pick(plan.buffers, random, (b) => b.storages.filter((id) => size(id) > 0).length > 1);
      const last = plan.storages.find((s) => s.id === b?.storages.findLast((id) => size(id) > 0));
      if (b === undefined || last === undefined) return undefined;
      const rest = withBuffer(plan, b.id, { storages: b.storages.filter((id) => id !== last.id) });
      const renamed = withTensors(withStorage(rest, last.id, { buffer: "new" }), last.tensors, () => ({
        buffer: "new",
      }));
      return { ...renamed, buffers: [...rest.buffers, { ...b, id: "new", storages: [last.id] }] };
    },
  },
];

/** Faults of place: overlaps, addresses, the table of tensors, ids. */

import { type Mutation, moved, pick, together, withStorage, withTensors } from "./mutate.ts";

export const LAYOUT_MUTATIONS: readonly Mutation[] = [
  {
    name: "move a storage onto one alive with it",
    code: "overlap",
    mutate: (plan, random) => {
      const a = pick(plan.storages, random, (s) => plan.storages.some((other) => together(s, other)));
      const b = a && pick(plan.storages, random, (s) => together(a, s));
      return a && b && moved(plan, a, b.offset);
    },
  },
  {
    name: "push a storage a little into its neighbour",
    code: "overlap",
    mutate: (plan, random) => {
      const touching = plan.storages.flatMap((a) =>
        plan.storages.filter((b) => together(a, b) && b.offset >= a.offset + a.bytes).map((b) => ({ a, b })),
      );
      const pair = pick(touching, random);
      return pair && moved(plan, pair.b, pair.a.offset + pair.a.bytes - 1);
    },
  },
  {
    name: "put a storage beside its alignment",
    code: "alignment",
    mutate: (plan, random) => {
      const s = pick(plan.storages, random, (s) => s.alignment > 1 && s.bytes > 0);
      return s && moved(plan, s, s.offset + 1);
    },
  },
  {
    name: "end a storage before it starts",
    code: "lifetime",
    mutate: (plan, random) => {
      const s = pick(plan.storages, random, (s) => s.start > 0);
      return s && withStorage(plan, s.id, { end: s.start - 1 });
    },
  },
  {
    name: "run a node twice",
    code: "order",
    mutate: (plan, random) => {
      const twice = pick(plan.order, random);
      return twice === undefined ? undefined : { ...plan, order: [...plan.order, twice] };
    },
  },
  {
    name: "forget a tensor in the table",
    code: "tensor",
    mutate: (plan, random) => {
      const gone = pick(Object.keys(plan.tensors), random);
      if (gone === undefined) return undefined;
      return {
        ...plan,
        tensors: Object.fromEntries(Object.entries(plan.tensors).filter(([id]) => id !== gone)),
      };
    },
  },
  {
    name: "list a tensor in two storages",
    code: "tensor",
    mutate: (plan, random) => {
      const id = pick(Object.keys(plan.tensors), random);
      const s = pick(plan.storages, random, (s) => id !== undefined && !s.tensors.includes(id));
      return s && id !== undefined ? withStorage(plan, s.id, { tensors: [...s.tensors, id] }) : undefined;
    },
  },
  ...(["storage", "buffer", "arena"] as const).map(
    (what): Mutation => ({
      name: `name a wrong ${what} at a tensor`,
      code: "tensor",
      mutate: (plan, random) => {
        const id = pick(Object.keys(plan.tensors), random);
        return id === undefined ? undefined : withTensors(plan, [id], () => ({ [what]: "elsewhere" }));
      },
    }),
  ),
  {
    name: "put a tensor outside its storage",
    code: "outside",
    mutate: (plan, random) => {
      const id = pick(Object.keys(plan.tensors), random, (id) => (plan.tensors[id]?.bytes ?? 0) > 0);
      const s = plan.storages.find((s) => s.id === plan.tensors[id ?? ""]?.storage);
      return id !== undefined && s
        ? withTensors(plan, [id], () => ({ offset: s.offset + s.bytes }))
        : undefined;
    },
  },
  {
    name: "put a storage beyond the peak",
    code: "outside",
    mutate: (plan, random) => {
      const s = pick(plan.storages, random, (s) => s.bytes > 0);
      const arena = plan.arenas.find((a) => a.id === s?.arena);
      return s && arena && moved(plan, s, Math.ceil(arena.peak / s.alignment) * s.alignment);
    },
  },
  {
    name: "put an empty storage elsewhere than at 0",
    code: "outside",
    mutate: (plan, random) => {
      const s = pick(plan.storages, random, (s) => s.bytes === 0);
      return s && moved(plan, s, s.alignment);
    },
  },
  {
    name: "make a storage larger than its tensors",
    code: "bytes",
    mutate: (plan, random) => {
      const s = pick(plan.storages, random, (s) => s.tensors.length > 0);
      return s && withStorage(plan, s.id, { bytes: s.bytes + 1 });
    },
  },
  {
    name: "use an id twice",
    code: "id",
    mutate: (plan, random) => {
      const s = pick(plan.storages, random);
      return s && { ...plan, storages: [...plan.storages, s] };
    },
  },
  {
    name: "put a storage in an arena that is not there",
    code: "arena",
    mutate: (plan, random) => {
      const s = pick(plan.storages, random);
      return s && withStorage(plan, s.id, { arena: "elsewhere" });
    },
  },
];

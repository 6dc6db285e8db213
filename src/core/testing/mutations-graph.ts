/** Faults that show only beside the document: order, coverage, lifetimes, sizes, sharing. */

import type { PlanDocument, PlanStorage, ShareRight, SourceDocument } from "../document.ts";
import { type Mutation, merged, pick, without, withStorage, withTensors } from "./mutate.ts";

/** A right in place whose input somebody reads later, in storages of their own. */
function forbiddenWrite(plan: PlanDocument, random: () => number, document: SourceDocument) {
  if (document.kind !== "graph") return undefined;
  const found = document.nodes.flatMap((node) =>
    (node.mayShare ?? []).flatMap((share) => {
      const [input, output] = [node.inputs[share.input] ?? "", node.outputs[share.output] ?? ""];
      const [a, b] = [plan.tensors[input], plan.tensors[output]];
      const into = plan.storages.find((s) => s.id === a?.storage);
      const from = plan.storages.find((s) => s.id === b?.storage);
      const views = node.mayShare?.some((s) => s.how === "view" && s.output === share.output);
      if (share.how !== "inplace" || views || a === undefined || b === undefined) return [];
      if (from === undefined || into === undefined || from === into || from.tensors[0] !== output) return [];
      if (a.end <= b.start + 1 || from.arena !== into.arena) return [];
      return [merged(plan, from, into, a.offset)];
    }),
  );
  return pick(found, random);
}

/** Operators with an output that lies in the storage of one of their inputs, by rights of this kind only. */
function operatorsSharing(
  plan: PlanDocument,
  document: SourceDocument,
  how: ShareRight["how"],
): readonly string[] {
  if (document.kind !== "graph") return [];
  return document.nodes.flatMap((node) => {
    const shares = node.outputs.some((id, output) => {
      const own = plan.tensors[id];
      const storage = plan.storages.find((s) => s.id === own?.storage);
      const rights = (node.mayShare ?? []).filter((share) => share.output === output);
      if (own === undefined || storage === undefined || own.start <= storage.start) return false;
      const taken = rights.some((r) => plan.tensors[node.inputs[r.input] ?? ""]?.storage === own.storage);
      return taken && rights.every((right) => right.how === how);
    });
    return shares ? [node.op] : [];
  });
}

export const GRAPH_MUTATIONS: readonly Mutation[] = [
  {
    name: "forget an alignment",
    code: "alignment",
    beside: true,
    mutate: (plan, random) => {
      const s = pick(plan.storages, random, (s) => s.alignment > 1);
      return s && withStorage(plan, s.id, { alignment: 1 });
    },
  },
  {
    name: "end a storage early",
    code: "lifetime",
    beside: true,
    mutate: (plan, random) => {
      const s = pick(plan.storages, random, (s) => s.end > s.start);
      return s && withStorage(plan, s.id, { end: s.end - 1 });
    },
  },
  {
    name: "start a storage late",
    code: "lifetime",
    beside: true,
    mutate: (plan, random) => {
      const s = pick(plan.storages, random, (s) => s.end > s.start);
      return s && withStorage(plan, s.id, { start: s.start + 1 });
    },
  },
  {
    name: "keep a storage too long",
    code: "lifetime",
    beside: true,
    mutate: (plan, random) => {
      const s = pick(plan.storages, random);
      return s && withStorage(plan, s.id, { end: s.end + 1 });
    },
  },
  {
    name: "end a storage and its tensors early",
    code: "lifetime",
    beside: true,
    mutate: (plan, random) => {
      const s = pick(plan.storages, random, (s) => s.end > s.start + 1);
      const shorter = s && withTensors(plan, s.tensors, (t) => ({ end: Math.min(t.end, s.end - 1) }));
      return s && shorter && withStorage(shorter, s.id, { end: s.end - 1 });
    },
  },
  {
    name: "run a reader before what it reads",
    code: "order",
    beside: true,
    mutate: (plan, random, document) => {
      if (document.kind !== "graph") return undefined;
      const pairs = document.nodes.flatMap((a) =>
        document.nodes
          .filter((b) => a !== b && a.outputs.some((id) => b.inputs.includes(id)))
          .map((b) => [a.id, b.id] as const),
      );
      const [a, b] = pick(pairs, random) ?? [];
      if (a === undefined || b === undefined) return undefined;
      return { ...plan, order: plan.order.map((id) => (id === a ? b : id === b ? a : id)) };
    },
  },
  {
    name: "leave a node out",
    code: "order",
    beside: true,
    mutate: (plan, random) => {
      const gone = pick(plan.order, random);
      return gone === undefined ? undefined : { ...plan, order: plan.order.filter((id) => id !== gone) };
    },
  },
  {
    name: "drop a storage and all that lives in it",
    code: "coverage",
    beside: true,
    mutate: (plan, random, document) => {
      // a view of something apart may go without
      const view = (id: string | undefined) =>
        document.kind === "graph" &&
        document.nodes.some((n) => n.mayShare?.some((r) => r.how === "view" && n.outputs[r.output] === id));
      const scratch = (s: PlanStorage) => s.workspaceOf !== undefined && s.bytes > 0;
      const s = pick(
        plan.storages,
        random,
        (s) => scratch(s) || (s.tensors.length > 0 && !s.tensors.every(view)),
      );
      return s && without(plan, s);
    },
  },
  {
    name: "plan a tensor that is nowhere in the document",
    code: "coverage",
    beside: true,
    mutate: (plan, random, document) => {
      if (document.kind !== "graph") return undefined;
      const s = pick(plan.storages, random, (s) => s.tensors.length > 0);
      const tensor = plan.tensors[s?.tensors[0] ?? ""];
      if (s === undefined || tensor === undefined) return undefined;
      const more = withStorage(plan, s.id, { tensors: [...s.tensors, "no such tensor"] });
      return { ...more, tensors: { ...plan.tensors, "no such tensor": tensor } };
    },
  },
  {
    name: "lie about the size of a tensor and its storage",
    code: "bytes",
    beside: true,
    mutate: (plan, random) => {
      const s = pick(plan.storages, random, (s) => s.tensors.length === 1 && s.bytes > 0);
      const less = s && withTensors(plan, s.tensors, (t) => ({ bytes: t.bytes - 1 }));
      return s && less && withStorage(less, s.id, { bytes: s.bytes - 1 });
    },
  },
  {
    name: "move a storage to an arena it is not pinned to",
    code: "arena",
    beside: true,
    mutate: (plan, random) => {
      const s = pick(plan.storages, random);
      const other = pick(plan.arenas, random, (a) => a.id !== s?.arena);
      const there = s && other && withTensors(plan, s.tensors, () => ({ arena: other.id }));
      return s && there && withStorage(there, s.id, { arena: other.id });
    },
  },
  {
    name: "write in place of what is read later",
    code: "inplace",
    beside: true,
    mutate: forbiddenWrite,
  },
  {
    name: "write in place where the settings forbid it",
    code: "inplace",
    beside: true,
    mutate: (plan, random, document) => {
      const op = pick(operatorsSharing(plan, document, "inplace"), random);
      return op === undefined
        ? undefined
        : { ...plan, settings: { ...plan.settings, inplaceExcept: ` , ${op},x` } };
    },
  },
  {
    name: "take a view where the settings forbid it",
    code: "view",
    beside: true,
    mutate: (plan, random, document) => {
      const op = pick(operatorsSharing(plan, document, "view"), random);
      return op === undefined
        ? undefined
        : { ...plan, settings: { ...plan.settings, viewsExcept: `x, ${op} ` } };
    },
  },
  {
    name: "put together what has no right to be",
    code: "view",
    beside: true,
    mutate: (plan, random, document) => {
      if (document.kind !== "graph") return undefined;
      const none = (id: string) => {
        const node = document.nodes.find((n) => n.outputs.includes(id));
        return !node?.mayShare?.some((share) => node.outputs[share.output] === id);
      };
      const tensors = (s: PlanStorage) => s.tensors.length > 0;
      const from = pick(plan.storages, random, (s) => tensors(s) && s.tensors.every(none));
      const into = pick(plan.storages, random, (s) => tensors(s) && s !== from && s.tensors.every(none));
      return from && into && merged(plan, from, into, into.offset);
    },
  },
];

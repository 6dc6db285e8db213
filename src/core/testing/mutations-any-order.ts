/** Faults of plans that must hold in any order; what may follow what is walked from the graph, slowly. */

import type {
  GraphDocument,
  NodeSpec,
  PlanArena,
  PlanDocument,
  PlanStorage,
  SourceDocument,
} from "../document.ts";
import { type Mutation, merged, moved, pick, withArena } from "./mutate.ts";

const anyOrder = (plan: PlanDocument) =>
  plan.settings.lifetimes === "any-order" && plan.source.kind === "graph";

const paddedIn = (arena: PlanArena, bytes: number) => Math.ceil(bytes / arena.alignment) * arena.alignment;

/** With this proof of an arena's bound, and all numbers that follow from it. */
export function withAntichain(plan: PlanDocument, id: string, antichain: readonly string[]): PlanDocument {
  const arena = plan.arenas.find((a) => a.id === id);
  if (arena === undefined) return plan;
  const members = plan.storages.filter((s) => antichain.includes(s.id));
  const lowerBound = members.reduce((sum, s) => sum + paddedIn(arena, s.bytes), 0);
  const proved = withArena(plan, id, { antichain, lowerBound, optimal: arena.peak === lowerBound });
  const lowerBoundBytes = proved.arenas.reduce((sum, a) => sum + a.lowerBound, 0);
  const fragmentationBytes = plan.stats.peakBytes - lowerBoundBytes;
  return { ...proved, stats: { ...plan.stats, lowerBoundBytes, fragmentationBytes } };
}

/** All nodes that run after this one in every order. */
function after(document: GraphDocument, node: string): Set<string> {
  const found = new Set<string>();
  const next = [node];
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    const outputs = document.nodes.find((n) => n.id === id)?.outputs ?? [];
    for (const reader of document.nodes) {
      if (found.has(reader.id) || !reader.inputs.some((t) => outputs.includes(t))) continue;
      found.add(reader.id);
      next.push(reader.id);
    }
  }
  return found;
}

/** Whether all of `b` is made after all that touches `a`, in every order. */
function mayFollow(plan: PlanDocument, document: GraphDocument, a: PlanStorage, b: PlanStorage): boolean {
  const makes = (s: PlanStorage, n: NodeSpec) =>
    n.id === s.workspaceOf || n.outputs.some((t) => s.tensors.includes(t));
  const makers = document.nodes.filter((n) => makes(b, n));
  const users = document.nodes.filter((n) => makes(a, n) || n.inputs.some((t) => a.tensors.includes(t)));
  const roles = new Map(document.tensors.map((t) => [t.id, t.role ?? "intermediate"]));
  const keeps = ["state", "constant", ...(plan.settings.preserveInputs === true ? ["input"] : [])];
  if (a.tensors.some((t) => document.outputs.includes(t) || keeps.includes(roles.get(t) ?? ""))) return false;
  const made = b.tensors.filter((t) => document.nodes.some((n) => n.outputs.includes(t)));
  if (users.length === 0 || makers.length === 0 || made.length < b.tensors.length) return false;
  return users.every((u) => makers.every((m) => after(document, u.id).has(m.id)));
}

/** Whether any node makes or reads some of it: what none does may be overwritten almost at once. */
function touched(document: GraphDocument, { tensors, workspaceOf }: PlanStorage): boolean {
  const some = document.nodes.some((n) => [...n.inputs, ...n.outputs].some((t) => tensors.includes(t)));
  return workspaceOf !== undefined || some;
}

const graphOf = (document: SourceDocument) => (document.kind === "graph" ? document : undefined);

export const ANY_ORDER_MUTATIONS: readonly Mutation[] = [
  {
    name: "claim that a plan by schedule holds in any order",
    code: "bound",
    mutate: (plan) => {
      if (anyOrder(plan) || plan.source.kind !== "graph") return undefined;
      return { ...plan, settings: { ...plan.settings, lifetimes: "any-order" } };
    },
  },
  {
    name: "leave one out of the proof of a bound",
    code: "bound",
    mutate: (plan, random) => {
      const a = pick(plan.arenas, random, (arena) => {
        const bytes = plan.storages.find((s) => s.id === arena.antichain?.[0])?.bytes ?? 0;
        return anyOrder(plan) && bytes > 0;
      });
      return a && withArena(plan, a.id, { antichain: a.antichain?.slice(1) });
    },
  },
  {
    name: "name one twice in the proof of a bound",
    code: "bound",
    mutate: (plan, random) => {
      const a = pick(plan.arenas, random, (arena) => (arena.antichain ?? []).length > 0);
      return a && anyOrder(plan)
        ? withAntichain(plan, a.id, [...(a.antichain ?? []), a.antichain?.[0] ?? ""])
        : undefined;
    },
  },
  {
    name: "prove a bound with two that may share",
    code: "bound",
    beside: true,
    mutate: (plan, random, source) => {
      const document = graphOf(source);
      if (document === undefined || !anyOrder(plan)) return undefined;
      const found = plan.arenas.flatMap(({ id, antichain = [], peak, lowerBound }) => {
        const mine = plan.storages.filter(
          (s) => s.arena === id && s.bytes > 0 && s.bytes <= peak - lowerBound,
        );
        const members = plan.storages.filter((s) => antichain.includes(s.id) && s.bytes > 0);
        return mine
          .filter(
            (b) =>
              !members.includes(b) &&
              members.some((a) => a.end <= b.start && mayFollow(plan, document, a, b)),
          )
          .map((b) => ({ id, antichain: [...antichain, b.id] }));
      });
      const one = pick(found, random);
      return one && withAntichain(plan, one.id, one.antichain);
    },
  },
  {
    name: "share bytes that another order needs",
    code: "reuse",
    beside: true,
    mutate: (plan, random, source) => {
      const document = graphOf(source);
      if (document === undefined || !anyOrder(plan)) return undefined;
      const pairs = plan.storages.flatMap((a) =>
        plan.storages
          .filter((b) => a.arena === b.arena && a.bytes > 0 && b.bytes > 0 && a.end <= b.start)
          .filter((b) => touched(document, a) && !mayFollow(plan, document, a, b))
          .map((b) => ({ a, b })),
      );
      const pair = pick(pairs, random);
      return pair && moved(plan, pair.b, pair.a.offset);
    },
  },
  {
    name: "write in place of what another order reads",
    code: "inplace",
    beside: true,
    mutate: (plan, random, source) => {
      const document = graphOf(source);
      if (document === undefined || !anyOrder(plan) || plan.settings.inplace === false) return undefined;
      const found = document.nodes.flatMap((node) =>
        (node.mayShare ?? []).flatMap((share) => {
          const [input, output] = [node.inputs[share.input] ?? "", node.outputs[share.output] ?? ""];
          const [a, b] = [plan.tensors[input], plan.tensors[output]];
          const into = plan.storages.find((s) => s.id === a?.storage);
          const from = plan.storages.find((s) => s.id === b?.storage);
          const views = node.mayShare?.some((s) => s.how === "view" && s.output === share.output);
          if (share.how !== "inplace" || views || a === undefined || from === undefined) return [];
          if (into === undefined || from === into || from.tensors[0] !== output) return [];
          // in the order of the plan nobody needs it any more
          if (into.end > from.start + 1 || from.arena !== into.arena || from.bytes > a.bytes) return [];
          const unordered = document.nodes.some((reader) => {
            const reads = reader !== node && reader.inputs.some((t) => into.tensors.includes(t));
            return reads && !after(document, reader.id).has(node.id);
          });
          return unordered ? [merged(plan, from, into, a.offset)] : [];
        }),
      );
      return pick(found, random);
    },
  },
];

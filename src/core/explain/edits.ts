/** Which changes of the document are worth a try: rights that are missing, lives that could be shorter, other arenas. */

import type { GraphDocument, LifetimesDocument, SourceDocument } from "../document.ts";
import { peakContributors, peakStepOf } from "../explain.ts";
import { type Graph, readGraph } from "../graph.ts";
import { rowOf } from "../lists.ts";
import type { Plan } from "../plan.types.ts";
import { isElementwise } from "./elementwise.ts";
import type { Candidate, Edit, WriteRight } from "./help.types.ts";

/** Candidates of each kind: each is planned anew, and the largest at the peak help most. */
const MOST = 6;

export function editsOf(document: SourceDocument, plan: Plan): Candidate[] {
  if (document.kind === "lifetimes") return unfixings(document, plan);
  if (document.kind !== "graph") return [];
  const read = readGraph(document);
  if (!read.ok) return [];
  const graph = read.value;
  const atPeak = storagesAtPeak(plan);
  return [
    ...writes(graph, plan, atPeak),
    ...releases(graph, plan, atPeak),
    ...recomputations(graph, plan, atPeak),
    ...pins(document, plan),
  ];
}

function edit(
  id: string,
  says: string,
  change: Edit,
  at: readonly string[],
  of: string | null = null,
): Candidate {
  return { id, says, change: { kind: "document", edit: change }, at, of };
}

/** Alive at the peak of their arena, the largest first. */
function storagesAtPeak(plan: Plan): number[] {
  const found = plan.arenas.flatMap((_, a) => peakContributors(plan, a));
  return found.sort((a, b) => b.bytes - a.bytes || a.storage - b.storage).map(({ storage }) => storage);
}

function nameOf(graph: Graph, node: number): string {
  const { id = "", op = "" } = graph.document.nodes[node] ?? {};
  return `${id} (${op})`;
}

interface Missing extends WriteRight {
  readonly n: number;
  readonly o: number;
  readonly i: number;
}

/** Rights that no node has, though it computes element by element and nobody reads the input after it. */
function missingRights(graph: Graph, plan: Plan): Missing[] {
  const { storage } = plan.tensors;
  const { end } = plan.storages;
  return graph.document.nodes.flatMap((node, n) => {
    if (!isElementwise(node.op)) return [];
    const inputs = rowOf(graph.inputs, n);
    return Array.from(rowOf(graph.outputs, n)).flatMap((o, output) => {
      const mine = node.mayShare?.some((share) => share.output === output) ?? false;
      const input = inputs.findIndex((i) => {
        const s = storage[i] ?? -1;
        const dies = s >= 0 && (end[s] ?? 0) === (plan.nodes.step[n] ?? 0) + 1 && graph.output[i] === 0;
        return dies && graph.bytes[i] === graph.bytes[o] && graph.arena[i] === graph.arena[o];
      });
      if (mine || input < 0 || graph.bytes[o] === 0 || (storage[o] ?? -1) < 0) return [];
      return [{ node: node.id, output, input, n, o, i: inputs[input] ?? 0 }];
    });
  });
}

function writes(graph: Graph, plan: Plan, atPeak: readonly number[]): Candidate[] {
  const missing = missingRights(graph, plan);
  if (missing.length === 0) return [];
  const rank = new Map(atPeak.map((s, place) => [s, place]));
  const placeOf = ({ o }: Missing) => rank.get(plan.tensors.storage[o] ?? -1) ?? Number.POSITIVE_INFINITY;
  const right = ({ node, output, input }: Missing): WriteRight => ({ node, output, input });
  const single = missing
    .filter((write) => Number.isFinite(placeOf(write)))
    .sort((a, b) => placeOf(a) - placeOf(b))
    .slice(0, MOST)
    .map((write) => {
      const over = graph.document.tensors[write.i]?.id ?? "";
      return edit(
        `allow-inplace:${write.node}:${write.output}:${write.input}`,
        `Write ${nameOf(graph, write.n)} in place over ${over}`,
        { kind: "allow-inplace", writes: [right(write)] },
        [`node:${write.node}`, `tensor:${over}`],
      );
    });
  if (missing.length === 1 && single.length === 1) return single;
  const every = edit(
    "allow-inplace:all",
    `Write all ${missing.length} elementwise results in place whose input dies there`,
    { kind: "allow-inplace", writes: missing.map(right) },
    missing.slice(0, MOST).map(({ node }) => `node:${node}`),
  );
  return [...single, every];
}

/** Outputs that wait at the peak for the end. */
function releases(graph: Graph, plan: Plan, atPeak: readonly number[]): Candidate[] {
  const waiting = atPeak.flatMap((s) => Array.from(rowOf(plan.storages.tensors, s)));
  return waiting
    .filter((t) => graph.output[t] === 1 && (graph.producer[t] ?? -1) >= 0)
    .slice(0, MOST)
    .map((t) => {
      const tensor = graph.document.tensors[t]?.id ?? "";
      const says = `Take the output ${tensor} as soon as it is made`;
      return edit(`release-output:${tensor}`, says, { kind: "release-output", tensor }, [`tensor:${tensor}`]);
    });
}

/** Values that wait at the peak for readers after it, though their node could run again from what is there anyway. */
function recomputations(graph: Graph, plan: Plan, atPeak: readonly number[]): Candidate[] {
  if (plan.antichains !== null) return [];
  const { step } = plan.nodes;
  const found = atPeak.flatMap((s) => {
    const [t, ...more] = rowOf(plan.storages.tensors, s);
    const peak = peakStepOf(plan, plan.storages.arena[s] ?? 0);
    if (t === undefined || more.length > 0 || graph.output[t] === 1) return [];
    const maker = graph.producer[t] ?? -1;
    const readers = Array.from(rowOf(graph.readers, t));
    const late = readers.filter((n) => (step[n] ?? 0) > peak);
    if (maker < 0 || (step[maker] ?? 0) >= peak || late.length === 0) return [];
    if (readers.some((n) => step[n] === peak) || rowOf(graph.outputs, maker).length > 1) return [];
    const first = Math.min(...late.map((n) => step[n] ?? 0));
    const there = rowOf(graph.inputs, maker).every((i) => {
      const own = plan.tensors.storage[i] ?? -1;
      return own < 0 || (plan.tensors.end[i] ?? 0) > first;
    });
    return there ? [{ t, maker, late }] : [];
  });
  return found.slice(0, MOST).map(({ t, maker, late }) => {
    const tensor = graph.document.tensors[t]?.id ?? "";
    const readers = late.map((n) => graph.document.nodes[n]?.id ?? "");
    return edit(
      `recompute:${tensor}`,
      `Make ${tensor} again after the peak instead of keeping it: run ${nameOf(graph, maker)} twice`,
      { kind: "recompute", tensor, readers },
      [`tensor:${tensor}`, `node:${graph.document.nodes[maker]?.id ?? ""}`],
    );
  });
}

/** The largest of the first arena's peak, moved to each other arena. */
function pins(document: GraphDocument, plan: Plan): Candidate[] {
  const [first, ...others] = document.arenas ?? [];
  if (first === undefined || others.length === 0) return [];
  const large = peakContributors(plan, 0).filter(({ storage, bytes }) => {
    return bytes > 0 && (plan.storages.tensor[storage] ?? -1) >= 0;
  });
  return large.slice(0, MOST).flatMap(({ storage }) => {
    const tensor = plan.tensors.id[plan.storages.tensor[storage] ?? 0] ?? "";
    return others.map(({ id: arena }) =>
      edit(
        `pin:${tensor}:${arena}`,
        `Keep ${tensor} in ${arena}`,
        { kind: "pin", tensor, arena },
        [`tensor:${tensor}`, `arena:${arena}`],
        first.id,
      ),
    );
  });
}

/** Addresses that the document fixes: each of the largest by itself, and all of them. */
function unfixings(document: LifetimesDocument, plan: Plan): Candidate[] {
  const fixed = document.buffers.filter(({ offset, bytes }) => typeof offset === "number" && bytes > 0);
  if (fixed.length === 0 || plan.stats.fragmentationBytes === 0) return [];
  const single = fixed.toSorted((a, b) => b.bytes - a.bytes).slice(0, MOST);
  const unfix = (id: string, says: string, buffers: readonly string[]) =>
    edit(
      `unfix:${id}`,
      says,
      { kind: "unfix", buffers },
      buffers.slice(0, MOST).map((b) => `tensor:${b}`),
    );
  const each = single.map(({ id }) => unfix(id, `Let ${id} have any address`, [id]));
  if (fixed.length === 1) return each;
  const all = fixed.map(({ id }) => id);
  return [...each, unfix("all", `Let all ${fixed.length} fixed buffers have any address`, all)];
}

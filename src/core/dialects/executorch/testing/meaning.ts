/** What a method computes, as terms: its document with memory that is written over, and its edge graph between two passes. */

import type { MethodSpec } from "../../../document.ts";
import type { CallNode, EdgeGraph, EdgeNode } from "../edge/edge.types.ts";
import { functionalName, isViewName, isWriteName, plainName } from "../edge/op-names.ts";
import type { GraphPlan } from "../plan-graph.ts";

/** Numbers of terms: equal ones have equal numbers, so long ones stay short. */
export class Terms {
  readonly #known = new Map<string, number>();

  of(op: string, args: readonly number[]): number {
    const text = `${op}(${args.join()})`;
    const number = this.#known.get(text) ?? this.#known.size;
    this.#known.set(text, number);
    return number;
  }
}

export interface Meaning {
  readonly users: readonly number[];
  /** By placeholder: what is left in it, where it was changed. */
  readonly left: Readonly<Record<string, number>>;
}

/** A copy in another shape: what is left is what was copied. */
function isCopy(op: string): boolean {
  return isWriteName(plainName(op)) || ["copy", "clone"].includes(plainName(op));
}

function nameOf(op: string): string {
  return plainName(functionalName(op) ?? op);
}

/** Bytes that somebody may write over. */
interface Cell {
  term: number;
}

/** As a person means the document: nodes in their order, views are the same bytes, writes are seen by all who look. */
export function meaningOfMethod(method: MethodSpec, terms: Terms): Meaning {
  const cells = new Map<string, Cell>();
  const cell = (id: string) => {
    const own = cells.get(id) ?? { term: terms.of(id, []) };
    cells.set(id, own);
    return own;
  };
  const made = new Set(method.nodes.flatMap((node) => node.outputs));
  const inputs = method.tensors.filter(({ id }) => !made.has(id)).map(({ id }) => id);
  for (const id of inputs) cell(id);
  for (const node of method.nodes) {
    const [target] = (node.mutates ?? []).map((at) => node.inputs[at] ?? "");
    const args = node.inputs.map((id) => cell(id).term);
    const name = nameOf(node.op);
    if (target !== undefined && (isWriteName(plainName(node.op)) || functionalName(node.op) !== undefined)) {
      cell(target).term = isWriteName(plainName(node.op)) ? (args[1] ?? 0) : terms.of(name, args);
      for (const id of node.outputs) cells.set(id, cell(target));
    } else if (isViewName(name)) {
      cells.set(node.outputs[0] ?? "", cell(node.inputs[0] ?? ""));
    } else {
      const whole = terms.of(name, args);
      node.outputs.forEach((id, k) => {
        cells.set(id, {
          term: node.outputs.length + (node.mutates?.length ?? 0) === 1 ? whole : terms.of(`#${k}`, [whole]),
        });
      });
      (node.mutates ?? []).forEach((at, k) => {
        cell(node.inputs[at] ?? "").term = terms.of(`#${node.outputs.length + k}`, [whole]);
      });
    }
  }
  const left = inputs.flatMap((id) =>
    cell(id).term === terms.of(id, []) ? [] : [[id, cell(id).term] as const],
  );
  return { users: method.outputs.map((id) => cell(id).term), left: Object.fromEntries(left) };
}

/** As an edge graph runs: elided views and results in place are the same bytes, everything else has its own. */
export function meaningOfEdge(graph: EdgeGraph, terms: Terms): Meaning {
  const cells = new Map<string, readonly Cell[]>();
  const first = (id: string | undefined) => cells.get(id ?? "")?.[0] ?? { term: -1 };
  let meaning: Meaning = { users: [], left: {} };
  for (const node of graph.nodes) {
    if (node.kind === "placeholder") cells.set(node.id, [{ term: terms.of(node.id, []) }]);
    else if (node.kind === "view") cells.set(node.id, [first(node.args[0])]);
    else if (node.kind === "getitem")
      cells.set(node.id, (cells.get(node.args[0] ?? "") ?? []).slice(node.index, node.index + 1));
    else if (node.kind === "alloc")
      cells.set(
        node.id,
        node.values.map(() => ({ term: -1 })),
      );
    else if (node.kind === "call") cells.set(node.id, callOf(node, first, cells, terms));
    else if (node.kind === "output") {
      const users: number[] = [];
      const left: Record<string, number> = {};
      node.args.forEach((arg, i) => {
        const { kind, target } = node.results[i] ?? { kind: "user", target: null };
        if (kind === "user" || kind === "gradient" || target === null) users.push(first(arg).term);
        else if (kind !== "weight") left[target] = first(arg).term;
      });
      meaning = { users, left };
    }
  }
  return meaning;
}

function callOf(
  node: CallNode,
  first: (id: string | undefined) => Cell,
  cells: ReadonlyMap<string, readonly Cell[]>,
  terms: Terms,
): readonly Cell[] {
  const outs = node.outs ?? [];
  const args = node.args.slice(0, node.args.length - outs.length).map((arg) => first(arg).term);
  const name = nameOf(node.op);
  const own =
    outs.length > 0 ? outs.flatMap((id) => cells.get(id) ?? []) : node.values.map((): Cell => ({ term: -1 }));
  if (node.viewOf !== null || isCopy(node.op)) {
    const to = node.inplace.length > 0 ? first(node.args[0]) : own[0];
    if (to !== undefined) to.term = (node.viewOf === null ? args.at(-1) : args[node.viewOf]) ?? -1;
    return to === undefined ? [] : [to];
  }
  const whole = terms.of(name, args);
  const [written] = node.inplace;
  if (written !== undefined) {
    const to = first(node.args[written.arg]);
    to.term = whole;
    return [to];
  }
  const results = node.values.length + node.writes.length;
  own.forEach((cell, k) => {
    cell.term = results === 1 ? whole : terms.of(`#${k}`, [whole]);
  });
  node.writes.forEach((at, k) => {
    first(node.args[at]).term = terms.of(`#${node.values.length + k}`, [whole]);
  });
  return own;
}

/** As the planned graph runs on its bytes: whoever writes destroys what others have there. Without compat the outputs are right. */
export function usersOfPlan({ graph, plan, spec }: GraphPlan, terms: Terms): readonly number[] {
  const place = new Map(spec.map((own, i) => [own, { ...plan.placement[i], bytes: plan.allocated[i] ?? 0 }]));
  const held = new Map<number, number>();
  const write = (own: number | undefined, term: number) => {
    const at = place.get(own ?? -1);
    for (const [other, { memId, offset = 0, bytes }] of place) {
      const from = at?.offset ?? 0;
      const meets =
        at !== undefined && memId === at.memId && offset < from + at.bytes && from < offset + bytes;
      // the same at the same address destroys nothing
      const same = offset === from && held.get(other) === term;
      if (meets && !same) held.set(other, terms.of(`lost to ${own}`, [term]));
    }
    if (own !== undefined) held.set(own, term);
  };
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const read = (id: string) => held.get(byId.get(id)?.specs[0] ?? -1) ?? -1;
  for (const node of graph.nodes) {
    if (node.kind === "placeholder") write(node.specs[0], terms.of(node.id, []));
    else if (node.kind === "call")
      for (const [own, term] of writesOf(node, read, byId, terms)) write(own, term);
  }
  const output = graph.nodes.at(-1);
  if (output?.kind !== "output") return [];
  return output.args.flatMap((arg, i) => (output.results[i]?.kind === "user" ? [read(arg)] : []));
}

function writesOf(
  node: CallNode,
  read: (id: string) => number,
  byId: ReadonlyMap<string, EdgeNode>,
  terms: Terms,
): [own: number | undefined, term: number][] {
  const args = node.args.slice(0, node.args.length - (node.outs?.length ?? 0)).map(read);
  const copied = node.viewOf === null ? (isCopy(node.op) ? args.at(-1) : undefined) : args[node.viewOf];
  if (copied !== undefined) return [[node.specs[0], copied]];
  const whole = terms.of(nameOf(node.op), args);
  if (node.inplace.length > 0) return [[node.specs[0], whole]];
  const single = node.values.length + node.writes.length === 1;
  const results = node.values.map((_, k): [number | undefined, number] => [
    node.specs[k],
    single ? whole : terms.of(`#${k}`, [whole]),
  ]);
  const written = node.writes.map((at, k): [number | undefined, number] => [
    byId.get(node.args[at] ?? "")?.specs[0],
    terms.of(`#${node.values.length + k}`, [whole]),
  ]);
  return [...results, ...written];
}

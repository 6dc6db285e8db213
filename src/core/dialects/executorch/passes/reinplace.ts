/** Operators that may write over an argument which nobody reads afterwards. */

import { ok } from "../../../result.ts";
import type { CallNode, EdgeGraph, EdgeNode } from "../edge/edge.types.ts";
import { alike } from "../edge/looks.ts";
import { hasInPlaceForm, inPlaceName, plainName } from "../edge/op-names.ts";
import { nodesById, outputOf } from "../edge/rewrite.ts";
import type { Change, Pass, PassOptions } from "./pass.types.ts";

export const reinplace: Pass = {
  id: "reinplace",
  title: "Write in place",
  says: "An enrolled operator writes over its argument where nobody reads that afterwards. It needs no memory of its own then.",
  initial: false,
  deep: false,
  run: (graph, options) => {
    const changes: Change[] = [];
    const byId = nodesById(graph);
    const rootOf = looksOf(graph);
    const readLater = new Set<string>();
    /** By changed placeholder, the value that it has to have at the end: only that may be written to it. */
    const final = new Map<string, string>();
    const output = outputOf(graph);
    output.results.forEach(({ target }, i) => {
      if (target !== null) final.set(target, output.args[i] ?? "");
    });
    const nodes = [...graph.nodes];
    // from the end, so that what is read later is known
    for (let i = nodes.length - 1; i >= 0; i--) {
      const node = nodes[i];
      if (node === undefined) continue;
      const done =
        node.kind === "call" && enrolled(node, options)
          ? inPlace(node, byId, rootOf, readLater, final)
          : undefined;
      if (done !== undefined) {
        nodes[i] = done.node;
        changes.push(done.change);
        for (const [target, value] of final) if (value === node.id) final.set(target, done.over);
      }
      for (const arg of node.args) readLater.add(rootOf(arg));
    }
    return ok({ graph: { ...graph, nodes }, changes: changes.reverse() });
  },
};

function enrolled(node: CallNode, { reinplace: names }: PassOptions): boolean {
  if (node.writes.length > 0 || node.wrapped.length > 0 || node.values.length !== 1) return false;
  return names === "all" || names.includes(plainName(node.op));
}

/** The node whose bytes each one looks at: views may be elided later, and wrapped operators write to their arguments. */
function looksOf(graph: EdgeGraph): (id: string) => string {
  const root = new Map<string, string>();
  const calls = new Map(graph.nodes.flatMap((node) => (node.kind === "call" ? [[node.id, node]] : [])));
  for (const node of graph.nodes) {
    const base = node.kind === "call" ? node.args[node.viewOf ?? -1] : writtenTo(node, calls);
    if (base !== undefined) root.set(node.id, root.get(base) ?? base);
  }
  return (id) => root.get(id) ?? id;
}

/** The argument whose new value a node takes out of a wrapped operator. */
function writtenTo(node: EdgeNode, calls: ReadonlyMap<string, CallNode>): string | undefined {
  const call = node.kind === "getitem" ? calls.get(node.args[0] ?? "") : undefined;
  if (node.kind !== "getitem" || call === undefined) return undefined;
  const own = call.values.length - call.wrapped.length;
  return call.args[call.wrapped[node.index - own] ?? -1];
}

function inPlace(
  node: CallNode,
  byId: ReadonlyMap<string, EdgeNode>,
  rootOf: (id: string) => string,
  readLater: ReadonlySet<string>,
  final: ReadonlyMap<string, string>,
): { readonly node: CallNode; readonly change: Change; readonly over: string } | undefined {
  const form = hasInPlaceForm(plainName(node.op));
  const right = form ? { result: 0, arg: 0 } : node.mayInplace[0];
  const id = right === undefined ? undefined : node.args[right.arg];
  const arg = id === undefined ? undefined : byId.get(id);
  const [made] = node.values;
  if (right === undefined || id === undefined || made === undefined || arg?.values[0] === undefined)
    return undefined;
  if (!alike(arg.values[0], made) || readLater.has(rootOf(id))) return undefined;
  const root = byId.get(rootOf(id));
  // a view of something writes to that: a constant or a caller's input may not change
  if (root?.kind === "placeholder" && (!root.mutated || final.get(root.id) !== node.id)) return undefined;
  // an operand that it reads twice would be read half overwritten
  if (node.args.filter((other) => rootOf(other) === rootOf(id)).length > 1) return undefined;
  if (!form) {
    return {
      node: { ...node, shares: right },
      change: { says: `${node.id} takes over the bytes of ${id}.`, at: [node.id, id] },
      over: id,
    };
  }
  const op = inPlaceName(node.op);
  return {
    node: { ...node, op, inplace: [right], writes: [right.arg], mayInplace: [] },
    change: { says: `${node.id} writes over ${id}: it is ${op} now.`, at: [node.id, id] },
    over: id,
  };
}

/** Makes the changes of documents that helps describe. */

import type { GraphDocument, LifetimesDocument, NodeSpec, SourceDocument, TensorSpec } from "../document.ts";
import type { Edit, WriteRight } from "./help.types.ts";

/** The document with the edit; the same one where the edit is of another kind of document or of things that it lacks. */
export function editDocument(document: SourceDocument, edit: Edit): SourceDocument {
  if (document.kind === "lifetimes")
    return edit.kind === "unfix" ? unfixed(document, edit.buffers) : document;
  if (document.kind !== "graph") return document;
  switch (edit.kind) {
    case "allow-inplace":
      return allowed(document, edit.writes);
    case "release-output":
      return { ...document, outputs: document.outputs.filter((id) => id !== edit.tensor) };
    case "pin": {
      const pin = (t: TensorSpec) => (t.id === edit.tensor ? { ...t, arena: edit.arena } : t);
      return { ...document, tensors: document.tensors.map(pin) };
    }
    case "recompute":
      return recomputed(document, edit.tensor, edit.readers);
    case "unfix":
      return document;
  }
}

function unfixed(document: LifetimesDocument, ids: readonly string[]): LifetimesDocument {
  const free = new Set(ids);
  const buffers = document.buffers.map((b) => (free.has(b.id) ? { ...b, offset: null } : b));
  return { ...document, buffers };
}

function allowed(document: GraphDocument, writes: readonly WriteRight[]): GraphDocument {
  const more = new Map<string, WriteRight[]>();
  for (const write of writes) more.set(write.node, [...(more.get(write.node) ?? []), write]);
  const nodes = document.nodes.map((node): NodeSpec => {
    const mine = more.get(node.id);
    if (mine === undefined) return node;
    const rights = mine.map(({ output, input }) => ({ output, input, how: "inplace" as const }));
    return { ...node, mayShare: [...(node.mayShare ?? []), ...rights] };
  });
  return { ...document, nodes };
}

/** The copy stands just before the first reader in the order of the document, its outputs and itself under fresh names. */
function recomputed(document: GraphDocument, tensor: string, readers: readonly string[]): GraphDocument {
  const maker = document.nodes.find((node) => node.outputs.includes(tensor));
  if (maker === undefined) return document;
  const late = new Set(readers);
  const tensorIds = new Set(document.tensors.map((t) => t.id));
  const again = new Map(maker.outputs.map((id) => [id, fresh(`${id} again`, tensorIds)]));
  const id = fresh(`${maker.id} again`, new Set(document.nodes.map((node) => node.id)));
  const copy: NodeSpec = { ...maker, id, outputs: maker.outputs.map((o) => again.get(o) ?? o) };
  const tensors = document.tensors.flatMap((t) => {
    const name = again.get(t.id);
    return name === undefined ? [t] : [t, { ...t, id: name }];
  });
  const rewired = (node: NodeSpec): NodeSpec =>
    late.has(node.id)
      ? { ...node, inputs: node.inputs.map((i) => (i === tensor ? (again.get(i) ?? i) : i)) }
      : node;
  const before = <T>(items: readonly T[], name: (item: T) => string, item: T): T[] => {
    const at = items.findIndex((other) => late.has(name(other)));
    return at < 0 ? [...items] : items.toSpliced(at, 0, item);
  };
  const nodes = before(document.nodes.map(rewired), (node) => node.id, copy);
  const { order } = document;
  const ordered = order && { order: before(order, (name) => name, id) };
  return { ...document, tensors, nodes, ...ordered };
}

function fresh(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  while (taken.has(name)) name += "+";
  return name;
}

/** Which tensors the nodes of a method read and change, views followed to the memory that they look at. */

import type { NodeSpec } from "../../document.ts";
import type { MethodSpec } from "./document.ts";

/** The tensor in whose memory each tensor lies, by id: itself, or what it is a view of. Expects a graph without cycles. */
export function basesOf(nodes: readonly NodeSpec[]): (id: string) => string {
  const parent = new Map<string, string>();
  for (const node of nodes) {
    for (const share of node.mayShare ?? []) {
      const [output, input] = [node.outputs[share.output], node.inputs[share.input]];
      if (share.how === "view" && output !== undefined && input !== undefined) parent.set(output, input);
    }
  }
  return (id) => {
    let base = id;
    for (let next = parent.get(base); next !== undefined; next = parent.get(base)) base = next;
    // asked for every view of a chain, each way is walked once
    for (let at = id; at !== base; ) {
      const next = parent.get(at) ?? base;
      parent.set(at, base);
      at = next;
    }
    return base;
  };
}

/** Methods are immutable, and asked about once for each thing that they share. */
const known = new WeakMap<MethodSpec, ReadonlySet<string>>();

/** Ids of the tensors that some node writes into: whole, or through a view. */
export function changedIn(method: MethodSpec): ReadonlySet<string> {
  let changed = known.get(method);
  if (changed === undefined) {
    changed = whatIsChanged(method);
    known.set(method, changed);
  }
  return changed;
}

function whatIsChanged(method: MethodSpec): ReadonlySet<string> {
  const base = basesOf(method.nodes);
  const changed = new Set<string>();
  for (const node of method.nodes) {
    for (const position of node.mutates ?? []) {
      const id = node.inputs[position];
      if (id !== undefined) changed.add(base(id));
    }
  }
  return changed;
}

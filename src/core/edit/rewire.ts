/** Changes what a node reads: inputs, their ports, and the rights over them together. */

import type { NodeSpec } from "../document.ts";
import type { Draft } from "./draft.ts";
import { fixedPorts, portNumbers } from "./operators.ts";

/** A tensor at a port. */
export interface Entry {
  readonly tensor: string;
  readonly port: number;
  /** Position in the inputs before; −1: new. */
  readonly was: number;
}

export function entriesOf(node: NodeSpec): Entry[] {
  const ports = portNumbers(node);
  return node.inputs.map((tensor, i) => ({ tensor, port: ports[i] ?? i, was: i }));
}

/** A node that reads just these, sorted by port; ports behind those with a number of their own move up. */
export function reading(node: NodeSpec, entries: readonly Entry[]): NodeSpec {
  const fixed = fixedPorts(node.op);
  let behind = fixed;
  const sorted = entries
    .toSorted((a, b) => a.port - b.port)
    .map((entry) => (entry.port < fixed ? entry : { ...entry, port: behind++ }));
  const position = new Map(sorted.map((entry, i) => [entry.was, i]));
  const rights = node.mayShare?.flatMap((right) => {
    const input = position.get(right.input);
    return input === undefined ? [] : [{ ...right, input }];
  });
  const { mayShare: _, drawn, ...rest } = node;
  const ports = sorted.map((entry) => entry.port);
  const holes = ports.some((port, i) => port !== i);
  return {
    ...rest,
    inputs: sorted.map((entry) => entry.tensor),
    ...(rights === undefined || rights.length === 0 ? {} : { mayShare: rights }),
    ...drawnWith(drawn, holes ? ports : undefined),
  };
}

/** Rights of an imported node stay those of its file. */
function drawnWith(drawn: NodeSpec["drawn"], ports: readonly number[] | undefined): Pick<NodeSpec, "drawn"> {
  if (drawn === undefined) return ports === undefined ? {} : { drawn: { ports, rights: "hand" } };
  const { ports: _, ...rest } = drawn;
  return { drawn: ports === undefined ? rest : { ...rest, ports } };
}

/** Connects a tensor to a port; what was there before is gone. */
export function attach(draft: Draft, tensor: string, node: NodeSpec, port: number): NodeSpec {
  const others = entriesOf(node).filter((entry) => entry.port !== port);
  const made = reading(node, [...others, { tensor, port, was: -1 }]);
  draft.use(tensor);
  draft.putNode(made);
  draft.touched.add(node.id);
  return made;
}

/** Frees a port. */
export function detach(draft: Draft, node: NodeSpec, port: number): NodeSpec {
  const made = reading(
    node,
    entriesOf(node).filter((entry) => entry.port !== port),
  );
  draft.putNode(made);
  draft.touched.add(node.id);
  return made;
}

/** Has every reader of certain tensors read another instead, or nothing. */
export function replaceInputs(
  draft: Draft,
  gone: ReadonlySet<string>,
  instead: (node: NodeSpec, entry: Entry) => string | undefined,
): void {
  for (const node of [...draft.nodes.values()]) {
    if (!node.inputs.some((id) => gone.has(id))) continue;
    const entries = entriesOf(node).flatMap((entry): Entry[] => {
      if (!gone.has(entry.tensor)) return [entry];
      const tensor = instead(node, entry);
      return tensor === undefined ? [] : [{ tensor, port: entry.port, was: -1 }];
    });
    draft.putNode(reading(node, entries));
    draft.touched.add(node.id);
  }
}

/** Takes boxes out of a graph. */

import { type BoxKey, readBoxKey } from "../box-key.ts";
import type { GraphDocument, NodeSpec } from "../document.ts";
import { ok } from "../result.ts";
import { Draft } from "./draft.ts";
import { indexOf } from "./index-of.ts";
import { withGroups } from "./kept.ts";
import { sayNames } from "./names.ts";
import { typeFault } from "./port-type.ts";
import { nothingChosen } from "./refuse.ts";
import { replaceInputs } from "./rewire.ts";
import type { EditResult } from "./types.ts";

/** What boxes stand for, groups opened; names of what is not there are left out. */
export interface Members {
  /** In the order of the document. */
  readonly nodes: readonly NodeSpec[];
  readonly values: ReadonlySet<string>;
  readonly outputs: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

export function membersOf(document: GraphDocument, boxes: readonly BoxKey[]): Members {
  const { maker, tensor } = indexOf(document);
  const found = {
    node: new Set<string>(),
    value: new Set<string>(),
    output: new Set<string>(),
    group: new Set<string>(),
  };
  for (const key of boxes) {
    const { kind, id } = readBoxKey(key);
    found[kind].add(id);
  }
  const marked = new Set(document.outputs);
  const groups = document.drawing?.groups?.filter((g) => found.group.has(g.id)) ?? [];
  for (const group of groups) for (const id of group.nodes) found.node.add(id);
  return {
    nodes: document.nodes.filter((n) => found.node.has(n.id)),
    values: new Set([...found.value].filter((id) => tensor.has(id) && !maker.has(id))),
    outputs: new Set([...found.output].filter((id) => marked.has(id))),
    groups: new Set(groups.map((g) => g.id)),
  };
}

/** What readers of a removed tensor read instead: what its maker read first, and so on until something stays. */
function bridges(document: GraphDocument, gone: ReadonlySet<string>): (tensor: string) => string | undefined {
  const { maker } = indexOf(document);
  const known = new Map<string, string | undefined>();
  return (tensor) => {
    const way: string[] = [];
    let at: string | undefined = tensor;
    while (at !== undefined && gone.has(at) && !known.has(at)) {
      way.push(at);
      at = maker.get(at)?.inputs[0];
    }
    const end = at !== undefined && gone.has(at) ? known.get(at) : at;
    for (const id of way) known.set(id, end);
    return end;
  };
}

/**
 * Removes nodes with the tensors that they make, values, output marks, and all members of groups. Readers lose what they
 * read; with `bridge` they read instead what the removed node read first, where that may be connected.
 */
export function remove(
  document: GraphDocument,
  keys: readonly BoxKey[],
  how: { readonly bridge: boolean },
): EditResult {
  const { nodes, values, outputs, groups } = membersOf(document, keys);
  if (nodes.length + values.size + outputs.size + groups.size === 0) return nothingChosen("box");
  const draft = new Draft(document);
  const gone = new Set([...values, ...nodes.flatMap((n) => n.outputs)]);
  for (const { id } of nodes) draft.dropNode(id);
  for (const id of gone) draft.dropTensor(id);
  const bridge = how.bridge ? bridges(document, gone) : () => undefined;
  replaceInputs(draft, gone, (node, { tensor, port }) => {
    const instead = bridge(tensor);
    if (instead === undefined || typeFault(document, node, instead, port) !== undefined) return undefined;
    return instead;
  });
  const ends = document.outputs.flatMap((id) => {
    if (outputs.has(id)) return [];
    if (!gone.has(id)) return [id];
    const instead = bridge(id);
    return instead !== undefined && indexOf(document).maker.has(instead) ? [instead] : [];
  });
  const same = ends.length === document.outputs.length && ends.every((id, i) => id === document.outputs[i]);
  draft.head = { ...draft.head, outputs: same ? document.outputs : [...new Set(ends)] };
  // the others of them have lost their last node, and go with it
  const empty = document.drawing?.groups?.some((g) => g.nodes.length === 0 && groups.has(g.id)) ?? false;
  const done = draft.done();
  const left = empty ? done.drawing?.groups?.filter((g) => !groups.has(g.id)) : undefined;
  const made = left === undefined ? done : withGroups(done, left);
  const bridged = how.bridge && nodes.length > 0 ? " and bridged the gap" : "";
  const marks = document.outputs.filter((id) => outputs.has(id) || gone.has(id)).length;
  const boxes = nodes.length + values.size + outputs.size;
  // as many as there were to see, as when they are copied
  const what = boxes > 2 ? `${nodes.length + values.size + marks} boxes` : sayRemoved(nodes, values, outputs);
  return ok({ document: made, says: `Removed ${what}${bridged}`, chosen: [] });
}

function sayRemoved(
  nodes: readonly NodeSpec[],
  values: ReadonlySet<string>,
  outputs: ReadonlySet<string>,
): string {
  const parts = [
    ...(nodes.length > 0
      ? [
          sayNames(
            nodes.map((n) => n.id),
            "nodes",
          ),
        ]
      : []),
    ...(values.size > 0 ? [sayNames([...values], "values")] : []),
    ...(outputs.size > 0
      ? [`the output ${outputs.size === 1 ? "mark" : "marks"} of ${sayNames([...outputs], "tensors")}`]
      : []),
  ];
  return parts.join(", ");
}

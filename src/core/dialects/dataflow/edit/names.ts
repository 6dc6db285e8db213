/** Nodes and the document renamed, classes and roles given. */

import { fail, ok } from "../../../result.ts";
import type { DataflowDocument, ReferenceRole, StreamEdge } from "../document.ts";
import { defined, findNode, nodeNameFault, unchanged, withNode } from "./find.ts";
import type { EdgeEnd, StreamEditResult } from "./types.ts";

/** Renames a node; its connections, its place and the plan that came with the file follow. */
export function renameStreamNode(document: DataflowDocument, id: string, name: string): StreamEditResult {
  const node = findNode(document, id);
  if (!node.ok) return node;
  const wanted = name.trim();
  if (wanted === id) return unchanged(document);
  const fault = nodeNameFault(document, wanted);
  if (fault !== undefined) return fault;
  const end = (of: EdgeEnd): EdgeEnd => (of[0] === id ? [wanted, of[1]] : of);
  const edges = document.edges.map((edge): StreamEdge => {
    if (edge.to[0] !== id && edge.from?.[0] !== id) return edge;
    return { ...edge, ...(edge.from === undefined ? {} : { from: end(edge.from) }), to: end(edge.to) };
  });
  const { shipped, drawing } = document;
  const at = Object.entries(drawing?.at ?? {}).map(([key, place]) => [key === id ? wanted : key, place]);
  return ok({
    document: {
      ...withNode(document, id, { ...node.value, id: wanted }),
      edges,
      ...(drawing?.at === undefined ? {} : { drawing: { ...drawing, at: Object.fromEntries(at) } }),
      ...(shipped === undefined
        ? {}
        : {
            shipped: {
              ...shipped,
              schedule: shipped.schedule.map((fired) => (fired === id ? wanted : fired)),
            },
          }),
    },
    says: `Renamed ${id} to ${wanted}`,
    made: [wanted],
  });
}

export interface NodeChange {
  readonly class?: string;
  /** Null: as its class says. */
  readonly role?: ReferenceRole | null;
}

export function changeStreamNode(
  document: DataflowDocument,
  id: string,
  change: NodeChange,
): StreamEditResult {
  const found = findNode(document, id);
  if (!found.ok) return found;
  const node = found.value;
  const wanted = change.class?.trim() ?? node.class;
  if (wanted === "")
    return fail("no-class", `${id} needs a class.`, { help: "Write what it is made of, such as FIR." });
  const role = change.role === undefined ? node.role : (change.role ?? undefined);
  if (wanted === node.class && role === node.role) return unchanged(document);
  const says =
    wanted !== node.class
      ? `Made ${id} a ${wanted}`
      : role === undefined
        ? `Let its class say what ${id} does with references`
        : `Gave ${id} the role ${role}`;
  const made = defined({ ...node, class: wanted, role });
  return ok({ document: withNode(document, id, made), says });
}

export function nameStream(document: DataflowDocument, name: string): StreamEditResult {
  const wanted = name.trim();
  if (wanted === document.name) return unchanged(document);
  if (wanted === "") return fail("no-name", "A graph needs a name.");
  return ok({ document: { ...document, name: wanted }, says: `Called the graph ${wanted}` });
}

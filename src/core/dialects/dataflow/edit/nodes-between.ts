/** A node added where a connection is wanted: behind an output, or before an input. */

import { ok } from "../../../result.ts";
import type { DataflowDocument } from "../document.ts";
import { connectPorts } from "./connect.ts";
import { findPort } from "./find.ts";
import { addStreamNode, type NewNode } from "./nodes.ts";
import type { EdgeEnd, StreamEditResult } from "./types.ts";

/** Ports of the new node are of the type, and unless said otherwise of the rate, of what it is connected to. */
export function addConnected(
  document: DataflowDocument,
  kind: string,
  how: NewNode,
  ends: { readonly from?: EdgeEnd | undefined; readonly to?: EdgeEnd | undefined },
): StreamEditResult {
  const [side, end] =
    ends.from === undefined ? (["inputs", ends.to] as const) : (["outputs", ends.from] as const);
  if (end === undefined) return addStreamNode(document, kind, how);
  const port = findPort(document, { node: end[0], side, port: end[1] });
  if (!port.ok) return port;
  const { type, rate } = port.value;
  const usual = { type, ...(typeof rate === "number" ? { rate } : {}) };
  const added = addStreamNode(document, kind, { ...usual, ...how });
  if (!added.ok) return added;
  const [id = ""] = added.value.made ?? [];
  const grown = added.value.document;
  const node = grown.nodes.find((n) => n.id === id);
  const [input, output] = [node?.inputs?.[0]?.name, node?.outputs?.[0]?.name];
  const wires: readonly (readonly [EdgeEnd, EdgeEnd])[] = [
    ...(ends.from === undefined || input === undefined ? [] : [[ends.from, [id, input]] as const]),
    ...(ends.to === undefined || output === undefined ? [] : [[[id, output], ends.to] as const]),
  ];
  let made = grown;
  for (const [from, to] of wires) {
    const joined = connectPorts(made, from, to);
    if (!joined.ok) return joined;
    made = joined.value.document;
  }
  const says =
    wires.length === 0
      ? added.value.says
      : added.value.says.replace(`Added ${id}`, `Added ${id} and connected it`);
  return ok({ document: made, says, made: [id] });
}

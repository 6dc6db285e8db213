/** What is wrong or open at the ports of a node, said at the port. Derived, never stored. */

import type { GraphDocument } from "../document.ts";
import { nodeOf, tensorOf } from "./index-of.ts";
import { inferNode, ruling } from "./operators.ts";
import { inputPorts } from "./ports.ts";
import { typesOf } from "./types-of.ts";

export interface PortFault {
  /** −1: about the node as a whole. */
  readonly port: number;
  readonly kind: "fault" | "open";
  readonly says: string;
}

/** Of one node; constant time beyond its own inputs and outputs. Nodes of operators that we do not know, and imported ones, have none. */
export function portFaults(document: GraphDocument, node: string): readonly PortFault[] {
  const row = nodeOf(document, node);
  const operator = row && ruling(row);
  if (row === undefined || operator === undefined) return [];
  const known = typesOf(document);
  const byHand = row.outputs.every((id) => tensorOf(document, id)?.typed === "hand");
  const open: PortFault[] = inputPorts(row).flatMap((port, p) => {
    if (port.tensor === undefined) {
      if (port.optional) return [];
      return [{ port: p, kind: "open" as const, says: `In ${port.name}: nothing is connected.` }];
    }
    if (byHand || known(port.tensor) !== undefined) return [];
    const what = tensorOf(document, port.tensor)?.bytes === undefined ? "is not known yet" : "is not given";
    return [{ port: p, kind: "open" as const, says: `In ${port.name}: the type of ${port.tensor} ${what}.` }];
  });
  const inferred = inferNode(row, operator, known);
  if (inferred.kind === "fault")
    return [...open, { port: inferred.port, kind: "fault", says: inferred.says }];
  if (inferred.kind === "open" && open.length === 0 && !byHand) {
    return [{ port: -1, kind: "open", says: inferred.says }];
  }
  return open;
}

/** What is wrong or open at the ports of a node, said at the port. Derived, never stored. */

import type { GraphDocument, NodeSpec } from "../document.ts";
import type { Inferred, Operator, ValueType } from "../ops/types.ts";
import { formatShape } from "../shape-text.ts";
import { nodeOf, type Rows, tensorOf } from "./index-of.ts";
import { inferNode, type KnownType, ruling } from "./operators.ts";
import { inputPorts } from "./ports.ts";
import { sameShape, typesOf, writtenType } from "./types-of.ts";

export interface PortFault {
  readonly side: "in" | "out";
  /** −1: about the node as a whole. */
  readonly port: number;
  readonly kind: "fault" | "open";
  readonly says: string;
  /** Goes once something that is open elsewhere is settled. */
  readonly follows?: true;
}

export interface NodeFaults {
  readonly faults: readonly PortFault[];
  /** Outputs whose types nobody tells, by position: they keep what they had. */
  readonly untold: readonly number[];
}

const NONE: NodeFaults = { faults: [], untold: [] };

/** Of one node; constant time beyond its own inputs and outputs. Nodes of operators that we do not know, and imported ones, have none. */
export function portFaults(document: GraphDocument, node: string): readonly PortFault[] {
  const row = nodeOf(document, node);
  return row === undefined ? [] : faultsOfNode(document, row).faults;
}

export function faultsOfNode(rows: Rows, node: NodeSpec): NodeFaults {
  const operator = ruling(node);
  if (operator === undefined) return NONE;
  const known = typesOf(rows);
  const inferred = inferNode(node, operator, known);
  const typed = node.outputs.map((id) => tensorOf(rows, id)?.typed === "hand");
  const faults = [...openInputs(rows, node, known, !typed.includes(false))];
  if (inferred.kind === "fault") faults.push(fault("in", inferred.port, inferred.says));
  else if (inferred.kind === "open" && faults.length === 0 && typed.includes(false))
    faults.push({ side: "in", port: -1, kind: "open", says: inferred.says });
  faults.push(...typedOtherwise(rows, node, operator, inferred));
  const untold = inferred.kind === "types" ? [] : typed.flatMap((hand, i) => (hand ? [] : [i]));
  return { faults, untold };
}

function fault(side: PortFault["side"], port: number, says: string): PortFault {
  return { side, port, kind: "fault", says };
}

function openInputs(rows: Rows, node: NodeSpec, known: KnownType, byHand: boolean): PortFault[] {
  return inputPorts(node).flatMap((port, p): PortFault[] => {
    const open = { side: "in", port: p, kind: "open" } as const;
    if (port.tensor === undefined)
      return port.optional ? [] : [{ ...open, says: `In ${port.name}: nothing is connected.` }];
    if (byHand || known(port.tensor) !== undefined) return [];
    const says = (what: string) => `In ${port.name}: the type of ${port.tensor} ${what}.`;
    return tensorOf(rows, port.tensor)?.bytes === undefined
      ? [{ ...open, says: says("is not known yet"), follows: true }]
      : [{ ...open, says: says("is not given") }];
  });
}

/** What a person said of outputs against their operator: it holds, but should be seen. */
function typedOtherwise(rows: Rows, node: NodeSpec, operator: Operator, inferred: Inferred): PortFault[] {
  if (inferred.kind !== "types") return [];
  return node.outputs.flatMap((id, i) => {
    const tensor = tensorOf(rows, id);
    const told = inferred.types[i];
    const written = writtenType(tensor);
    if (tensor?.typed !== "hand" || told === undefined || written === undefined) return [];
    const difference = differenceOf(told, written);
    if (difference === undefined) return [];
    const given = `${formatShape(told.shape)} ${told.dtype}`;
    return [fault("out", i, `${operator.id} would give ${given}; ${difference} was typed by hand.`)];
  });
}

function differenceOf(told: ValueType, written: ValueType): string | undefined {
  const shape = formatShape(written.shape);
  const alike = sameShape(told.shape, written.shape);
  if (told.dtype === written.dtype) return alike ? undefined : shape;
  return alike ? written.dtype : `${shape} ${written.dtype}`;
}

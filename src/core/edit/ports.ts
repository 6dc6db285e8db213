/** The ports of a node as they are drawn: the operator's, and one for each input beyond. */

import type { GraphDocument, NodeSpec } from "../document.ts";
import { operatorOf } from "../ops/index.ts";
import type { Operator, Port } from "../ops/types.ts";
import { attributesOf, fixedPorts, portNumbers, takesMany } from "./operators.ts";

export interface DrawnPort {
  readonly name: string;
  readonly says: string;
  readonly optional: boolean;
  /** Id of the tensor that it reads or gives; undefined: a free input. */
  readonly tensor: string | undefined;
}

export interface NodePorts {
  /** By port number. A port of many has one free port behind those that are taken. */
  readonly inputs: readonly DrawnPort[];
  readonly outputs: readonly DrawnPort[];
}

const NOTHING: NodePorts = { inputs: [], outputs: [] };

function inputPort(operator: Operator | undefined, port: number, tensor: string | undefined): DrawnPort {
  const last = operator?.inputs.at(-1);
  const fixed = operator?.inputs[port];
  if (fixed !== undefined && fixed.many !== true) {
    return { name: fixed.name, says: fixed.says, optional: fixed.optional === true, tensor };
  }
  if (last?.many === true) {
    const nth = port - ((operator?.inputs.length ?? 1) - 1);
    return {
      name: `${last.name}${nth + 1}`,
      says: last.says,
      optional: nth > 0 || last.optional === true,
      tensor,
    };
  }
  return { name: `in ${port + 1}`, says: "an input", optional: true, tensor };
}

function outputPort(port: Port | undefined, index: number, tensor: string): DrawnPort {
  return {
    name: port?.name ?? `out ${index + 1}`,
    says: port?.says ?? "an output",
    optional: port?.optional === true,
    tensor,
  };
}

/** Nodes are immutable: lists and pictures ask for the same ports again and again. */
const knownInputs = new WeakMap<NodeSpec, readonly DrawnPort[]>();

/** Input ports of a node, by port number. */
export function inputPorts(node: NodeSpec): readonly DrawnPort[] {
  const found = knownInputs.get(node);
  if (found !== undefined) return found;
  const ports = makeInputPorts(node);
  knownInputs.set(node, ports);
  return ports;
}

function makeInputPorts(node: NodeSpec): readonly DrawnPort[] {
  const operator = operatorOf(node.op);
  const ports = portNumbers(node);
  const tensors: (string | undefined)[] = Array.from({ length: fixedPorts(node.op) });
  node.inputs.forEach((id, i) => {
    const port = ports[i] ?? i;
    while (tensors.length < port) tensors.push(undefined);
    tensors[port] = id;
  });
  if (takesMany(node.op)) tensors.push(undefined);
  return tensors.map((tensor, port) => inputPort(operator, port, tensor));
}

function outputPorts(node: NodeSpec): readonly DrawnPort[] {
  const operator = operatorOf(node.op);
  const ports = operator?.outputs(attributesOf(node, operator)) ?? [];
  return node.outputs.map((id, i) => outputPort(ports[i], i, id));
}

const known = new WeakMap<NodeSpec, NodePorts>();

/** Of a node by its position in the document. */
export function portsOf(document: GraphDocument, node: number): NodePorts {
  const row = document.nodes[node];
  if (row === undefined) return NOTHING;
  const found = known.get(row);
  if (found !== undefined) return found;
  const ports = { inputs: inputPorts(row), outputs: outputPorts(row) };
  known.set(row, ports);
  return ports;
}

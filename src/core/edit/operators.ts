/** Nodes as their operators see them: ports instead of positions, attributes without holes. */

import type { Attributes, NodeSpec } from "../document.ts";
import { operatorOf } from "../ops/index.ts";
import type { Inferred, Operator, ValueType } from "../ops/types.ts";

/** What a value is taken for until somebody says what it is. */
export const DEFAULT_TYPE: ValueType = { dtype: "float32", shape: [64, 64] };

export function defaultsOf(operator: Operator): Attributes {
  return Object.fromEntries(operator.attributes.map((a) => [a.name, a.default]));
}

/** With defaults where a node says nothing: for what is shown. What is inferred rests on what the node says only. */
export function attributesOf(node: NodeSpec, operator: Operator): Attributes {
  return { ...defaultsOf(operator), ...node.attributes };
}

/** Input ports of a node that have a number of their own; those behind are taken from the first on, without holes. */
export function fixedPorts(op: string): number {
  const operator = operatorOf(op);
  if (operator === undefined) return 0;
  return operator.inputs.length - (takesMany(op) ? 1 : 0);
}

/** Whether there is always one free port more. Of an operator that we do not know we cannot say how many it takes. */
export function takesMany(op: string): boolean {
  const operator = operatorOf(op);
  return operator === undefined || operator.inputs.at(-1)?.many === true;
}

/** The port of each input, ascending. What a document says wrongly is taken for 0, 1, 2 … */
export function portNumbers({ inputs, drawn }: NodeSpec): readonly number[] {
  const ports = drawn?.ports;
  const sound =
    ports !== undefined &&
    ports.length === inputs.length &&
    ports.every((p, i) => Number.isSafeInteger(p) && p > (ports[i - 1] ?? -1));
  return sound ? ports : inputs.map((_, i) => i);
}

/**
 * The operator of a node that was made here: it says what the node gives. Imported nodes give what their file said, which
 * may rest on attributes and layouts that we have not read.
 */
export function ruling(node: NodeSpec): Operator | undefined {
  return node.drawn === undefined || node.attributes === undefined ? undefined : operatorOf(node.op);
}

export type KnownType = (tensor: string) => ValueType | undefined;

/** The types that a node reads, by port. */
export function typesByPort(node: NodeSpec, known: KnownType): (ValueType | undefined)[] {
  const types: (ValueType | undefined)[] = [];
  const ports = portNumbers(node);
  node.inputs.forEach((id, i) => {
    const port = ports[i] ?? i;
    while (types.length < port) types.push(undefined);
    types[port] = known(id);
  });
  return types;
}

export function inferNode(node: NodeSpec, operator: Operator, known: KnownType): Inferred {
  return operator.infer(typesByPort(node, known), node.attributes ?? {});
}

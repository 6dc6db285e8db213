/** The type that a port would like, guessed by asking its operator about likely ones. */

import type { Dim, GraphDocument, NodeSpec } from "../document.ts";
import type { ValueType } from "../ops/types.ts";
import { DEFAULT_TYPE, ruling, typesByPort } from "./operators.ts";
import { typesOf } from "./types-of.ts";

/** Types made of the dimensions of what the node reads already: weights, biases, equal shapes. Likeliest first. */
function guesses(read: ValueType): ValueType[] {
  const { dtype, shape } = read;
  const [batch = 1, channels = batch] = shape;
  const last: Dim = shape.at(-1) ?? 1;
  const shapes: (readonly Dim[])[] = [
    shape,
    [last, last],
    [last],
    [channels],
    [channels, channels, ...shape.slice(2).map(() => 3)],
    [channels, 1, ...shape.slice(2).map(() => 3)],
    [],
  ];
  return shapes.map((dims) => ({ dtype, shape: dims }));
}

/** A type that brings no fault at a port; DEFAULT_TYPE when nothing better is found. */
export function wantedType(document: GraphDocument, node: NodeSpec | undefined, port: number): ValueType {
  const operator = node && ruling(node);
  if (node === undefined || operator === undefined) return DEFAULT_TYPE;
  const types = typesByPort(node, typesOf(document));
  while (types.length < port) types.push(undefined);
  const read = types.find((type, p) => p !== port && type !== undefined);
  for (const guess of [...(read === undefined ? [] : guesses(read)), DEFAULT_TYPE]) {
    const inferred = operator.infer(types.toSpliced(port, 1, guess), node.attributes ?? {});
    if (inferred.kind !== "fault") return guess;
  }
  return DEFAULT_TYPE;
}

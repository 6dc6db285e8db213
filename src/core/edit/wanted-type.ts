/** The type that a port would like, guessed by asking its operator about likely ones. */

import type { Dim, GraphDocument, NodeSpec } from "../document.ts";
import type { ValueType } from "../ops/types.ts";
import { DEFAULT_TYPE, ruling, typesByPort } from "./operators.ts";
import { typesOf } from "./types-of.ts";

/** Shapes made of the dimensions of what a node reads already, likeliest first; optional inputs are often single numbers. */
function shapesLike(shape: readonly Dim[], optional: boolean): readonly (readonly Dim[])[] {
  const [batch = 1, channels = batch] = shape;
  const last = shape.at(-1) ?? 1;
  const like = [shape, [last, last], [last], [channels]];
  return optional ? [[], ...like] : [...like, []];
}

/** A type that brings no fault at a port; DEFAULT_TYPE when nothing better is found. */
export function wantedType(document: GraphDocument, node: NodeSpec | undefined, port: number): ValueType {
  const operator = node && ruling(node);
  if (node === undefined || operator === undefined) return DEFAULT_TYPE;
  const types = typesByPort(node, typesOf(document));
  while (types.length < port) types.push(undefined);
  const read = types.find((type, p) => p !== port && type !== undefined);
  const fault = (type: ValueType) => {
    const inferred = operator.infer(types.toSpliced(port, 1, type), node.attributes ?? {});
    return inferred.kind === "fault" ? inferred : undefined;
  };
  const optional = operator.inputs[port]?.optional === true;
  const shapes = shapesLike((read ?? DEFAULT_TYPE).shape, optional);
  for (const dtype of [(read ?? DEFAULT_TYPE).dtype, "int64", "bool"] as const) {
    for (const shape of read === undefined ? [DEFAULT_TYPE.shape] : shapes) {
      const wrong = fault({ dtype, shape });
      if (wrong === undefined) return { dtype, shape };
      if (wrong.port !== port || wrong.wants === undefined) continue;
      const wanted = { dtype, shape: wrong.wants };
      if (fault(wanted) === undefined) return wanted;
    }
  }
  return DEFAULT_TYPE;
}

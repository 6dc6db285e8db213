/** Asks operators in the words of tests: types as texts, `int8 1x3x224x224`, results as texts again. */

import type { Attributes, Dim } from "../../document.ts";
import { DTYPES } from "../../document.ts";
import { formatShape, parseShape } from "../../shape-text.ts";
import { operatorOf } from "../index.ts";
import type { Operator, ValueType } from "../types.ts";

/** T, H and W are symbols of these maxima. */
const SYMBOLS = new Map([
  ["T", 512],
  ["S", 64],
  ["H", 224],
  ["W", 224],
]);

/** `-` is nothing; without a dtype, float32. */
export function typeIn(text: string): ValueType | undefined {
  if (text === "-") return undefined;
  const [first = "", ...rest] = text.split(" ");
  const dtype = DTYPES.find((d) => d === first);
  const shape = parseShape(dtype === undefined ? text : rest.join(" "), SYMBOLS);
  if (!shape.ok) throw new Error(shape.problem.message);
  return { dtype: dtype ?? "float32", shape: shape.value };
}

function textOf({ dtype, shape }: { readonly dtype: string; readonly shape: readonly Dim[] }): string {
  return `${dtype === "float32" ? "" : `${dtype} `}${formatShape(shape)}`;
}

export function named(op: string): Operator {
  const operator = operatorOf(op);
  if (operator === undefined) throw new Error(`no operator ${op}`);
  return operator;
}

/** The types, parted by ` | `; else the sentence, with the port of a fault before it. `given` only, no defaults. */
export function inferExactly(op: string, inputs: readonly string[], given: Attributes): string {
  const inferred = named(op).infer(inputs.map(typeIn), given);
  if (inferred.kind === "types") return inferred.types.map(textOf).join(" | ");
  return inferred.kind === "open" ? `open: ${inferred.says}` : `${inferred.port}: ${inferred.says}`;
}

export function withDefaults(op: string, given: Attributes): Attributes {
  return { ...Object.fromEntries(named(op).attributes.map((a) => [a.name, a.default])), ...given };
}

export function infer(op: string, inputs: readonly string[], given: Attributes = {}): string {
  return inferExactly(op, inputs, withDefaults(op, given));
}

/** Rights as texts: `0 inplace of 1`, `2 view of 0 at 64`. */
export function rights(op: string, inputs: readonly string[], given: Attributes = {}): string[] {
  const operator = named(op);
  const types = inputs.map(typeIn);
  const attributes = withDefaults(op, given);
  const inferred = operator.infer(types, attributes);
  if (inferred.kind !== "types") throw new Error(inferred.says);
  return operator
    .shares(types, inferred.types, attributes)
    .map(
      ({ output, input, how, byteOffset }) =>
        `${output} ${how} of ${input}${byteOffset === undefined ? "" : ` at ${byteOffset}`}`,
    );
}

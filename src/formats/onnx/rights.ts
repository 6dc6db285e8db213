/** Values of the document that is written, and the rights of its nodes to share them. */

import type { ShareRight } from "../../core/document.ts";
import type { Known } from "./infer/known.ts";
import type { RawNode } from "./model.types.ts";
import { sharesOf } from "./shares.ts";

export interface Value {
  readonly id: string;
  readonly known: Known | undefined;
  readonly constant: boolean;
}

export function present(values: readonly (Value | undefined)[]): string[] {
  return values.flatMap((value) => value?.id ?? []);
}

/** Rights by positions among the inputs and outputs that are there. */
export function rightsOf(
  node: RawNode,
  inputs: readonly (Value | undefined)[],
  outputs: readonly (Known | undefined)[],
): readonly ShareRight[] {
  const rights = sharesOf(node, {
    inputs: inputs.map((input) => (input?.constant === true ? undefined : input?.known)),
    read: inputs.map((input) => input?.known),
    outputs,
  });
  const read = places(inputs.map((input) => input !== undefined));
  const made = places(node.outputs.map((name) => name !== ""));
  return rights.map((right) => ({
    ...right,
    input: read[right.input] ?? 0,
    output: made[right.output] ?? 0,
  }));
}

/** How many are there before each. */
function places(there: readonly boolean[]): readonly number[] {
  let n = 0;
  return there.map((is) => (is ? n++ : n));
}

/** What a runtime may keep in the bytes of an input: views, and elementwise results. */

import type { ShareRight } from "../../core/document.ts";
import { evaluate, productOf, type Size, sameSize } from "../../core/size.ts";
import type { Known } from "./infer/known.ts";
import type { RawNode } from "./model.types.ts";

const VIEWS: ReadonlySet<string> = new Set([
  "Reshape",
  "Flatten",
  "Squeeze",
  "Unsqueeze",
  "Identity",
  "Dropout",
]);

/** Read each element once before they write it. */
const IN_PLACE: ReadonlySet<string> = new Set(
  (
    "Relu LeakyRelu Elu Selu Celu Sigmoid HardSigmoid HardSwish Tanh Softplus Softsign ThresholdedRelu PRelu Mish Gelu " +
    "Swish Erf Exp Log Sin Cos Tan Asin Acos Atan Sinh Cosh Asinh Acosh Atanh Reciprocal Round Clip Shrink Softmax " +
    "LogSoftmax Neg Abs Floor Ceil Sqrt Sign Not BitwiseNot Add Sub Mul Div Pow Mod Max Min Sum Mean And Or Xor Equal " +
    "BatchNormalization LayerNormalization InstanceNormalization FastGelu QuickGelu BiasGelu Cast"
  ).split(" "),
);

function sameBytes(a: Known, b: Known): boolean {
  if (a.element !== b.element || a.shape === undefined || b.shape === undefined) return false;
  return sameSize(productOf(a.shape), productOf(b.shape));
}

/** Where part `i` of a split begins, in elements; undefined when the parts are not one after the other. */
function partStart(
  input: readonly Size[],
  outputs: readonly (Known | undefined)[],
  i: number,
  axis: number,
): number | undefined {
  if (input.slice(0, axis).some((size) => size !== 1)) return undefined;
  const before = outputs.slice(0, i).map((output) => productOf(output?.shape ?? []));
  const start = before.reduce<number>((sum, size) => sum + evaluate(size, new Map()), 0);
  return Number.isNaN(start) ? undefined : start;
}

/** Rights of a node, by positions in its inputs and outputs as the file lists them. `bits`: of an element of an input. */
export function sharesOf(
  node: RawNode,
  inputs: readonly (Known | undefined)[],
  outputs: readonly (Known | undefined)[],
  bits: number,
): readonly ShareRight[] {
  if (node.domain !== "" && node.domain !== "com.microsoft") return [];
  const [first] = outputs;
  const [input] = inputs;
  if (first === undefined || input === undefined) return [];
  if (VIEWS.has(node.op)) return sameBytes(input, first) ? [{ output: 0, input: 0, how: "view" }] : [];
  if (node.op === "Split" && input.shape !== undefined) {
    const shape = input.shape;
    const given = node.attributes.get("axis")?.int ?? 0;
    const axis = given < 0 ? given + shape.length : given;
    return outputs.flatMap((_, output): ShareRight[] => {
      const start = partStart(shape, outputs, output, axis);
      const byteOffset = start === undefined ? Number.NaN : (start * bits) / 8;
      return Number.isSafeInteger(byteOffset) ? [{ output, input: 0, how: "view", byteOffset }] : [];
    });
  }
  if (!IN_PLACE.has(node.op)) return [];
  return inputs.flatMap((own, i): ShareRight[] =>
    own !== undefined && sameBytes(own, first) ? [{ output: 0, input: i, how: "inplace" }] : [],
  );
}

/**
 * What a runtime may keep in the bytes of an input: views, and elementwise results. A Concat whose inputs lie one behind the
 * other in its output is not said: a right names one input of an output.
 */

import type { ShareRight } from "../../core/document.ts";
import { evaluate, namesOfSize, productOf, type Size, sameSize } from "../../core/size.ts";
import type { Known } from "./infer/known.ts";
import type { RawNode } from "./model.types.ts";
import { elementType } from "./types.ts";

const VIEWS: ReadonlySet<string> = new Set(["Reshape", "Flatten", "Squeeze", "Unsqueeze", "Identity"]);

/** Of one tensor: read each element before they write it. */
const FROM_FIRST: ReadonlySet<string> = new Set(
  (
    "Relu LeakyRelu Elu Selu Celu Sigmoid HardSigmoid HardSwish Tanh Softplus Softsign ThresholdedRelu PRelu Mish Gelu " +
    "Swish Erf Exp Log Sin Cos Tan Asin Acos Atan Sinh Cosh Asinh Acosh Atanh Reciprocal Round Clip Shrink Softmax " +
    "LogSoftmax Neg Abs Floor Ceil Sqrt Sign Not BitwiseNot BatchNormalization LayerNormalization " +
    "InstanceNormalization FastGelu QuickGelu BiasGelu Cast Dropout"
  ).split(" "),
);

/** Of several, element by element. */
const FROM_ANY: ReadonlySet<string> = new Set(
  "Add Sub Mul Div Pow Mod Max Min Sum Mean And Or Xor Equal Less Greater LessOrEqual GreaterOrEqual Where".split(
    " ",
  ),
);

/** Inputs of a node of which one may be written over: more choices help no planner. */
const MOST_CHOICES = 16;

export interface Surroundings {
  /** Undefined where an input is absent or a constant: nothing is written there. */
  readonly inputs: readonly (Known | undefined)[];
  /** With constants. */
  readonly read: readonly (Known | undefined)[];
  readonly outputs: readonly (Known | undefined)[];
}

/** Elements as many and as wide, whatever their types. */
function sameBytes(a: Known, b: Known): boolean {
  const [p, q] = [elementType(a.element), elementType(b.element)];
  if (p === undefined || p.bits !== q?.bits || a.shape === undefined || b.shape === undefined) return false;
  return sameSize(productOf(a.shape), productOf(b.shape));
}

/** Bytes of `elements`; undefined when they hang on symbols, or end inside a byte. */
function bytesOf(elements: Size, bits: number): number | undefined {
  const bytes = (evaluate(elements, new Map()) * bits) / 8;
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** Parts along an axis lie in one piece when all axes before it are 1. */
function inOnePiece(shape: readonly Size[], axis: number): boolean {
  return shape.slice(0, axis).every((size) => size === 1);
}

function splitRights(node: RawNode, input: Known, { outputs }: Surroundings): readonly ShareRight[] {
  const { shape = [] } = input;
  const given = node.attributes.get("axis")?.int ?? 0;
  const axis = given < 0 ? given + shape.length : given;
  const bits = elementType(input.element)?.bits;
  // parts of an axis whose size is chosen may end beyond it
  if (bits === undefined || typeof shape[axis] !== "number" || !inOnePiece(shape, axis)) return [];
  let before: number | undefined = 0;
  return outputs.flatMap((known, output): ShareRight[] => {
    const byteOffset = before;
    const own = known?.shape === undefined ? undefined : bytesOf(productOf(known.shape), bits);
    before = before === undefined || own === undefined ? undefined : before + own;
    return byteOffset === undefined || known?.shape === undefined
      ? []
      : [{ output, input: 0, how: "view", byteOffset }];
  });
}

/** Whether the sizes of `out` know no other names than those of `shape`: another could be chosen too large. */
function hangsOnlyOn(out: readonly Size[], shape: readonly Size[]): boolean {
  const [names, own] = [new Set<string>(), new Set<string>()];
  for (const size of shape) namesOfSize(size, names);
  for (const size of out) namesOfSize(size, own);
  return [...own].every((name) => names.has(name));
}

/** A Slice that cuts one axis, of those before it none longer than 1. */
function sliceRights(node: RawNode, input: Known, { read, outputs }: Surroundings): readonly ShareRight[] {
  const [shape, out, bits] = [input.shape, outputs[0]?.shape, elementType(input.element)?.bits];
  if (shape === undefined || out === undefined || bits === undefined) return [];
  const starts = read[1]?.content ?? node.attributes.get("starts")?.ints;
  const axes = read[3]?.content ?? node.attributes.get("axes")?.ints ?? [...shape.keys()];
  const steps = read[4] === undefined ? [] : read[4].content;
  if (starts === undefined || steps === undefined || steps.some((step) => step !== 1)) return [];
  const cut = [...shape.keys()].filter((i) => !sameSize(shape[i] ?? -1, out[i] ?? -1));
  const [axis = 0, more] = cut;
  if (more !== undefined || !inOnePiece(shape, axis)) return [];
  const i = axes.findIndex((given) => given === axis || given === axis - shape.length);
  const [start = 0, size = 0] = [cut.length === 0 ? 0 : starts[i], shape[axis]];
  if (typeof start !== "number" || (start !== 0 && typeof size !== "number")) return [];
  if (typeof size !== "number" && !hangsOnlyOn(out, shape)) return [];
  const from = start < 0 ? Math.max(0, start + Number(size)) : Math.min(start, Number(size) || 0);
  const byteOffset = bytesOf(productOf([from, ...shape.slice(axis + 1)]), bits);
  return byteOffset === undefined ? [] : [{ output: 0, input: 0, how: "view", byteOffset }];
}

/** Whether a node is one that trains: then it reads its input again after it has written. */
function trains(node: RawNode, { read }: Surroundings): boolean {
  if (node.op === "Dropout") return read[2] !== undefined && read[2].content?.[0] !== 0;
  if (node.op !== "BatchNormalization") return false;
  return node.attributes.get("training_mode")?.int === 1 || node.outputs.slice(1).some((name) => name !== "");
}

/** Rights of a node, by positions in its inputs and outputs as the file lists them. */
export function sharesOf(node: RawNode, around: Surroundings): readonly ShareRight[] {
  if (node.domain !== "" && node.domain !== "com.microsoft") return [];
  const [first] = around.outputs;
  const [input] = around.inputs;
  if (node.op === "Split") return input === undefined ? [] : splitRights(node, input, around);
  if (first === undefined) return [];
  if (node.op === "Slice") return input === undefined ? [] : sliceRights(node, input, around);
  const training = trains(node, around);
  if (VIEWS.has(node.op) || (node.op === "Dropout" && !training))
    return input !== undefined && sameBytes(input, first) ? [{ output: 0, input: 0, how: "view" }] : [];
  if (training) return [];
  const from = FROM_ANY.has(node.op) ? around.inputs : FROM_FIRST.has(node.op) ? [input] : [];
  return from
    .slice(0, MOST_CHOICES)
    .flatMap((own, i): ShareRight[] =>
      own !== undefined && sameBytes(own, first) ? [{ output: 0, input: i, how: "inplace" }] : [],
    );
}

/** Operators that make values: constants, shapes, random numbers, windows of signals. */

import { floorOver, plus, type Size } from "../../../../core/size.ts";
import { type Call, each, type Rule, type Rules } from "../call.ts";
import { countOf, E, MOST_CONTENT, NotKnown, scalar, tensor, vector } from "../known.ts";

const constant: Rule = (call) => {
  const value = call.tensor("value") ?? call.tensor("sparse_value");
  if (value !== undefined) return [tensor(value.element, value.dims, value.values)];
  const int = call.int("value_int");
  if (int !== undefined) return [scalar(E.int64, int)];
  const float = call.float("value_float");
  if (float !== undefined) return [scalar(E.float, float)];
  if (call.attribute("value_string") !== undefined) return [scalar(E.string)];
  const ints = call.ints("value_ints");
  if (ints !== undefined && call.attribute("value_ints") !== undefined) return [vector(E.int64, ints)];
  const floats = call.attribute("value_floats")?.floats;
  if (floats !== undefined) return [vector(E.float, floats)];
  const texts = call.attribute("value_strings")?.texts;
  if (texts !== undefined) return [tensor(E.string, [texts.length])];
  throw new NotKnown("it has no value");
};

const shapeOf: Rule = (call) => {
  const shape = call.shape(0);
  const at = (i: number) => Math.min(shape.length, Math.max(0, i < 0 ? i + shape.length : i));
  return [vector(E.int64, shape.slice(at(call.int("start", 0)), at(call.int("end", shape.length))))];
};

const constantOfShape: Rule = (call) => {
  const shape = call.shapeIn(0);
  const value = call.tensor("value");
  const [fill = 0] = value?.values ?? [0];
  const total = countOf(shape);
  const known = typeof total === "number" && total <= MOST_CONTENT;
  return [
    tensor(value?.element ?? E.float, shape, known ? Array.from({ length: total }, () => fill) : undefined),
  ];
};

const random: Rule = (call) => [tensor(call.int("dtype", E.float), call.ints("shape") ?? [])];

const randomLike: Rule = (call) => [tensor(call.int("dtype") ?? call.element(0), call.shape(0))];

const window: Rule = (call) => [tensor(call.int("output_datatype", E.float), [call.content(0)[0] ?? 0])];

const multinomial: Rule = (call) => [
  tensor(call.int("dtype", E.int32), [call.shape(0)[0] ?? 1, call.int("sample_size", 1)]),
];

/** Bins of a transform of which half is kept when it is one-sided. */
function bins(length: Size, onesided: boolean): Size {
  return onesided ? plus(floorOver(length, 2), 1) : length;
}

const dft: Rule = (call) => {
  const shape = [...call.shape(0)];
  const axis = call.axis(
    call.int("axis") ?? Number(call.inputs[2]?.content?.[0] ?? (call.opset >= 20 ? -2 : 1)),
    shape.length,
  );
  const length = call.has(1) ? (call.content(1)[0] ?? 1) : (shape[axis] ?? 1);
  shape[axis] = bins(length, call.int("onesided", 0) === 1);
  shape[shape.length - 1] = 2;
  return [tensor(call.element(0), shape)];
};

const stft: Rule = (call) => {
  const [batch = 1, signal = 1] = call.shape(0);
  const step = call.content(1)[0] ?? 1;
  const frame = call.has(3) ? call.content(3)[0] : call.shape(2)[0];
  if (frame === undefined) throw new NotKnown("its frame length is missing");
  const frames = plus(floorOver(plus(signal, typeof frame === "number" ? -frame : 0), step), 1);
  if (typeof frame !== "number") throw new NotKnown("its frame length hangs on symbols");
  return [tensor(call.element(0), [batch, frames, bins(frame, call.int("onesided", 1) === 1), 2])];
};

const eyeLike: Rule = (call) => [tensor(call.int("dtype") ?? call.element(0), call.shape(0))];

const melWeights: Rule = (call) => {
  const [mel = 1, length = 1] = [call.content(0)[0], call.content(1)[0]];
  return [tensor(call.int("output_datatype", E.float), [plus(floorOver(length, 2), 1), mel])];
};

const affineGrid: Rule = (call: Call) => {
  const [n = 1, , ...space] = call.content(1);
  return [tensor(call.element(0), [n, ...space, space.length])];
};

const gridSample: Rule = (call) => {
  const grid = call.shape(1);
  return [tensor(call.element(0), [...call.shape(0).slice(0, 2), ...grid.slice(1, -1)])];
};

const roiAlign: Rule = (call) => [
  tensor(call.element(0), [
    call.shape(1)[0] ?? 1,
    call.shape(0)[1] ?? 1,
    call.int("output_height", 1),
    call.int("output_width", 1),
  ]),
];

export const VALUES: Rules = {
  Constant: constant,
  Shape: shapeOf,
  Size: (call) => [scalar(E.int64, countOf(call.shape(0)))],
  ConstantOfShape: constantOfShape,
  ...each("RandomNormal RandomUniform", random),
  ...each("RandomNormalLike RandomUniformLike", randomLike),
  ...each("HannWindow HammingWindow BlackmanWindow", window),
  Multinomial: multinomial,
  DFT: dft,
  STFT: stft,
  EyeLike: eyeLike,
  MelWeightMatrix: melWeights,
  AffineGrid: affineGrid,
  GridSample: gridSample,
  RoiAlign: roiAlign,
  Det: (call) => [tensor(call.element(0), call.shape(0).slice(0, -2))],
};

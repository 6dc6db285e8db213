/** Operators that make one of many along axes. */

import { sizeOfDim } from "../bytes.ts";
import type { Dim } from "../document.ts";
import { axesOf, axisOf, said } from "./broadcast.ts";
import { define, fault, is, types } from "./define.ts";
import type { AttributeSpec, Operator, Port } from "./types.ts";

const X: Port = { name: "X", says: "Any values" };

const KEEP: AttributeSpec = {
  name: "keep",
  title: "Keep axes",
  says: "Reduced axes stay, with size 1",
  default: false,
  kind: { kind: "flag" },
};

export const AXIS: AttributeSpec = {
  name: "axis",
  title: "Axis",
  says: "0 is the outermost, −1 the innermost",
  default: -1,
  kind: { kind: "whole", least: -64, most: 63 },
};

export function axesSpec(says: string, value: readonly number[]): AttributeSpec {
  return { name: "axes", title: "Axes", says, default: value, kind: { kind: "wholes", least: -64 } };
}

const INDEX: AttributeSpec = {
  name: "indices",
  title: "Dtype of indices",
  says: "int64 in ONNX and PyTorch, often int32 in TensorFlow Lite",
  default: "int64",
  kind: { kind: "dtype" },
};

/** The shape with these axes of size 1, or without them. */
function reduced(shape: readonly Dim[], axes: readonly number[], keep: boolean): readonly Dim[] {
  return shape.flatMap((dim, axis) => (axes.includes(axis) ? (keep ? [1] : []) : [dim]));
}

function reduce(id: string, says: string, aliases: readonly string[]): Operator {
  return define({
    id,
    says,
    aliases,
    group: "Reduce",
    inputs: [X],
    attributes: [axesSpec("Axes that are reduced; none named: all", [-1]), KEEP],
    rule(call) {
      const { dtype, shape } = call.type(0);
      const given = call.wholes("axes");
      const axes = axesOf(call, 0, given.length === 0 ? shape.map((_, axis) => axis) : given);
      return "kind" in axes ? axes : types({ dtype, shape: reduced(shape, axes, call.flag("keep")) });
    },
  });
}

const argMax = define({
  id: "ArgMax",
  says: "Where the largest element along an axis is",
  aliases: ["ARG_MAX"],
  group: "Reduce",
  inputs: [X],
  attributes: [AXIS, KEEP, INDEX],
  rule(call) {
    const axis = axisOf(call, 0, call.whole("axis"));
    if (typeof axis !== "number") return axis;
    return types({
      dtype: call.dtype("indices"),
      shape: reduced(call.type(0).shape, [axis], call.flag("keep")),
    });
  },
});

const topK = define({
  id: "TopK",
  says: "The k largest elements along an axis, and where they are",
  aliases: ["TOPK_V2"],
  group: "Reduce",
  inputs: [X],
  outputs: [
    { name: "values", says: "The largest elements" },
    { name: "indices", says: "Where they are" },
  ],
  attributes: [
    { name: "k", title: "K", says: "How many", default: 8, kind: { kind: "whole", least: 1 } },
    AXIS,
    INDEX,
  ],
  rule(call) {
    const { dtype, shape } = call.type(0);
    const axis = axisOf(call, 0, call.whole("axis"));
    if (typeof axis !== "number") return axis;
    const k = call.whole("k");
    const size = shape[axis] ?? 1;
    if (sizeOfDim(size) < k)
      return fault(0, `${is(call, 0)}: axis ${axis} has ${said(size)} elements, fewer than ${k}.`);
    const result = shape.with(axis, k);
    return types({ dtype, shape: result }, { dtype: call.dtype("indices"), shape: result });
  },
});

export const REDUCE: readonly Operator[] = [
  reduce("ReduceSum", "Adds up along axes", ["SUM"]),
  reduce("ReduceMean", "The mean along axes", ["MEAN", "average"]),
  reduce("ReduceMax", "The largest along axes", ["REDUCE_MAX", "amax"]),
  reduce("ReduceMin", "The smallest along axes", ["REDUCE_MIN", "amin"]),
  argMax,
  topK,
];

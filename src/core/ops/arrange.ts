/** Operators that join, reorder, pad and gather values: their results are new bytes. */

import { axesOf, axisOf, gaveUp, isIndex, oneDtype, said } from "./broadcast.ts";
import { type Call, define, fault, is, nameless, types } from "./define.ts";
import { agreed, shifted, sum } from "./dims.ts";
import { AXIS } from "./reduce.ts";
import type { Inferred, Operator, Port } from "./types.ts";

const X: Port = { name: "X", says: "Any values" };

const concat = define({
  id: "Concat",
  says: "Joins values along an axis",
  aliases: ["CONCATENATION", "cat"],
  group: "Shape",
  inputs: [{ name: "X", says: "Alike but for the axis", many: true }],
  attributes: [{ ...AXIS, default: 1 }],
  rule(call) {
    const ports = call.inputs.map((_, port) => port);
    const wrong = oneDtype(call, ports);
    if (wrong !== undefined) return wrong;
    const { dtype, shape } = call.type(0);
    const axis = axisOf(call, 0, call.whole("axis"));
    if (typeof axis !== "number") return axis;
    for (const port of ports) {
      const other = call.type(port).shape;
      const both = `${is(call, 0)} and ${is(call, port)}`;
      if (other.length !== shape.length)
        return fault(port, `${both}: they must have equally many dimensions.`);
      for (const [i, dim] of shape.entries()) {
        const there = other[i] ?? 1;
        if (i === axis || agreed(dim, there) !== undefined) continue;
        return fault(
          port,
          `${both}: ${said(dim)} and ${said(there)} differ in axis ${i}, and only axis ${axis} is joined.`,
        );
      }
    }
    const joined = sum(ports.map((port) => call.type(port).shape[axis] ?? 1));
    return joined === undefined ? nameless("X") : types({ dtype, shape: shape.with(axis, joined) });
  },
});

const transpose = define({
  id: "Transpose",
  says: "Changes the order of axes",
  aliases: ["permute"],
  group: "Shape",
  inputs: [X],
  attributes: [
    {
      name: "perm",
      title: "Order of axes",
      says: "Axis of X for each axis of the result; none: reversed",
      default: [],
      kind: { kind: "wholes", least: 0 },
    },
  ],
  rule(call) {
    const { dtype, shape } = call.type(0);
    const given = call.wholes("perm");
    const perm = given.length === 0 ? shape.map((_, axis) => axis).reverse() : given;
    if (perm.length !== shape.length) {
      return fault(0, `${is(call, 0)}: the order names ${perm.length} axes, and it has ${shape.length}.`);
    }
    const axes = axesOf(call, 0, perm);
    if (gaveUp(axes)) return axes;
    return types({ dtype, shape: perm.map((axis) => shape[axis] ?? 1) });
  },
});

const pad = define({
  id: "Pad",
  says: "Adds elements before and behind",
  aliases: ["PADV2", "MIRROR_PAD"],
  group: "Shape",
  inputs: [X, { name: "value", says: "What is added; a scalar", optional: true }],
  attributes: [
    {
      name: "pads",
      title: "Pads",
      says: "Before each axis of X, then behind each",
      default: [0, 0, 1, 1, 0, 0, 1, 1],
      kind: { kind: "wholes", least: 0 },
    },
  ],
  rule(call) {
    const { dtype, shape } = call.type(0);
    const pads = call.wholes("pads");
    if (pads.length !== 2 * shape.length) {
      return fault(0, `${is(call, 0)}: ${2 * shape.length} pads are needed, but there are ${pads.length}.`);
    }
    const padded = shape.flatMap(
      (dim, axis) => shifted(dim, (pads[axis] ?? 0) + (pads[axis + shape.length] ?? 0)) ?? [],
    );
    return padded.length < shape.length ? nameless("X") : types({ dtype, shape: padded });
  },
});

const INDICES: Port = { name: "indices", says: "Whole numbers" };

function gathered(call: Call, data: number, indices: number, axis: number): Inferred {
  const { dtype, shape } = call.type(data);
  const at = call.type(indices);
  if (!isIndex(at))
    return fault(indices, `The indices are ${at.dtype}: they must be whole numbers, such as int32 or int64.`);
  const position = axisOf(call, data, axis);
  if (typeof position !== "number") return position;
  return types({ dtype, shape: [...shape.slice(0, position), ...at.shape, ...shape.slice(position + 1)] });
}

const gather = define({
  id: "Gather",
  says: "Takes elements of an axis by their indices",
  aliases: ["index_select"],
  group: "Shape",
  inputs: [X, INDICES],
  attributes: [{ ...AXIS, default: 0 }],
  rule: (call) => gathered(call, 0, 1, call.whole("axis")),
});

const embedding = define({
  id: "Embedding",
  says: "Takes a row of a table for each index",
  aliases: ["EMBEDDING_LOOKUP"],
  group: "Shape",
  inputs: [INDICES, { name: "table", says: "Entries × width" }],
  rule: (call) => gathered(call, 1, 0, 0),
});

export const ARRANGE: readonly Operator[] = [concat, transpose, pad, gather, embedding];

/** Operators that move no bytes: their result is a view of what they read. */

import type { Dim } from "../document.ts";
import { axesOf, axisOf, said } from "./broadcast.ts";
import { define, fault, is, nameless, open, types, viewOfFirst } from "./define.ts";
import { product, quotient } from "./dims.ts";
import { axesSpec } from "./reduce.ts";
import type { Operator, Port } from "./types.ts";

const X: Port = { name: "X", says: "Any values" };

const reshape = define({
  id: "Reshape",
  says: "The same elements in another shape: a view",
  aliases: ["view"],
  group: "Shape",
  inputs: [X],
  attributes: [
    {
      name: "shape",
      title: "Shape",
      says: "−1: whatever is left; 0: as in X at the same place",
      default: [-1],
      kind: { kind: "wholes", least: -1 },
    },
  ],
  rule(call) {
    const { dtype, shape } = call.type(0);
    const wanted = call.wholes("shape");
    const left = shape.filter((_, axis) => wanted[axis] !== 0);
    const copied = (axis: number) => (wanted[axis] === 0 ? shape[axis] : undefined);
    const lost = wanted.findIndex((n, axis) => n === 0 && axis >= shape.length);
    if (lost >= 0) return fault(0, `${is(call, 0)}: it has no axis ${lost} to keep.`);
    if (wanted.filter((n) => n === -1).length > 1)
      return fault(0, `${is(call, 0)}: only one −1 can be worked out.`);
    const known = wanted.reduce((n, size) => (size > 0 ? n * size : n), 1);
    const target = wanted.map((n, axis) => (n === -1 ? "−1" : said(copied(axis) ?? n))).join("×");
    if (!wanted.includes(-1)) {
      const whole = product(left);
      if (whole === known) return types({ dtype, shape: wanted.map((n, axis) => copied(axis) ?? n) });
      return fault(
        0,
        `${is(call, 0)}: it cannot become ${target === "" ? "scalar" : target}, which has another number of elements.`,
      );
    }
    const rest = quotient(left, known);
    if (rest !== undefined)
      return types({ dtype, shape: wanted.map((n, axis) => (n === -1 ? rest : (copied(axis) ?? n))) });
    if (left.some((dim) => typeof dim !== "number")) {
      return open(
        `${is(call, 0)}: whether it can become ${target} depends on its symbols. Give the shape by hand.`,
      );
    }
    return fault(0, `${is(call, 0)}: its elements cannot be parted into ${target}.`);
  },
  shares: viewOfFirst,
});

const flatten = define({
  id: "Flatten",
  says: "Makes two axes of all: those before an axis, and it with those behind",
  aliases: [],
  group: "Shape",
  inputs: [X],
  attributes: [
    {
      name: "axis",
      title: "Axis",
      says: "The first of the inner ones",
      default: 1,
      kind: { kind: "whole", least: -64, most: 64 },
    },
  ],
  rule(call) {
    const { dtype, shape } = call.type(0);
    // behind the innermost axis is a place, too
    const axis = call.whole("axis") === shape.length ? shape.length : axisOf(call, 0, call.whole("axis"));
    if (typeof axis !== "number") return axis;
    const outer = product(shape.slice(0, axis));
    const inner = product(shape.slice(axis));
    return outer === undefined || inner === undefined
      ? nameless("X")
      : types({ dtype, shape: [outer, inner] });
  },
  shares: viewOfFirst,
});

const squeeze = define({
  id: "Squeeze",
  says: "Leaves out axes of size 1",
  aliases: [],
  group: "Shape",
  inputs: [X],
  attributes: [axesSpec("Axes that are left out; none named: all of size 1", [])],
  rule(call) {
    const { dtype, shape } = call.type(0);
    const given = call.wholes("axes");
    const ones = shape.flatMap((dim, axis) => (dim === 1 ? [axis] : []));
    const axes = given.length === 0 ? ones : axesOf(call, 0, given);
    if ("kind" in axes) return axes;
    const wrong = axes.find((axis) => shape[axis] !== 1);
    if (wrong !== undefined) {
      return fault(
        0,
        `${is(call, 0)}: axis ${wrong} is ${said(shape[wrong] ?? 1)}, and only axes of size 1 can be left out.`,
      );
    }
    return types({ dtype, shape: shape.filter((_, axis) => !axes.includes(axis)) });
  },
  shares: viewOfFirst,
});

const unsqueeze = define({
  id: "Unsqueeze",
  says: "Adds axes of size 1",
  aliases: ["EXPAND_DIMS"],
  group: "Shape",
  inputs: [X],
  attributes: [axesSpec("Where they are in the result", [0])],
  rule(call) {
    const { dtype, shape } = call.type(0);
    const given = call.wholes("axes");
    const rank = shape.length + given.length;
    const axes = axesOf(call, 0, given, rank);
    if ("kind" in axes) return axes;
    const rest: Dim[] = [...shape];
    return types({
      dtype,
      shape: Array.from({ length: rank }, (_, axis) => (axes.includes(axis) ? 1 : (rest.shift() ?? 1))),
    });
  },
  shares: viewOfFirst,
});

function same(id: string, says: string, aliases: readonly string[]): Operator {
  return define({
    id,
    says,
    aliases,
    group: "Shape",
    inputs: [X],
    rule: (call) => types(call.type(0)),
    shares: viewOfFirst,
  });
}

export const VIEWS: readonly Operator[] = [
  reshape,
  flatten,
  squeeze,
  unsqueeze,
  same("Identity", "X as it is", ["alias"]),
  same("Dropout", "X as it is: nothing is dropped when a network is used", []),
];

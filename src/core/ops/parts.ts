/** Operators that take parts of a value. Parts of the outermost axis that has more than one element are views. */

import { DTYPE_BITS, sizeOfDim } from "../bytes.ts";
import type { Attributes, Dim, ShareRight } from "../document.ts";
import { attributeFault } from "./attribute-fault.ts";
import { axesOf, axisOf, gaveUp, said } from "./broadcast.ts";
import { type Call, define, fault, is, open, types } from "./define.ts";
import { agreed, shifted } from "./dims.ts";
import { AXIS, axesSpec } from "./reduce.ts";
import type { AttributeSpec, Inferred, Operator, Port, ValueType } from "./types.ts";

const X: Port = { name: "X", says: "Any values" };

const MOST_PARTS = 256;

const PARTS: AttributeSpec = {
  name: "parts",
  title: "Parts",
  says: "How many equal parts",
  default: 2,
  kind: { kind: "whole", least: 1, most: MOST_PARTS },
};
const SIZES: AttributeSpec = {
  name: "sizes",
  title: "Sizes",
  says: "Sizes of unequal parts along the axis; none: equal parts",
  default: [],
  kind: { kind: "wholes", least: 0 },
};

/** Sizes that were given, or how many equal parts; undefined when neither can be read. */
function partsOf({ parts, sizes }: Attributes): number | readonly number[] | undefined {
  const unequal = typeof sizes === "object" && attributeFault(SIZES, sizes) === undefined ? sizes : [];
  if (unequal.length > 0) return unequal.length <= MOST_PARTS ? unequal : undefined;
  return typeof parts === "number" && attributeFault(PARTS, parts) === undefined ? parts : undefined;
}

function partPorts(attributes: Attributes): readonly Port[] {
  const parts = partsOf(attributes) ?? 1;
  const count = typeof parts === "number" ? parts : parts.length;
  return Array.from({ length: count }, (_, i) => ({ name: `Y${i + 1}`, says: `Part ${i + 1}` }));
}

const split = define({
  id: "Split",
  says: "Parts a value along an axis",
  aliases: ["chunk"],
  group: "Shape",
  inputs: [X],
  outputs: partPorts,
  attributes: [PARTS, { ...AXIS, default: 1 }, SIZES],
  rule(call) {
    const { dtype, shape } = call.type(0);
    const axis = axisOf(call, 0, call.whole("axis"));
    if (typeof axis !== "number") return axis;
    const parts = partsOf({ parts: call.whole("parts"), sizes: call.wholes("sizes") });
    if (parts === undefined) return open(`Sizes must be ${MOST_PARTS} at most.`);
    const whole = shape[axis] ?? 1;
    if (parts === 1) return types({ dtype, shape });
    if (typeof whole !== "number") {
      return open(
        `${is(call, 0)}: how ${said(whole)} is parted depends on what it is. Give the shapes by hand.`,
      );
    }
    const sizes = typeof parts === "number" ? equal(whole, parts) : parts;
    if (sizes === undefined) {
      return fault(
        0,
        `${is(call, 0)}: ${whole} elements cannot be parted into ${String(parts)} equal parts.`,
      );
    }
    const all = sizes.reduce((n, size) => n + size, 0);
    if (all !== whole) {
      return fault(0, `${is(call, 0)}: axis ${axis} has ${whole} elements, but the sizes add up to ${all}.`);
    }
    return types(...sizes.map((size) => ({ dtype, shape: shape.with(axis, size) })));
  },
  shares(call, outputs) {
    if (call.missing !== undefined) return [];
    const axis = axisOf(call, 0, call.whole("axis"));
    if (typeof axis !== "number") return [];
    let begin = 0;
    return outputs.flatMap((type, output) => {
      const from = begin;
      begin += sizeOfDim(type.shape[axis] ?? 1);
      return partView(call.type(0), axis, from, output);
    });
  },
});

function equal(whole: number, parts: number): readonly number[] | undefined {
  return whole % parts === 0 ? Array.from({ length: parts }, () => whole / parts) : undefined;
}

/** The right of an output that begins at an element of an axis of X, when it lies there in one piece. */
function partView(x: ValueType, axis: number, from: number, output: number): readonly ShareRight[] {
  const inner = x.shape.slice(axis + 1);
  const onePiece = x.shape.slice(0, axis).every((dim) => dim === 1);
  // where a part begins must not depend on what a symbol is
  const placed = from === 0 || inner.every((dim) => typeof dim === "number");
  const elements = inner.reduce<number>((n, dim) => n * sizeOfDim(dim), from);
  const byteOffset = (elements * DTYPE_BITS[x.dtype]) / 8;
  if (!onePiece || !placed || !Number.isSafeInteger(byteOffset)) return [];
  return [{ output, input: 0, how: "view", ...(byteOffset === 0 ? {} : { byteOffset }) }];
}

function places(name: string, title: string, says: string, value: number): AttributeSpec {
  return { name, title, says, default: [value], kind: { kind: "wholes", least: Number.MIN_SAFE_INTEGER } };
}

interface Cut {
  readonly axis: number;
  readonly start: number;
  readonly step: number;
  readonly size: Dim;
}

function cutsOf(call: Call): readonly Cut[] | Inferred {
  const [axes, starts, ends, steps] = [
    call.wholes("axes"),
    call.wholes("starts"),
    call.wholes("ends"),
    call.wholes("steps"),
  ];
  if ([starts, ends, steps].some((list) => list.length !== axes.length)) {
    return open(
      `Axes, starts, ends and steps must be equally many, not ${axes.length}, ${starts.length}, ${ends.length} and ${steps.length}.`,
    );
  }
  if (steps.some((step) => step < 1)) return open("Steps must be whole numbers from 1 up.");
  const each = axesOf(call, 0, axes);
  if (gaveUp(each)) return each;
  const cuts: Cut[] = [];
  for (const [i, given] of axes.entries()) {
    const axis = axisOf(call, 0, given);
    if (typeof axis !== "number") return axis;
    const cut = cutOf(call, axis, starts[i] ?? 0, ends[i] ?? 0, steps[i] ?? 1);
    if ("kind" in cut) return cut;
    cuts.push(cut);
  }
  return cuts;
}

function cutOf(call: Call, axis: number, start: number, end: number, step: number): Cut | Inferred {
  const dim = call.type(0).shape[axis] ?? 1;
  const size = sizeOfDim(dim);
  const from = Math.min(Math.max(start < 0 ? start + size : start, 0), size);
  const to = Math.min(Math.max(end < 0 ? end + size : end, from), size);
  if (typeof dim === "number") return { axis, start: from, step, size: Math.ceil((to - from) / step) };
  // what is left of a symbol has a name only when it is cut a fixed number of elements from its ends
  const fixed = start >= 0 && (end < 0 || end >= size);
  const rest = fixed ? shifted(dim, step - 1 - from + Math.min(end, 0), step) : undefined;
  if (rest === undefined || sizeOfDim(rest) < 0) {
    return open(
      `${is(call, 0)}: how much of ${said(dim)} is taken depends on what it is. Give the shape by hand.`,
    );
  }
  return { axis, start: from, step, size: rest };
}

const slice = define({
  id: "Slice",
  says: "Takes a range of axes",
  aliases: ["STRIDED_SLICE", "narrow"],
  group: "Shape",
  inputs: [X],
  attributes: [
    axesSpec("Axes that are cut", [0]),
    places("starts", "Starts", "First element of each axis; negative: counted from the end", 0),
    places("ends", "Ends", "Behind the last element of each axis; negative: counted from the end", 1),
    places("steps", "Steps", "1: every element, 2: every other one", 1),
  ],
  rule(call) {
    const cuts = cutsOf(call);
    if (gaveUp(cuts)) return cuts;
    const { dtype, shape } = call.type(0);
    return types({
      dtype,
      shape: cuts.reduce<readonly Dim[]>((all, { axis, size }) => all.with(axis, size), shape),
    });
  },
  shares(call, outputs) {
    if (call.missing !== undefined || outputs.length !== 1) return [];
    const cuts = cutsOf(call);
    if (gaveUp(cuts)) return [];
    const { shape } = call.type(0);
    // axes that stay whole are not cut
    const real = cuts.filter(({ axis, size }) => agreed(size, shape[axis] ?? 1) === undefined);
    const [only = { axis: 0, start: 0, step: 1, size: 0 }] = real;
    if (real.length > 1 || only.step !== 1) return [];
    return partView(call.type(0), only.axis, only.start, 0);
  },
});

export const PARTED: readonly Operator[] = [split, slice];

/** Operators that take parts of tensors or put tensors together. */

import { ceilOver, floorOver, leastOf, minus, plus, type Size, times } from "../../../../core/size.ts";
import type { Rule, Rules } from "../call.ts";
import {
  atLeastZero,
  countOf,
  E,
  held,
  MOST_CONTENT,
  NotKnown,
  roundedDown,
  stridesOf,
  tensor,
} from "../known.ts";
import { slice } from "./slice.ts";

const split: Rule = (call) => {
  const { element, content } = call.input(0);
  const shape = call.shape(0);
  const axis = call.axis(call.int("axis", 0), shape.length);
  const size = shape[axis] ?? 1;
  const given = call.ints("split") ?? (call.has(1) ? call.content(1) : undefined);
  const parts = call.outputs;
  const share = ceilOver(size, parts);
  const sizes =
    given?.slice(0, parts) ??
    Array.from({ length: parts }, (_, i) => (i < parts - 1 ? share : minus(size, times(share, parts - 1))));
  let at = 0;
  return sizes.map((own) => {
    const out = shape.map((s, i) => (i === axis ? own : s));
    const from = at;
    at += typeof own === "number" ? own : Number.NaN;
    const part =
      content !== undefined && shape.length === 1 && !Number.isNaN(at) ? content.slice(from, at) : undefined;
    return tensor(element, out, part);
  });
};

const concat: Rule = (call) => {
  const shapes = call.inputs.map((_, i) => call.shape(i));
  const [first = []] = shapes;
  const axis = call.axis(call.int("axis", 1), first.length);
  const length = shapes.reduce<Size>((sum, shape) => plus(sum, shape[axis] ?? 0), 0);
  // of sizes that must be equal a number says more than a symbol
  const out = first.map((size, i) =>
    i === axis ? length : (shapes.map((shape) => shape[i]).find((s) => typeof s === "number") ?? size),
  );
  const contents = call.inputs.map((input) => input?.content);
  const known = axis === 0 && contents.every((c) => c !== undefined);
  return [tensor(call.element(0), out, known ? contents.flatMap((c) => c ?? []) : undefined)];
};

const gather: Rule = (call) => {
  const { element, content } = call.input(0);
  const shape = call.shape(0);
  const indices = call.input(1);
  const axis = call.axis(call.int("axis", 0), shape.length);
  const out = [...shape.slice(0, axis), ...call.shape(1), ...shape.slice(axis + 1)];
  const strides = stridesOf(shape);
  if (content === undefined || indices.content === undefined || axis !== 0 || strides === undefined)
    return [tensor(element, out)];
  const row = strides[0] ?? 1;
  const rows = Number(shape[0] ?? 1);
  const found: Size[] = [];
  for (const index of indices.content) {
    if (typeof index !== "number") return [tensor(element, out)];
    const at = index < 0 ? index + rows : index;
    if (at < 0 || at >= rows) return [tensor(element, out)];
    found.push(...content.slice(at * row, (at + 1) * row));
  }
  return [tensor(element, out, found)];
};

const gatherNd: Rule = (call) => {
  const [data, indices] = [call.shape(0), call.shape(1)];
  const batch = call.int("batch_dims", 0);
  const depth = indices.at(-1);
  if (typeof depth !== "number") throw new NotKnown("the last axis of its indices hangs on symbols");
  return [tensor(call.element(0), [...indices.slice(0, -1), ...data.slice(batch + depth)])];
};

const pad: Rule = (call) => {
  const shape = call.shape(0);
  const pads = call.ints("pads") ?? call.ints("paddings") ?? call.content(1);
  const axes = call.has(3) ? call.axes(call.numbers(3), shape.length) : [...shape.keys()];
  const out = [...shape];
  for (const [i, axis] of axes.entries()) {
    out[axis] = plus(out[axis] ?? 0, plus(pads[i] ?? 0, pads[i + axes.length] ?? 0));
  }
  return [tensor(call.element(0), out)];
};

function scaled(size: Size, scale: Size): Size {
  if (typeof size === "number" && typeof scale === "number") return Math.floor(Math.fround(size * scale));
  if (typeof scale === "number" && Number.isInteger(scale)) return times(size, scale);
  const whole = typeof scale === "number" ? undefined : roundedDown(times(size, scale));
  if (whole !== undefined) return whole;
  if (typeof scale !== "number") throw new NotKnown("its scales hang on symbols");
  const inverse = 1 / scale;
  if (Number.isInteger(inverse)) return floorOver(size, inverse);
  // halves, quarters and so on are exact
  for (const part of [2, 4, 8, 16, 32]) {
    if (Number.isInteger(scale * part)) return floorOver(times(size, scale * part), part);
  }
  throw new NotKnown("it scales a symbol by a fraction");
}

const resize: Rule = (call) => {
  const shape = call.shape(0);
  const axes = call.axes(call.ints("axes") ?? [...shape.keys()], shape.length);
  const [scalesAt, sizesAt] = call.opset >= 11 ? [2, 3] : [1, -1];
  const out = [...shape];
  const sizes = call.inputs[sizesAt]?.shape?.[0] === 0 ? undefined : call.inputs[sizesAt];
  if (sizes !== undefined) {
    const policy = call.text("keep_aspect_ratio_policy", "stretch");
    const wanted = call.shapeIn(sizesAt);
    if (policy !== "stretch") return [tensor(call.element(0), keptRatio(shape, axes, wanted, policy))];
    for (const [i, axis] of axes.entries()) out[axis] = wanted[i] ?? 1;
    return [tensor(call.element(0), out)];
  }
  const scales = call.content(scalesAt);
  for (const [i, axis] of axes.entries()) out[axis] = scaled(shape[axis] ?? 1, scales[i] ?? 1);
  return [tensor(call.element(0), out)];
};

/** One factor for all axes, so that everything fits into the sizes or covers them. */
function keptRatio(
  shape: readonly Size[],
  axes: readonly number[],
  wanted: readonly Size[],
  policy: string,
): readonly Size[] {
  const ratios = axes.map((axis, i) => Math.fround(Number(wanted[i]) / Number(shape[axis])));
  const factor = policy === "not_larger" ? Math.min(...ratios) : Math.max(...ratios);
  if (Number.isNaN(factor)) throw new NotKnown("it keeps the ratio of symbols");
  return shape.map((size, i) => (axes.includes(i) ? Math.round(Math.fround(Number(size) * factor)) : size));
}

const upsample: Rule = (call) => {
  const shape = call.shape(0);
  const scales = call.attribute("scales")?.floats ?? [];
  const [height, width] = [call.float("height_scale"), call.float("width_scale")];
  const given =
    scales.length > 0
      ? scales
      : height !== undefined && width !== undefined
        ? [1, 1, height, width]
        : call.content(1);
  return [
    tensor(
      call.element(0),
      shape.map((size, i) => scaled(size, given[i] ?? 1)),
    ),
  ];
};

const oneHot: Rule = (call) => {
  const shape = call.shape(0);
  const axis = call.int("axis", -1);
  const at = axis < 0 ? axis + shape.length + 1 : axis;
  const depth = call.inputs[1]?.content?.[0] ?? call.fresh("depth");
  return [tensor(call.element(2), [...shape.slice(0, at), depth, ...shape.slice(at)])];
};

const nonZero: Rule = (call) => {
  const shape = call.shape(0);
  const { content } = call.input(0);
  const strides = stridesOf(shape);
  if (content?.every((e) => typeof e === "number") === true && strides !== undefined) {
    const places = [...content.keys()].filter((i) => content[i] !== 0);
    const rows = strides.map((stride, k) => places.map((i) => Math.floor(i / stride) % Number(shape[k])));
    return [tensor(E.int64, [shape.length, places.length], rows.flat())];
  }
  return [tensor(E.int64, [shape.length, call.fresh("nonzero", countOf(shape))])];
};

const compress: Rule = (call) => {
  const shape = call.shape(0);
  const axis = call.int("axis");
  const chosen = call.inputs[1]?.content;
  const known =
    chosen?.every((e) => typeof e === "number") === true ? chosen.filter((e) => e !== 0).length : undefined;
  if (axis === undefined)
    return [tensor(call.element(0), [known ?? call.fresh("compressed", countOf(shape))])];
  const at = call.axis(axis, shape.length);
  return [
    tensor(
      call.element(0),
      shape.map((size, i) => (i === at ? (known ?? call.fresh("compressed", size)) : size)),
    ),
  ];
};

const unique: Rule = (call) => {
  const shape = call.shape(0);
  const axis = call.int("axis");
  const total = axis === undefined ? countOf(shape) : (shape[call.axis(axis, shape.length)] ?? 1);
  const n = call.fresh("unique", total);
  const first =
    axis === undefined ? [n] : shape.map((size, i) => (i === call.axis(axis, shape.length) ? n : size));
  return [
    tensor(call.element(0), first),
    tensor(E.int64, [n]),
    tensor(E.int64, [total]),
    tensor(E.int64, [n]),
  ];
};

const centerCropPad: Rule = (call) => {
  const shape = [...call.shape(0)];
  const axes = call.axes(call.ints("axes") ?? [...shape.keys()], shape.length);
  for (const [i, axis] of axes.entries()) shape[axis] = call.content(1)[i] ?? 1;
  return [tensor(call.element(0), shape)];
};

const nonMaxSuppression: Rule = (call) => {
  const [batch = 1, boxes = 1] = call.shape(0);
  const classes = call.shape(1)[1] ?? 1;
  const most = call.inputs[2]?.content?.[0];
  const share = typeof most === "number" ? leastOf(boxes, most) : boxes;
  return [tensor(E.int64, [call.fresh("boxes", times(times(batch, classes), share)), 3])];
};

const range: Rule = (call) => {
  const element = call.element(0);
  const [start, limit, delta] = [0, 1, 2].map((i) => call.inputs[i]?.content?.[0]);
  const count =
    start === undefined || limit === undefined || typeof delta !== "number"
      ? undefined
      : stepsTo(held(minus(limit, start), element), delta);
  if (count === undefined) return [tensor(element, [call.fresh("range")])];
  const known = typeof count === "number" && count <= MOST_CONTENT && typeof start === "number";
  const step = Number(delta);
  const content = known
    ? Array.from({ length: count }, (_, i) => held(start + i * step, element) ?? Number.NaN)
    : undefined;
  return [tensor(element, [count], content)];
};

/** How many steps of `delta` stay before `length`. */
function stepsTo(length: Size | undefined, delta: number): Size | undefined {
  if (length === undefined || delta === 0) return undefined;
  if (typeof length === "number") return Math.max(0, Math.ceil(length / delta));
  if (!Number.isInteger(delta) || roundedDown(length) !== length) return undefined;
  const forwards = delta > 0 ? length : times(length, -1);
  return ceilOver(atLeastZero(forwards), Math.abs(delta));
}

export const PIECES: Rules = {
  Slice: slice,
  Split: split,
  Concat: concat,
  Gather: gather,
  GatherElements: (call) => [tensor(call.element(0), call.shape(1))],
  GatherND: gatherNd,
  Pad: pad,
  Resize: resize,
  Upsample: upsample,
  OneHot: oneHot,
  NonZero: nonZero,
  Compress: compress,
  Unique: unique,
  CenterCropPad: centerCropPad,
  NonMaxSuppression: nonMaxSuppression,
  Range: range,
};

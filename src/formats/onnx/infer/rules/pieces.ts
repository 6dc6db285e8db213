/** Operators that take parts of tensors or put tensors together. */

import {
  ceilOver,
  floorOver,
  leastOf,
  minus,
  mostOf,
  plus,
  type Size,
  times,
} from "../../../../core/size.ts";
import type { Call, Rule, Rules } from "../call.ts";
import { countOf, E, MOST_CONTENT, NotKnown, stridesOf, tensor } from "../known.ts";

/** Beyond every size: exporters write the largest integer for "to the end". */
const FAR = 2 ** 31 - 1;

function bound(at: Size, size: Size): Size {
  if (typeof at !== "number") return leastOf(at, size);
  if (at >= FAR) return size;
  if (at < 0) return at <= -FAR ? 0 : typeof size === "number" ? Math.max(0, size + at) : plus(size, at);
  return typeof size === "number" ? Math.min(at, size) : leastOf(at, size);
}

interface Cut {
  readonly start: Size;
  readonly count: Size;
  readonly step: number;
}

function cutOf(size: Size, start: Size, end: Size, step: number): Cut {
  if (step > 0) {
    const [from, to] = [start === 0 ? 0 : bound(start, size), bound(end, size)];
    const length = minus(to, from);
    const count = step === 1 ? length : ceilOver(length, step);
    return { start: from, count: typeof count === "number" ? Math.max(0, count) : count, step };
  }
  if (typeof size !== "number" || typeof start !== "number" || typeof end !== "number") {
    // turned round from the last to the first
    const whole = start === -1 || (typeof start === "number" && start >= FAR);
    if (whole && typeof end === "number" && end <= -FAR + 1)
      return { start: minus(size, 1), count: ceilOver(size, -step), step };
    throw new NotKnown("it cuts backwards between symbols");
  }
  const from = Math.min(size - 1, start < 0 ? start + size : start);
  const to = end <= -FAR ? -1 : Math.max(-1, end < 0 ? end + size : end);
  return { start: from, count: Math.max(0, Math.ceil((to - from) / step)), step };
}

const slice: Rule = (call) => {
  const { element, content } = call.input(0);
  const shape = call.shape(0);
  const old = call.opset < 10;
  const starts = old ? (call.ints("starts") ?? []) : call.content(1);
  const ends = old ? (call.ints("ends") ?? []) : call.content(2);
  const given = old ? call.ints("axes") : call.has(3) ? call.numbers(3) : undefined;
  const axes = call.axes(given ?? starts.map((_, i) => i), shape.length);
  const steps = !old && call.has(4) ? call.numbers(4) : [];
  const out = [...shape];
  const cuts = new Map<number, Cut>();
  for (const [i, axis] of axes.entries()) {
    const cut = cutOf(shape[axis] ?? 1, starts[i] ?? 0, ends[i] ?? 0, steps[i] ?? 1);
    cuts.set(axis, cut);
    out[axis] = cut.count;
  }
  const only = cuts.get(0);
  if (content === undefined || shape.length !== 1 || only === undefined) return [tensor(element, out)];
  if (typeof only.start !== "number" || typeof only.count !== "number") return [tensor(element, out)];
  const { start, step } = only;
  return [
    tensor(
      element,
      out,
      Array.from({ length: only.count }, (_, i) => content[start + i * step] ?? 0),
    ),
  ];
};

const split: Rule = (call) => {
  const { element, content } = call.input(0);
  const shape = call.shape(0);
  const axis = call.axis(call.int("axis", 0), shape.length);
  const size = shape[axis] ?? 1;
  const given = call.ints("split") ?? (call.has(1) ? call.content(1) : undefined);
  const parts = call.int("num_outputs", call.outputs);
  const share = ceilOver(size, parts);
  const sizes =
    given ??
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
  if (typeof scale !== "number" || Number.isInteger(scale)) return times(size, scale);
  if (typeof size === "number") return Math.floor(size * scale);
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
  const axes = call.ints("axes") ?? [...shape.keys()];
  const [scalesAt, sizesAt] = call.opset >= 11 ? [2, 3] : [1, -1];
  const out = [...shape];
  const sizes = call.inputs[sizesAt]?.shape?.[0] === 0 ? undefined : call.inputs[sizesAt];
  if (sizes !== undefined) {
    const policy = call.text("keep_aspect_ratio_policy", "stretch");
    const wanted = call.content(sizesAt);
    if (policy !== "stretch") return [tensor(call.element(0), keptRatio(call, shape, axes, wanted, policy))];
    for (const [i, axis] of axes.entries()) out[axis] = wanted[i] ?? 1;
    return [tensor(call.element(0), out)];
  }
  const scales = call.content(scalesAt);
  for (const [i, axis] of axes.entries()) out[axis] = scaled(shape[axis] ?? 1, scales[i] ?? 1);
  return [tensor(call.element(0), out)];
};

/** One factor for all axes, so that everything fits into the sizes or covers them. */
function keptRatio(
  call: Call,
  shape: readonly Size[],
  axes: readonly number[],
  wanted: readonly Size[],
  policy: string,
): readonly Size[] {
  const ratios = axes.map((axis, i) => Number(wanted[i]) / Number(shape[call.axis(axis, shape.length)]));
  const factor = policy === "not_larger" ? Math.min(...ratios) : Math.max(...ratios);
  if (Number.isNaN(factor)) throw new NotKnown("it keeps the ratio of symbols");
  return shape.map((size, i) => (axes.includes(i) ? Math.round(Number(size) * factor) : size));
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
  const depth = call.content(1)[0] ?? 0;
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
  const [start = 0, limit = 0, delta = 1] = [0, 1, 2].map((i) => call.content(i)[0]);
  const length = minus(limit, start);
  const count =
    typeof length === "number" && typeof delta === "number"
      ? Math.max(0, Math.ceil(length / delta))
      : delta === 1
        ? mostOf(length, 0)
        : ceilOver(length, delta);
  const known =
    typeof count === "number" &&
    count <= MOST_CONTENT &&
    typeof start === "number" &&
    typeof delta === "number";
  return [
    tensor(
      call.element(0),
      [count],
      known ? Array.from({ length: count }, (_, i) => start + i * delta) : undefined,
    ),
  ];
};

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

/** Slice: what is between two places of an axis, which may be counted from its end or hang on symbols. */

import { ceilOver, leastOf, minus, plus, rangeOf, type Size, sameSize } from "../../../../core/size.ts";
import type { Call, Rule } from "../call.ts";
import { atLeastZero, NotKnown, tensor } from "../known.ts";

/** Beyond every size: exporters write the largest integer for "to the end". */
const FAR = 2 ** 31 - 1;

/** Where a cut begins or ends, from 0 to `size`; counted from the end when negative. Undefined: a symbol may be either. */
function bound(at: Size, size: Size): Size | undefined {
  if (typeof at === "number") {
    if (at >= FAR) return size;
    if (at <= -FAR) return 0;
    return at < 0 ? atLeastZero(plus(size, at)) : within(at, size);
  }
  const [least, most] = rangeOf(at, 1);
  if (least >= 0) return within(at, size);
  return most < 0 ? atLeastZero(plus(size, at)) : undefined;
}

/** The lesser of the two; sizes that are cut are 1 or more. */
function within(at: Size, size: Size): Size {
  return rangeOf(minus(size, at), 1)[0] >= 0 ? at : leastOf(at, size);
}

interface Cut {
  readonly start: Size;
  readonly count: Size;
}

/** Undefined: what is left hangs on symbols in ways that no size says. */
function cutOf(size: Size, start: Size, end: Size, step: number): Cut | undefined {
  if (step > 0) {
    const [from, to] = [bound(start, size), bound(end, size)];
    if (from === undefined || to === undefined) return undefined;
    // the last few: of a shorter axis all
    const toEnd = typeof start === "number" && Math.abs(start) < FAR && sameSize(to, size);
    const length = !toEnd ? minus(to, from) : start < 0 ? within(-start, size) : minus(size, start);
    return { start: from, count: ceilOver(atLeastZero(length), step) };
  }
  if (typeof size !== "number" || typeof start !== "number" || typeof end !== "number") {
    // turned round from the last to the first
    const whole = start === -1 || (typeof start === "number" && start >= FAR);
    if (!whole || typeof end !== "number" || end > -FAR + 1) return undefined;
    return { start: minus(size, 1), count: ceilOver(size, -step) };
  }
  const from = Math.min(size - 1, Math.max(0, start < 0 ? start + size : start));
  const to = end <= -FAR ? -1 : Math.min(size - 1, Math.max(-1, end < 0 ? end + size : end));
  return { start: from, count: Math.max(0, Math.ceil((to - from) / step)) };
}

/** Starts and ends of a Slice; undefined when only the data tells them. */
function endsOf(call: Call, name: "starts" | "ends", i: number): readonly Size[] | undefined {
  return call.opset < 10 ? (call.ints(name) ?? []) : call.input(i).content;
}

export const slice: Rule = (call) => {
  const { element, content } = call.input(0);
  const shape = call.shape(0);
  const [starts, ends] = [endsOf(call, "starts", 1), endsOf(call, "ends", 2)];
  const given = call.opset < 10 ? call.ints("axes") : call.has(3) ? call.numbers(3) : undefined;
  const cuts = given?.length ?? starts?.length ?? ends?.length ?? call.inputs[1]?.shape?.[0];
  if (typeof cuts !== "number") throw new NotKnown("the axes that it cuts are not known");
  const axes = call.axes(given ?? [...shape.keys()].slice(0, cuts), shape.length);
  const steps = call.opset >= 10 && call.has(4) ? call.numbers(4) : [];
  if (steps.includes(0)) throw new NotKnown("one of its steps is 0");
  const out = [...shape];
  let start: Size | undefined;
  for (const [i, axis] of axes.entries()) {
    const [from, to, size] = [starts?.[i], ends?.[i], shape[axis] ?? 1];
    const cut = from === undefined || to === undefined ? undefined : cutOf(size, from, to, steps[i] ?? 1);
    out[axis] = cut?.count ?? call.fresh(`axis${axis}`, size);
    start = cut?.start;
  }
  const count = out[0];
  const whole = shape.length === 1 && axes.length === 1 && content !== undefined;
  if (!whole || typeof start !== "number" || typeof count !== "number") return [tensor(element, out)];
  const first = start;
  const step = steps[0] ?? 1;
  return [
    tensor(
      element,
      out,
      Array.from({ length: count }, (_, i) => content[first + i * step] ?? 0),
    ),
  ];
};

/** Operators that fold axes: reductions, ArgMax and its kin, TopK. */

import { leastOf, mostOf, plus, type Size, times } from "../../../../core/size.ts";
import { type Call, each, type Rule, type Rules } from "../call.ts";
import { E, held, type Known, tensor } from "../known.ts";

/** From this version on the axes are an input. */
const AXES_AS_INPUT = { sum: 13, others: 18 } as const;

function axesOf(call: Call, since: number): readonly number[] | undefined {
  return call.opset >= since && call.ints("axes") === undefined
    ? call.has(1)
      ? call.numbers(1)
      : undefined
    : call.ints("axes");
}

/** The shape with some axes folded. */
function folded(shape: readonly Size[], axes: ReadonlySet<number>, keep: boolean): readonly Size[] {
  return shape.flatMap((size, i) => (axes.has(i) ? (keep ? [1] : []) : [size]));
}

type Fold = (a: Size, b: Size) => Size;

/** Content of a reduction of a whole vector or of the only axis. */
function foldedContent(
  { content, shape, element }: Known,
  out: readonly Size[],
  f: Fold | undefined,
): readonly Size[] | undefined {
  if (
    f === undefined ||
    content === undefined ||
    shape === undefined ||
    shape.length > 1 ||
    content.length === 0
  )
    return undefined;
  if (!out.every((size) => size === 1)) return undefined;
  const value = content.reduce<Size | undefined>(
    (sum, e, i) => (i === 0 ? e : sum === undefined ? undefined : held(f(sum, e), element)),
    undefined,
  );
  return value === undefined ? undefined : [value];
}

function reduction(since: number, f?: Fold): Rule {
  return (call) => {
    const shape = call.shape(0);
    const given = axesOf(call, since) ?? [];
    const nothing = given.length === 0 && call.int("noop_with_empty_axes", 0) === 1;
    if (nothing) return [tensor(call.element(0), shape, call.input(0).content)];
    const axes = new Set(given.length === 0 ? shape.keys() : call.axes(given, shape.length));
    const out = folded(shape, axes, call.int("keepdims", 1) === 1);
    return [tensor(call.element(0), out, foldedContent(call.input(0), out, f))];
  };
}

const best: Rule = (call) => {
  const shape = call.shape(0);
  const axis = call.axis(call.int("axis", 0), shape.length);
  return [tensor(E.int64, folded(shape, new Set([axis]), call.int("keepdims", 1) === 1))];
};

const topK: Rule = (call) => {
  const shape = call.shape(0);
  const axis = call.axis(call.int("axis", -1), shape.length);
  const k = call.int("k") ?? call.content(1)[0] ?? 0;
  const out = shape.map((size, i) => (i === axis ? k : size));
  return [tensor(call.element(0), out), tensor(E.int64, out)];
};

export const REDUCE: Rules = {
  ReduceSum: reduction(AXES_AS_INPUT.sum, plus),
  ReduceProd: reduction(AXES_AS_INPUT.others, times),
  ReduceMax: reduction(AXES_AS_INPUT.others, mostOf),
  ReduceMin: reduction(AXES_AS_INPUT.others, leastOf),
  ...each(
    "ReduceMean ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceSumSquare",
    reduction(AXES_AS_INPUT.others),
  ),
  ...each("ArgMax ArgMin", best),
  TopK: topK,
};

/** Operators that work element by element: one input, or several that are broadcast. */

import {
  exactly,
  floorOver,
  leastOf,
  minus,
  modulo,
  mostOf,
  plus,
  rangeOf,
  type Size,
  sameSize,
  times,
} from "../../../../core/size.ts";
import { type Call, each, type Rule, type Rules } from "../call.ts";
import {
  broadcast,
  contentOf,
  E,
  held,
  isFloat,
  type Known,
  roundedDown,
  tensor,
  truncated,
} from "../known.ts";

type Compute = (elements: readonly Size[], element: number) => Size | undefined;

const number =
  (f: (...values: number[]) => number): Compute =>
  (elements) =>
    elements.every((e) => typeof e === "number") ? f(...elements) : undefined;

const pair =
  (f: (a: Size, b: Size) => Size | undefined): Compute =>
  ([a, b]) =>
    a === undefined || b === undefined ? undefined : f(a, b);

const flag = (yes: boolean): Size => (yes ? 1 : 0);

function quotient(a: Size, b: Size, element: number): Size | undefined {
  if (b === 0) return undefined;
  if (typeof a === "number" && typeof b === "number") return isFloat(element) ? a / b : Math.trunc(a / b);
  const whole = exactly(a, b);
  if (whole !== undefined) return whole;
  if (isFloat(element)) {
    // halves, quarters and so on are exact
    return typeof b === "number" && Number.isInteger(Math.log2(Math.abs(b))) ? times(a, 1 / b) : undefined;
  }
  // what is negative is rounded towards zero
  const [[least, most], [divisor]] = [rangeOf(a), rangeOf(b)];
  if (divisor < 0) return undefined;
  if (least >= 0) return floorOver(a, b);
  return most <= 0 ? times(floorOver(times(a, -1), b), -1) : undefined;
}

/** The rest of a division: its sign is the divisor's, or with `fmod` the dividend's. */
const rest: Rule = (call) =>
  same((elements) => {
    const [a, b] = elements;
    if (a === undefined || b === undefined || b === 0) return undefined;
    const turned = call.int("fmod", 0) === 1;
    if (typeof a === "number" && typeof b === "number") return turned ? a % b : modulo(a, b);
    return turned && (rangeOf(a)[0] < 0 || rangeOf(b)[0] < 0) ? undefined : modulo(a, b);
  })(call);

function absolute(size: Size): Size {
  const [least, most] = rangeOf(size);
  if (least >= 0) return size;
  return most <= 0 ? times(size, -1) : mostOf(size, times(size, -1));
}

/** `f` compares a difference with 0; what it says of both ends of a range it says of all between, but for equality. */
const compare = (f: (difference: number) => boolean, equality = false): Compute =>
  pair((a, b) => {
    if (typeof a === "number" && typeof b === "number") return flag(f(a === b ? 0 : a < b ? -1 : 1));
    const [least, most] = rangeOf(minus(a, b));
    if (sameSize(a, b) || (least === 0 && most === 0)) return flag(f(0));
    if (equality) return least > 0 || most < 0 ? flag(f(least > 0 ? 1 : -1)) : undefined;
    return f(least) === f(most) ? flag(f(least)) : undefined;
  });

/** Shapes of the inputs, the second of which old versions line up with an axis of the first. */
function shapesOf(call: Call): readonly (readonly Size[])[] {
  const shapes = call.inputs.map((_, i) => call.shape(i));
  const [first, second] = shapes;
  if (call.opset >= 7 || call.int("broadcast", 0) !== 1 || first === undefined || second === undefined)
    return shapes;
  const axis = call.int("axis");
  if (axis === undefined) return shapes;
  const after = first.length - call.axis(axis, first.length) - second.length;
  return [first, [...second, ...Array.from({ length: Math.max(0, after) }, () => 1)]];
}

function broadcasting(compute: Compute | undefined, element: ((call: Call) => number) | undefined): Rule {
  return (call) => {
    const shapes = shapesOf(call);
    const shape = broadcast(shapes);
    const own = element?.(call) ?? call.element(0);
    const inputs = call.inputs.map(
      (input, i): Known => ({
        element: input?.element ?? 0,
        shape: shapes[i],
        content: input?.content,
      }),
    );
    const content =
      compute === undefined
        ? undefined
        : contentOf(inputs, shape, (elements) => held(compute(elements, call.element(0)), own));
    return [tensor(own, shape, content)];
  };
}

const same = (compute?: Compute) => broadcasting(compute, undefined);
const bool = (compute?: Compute) => broadcasting(compute, () => E.bool);

/** As its first input, whatever else it reads. */
export const asFirst: Rule = (call) => [tensor(call.element(0), call.input(0).shape)];

function unary(compute: Compute): Rule {
  return (call) => {
    const { shape, element, content } = call.input(0);
    if (shape === undefined || content === undefined) return [tensor(element, shape)];
    const known = contentOf([call.input(0)], shape, (elements) => held(compute(elements, element), element));
    return [tensor(element, shape, known)];
  };
}

const cast: Rule = (call) => {
  const to = call.attribute("to");
  // before version 6 the type was a text
  const element = to?.int ?? NAMED[(to?.text ?? "").toLowerCase()] ?? 0;
  return [converted(call.input(0), element)];
};

function converted(input: Known, element: number): Known {
  const { shape, content } = input;
  if (shape === undefined || content === undefined || element === input.element)
    return tensor(element, shape, content);
  const known = contentOf([input], shape, ([a]) => {
    if (a === undefined) return undefined;
    if (element === E.bool) return typeof a === "number" ? flag(a !== 0) : rangeOf(a)[0] > 0 ? 1 : undefined;
    return held(isFloat(element) ? a : truncated(a), element);
  });
  return tensor(element, shape, known);
}

const NAMED: Readonly<Record<string, number>> = E;

const where: Rule = (call) => {
  const shape = broadcast([0, 1, 2].map((i) => call.shape(i)));
  const inputs = [0, 1, 2].map((i) => call.input(i));
  const content = contentOf(inputs, shape, ([condition, yes, no]) =>
    typeof condition === "number"
      ? condition !== 0
        ? yes
        : no
      : yes !== undefined && no !== undefined && sameSize(yes, no)
        ? yes
        : undefined,
  );
  return [tensor(call.element(1), shape, content)];
};

const fold =
  (f: (a: Size, b: Size) => Size): Compute =>
  (elements) =>
    elements.reduce(f);

export const ELEMENTWISE: Rules = {
  ...each(
    "Relu LeakyRelu Elu Selu Celu Sigmoid HardSigmoid HardSwish Tanh Softplus Softsign ThresholdedRelu ScaledTanh ParametricSoftplus Mish Gelu Swish Affine Erf Exp Log Sin Cos Tan Asin Acos Atan Sinh Cosh Asinh Acosh Atanh Reciprocal Round Clip Shrink Softmax LogSoftmax Hardmax LpNormalization MeanVarianceNormalization LRN InstanceNormalization GroupNormalization RMSNormalization BitwiseNot CumSum Bernoulli Trilu ReverseSequence ScatterElements ScatterND Scatter ImageScaler TensorScatter RotaryEmbedding",
    asFirst,
  ),
  PRelu: asFirst,
  Identity: (call) => [call.input(0)],
  Neg: unary(([a]) => (a === undefined ? undefined : times(a, -1))),
  Abs: unary(([a]) => (a === undefined ? undefined : absolute(a))),
  Floor: unary(([a]) => (a === undefined ? undefined : roundedDown(a))),
  Ceil: unary(([a]) => {
    const down = a === undefined ? undefined : roundedDown(times(a, -1));
    return down === undefined ? undefined : times(down, -1);
  }),
  Sqrt: unary(number(Math.sqrt)),
  Sign: unary(number(Math.sign)),
  Add: same(pair(plus)),
  Sub: same(pair(minus)),
  Mul: same(pair(times)),
  Div: same((elements, element) => pair((a, b) => quotient(a, b, element))(elements, element)),
  Pow: same(number((a, b) => a ** b)),
  Mod: rest,
  BitShift: same(),
  ...each("BitwiseAnd BitwiseOr BitwiseXor", same()),
  Sum: same(fold(plus)),
  Mean: same(),
  Max: same(fold(mostOf)),
  Min: same(fold(leastOf)),
  Equal: bool(compare((d) => d === 0, true)),
  Less: bool(compare((d) => d < 0)),
  Greater: bool(compare((d) => d > 0)),
  LessOrEqual: bool(compare((d) => d <= 0)),
  GreaterOrEqual: bool(compare((d) => d >= 0)),
  And: bool(number((a, b) => (a !== 0 && b !== 0 ? 1 : 0))),
  Or: bool(number((a, b) => (a !== 0 || b !== 0 ? 1 : 0))),
  Xor: bool(number((a, b) => ((a !== 0) === (b !== 0) ? 0 : 1))),
  Not: (call) => {
    const { shape, content } = call.input(0);
    const known =
      shape === undefined || content === undefined
        ? undefined
        : contentOf(
            [call.input(0)],
            shape,
            number((a) => (a === 0 ? 1 : 0)) as (e: readonly Size[]) => Size | undefined,
          );
    return [tensor(E.bool, shape, known)];
  },
  ...each("IsNaN IsInf", (call) => [tensor(E.bool, call.input(0).shape)]),
  Cast: cast,
  CastLike: (call) => [converted(call.input(0), call.element(1))],
  Where: where,
};

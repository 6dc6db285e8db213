/** Operators that work element by element: one input, or several that are broadcast. */

import {
  exactly,
  floorOver,
  leastOf,
  minus,
  modulo,
  mostOf,
  plus,
  type Size,
  sameSize,
  times,
} from "../../../../core/size.ts";
import { type Call, each, type Rule, type Rules } from "../call.ts";
import { broadcast, contentOf, E, isFloat, type Known, tensor } from "../known.ts";

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
  return exactly(a, b) ?? (isFloat(element) ? undefined : floorOver(a, b));
}

const compare = (f: (a: number, b: number) => boolean, whenSame: boolean): Compute =>
  pair((a, b) => {
    if (typeof a === "number" && typeof b === "number") return flag(f(a, b));
    return sameSize(a, b) ? flag(whenSame) : undefined;
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
        : contentOf(inputs, shape, (elements) => compute(elements, call.element(0)));
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
    const known = contentOf([call.input(0)], shape, (elements) => compute(elements, element));
    return [tensor(element, shape, known)];
  };
}

const toWhole: Compute = ([a]) => (typeof a === "number" ? Math.trunc(a) : a);

const cast: Rule = (call) => {
  const to = call.attribute("to");
  // before version 6 the type was a text
  const element = to?.int ?? NAMED[(to?.text ?? "").toLowerCase()] ?? 0;
  const { shape, content } = call.input(0);
  if (shape === undefined || content === undefined) return [tensor(element, shape)];
  const how: Compute =
    element === E.bool ? ([a]) => (typeof a === "number" ? flag(a !== 0) : undefined) : toWhole;
  const known = isFloat(element)
    ? content
    : contentOf([call.input(0)], shape, (elements) => how(elements, element));
  return [tensor(element, shape, known)];
};

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
  // sizes are never negative
  Abs: unary(([a]) => (typeof a === "number" ? Math.abs(a) : a)),
  Floor: unary(([a]) => (typeof a === "number" ? Math.floor(a) : a)),
  Ceil: unary(([a]) => (typeof a === "number" ? Math.ceil(a) : a)),
  Sqrt: unary(number(Math.sqrt)),
  Sign: unary(number(Math.sign)),
  Add: same(pair(plus)),
  Sub: same(pair(minus)),
  Mul: same(pair(times)),
  Div: same((elements, element) => pair((a, b) => quotient(a, b, element))(elements, element)),
  Pow: same(number((a, b) => a ** b)),
  Mod: same(
    pair((a, b) => (typeof a === "number" && typeof b === "number" && b === 0 ? undefined : modulo(a, b))),
  ),
  BitShift: same(),
  ...each("BitwiseAnd BitwiseOr BitwiseXor", same()),
  Sum: same(fold(plus)),
  Mean: same(),
  Max: same(fold(mostOf)),
  Min: same(fold(leastOf)),
  Equal: bool(compare((a, b) => a === b, true)),
  Less: bool(compare((a, b) => a < b, false)),
  Greater: bool(compare((a, b) => a > b, false)),
  LessOrEqual: bool(compare((a, b) => a <= b, true)),
  GreaterOrEqual: bool(compare((a, b) => a >= b, true)),
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
  CastLike: (call) => [tensor(call.element(1), call.input(0).shape, call.input(0).content)],
  Where: where,
};

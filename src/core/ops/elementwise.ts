/** Operators that work element by element: of one input, of several that are stretched to each other, and changes of dtype. */

import { broadcastPorts, gaveUp, oneDtype } from "./broadcast.ts";
import { type Call, type Definition, define, fault, overEqual, types } from "./define.ts";
import type { AttributeSpec, Operator, Port, ValueType } from "./types.ts";

type Row = readonly [id: string, says: string, ...aliases: string[]];

const UNARY: readonly Row[] = [
  ["Relu", "Negative elements become 0"],
  ["Relu6", "Clips to 0 … 6"],
  ["LeakyRelu", "Scales negative elements down", "LEAKY_RELU"],
  ["Gelu", "Smooth gate by the normal distribution"],
  ["Sigmoid", "1 / (1 + exp(−x))", "LOGISTIC"],
  ["Tanh", "Hyperbolic tangent"],
  ["HardSwish", "Piecewise linear Silu", "HARD_SWISH"],
  ["Silu", "x · sigmoid(x)", "Swish"],
  ["Exp", "e to the power of each element"],
  ["Log", "Natural logarithm"],
  ["Sqrt", "Square root"],
  ["Neg", "Changes the sign", "Negate"],
  ["Abs", "Without the sign", "Absolute"],
];

const BINARY: readonly Row[] = [
  ["Add", "A + B, stretched to each other", "plus", "residual"],
  ["Sub", "A − B, stretched to each other", "Subtract", "minus"],
  ["Mul", "A · B, stretched to each other", "Multiply", "times"],
  ["Div", "A / B, stretched to each other", "Divide"],
  ["Pow", "A to the power of B"],
];

const EXTREME: readonly Row[] = [
  ["Max", "The larger element of A, B …", "MAXIMUM"],
  ["Min", "The smaller element of A, B …", "MINIMUM"],
];

const X: Port = { name: "X", says: "Any values" };
const A: Port = { name: "A", says: "Any values" };
const B: Port = { name: "B", says: "As large as A, or stretched to it" };

function unary([id, says, ...aliases]: Row): Operator {
  return define({
    id,
    says,
    aliases,
    group: "Elementwise",
    inputs: [X],
    rule: (call) => types(call.type(0)),
    shares: overEqual([0]),
  });
}

function binary([id, says, ...aliases]: Row, second: Port): Operator {
  return define({
    id,
    says,
    aliases,
    group: "Elementwise",
    inputs: [A, second],
    rule: (call) => stretchedTogether(call, portsFrom(call, 0)),
    shares: (call, outputs) => overEqual(portsFrom(call, 0))(call, outputs),
  });
}

function portsFrom(call: Call, first: number): readonly number[] {
  return call.inputs.map((_, port) => port).slice(first);
}

function stretchedTogether(call: Call, ports: readonly number[]) {
  const wrong = oneDtype(call, ports);
  if (wrong !== undefined) return wrong;
  const shape = broadcastPorts(call, ports);
  return gaveUp(shape) ? shape : types({ dtype: call.type(ports[0] ?? 0).dtype, shape });
}

const clip = define({
  id: "Clip",
  says: "Keeps elements between a least and a most",
  aliases: ["clamp"],
  group: "Elementwise",
  inputs: [
    X,
    { name: "least", says: "Scalar", optional: true },
    { name: "most", says: "Scalar", optional: true },
  ],
  rule: (call) => types(call.type(0)),
  shares: overEqual([0]),
});

const where = define({
  id: "Where",
  says: "A where the condition holds, else B",
  aliases: ["SELECT_V2", "choose"],
  group: "Elementwise",
  inputs: [{ name: "condition", says: "bool" }, A, B],
  rule(call) {
    const { dtype } = call.type(0);
    if (dtype !== "bool") return fault(0, `The condition is ${dtype}: it must be bool.`);
    const wrong = oneDtype(call, [1, 2]);
    if (wrong !== undefined) return wrong;
    const shape = broadcastPorts(call, [0, 1, 2]);
    return gaveUp(shape) ? shape : types({ dtype: call.type(1).dtype, shape });
  },
  shares: overEqual([1, 2]),
});

function dtypeSpec(says: string, dtype: ValueType["dtype"]): AttributeSpec {
  return { name: "dtype", title: "Dtype", says, default: dtype, kind: { kind: "dtype" } };
}

function convert(id: string, says: string, from: string, to: ValueType["dtype"], scales: boolean): Operator {
  const parameters: readonly Port[] = [
    { name: "scale", says: "Scalar, or one for each channel", optional: true },
    { name: "zero", says: "The value that stands for 0", optional: true },
  ];
  const definition: Definition = {
    id,
    says,
    group: "Elementwise",
    aliases: ALIASES[id] ?? [],
    inputs: [{ name: "X", says: from }, ...(scales ? parameters : [])],
    attributes: [dtypeSpec("What elements become", to)],
    rule: (call) => types({ dtype: call.dtype("dtype"), shape: call.type(0).shape }),
    shares: overEqual([0]),
  };
  return define(definition);
}

const ALIASES: Readonly<Record<string, readonly string[]>> = {
  Cast: ["convert", "astype"],
  Quantize: ["QuantizeLinear"],
  Dequantize: ["DequantizeLinear"],
};

export const ELEMENTWISE: readonly Operator[] = [
  ...BINARY.map((row) => binary(row, B)),
  ...EXTREME.map((row) => binary(row, { ...B, many: true })),
  ...UNARY.map(unary),
  clip,
  where,
  convert("Cast", "Changes the dtype of each element", "Any values", "float16", false),
  convert("Quantize", "Real numbers to whole ones by scale and zero", "Real numbers", "int8", true),
  convert("Dequantize", "Whole numbers to real ones by scale and zero", "Whole numbers", "float32", true),
];

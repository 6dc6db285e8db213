/** com.microsoft: operators that ONNX Runtime's optimiser fuses. */

import { exactly, floorOver, mostOf, plus, type Size } from "../../../../core/size.ts";
import { type Call, each, type Rule, type Rules } from "../call.ts";
import { broadcast, E, NotKnown, tensor } from "../known.ts";
import { asFirst } from "./elementwise.ts";

const skipLayer: Rule = (call) => {
  const shape = call.shape(0);
  const statistics = tensor(
    E.float,
    shape.map((size, i) => (i < shape.length - 1 ? size : 1)),
  );
  return [tensor(call.element(0), shape), statistics, statistics, tensor(call.element(0), shape)];
};

const embed: Rule = (call) => {
  const [batch = 1, sequence = 1] = call.shape(0);
  const hidden = call.shape(2)[1] ?? 1;
  const element = call.element(2);
  const words = tensor(element, [batch, sequence, hidden]);
  return [words, tensor(E.int32, [batch]), words];
};

function part(size: Size, n: number): Size {
  return exactly(size, n) ?? floorOver(size, n);
}

/** Queries, keys and values in one product of the input with the weights. */
const attention: Rule = (call) => {
  const [batch = 1, sequence = 1] = call.shape(0);
  const heads = call.int("num_heads", 1);
  const sizes = call.ints("qkv_hidden_sizes") ?? [];
  const all = call.shape(1)[1] ?? 1;
  const hidden = sizes[2] ?? part(all, 3);
  const first = tensor(call.element(0), [batch, sequence, hidden]);
  const past = call.inputs[4]?.shape?.[3] ?? 0;
  return [first, tensor(call.element(0), [2, batch, heads, plus(past, sequence), part(hidden, heads)])];
};

const multiHead: Rule = (call) => {
  const query = call.shape(0);
  const [batch = 1, sequence = 1, hidden = 1] = query;
  if (query.length !== 3) throw new NotKnown("its query is packed");
  const value = call.inputs[2]?.shape;
  const width = value === undefined ? hidden : value.length === 4 ? undefined : value[2];
  if (width === undefined) throw new NotKnown("its value is laid out by heads");
  return [tensor(call.element(0), [batch, sequence, width])];
};

const grouped: Rule = (call) => {
  const [batch = 1, sequence = 1, hidden = 1] = call.shape(0);
  const [heads, own] = [call.int("num_heads", 1), call.int("kv_num_heads", 1)];
  const packed = !call.has(1);
  const size = packed ? part(hidden, heads + 2 * own) : part(hidden, heads);
  const width = packed && typeof size === "number" ? size * heads : hidden;
  const past = call.inputs[3]?.shape;
  const all = call.inputs[6]?.content?.[0];
  // the cache is as long as was made room for, or grows
  const length = all === undefined ? plus(past?.[2] ?? 0, sequence) : mostOf(past?.[2] ?? 0, all);
  const cache =
    past === undefined ? [batch, own, sequence, size] : [past[0] ?? 1, past[1] ?? 1, length, past[3] ?? 1];
  const element = call.element(0);
  return [tensor(element, [batch, sequence, width]), tensor(element, cache), tensor(element, cache)];
};

const matMulBits: Rule = (call) => [
  tensor(call.element(0), [...call.shape(0).slice(0, -1), call.int("N", 1)]),
];

function binary(call: Call, a: number, b: number): readonly Size[] {
  return broadcast([call.shape(a), call.shape(b)]);
}

const quantizedBinary: Rule = (call) => [tensor(call.element(0), binary(call, 0, 3))];

export const MICROSOFT: Rules = {
  ...each(
    "Gelu FastGelu QuickGelu BiasGelu QLinearSigmoid QLinearLeakyRelu QLinearSoftmax GroupNorm RotaryEmbedding Inverse",
    asFirst,
  ),
  ...each("SkipLayerNormalization SkipSimplifiedLayerNormalization", skipLayer),
  EmbedLayerNormalization: embed,
  ...each("Attention QAttention", attention),
  MultiHeadAttention: multiHead,
  GroupQueryAttention: grouped,
  ...each("MatMulNBits MatMulBnb4", matMulBits),
  ...each("QLinearAdd QLinearMul", quantizedBinary),
  MatMulIntegerToFloat: (call: Call) => [
    tensor(call.element(2), [...call.shape(0).slice(0, -1), call.shape(1).at(-1) ?? 1]),
  ],
  DynamicQuantizeMatMul: (call: Call) => [
    tensor(E.float, [...call.shape(0).slice(0, -1), call.shape(1).at(-1) ?? 1]),
  ],
};

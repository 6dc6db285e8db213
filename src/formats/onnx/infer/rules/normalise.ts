/** Normalisations and quantisation that give more than one output, or another type. */

import type { Size } from "../../../../core/size.ts";
import { type Call, each, type Rule, type Rules } from "../call.ts";
import { E, scalar, tensor } from "../known.ts";

const batch: Rule = (call) => {
  const channels = tensor(call.element(1), [call.shape(0)[1] ?? 1]);
  return [
    tensor(call.element(0), call.shape(0)),
    ...Array.from({ length: call.outputs - 1 }, () => channels),
  ];
};

/** The axes that statistics are kept for; the rest are 1. */
function kept(shape: readonly Size[], axis: number): readonly Size[] {
  return shape.map((size, i) => (i < axis ? size : 1));
}

const layer: Rule = (call) => {
  const shape = call.shape(0);
  const axis = call.axis(call.int("axis", -1), shape.length);
  const statistics = tensor(call.int("stash_type", E.float), kept(shape, axis));
  return [tensor(call.element(0), shape), statistics, statistics];
};

const dropout: Rule = (call) => {
  const { element, shape, content } = call.input(0);
  return [tensor(element, shape, content), tensor(call.opset >= 10 ? E.bool : element, shape)];
};

const quantize: Rule = (call) => [
  tensor(call.element(2) || call.int("output_dtype", 0) || E.uint8, call.input(0).shape),
];

const dequantize: Rule = (call) => [
  tensor(call.int("output_dtype", 0) || call.element(1) || E.float, call.input(0).shape),
];

const dynamicQuantize: Rule = (call) => [
  tensor(E.uint8, call.input(0).shape),
  scalar(E.float),
  scalar(E.uint8),
];

function loss(call: Call): readonly Size[] {
  if (call.text("reduction", "mean") !== "none") return [];
  const [n = 1, , ...more] = call.shape(0);
  return [n, ...more];
}

export const NORMALISE: Rules = {
  BatchNormalization: batch,
  LayerNormalization: layer,
  SimplifiedLayerNormalization: layer,
  Dropout: dropout,
  QuantizeLinear: quantize,
  DequantizeLinear: dequantize,
  DynamicQuantizeLinear: dynamicQuantize,
  ...each("SoftmaxCrossEntropyLoss NegativeLogLikelihoodLoss", (call) => [
    tensor(call.element(0), loss(call)),
    tensor(call.element(0), call.shape(0)),
  ]),
};

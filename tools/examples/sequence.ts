/** Networks over sequences: a transformer block of symbolic length, one step of decoding, keyword spotting. */

import type { Dim, GraphDocument } from "../../src/core/document.ts";
import { add, classify, conv, depthwise, image, reshape, unary } from "./layers.ts";
import { Net, type Value } from "./net.ts";

const WIDTH = 768;
const HEADS = 12;
const HEAD = WIDTH / HEADS;

/** Rows of a matrix product with weights and bias: `x · W + b`, the last dimension becoming `wide`. */
function project(net: Net, id: string, x: Value, wide: number): Value {
  const shape = [...x.shape.slice(0, -1), wide];
  const inner = x.shape.at(-1) ?? 0;
  return net.node(
    id,
    "MatMul",
    [x, net.constant(`${id}.weight`, [inner, wide]), net.constant(`${id}.bias`, [wide])],
    shape,
  );
}

function layerNorm(net: Net, id: string, x: Value): Value {
  const [scale, shift] = [net.constant(`${id}.scale`, [WIDTH]), net.constant(`${id}.shift`, [WIDTH])];
  return net.node(id, "LayerNorm", [x, scale, shift], x.shape);
}

/** One encoder block of BERT-base (Devlin et al. 2018), normalising first, for up to 512 tokens. */
export function transformerBlock(): GraphDocument {
  const net = new Net("Transformer block", { dtype: "float32", layout: "NHWC" });
  const length: Dim = { symbol: "T", max: 512 };
  const heads = (id: string, x: Value): Value => {
    const split = reshape(net, `${id}.split`, x, [1, length, HEADS, HEAD]);
    return net.node(`${id}.heads`, "Transpose", [split], [1, HEADS, length, HEAD]);
  };
  const x = net.input("tokens", [1, length, WIDTH]);
  const normed = layerNorm(net, "attention.norm", x);
  const q = heads("query", project(net, "query", normed, WIDTH));
  const k = heads("key", project(net, "key", normed, WIDTH));
  const v = heads("value", project(net, "value", normed, WIDTH));
  const square = [1, HEADS, length, length];
  const scores = net.node("scores", "MatMul", [q, k], square);
  const masked = unary(net, "scores.mask", "Add", unary(net, "scores.scale", "Mul", scores), [
    net.constant("mask", [1, 1, length, length]),
  ]);
  const weights = unary(net, "scores.softmax", "Softmax", masked);
  const context = net.node("context", "MatMul", [weights, v], [1, HEADS, length, HEAD]);
  const back = net.node("context.transpose", "Transpose", [context], [1, length, HEADS, HEAD]);
  const joined = reshape(net, "context.join", back, [1, length, WIDTH]);
  const attended = add(net, "attention.add", project(net, "attention.out", joined, WIDTH), x);
  const wide = project(net, "mlp.up", layerNorm(net, "mlp.norm", attended), 4 * WIDTH);
  const narrow = project(net, "mlp.down", unary(net, "mlp.gelu", "Gelu", wide), WIDTH);
  return net.finish(add(net, "mlp.add", narrow, attended));
}

/** Two layers generating one token: the caches of keys and values are state, and dwarf everything else. */
export function decodingStep(): GraphDocument {
  const net = new Net("Decoding step", { dtype: "float16", layout: "NHWC" });
  const length: Dim = { symbol: "T", max: 1024 };
  let x = net.input("token", [1, 1, WIDTH]);
  for (const layer of ["l1", "l2"]) {
    const normed = layerNorm(net, `${layer}.norm1`, x);
    const qkv = project(net, `${layer}.qkv`, normed, 3 * WIDTH);
    const cache = net.state(`${layer}.cache`, [2, HEADS, length, HEAD]);
    const scores = net.node(`${layer}.scores`, "AttentionScores", [qkv, cache], [1, HEADS, 1, length]);
    const weights = unary(net, `${layer}.softmax`, "Softmax", scores);
    const context = net.node(`${layer}.context`, "AttentionContext", [weights, cache], [1, HEADS, 1, HEAD]);
    const joined = reshape(net, `${layer}.join`, context, [1, 1, WIDTH]);
    const attended = add(net, `${layer}.add1`, project(net, `${layer}.out`, joined, WIDTH), x);
    const wide = project(net, `${layer}.up`, layerNorm(net, `${layer}.norm2`, attended), 4 * WIDTH);
    const narrow = project(net, `${layer}.down`, unary(net, `${layer}.gelu`, "Gelu", wide), WIDTH);
    x = add(net, `${layer}.add2`, narrow, attended);
  }
  return net.finish(x);
}

/** DS-CNN, medium (Zhang et al. 2017), int8, hearing 49 frames of 10 coefficients, with its front end. */
export function keywordSpotting(): GraphDocument {
  const net = new Net("Keyword spotting in 64 KiB", {
    dtype: "int8",
    layout: "NHWC",
    scratch: true,
    arenas: [{ id: "sram", capacity: 64 * 1024, alignment: 16 }],
  });
  const samples = net.state("microphone", [640], "int16");
  const past = net.state("history", image(net, 48, 10, 1));
  const frame = net.node("mfcc", "Mfcc", [samples], image(net, 1, 10, 1), { workspace: 4 * 1024 });
  let x = net.node("window", "Concat", [past, frame], image(net, 49, 10, 1));
  x = conv(net, "conv", x, 172, { kernel: [10, 4], stride: [2, 1], padding: "same" });
  for (let block = 1; block <= 4; block++) {
    const stride = block === 1 ? 2 : 1;
    x = depthwise(net, `ds${block}.depthwise`, x, { kernel: 3, stride, padding: "same" });
    x = conv(net, `ds${block}.pointwise`, x, 172, { kernel: 1 });
  }
  return net.finish(classify(net, x, 12));
}

/** Networks that look at pictures, with the shapes of their papers. */

import type { GraphDocument } from "../../src/core/document.ts";
import {
  add,
  batchNorm,
  classify,
  concat,
  conv,
  depthwise,
  hwc,
  image,
  pool,
  relu,
  unary,
  upConv,
} from "./layers.ts";
import { Net, type Value } from "./net.ts";

/** Sandler et al. 2018, width 1.0, 224 × 224, int8 with ReLU6 fused into the convolutions. */
export function mobileNetV2(): GraphDocument {
  const net = new Net("MobileNetV2", { dtype: "int8", layout: "NHWC", scratch: true });
  const bottleneck = (id: string, x: Value, expand: number, channels: number, stride: number): Value => {
    const inner = hwc(net, x)[2];
    const wide = expand === 1 ? x : conv(net, `${id}.expand`, x, inner * expand, { kernel: 1 });
    const deep = depthwise(net, `${id}.depthwise`, wide, { kernel: 3, stride, padding: "same" });
    const out = conv(net, `${id}.project`, deep, channels, { kernel: 1 });
    return stride === 1 && inner === channels ? add(net, `${id}.add`, x, out) : out;
  };
  const stages = [
    [1, 16, 1, 1],
    [6, 24, 2, 2],
    [6, 32, 3, 2],
    [6, 64, 4, 2],
    [6, 96, 3, 1],
    [6, 160, 3, 2],
    [6, 320, 1, 1],
  ] as const;
  let x = net.input("image", image(net, 224, 224, 3));
  x = conv(net, "stem", x, 32, { kernel: 3, stride: 2, padding: "same" });
  let block = 0;
  for (const [expand, channels, times, stride] of stages) {
    for (let i = 0; i < times; i++) x = bottleneck(`b${++block}`, x, expand, channels, i === 0 ? stride : 1);
  }
  x = conv(net, "head", x, 1280, { kernel: 1 });
  return net.finish(classify(net, x, 1000));
}

/** He et al. 2015 with the stride on the 3 × 3; batch normalisation folded into the convolutions. */
export function resNet50(): GraphDocument {
  const net = new Net("ResNet-50", { dtype: "float32", layout: "NCHW" });
  const bottleneck = (id: string, x: Value, channels: number, stride: number): Value => {
    const narrow = relu(net, `${id}.relu1`, conv(net, `${id}.conv1`, x, channels, { kernel: 1 }));
    const deep = conv(net, `${id}.conv2`, narrow, channels, { kernel: 3, stride, padding: 1 });
    const wide = conv(net, `${id}.conv3`, relu(net, `${id}.relu2`, deep), 4 * channels, { kernel: 1 });
    const short =
      hwc(net, x)[2] === 4 * channels
        ? x
        : conv(net, `${id}.shortcut`, x, 4 * channels, { kernel: 1, stride });
    return relu(net, `${id}.relu3`, add(net, `${id}.add`, wide, short));
  };
  let x = net.input("image", image(net, 224, 224, 3));
  x = relu(net, "stem.relu", conv(net, "stem.conv", x, 64, { kernel: 7, stride: 2, padding: 3 }));
  x = pool(net, "stem.pool", "Max", x, { kernel: 3, stride: 2, padding: 1 });
  [3, 4, 6, 3].forEach((times, stage) => {
    for (let i = 0; i < times; i++) {
      x = bottleneck(`s${stage + 1}.b${i + 1}`, x, 64 << stage, i === 0 && stage > 0 ? 2 : 1);
    }
  });
  return net.finish(classify(net, x, 1000));
}

/** Huang et al. 2016: growth 32, blocks of 6, 12, 24 and 16; what follows a convolution is folded into it. */
export function denseNet121(): GraphDocument {
  const net = new Net("DenseNet-121", { dtype: "float32", layout: "NCHW" });
  const normed = (id: string, x: Value): Value => relu(net, `${id}.relu1`, batchNorm(net, `${id}.norm`, x));
  let x = net.input("image", image(net, 224, 224, 3));
  x = relu(net, "stem.relu", conv(net, "stem.conv", x, 64, { kernel: 7, stride: 2, padding: 3 }));
  x = pool(net, "stem.pool", "Max", x, { kernel: 3, stride: 2, padding: 1 });
  [6, 12, 24, 16].forEach((layers, block) => {
    for (let i = 1; i <= layers; i++) {
      const id = `d${block + 1}.l${i}`;
      const narrow = relu(net, `${id}.relu2`, conv(net, `${id}.conv1`, normed(id, x), 128, { kernel: 1 }));
      const fresh = conv(net, `${id}.conv2`, narrow, 32, { kernel: 3, padding: 1 });
      x = concat(net, `${id}.concat`, [x, fresh]);
    }
    if (block === 3) return;
    const id = `t${block + 1}`;
    x = conv(net, `${id}.conv`, normed(id, x), hwc(net, x)[2] / 2, { kernel: 1 });
    x = pool(net, `${id}.pool`, "Average", x, { kernel: 2, stride: 2 });
  });
  return net.finish(classify(net, normed("head", x), 1000));
}

/** Ronneberger et al. 2015, padded so that sizes halve and double, on 256 × 256. */
export function uNet(): GraphDocument {
  const net = new Net("U-Net", { dtype: "float32", layout: "NCHW" });
  const twice = (id: string, x: Value, channels: number): Value => {
    const first = relu(net, `${id}.relu1`, conv(net, `${id}.conv1`, x, channels, { kernel: 3, padding: 1 }));
    return relu(net, `${id}.relu2`, conv(net, `${id}.conv2`, first, channels, { kernel: 3, padding: 1 }));
  };
  const skips: Value[] = [];
  let x = net.input("image", image(net, 256, 256, 3));
  for (let level = 1; level <= 4; level++) {
    x = twice(`down${level}`, x, 32 << level);
    skips.push(x);
    x = pool(net, `down${level}.pool`, "Max", x, { kernel: 2, stride: 2 });
  }
  x = twice("bottom", x, 1024);
  for (let level = 4; level >= 1; level--) {
    const up = upConv(net, `up${level}.conv`, x, 32 << level);
    const skip = skips[level - 1];
    if (skip === undefined) throw new Error(`level ${level} has no skip`);
    x = twice(`up${level}`, concat(net, `up${level}.concat`, [skip, up]), 32 << level);
  }
  const logits = conv(net, "classes", x, 2, { kernel: 1 });
  return net.finish(unary(net, "softmax", "Softmax", logits));
}

/** Szegedy et al. 2014 at inference: no side classifiers, no dropout. */
export function googLeNet(): GraphDocument {
  const net = new Net("GoogLeNet", { dtype: "float32", layout: "NCHW" });
  const step = (id: string, x: Value, channels: number, kernel: number, stride = 1): Value =>
    relu(net, `${id}.relu`, conv(net, id, x, channels, { kernel, stride, padding: (kernel - 1) / 2 }));
  const shrink = (id: string, x: Value): Value =>
    pool(net, id, "Max", x, { kernel: 3, stride: 2, ceil: true });
  const cell = (id: string, x: Value, [a, b1, b2, c1, c2, d]: readonly number[]): Value => {
    const one = step(`${id}.1x1`, x, a ?? 0, 1);
    const three = step(`${id}.3x3`, step(`${id}.3x3reduce`, x, b1 ?? 0, 1), b2 ?? 0, 3);
    const five = step(`${id}.5x5`, step(`${id}.5x5reduce`, x, c1 ?? 0, 1), c2 ?? 0, 5);
    const pooled = pool(net, `${id}.pool`, "Max", x, { kernel: 3, padding: 1 });
    return concat(net, `${id}.concat`, [one, three, five, step(`${id}.project`, pooled, d ?? 0, 1)]);
  };
  const cells: readonly (readonly [string, readonly number[]] | null)[] = [
    ["3a", [64, 96, 128, 16, 32, 32]],
    ["3b", [128, 128, 192, 32, 96, 64]],
    null,
    ["4a", [192, 96, 208, 16, 48, 64]],
    ["4b", [160, 112, 224, 24, 64, 64]],
    ["4c", [128, 128, 256, 24, 64, 64]],
    ["4d", [112, 144, 288, 32, 64, 64]],
    ["4e", [256, 160, 320, 32, 128, 128]],
    null,
    ["5a", [256, 160, 320, 32, 128, 128]],
    ["5b", [384, 192, 384, 48, 128, 128]],
  ];
  let x = shrink("pool1", step("conv1", net.input("image", image(net, 224, 224, 3)), 64, 7, 2));
  x = net.node("norm1", "LRN", [x], x.shape);
  x = step("conv3", step("conv2", x, 64, 1), 192, 3);
  x = shrink("pool2", net.node("norm2", "LRN", [x], x.shape));
  let shrunk = 2;
  for (const made of cells) x = made === null ? shrink(`pool${++shrunk}`, x) : cell(made[0], x, made[1]);
  return net.finish(classify(net, x, 1000));
}

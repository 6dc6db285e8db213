/** The layers that the sample networks are made of, with their arithmetic of shapes. */

import type { Dim } from "../../src/core/document.ts";
import type { Net, Value } from "./net.ts";

type Pair = number | readonly [number, number];

export interface Window {
  readonly kernel: Pair;
  readonly stride?: Pair;
  /** "same" keeps ⌈in / stride⌉; a number pads both sides by it. */
  readonly padding?: "same" | Pair;
  /** Whether a last window that starts inside the image counts although it leaves it. */
  readonly ceil?: boolean;
}

function both(pair: Pair): readonly [number, number] {
  return typeof pair === "number" ? [pair, pair] : pair;
}

function fixed(dim: Dim | undefined): number {
  if (typeof dim !== "number") throw new Error("an image needs fixed sizes");
  return dim;
}

/** Height, width and channels of an image, whatever the layout. */
export function hwc(net: Net, x: Value): readonly [number, number, number] {
  const [, a, b, c] = x.shape;
  return net.options.layout === "NHWC" ? [fixed(a), fixed(b), fixed(c)] : [fixed(b), fixed(c), fixed(a)];
}

export function image(net: Net, h: number, w: number, c: number): readonly number[] {
  return net.options.layout === "NHWC" ? [1, h, w, c] : [1, c, h, w];
}

function slide(
  size: number,
  kernel: number,
  stride: number,
  padding: "same" | number,
  ceil: boolean,
): number {
  if (padding === "same") return Math.ceil(size / stride);
  const room = (size + 2 * padding - kernel) / stride;
  return (ceil ? Math.ceil(room) : Math.floor(room)) + 1;
}

function slideBoth(net: Net, x: Value, window: Window): readonly [number, number] {
  const [h, w] = hwc(net, x);
  const [kh, kw] = both(window.kernel);
  const [sh, sw] = both(window.stride ?? 1);
  const padding = window.padding ?? 0;
  const [ph, pw] = padding === "same" ? (["same", "same"] as const) : both(padding);
  const ceil = window.ceil ?? false;
  return [slide(h, kh, sh, ph, ceil), slide(w, kw, sw, pw, ceil)];
}

function bias(net: Net, id: string, channels: number): Value {
  return net.constant(`${id}.bias`, [channels], net.options.dtype === "int8" ? "int32" : net.options.dtype);
}

export function conv(net: Net, id: string, x: Value, channels: number, window: Window): Value {
  const [, , c] = hwc(net, x);
  const [kh, kw] = both(window.kernel);
  const [h, w] = slideBoth(net, x, window);
  const shape = net.options.layout === "NHWC" ? [channels, kh, kw, c] : [channels, c, kh, kw];
  const pointwise = kh === 1 && kw === 1;
  // two columns of the patch matrix in 16 bits, as int8 kernels unpack them; pointwise needs none
  const workspace = net.options.scratch && !pointwise ? 2 * kh * kw * c * 2 : 0;
  const weights = net.constant(`${id}.weight`, shape);
  return net.node(id, "Conv", [x, weights, bias(net, id, channels)], image(net, h, w, channels), {
    workspace,
  });
}

export function depthwise(net: Net, id: string, x: Value, window: Window): Value {
  const [, , c] = hwc(net, x);
  const [kh, kw] = both(window.kernel);
  const [h, w] = slideBoth(net, x, window);
  const shape = net.options.layout === "NHWC" ? [1, kh, kw, c] : [c, 1, kh, kw];
  const workspace = net.options.scratch ? kh * kw * c * 2 : 0;
  const weights = net.constant(`${id}.weight`, shape);
  return net.node(id, "DepthwiseConv", [x, weights, bias(net, id, c)], image(net, h, w, c), { workspace });
}

/** The learned doubling of a U-Net: stride 2, kernel 2. */
export function upConv(net: Net, id: string, x: Value, channels: number): Value {
  const [h, w, c] = hwc(net, x);
  const weights = net.constant(`${id}.weight`, [c, channels, 2, 2]);
  return net.node(
    id,
    "ConvTranspose",
    [x, weights, bias(net, id, channels)],
    image(net, 2 * h, 2 * w, channels),
  );
}

export function pool(net: Net, id: string, kind: "Max" | "Average", x: Value, window: Window): Value {
  const [, , c] = hwc(net, x);
  const [h, w] = slideBoth(net, x, window);
  return net.node(id, `${kind}Pool`, [x], image(net, h, w, c));
}

export function globalPool(net: Net, id: string, x: Value): Value {
  const [, , c] = hwc(net, x);
  return net.node(id, "GlobalAveragePool", [x], image(net, 1, 1, c));
}

/** Along the channels. */
export function concat(net: Net, id: string, parts: readonly Value[]): Value {
  const first = parts[0];
  if (first === undefined) throw new Error("nothing to concatenate");
  const [h, w] = hwc(net, first);
  const channels = parts.reduce((sum, part) => sum + hwc(net, part)[2], 0);
  return net.node(id, "Concat", parts, image(net, h, w, channels));
}

/** Element by element, so it may be written over its input. */
export function unary(net: Net, id: string, op: string, x: Value, constants: readonly Value[] = []): Value {
  return net.node(id, op, [x, ...constants], x.shape, { inplace: [0] });
}

export function relu(net: Net, id: string, x: Value): Value {
  return unary(net, id, "Relu", x);
}

/** What batch normalisation is at inference: a scale and a shift a channel. */
export function batchNorm(net: Net, id: string, x: Value): Value {
  const [, , c] = hwc(net, x);
  return unary(net, id, "BatchNorm", x, [net.constant(`${id}.scale`, [c]), net.constant(`${id}.shift`, [c])]);
}

export function add(net: Net, id: string, a: Value, b: Value): Value {
  return net.node(id, "Add", [a, b], a.shape, { inplace: [0, 1] });
}

export function reshape(net: Net, id: string, x: Value, shape: readonly Dim[]): Value {
  return net.node(id, "Reshape", [x], shape, { view: true });
}

/** A flattened image times a matrix. */
export function dense(net: Net, id: string, x: Value, channels: number): Value {
  const inner = fixed(x.shape.at(-1));
  const weights = net.constant(`${id}.weight`, [channels, inner]);
  return net.node(id, "FullyConnected", [x, weights, bias(net, id, channels)], [1, channels]);
}

/** From the last image to class probabilities. */
export function classify(net: Net, x: Value, classes: number): Value {
  const pooled = globalPool(net, "pool", x);
  const flat = reshape(net, "flatten", pooled, [1, hwc(net, x)[2]]);
  return unary(net, "softmax", "Softmax", dense(net, "classifier", flat, classes));
}

/** Samples of a few tensors, each made to show one thing about sharing memory. */

import type { GraphDocument, LifetimesDocument } from "../../src/core/document.ts";
import { add, image, unary } from "./layers.ts";
import { Net } from "./net.ts";

/** Seven tensors whose load is flat at 128 KiB: the largest first leaves holes that nothing fits. */
export function greedyGap(): GraphDocument {
  const net = new Net("Greedy is not optimal", { dtype: "int8", layout: "NHWC" });
  const picture = net.input("picture", image(net, 64, 64, 20));
  const stem = net.node("stem", "Conv", [picture], image(net, 64, 64, 12));
  const left = net.node("left", "Conv", [stem], image(net, 64, 64, 10));
  const right = net.node("right", "Conv", [stem], image(net, 64, 64, 10));
  const merge = net.node("merge", "Conv", [left, right], image(net, 64, 64, 12));
  const code = net.node("code", "Conv", [merge], image(net, 32, 32, 16));
  return net.finish(net.node("decode", "ConvTranspose", [code], image(net, 64, 64, 16)));
}

/** Element-wise steps one over the other, until a value that is still wanted forbids it. */
export function inPlaceChain(): GraphDocument {
  const net = new Net("In-place chain", { dtype: "float32", layout: "NHWC" });
  const x = net.input("signal", [1, 4096]);
  const scaled = unary(net, "scale", "Mul", x);
  const shifted = unary(net, "shift", "Add", scaled);
  const clipped = unary(net, "clip", "Clip", shifted);
  const root = unary(net, "root", "Sqrt", clipped);
  const kept = unary(net, "kept", "Tanh", root);
  const gate = unary(net, "gate", "Sigmoid", kept);
  const gated = net.node("gated", "Mul", [gate, kept], gate.shape, { inplace: [0, 1] });
  const half = net.node("half", "Split", [gated], [1, 2048], { view: true });
  const energy = unary(net, "energy", "Square", half);
  return net.finish(add(net, "sum", energy, net.constant("offset", [1, 2048])));
}

/** Eight allocations of a trace: the tightest hole each time is the wrong one. */
export function bestFitFragments(): LifetimesDocument {
  const KIB = 1024;
  const rows: readonly (readonly [string, number, number, number])[] = [
    ["header", 0, 1, 5],
    ["index", 0, 5, 2],
    ["page", 1, 7, 5],
    ["cursor", 1, 6, 1],
    ["spill", 5, 7, 5],
    ["flags", 6, 9, 1],
    ["result", 6, 11, 3],
    ["copy", 8, 10, 8],
  ];
  return {
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "Best fit fragments",
    capacity: 16 * KIB,
    buffers: rows.map(([id, start, end, kib]) => ({ id, start, end, bytes: kib * KIB })),
  };
}

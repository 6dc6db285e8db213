/** Networks on boards whose memory has edges: two arenas, and one that is too small. */

import type { GraphDocument } from "../../src/core/document.ts";
import { classify, conv, depthwise, image } from "./layers.ts";
import { Net, type Value } from "./net.ts";

/** A depthwise convolution and the pointwise one after it: the building block of MobileNetV1. */
function separable(net: Net, id: string, x: Value, channels: number, stride: number): Value {
  const deep = depthwise(net, `${id}.depthwise`, x, { kernel: 3, stride, padding: "same" });
  return conv(net, `${id}.pointwise`, deep, channels, { kernel: 1 });
}

/** A picture classifier on a microcontroller: wide early layers in SRAM, the small late ones in the fast memory. */
export function twoArenas(): GraphDocument {
  const net = new Net("Two memories", {
    dtype: "int8",
    layout: "NHWC",
    scratch: true,
    arenas: [
      { id: "sram", capacity: 128 * 1024, alignment: 32 },
      { id: "dtcm", capacity: 32 * 1024, alignment: 8 },
    ],
  });
  const descriptors = net.block("dma.descriptors", 512, 256, "dtcm");
  const picture = net.input("picture", image(net, 96, 96, 3));
  let x = net.node("unpack", "Dma", [picture, descriptors], image(net, 96, 96, 4));
  x = conv(net, "stem", x, 16, { kernel: 3, stride: 2, padding: "same" });
  x = separable(net, "b1", x, 32, 1);
  x = separable(net, "b2", x, 48, 2);
  x = separable(net, "b3", x, 64, 2);
  x = net.within("dtcm", () => separable(net, "b4", x, 64, 1));
  x = net.within("dtcm", () => separable(net, "b5", x, 96, 2));
  x = net.within("dtcm", () => separable(net, "b6", x, 128, 1));
  return net.finish(net.within("dtcm", () => classify(net, x, 10)));
}

/** MobileNetV1 × 0.25 on 96 × 96, as for visual wake words, on a part with 48 KiB. */
export function overCapacity(): GraphDocument {
  const net = new Net("Over capacity", {
    dtype: "int8",
    layout: "NHWC",
    scratch: true,
    arenas: [{ id: "sram", capacity: 48 * 1024, alignment: 16 }],
  });
  let x = net.input("picture", image(net, 96, 96, 3));
  x = conv(net, "stem", x, 8, { kernel: 3, stride: 2, padding: "same" });
  const blocks = [
    [16, 1],
    [32, 2],
    [32, 1],
    [64, 2],
    [64, 1],
    [128, 2],
    [128, 1],
    [128, 1],
    [128, 1],
    [128, 1],
    [128, 1],
    [256, 2],
    [256, 1],
  ] as const;
  blocks.forEach(([channels, stride], i) => {
    x = separable(net, `b${i + 1}`, x, channels, stride);
  });
  return net.finish(classify(net, x, 2));
}

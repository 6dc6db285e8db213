/** Operators that make spatial axes smaller or larger without weights. */

import type { Dim } from "../document.ts";
import { gaveUp } from "./broadcast.ts";
import { type Call, define, nameless, types } from "./define.ts";
import { product } from "./dims.ts";
import type { AttributeSpec, Inferred, Operator, Port } from "./types.ts";
import {
  KERNEL,
  LAYOUT,
  LOOSE_PADS,
  laidOut,
  paddingSpecs,
  perAxis,
  type Spatial,
  slid,
  spatialOf,
  strideSpec,
} from "./window.ts";

const X: Port = { name: "X", says: "Batch, channels and spatial axes, by layout" };

const CEIL: AttributeSpec = {
  name: "ceil",
  title: "Round up",
  says: "A last window that sticks out counts, too",
  default: false,
  kind: { kind: "flag" },
};

/** The type of the input with other spatial axes. */
function sized(call: Call, { batch, channels }: Spatial, sizes: readonly Dim[]): Inferred {
  return types({ dtype: call.type(0).dtype, shape: laidOut(call, batch, channels, sizes) });
}

function pool(id: string, says: string, aliases: readonly string[]): Operator {
  return define({
    id,
    says,
    aliases,
    group: "Convolution",
    inputs: [X],
    attributes: [{ ...KERNEL, default: [2, 2] }, strideSpec(2), ...paddingSpecs("valid"), CEIL, LAYOUT],
    loose: LOOSE_PADS,
    rule(call) {
      const spatial = spatialOf(call, call.wholes("kernel"));
      if (gaveUp(spatial)) return spatial;
      const result = slid(call, spatial, call.flag("ceil"));
      return gaveUp(result) ? result : sized(call, spatial, result.sizes);
    },
  });
}

const globalAverage = define({
  id: "GlobalAveragePool",
  says: "The mean of each channel over all spatial axes",
  aliases: ["GAP"],
  group: "Convolution",
  inputs: [X],
  attributes: [
    {
      name: "keep",
      title: "Keep axes",
      says: "Spatial axes stay, with size 1",
      default: true,
      kind: { kind: "flag" },
    },
    LAYOUT,
  ],
  rule(call) {
    const spatial = spatialOf(call);
    if (gaveUp(spatial)) return spatial;
    const sizes = call.flag("keep") ? spatial.sizes.map(() => 1) : [];
    return sized(call, spatial, sizes);
  },
});

const upsample = define({
  id: "Upsample",
  says: "Makes spatial axes larger by whole factors",
  aliases: [],
  group: "Convolution",
  inputs: [X],
  attributes: [
    {
      name: "factor",
      title: "Factor",
      says: "Of each spatial axis",
      default: [2, 2],
      kind: { kind: "wholes", least: 1 },
    },
    LAYOUT,
  ],
  rule(call) {
    const spatial = spatialOf(call, call.wholes("factor"));
    if (gaveUp(spatial)) return spatial;
    const factors = perAxis(call, "factor", spatial.axes.length);
    if (gaveUp(factors)) return factors;
    const sizes = spatial.sizes.flatMap((dim, i) => product([dim, factors[i] ?? 1]) ?? []);
    if (sizes.length < spatial.sizes.length) return nameless("X");
    return sized(call, spatial, sizes);
  },
});

const resize = define({
  id: "Resize",
  says: "Makes spatial axes as large as given",
  aliases: ["RESIZE_BILINEAR", "RESIZE_NEAREST_NEIGHBOR", "interpolate"],
  group: "Convolution",
  inputs: [X],
  attributes: [
    {
      name: "sizes",
      title: "Sizes",
      says: "Of the spatial axes",
      default: [224, 224],
      kind: { kind: "wholes", least: 1 },
    },
    LAYOUT,
  ],
  rule(call) {
    const spatial = spatialOf(call, call.wholes("sizes"));
    if (gaveUp(spatial)) return spatial;
    const sizes = perAxis(call, "sizes", spatial.axes.length);
    if (gaveUp(sizes)) return sizes;
    return sized(call, spatial, sizes);
  },
});

export const POOLING: readonly Operator[] = [
  pool("MaxPool", "The largest element of each window", ["MAX_POOL_2D", "MaxPool1d", "MaxPool2d"]),
  pool("AveragePool", "The mean of each window", ["AVERAGE_POOL_2D", "AvgPool", "AvgPool2d"]),
  globalAverage,
  upsample,
  resize,
];

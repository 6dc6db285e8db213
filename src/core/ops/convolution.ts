/** Convolutions over one, two or more spatial axes. */

import type { Dim } from "../document.ts";
import { gaveUp, mustBe } from "./broadcast.ts";
import { type Call, define, fault, is, nameless, types } from "./define.ts";
import { product } from "./dims.ts";
import type { AttributeSpec, Inferred, Operator, Port } from "./types.ts";
import {
  DILATION,
  KERNEL,
  LAYOUT,
  LOOSE_PADS,
  laidOut,
  paddingSpecs,
  perAxis,
  slid,
  spatialOf,
  strideSpec,
  unslid,
} from "./window.ts";

const X: Port = { name: "X", says: "Batch, channels and spatial axes, by layout" };

function inputs(weights: string): readonly Port[] {
  return [
    X,
    { name: "weights", says: weights, optional: true },
    { name: "bias", says: "One for each channel out", optional: true },
  ];
}

function whole(name: string, title: string, says: string, value: number): AttributeSpec {
  return { name, title, says, default: value, kind: { kind: "whole", least: 1 } };
}

const CHANNELS = whole("channels", "Channels out", "Number of filters", 64);
const GROUPS = whole("groups", "Groups", "Channels are parted into so many groups that do not mix", 1);

/** Channels of one group; a symbol cannot be parted. */
function perGroup(call: Call, channels: Dim, groups: number): Dim | Inferred {
  if (groups === 1) return channels;
  if (typeof channels === "number" && channels % groups === 0) return channels / groups;
  const many = typeof channels === "number" ? String(channels) : channels.symbol;
  return fault(0, `${is(call, 0)}: its ${many} channels cannot be parted into ${groups} equal groups.`);
}

function isDim(value: Dim | Inferred): value is Dim {
  return typeof value === "number" || "symbol" in value;
}

/** A filter for each channel out, as frameworks of the layout store it. */
function filters(call: Call, first: Dim, second: Dim, kernel: readonly number[]): readonly Dim[] {
  return call.choice("layout") === "NHWC" ? [first, ...kernel, second] : [first, second, ...kernel];
}

function indivisible(call: Call, out: number, groups: number): Inferred {
  return fault(0, `${is(call, 0)}: ${out} channels out cannot be parted into ${groups} equal groups.`);
}

const conv = define({
  id: "Conv",
  says: "Slides filters over the spatial axes",
  aliases: ["CONV_2D", "Conv1d", "Conv2d", "Conv3d", "Convolution"],
  group: "Convolution",
  inputs: inputs("Channels out × channels of a group × kernel; NHWC: channels of a group last"),
  attributes: [CHANNELS, KERNEL, strideSpec(1), ...paddingSpecs("same"), DILATION, GROUPS, LAYOUT],
  loose: LOOSE_PADS,
  rule(call) {
    const spatial = spatialOf(call, call.wholes("kernel"));
    if (gaveUp(spatial)) return spatial;
    const [out, groups] = [call.whole("channels"), call.whole("groups")];
    const group = perGroup(call, spatial.channels, groups);
    if (!isDim(group)) return group;
    if (out % groups !== 0) return indivisible(call, out, groups);
    const result = slid(call, spatial);
    if (gaveUp(result)) return result;
    const wrong = mustBe(call, 1, filters(call, out, group, result.kernel)) ?? mustBe(call, 2, [out]);
    return (
      wrong ?? types({ dtype: call.type(0).dtype, shape: laidOut(call, spatial.batch, out, result.sizes) })
    );
  },
});

const depthwise = define({
  id: "DepthwiseConv",
  says: "Slides filters of its own over each channel",
  aliases: ["DEPTHWISE_CONV_2D", "DepthwiseConv2d"],
  group: "Convolution",
  inputs: inputs("Channels out × 1 × kernel; NHWC: 1 × kernel × channels out"),
  attributes: [
    KERNEL,
    strideSpec(1),
    ...paddingSpecs("same"),
    whole("multiplier", "Filters of a channel", "Channels out for each channel of X", 1),
    DILATION,
    LAYOUT,
  ],
  loose: LOOSE_PADS,
  rule(call) {
    const spatial = spatialOf(call, call.wholes("kernel"));
    if (gaveUp(spatial)) return spatial;
    const out = product([spatial.channels, call.whole("multiplier")]);
    if (out === undefined) return nameless("X");
    const result = slid(call, spatial);
    if (gaveUp(result)) return result;
    const { kernel, sizes } = result;
    const weights = call.choice("layout") === "NHWC" ? [1, ...kernel, out] : [out, 1, ...kernel];
    const wrong = mustBe(call, 1, weights) ?? mustBe(call, 2, [out]);
    return wrong ?? types({ dtype: call.type(0).dtype, shape: laidOut(call, spatial.batch, out, sizes) });
  },
});

const transpose = define({
  id: "ConvTranspose",
  says: "Spreads X by filters: the transpose of Conv, for upsampling",
  aliases: ["ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d", "Deconvolution"],
  group: "Convolution",
  inputs: inputs("Channels in × channels out of a group × kernel; NHWC: channels out × kernel × channels in"),
  attributes: [
    CHANNELS,
    { ...KERNEL, default: [2, 2] },
    strideSpec(2),
    ...paddingSpecs("same"),
    {
      name: "extra",
      title: "Extra",
      says: "Elements added behind each spatial axis, with valid or given pads",
      default: [0, 0],
      kind: { kind: "wholes", least: 0 },
    },
    DILATION,
    GROUPS,
    LAYOUT,
  ],
  loose: LOOSE_PADS,
  rule(call) {
    const spatial = spatialOf(call, call.wholes("kernel"));
    if (gaveUp(spatial)) return spatial;
    const [out, groups] = [call.whole("channels"), call.whole("groups")];
    const extra = perAxis(call, "extra", spatial.axes.length);
    if (gaveUp(extra)) return extra;
    if (out % groups !== 0) return indivisible(call, out, groups);
    const group = perGroup(call, spatial.channels, groups);
    if (!isDim(group)) return group;
    const result = unslid(call, spatial, extra);
    if (gaveUp(result)) return result;
    const [first, last] = call.choice("layout") === "NHWC" ? [out, group] : [spatial.channels, out / groups];
    const wrong = mustBe(call, 1, filters(call, first, last, result.kernel)) ?? mustBe(call, 2, [out]);
    return (
      wrong ?? types({ dtype: call.type(0).dtype, shape: laidOut(call, spatial.batch, out, result.sizes) })
    );
  },
});

export const CONVOLUTION: readonly Operator[] = [conv, depthwise, transpose];

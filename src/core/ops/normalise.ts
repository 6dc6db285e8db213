/** Norms and softmax: the result is as X is and may be written over it. */

import type { Dim } from "../document.ts";
import { axisOf, mustBe } from "./broadcast.ts";
import { type Call, define, fault, is, overEqual, types } from "./define.ts";
import type { AttributeSpec, Inferred, Operator, Port } from "./types.ts";
import { LAYOUT } from "./window.ts";

const X: Port = { name: "X", says: "Any values" };
const SCALE: Port = { name: "scale", says: "Factors", optional: true };
const BIAS: Port = { name: "bias", says: "Added", optional: true };

interface Norm {
  readonly id: string;
  readonly says: string;
  readonly aliases: readonly string[];
  readonly inputs: readonly Port[];
  readonly attributes?: readonly AttributeSpec[];
  /** What is wrong with the parameters. They and their attributes never change the type. */
  readonly wrong?: (call: Call) => Inferred | undefined;
}

function norm({ wrong, attributes = [], ...rest }: Norm): Operator {
  return define({
    ...rest,
    group: "Normalise",
    attributes,
    loose: attributes.map(({ name }) => name),
    rule: (call) => wrong?.(call) ?? types(call.type(0)),
    shares: overEqual([0]),
  });
}

/** All parameters are of this shape, where it can be said. */
function parameters(call: Call, shape: readonly Dim[] | undefined): Inferred | undefined {
  if (shape === undefined) return undefined;
  for (let port = 1; port < call.inputs.length; port++) {
    const wrong = mustBe(call, port, shape);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** The shape of what each channel has one of; undefined while the layout is not given. */
function perChannel(call: Call): readonly Dim[] | undefined {
  const { shape } = call.type(0);
  const channels = call.choice("layout") === "NHWC" ? shape.at(-1) : shape[1];
  return call.has("layout") && channels !== undefined ? [channels] : undefined;
}

const AXIS: AttributeSpec = {
  name: "axis",
  title: "From axis",
  says: "This axis and all inner ones are normalised together",
  default: -1,
  kind: { kind: "whole", least: -64, most: 63 },
};

/** Parameters of norms over the inner axes are as those axes are. */
function overInner(call: Call): Inferred | undefined {
  if (!call.has("axis")) return undefined;
  const axis = axisOf(call, 0, call.whole("axis"));
  return typeof axis === "number" ? parameters(call, call.type(0).shape.slice(axis)) : axis;
}

const GROUPS: AttributeSpec = {
  name: "groups",
  title: "Groups",
  says: "Channels are parted into so many groups",
  default: 32,
  kind: { kind: "whole", least: 1 },
};

function inGroups(call: Call): Inferred | undefined {
  const channels = perChannel(call);
  const [many] = channels ?? [];
  if (call.has("groups") && typeof many === "number" && many % call.whole("groups") !== 0) {
    return fault(
      0,
      `${is(call, 0)}: its ${many} channels cannot be parted into ${call.whole("groups")} equal groups.`,
    );
  }
  return parameters(call, channels);
}

export const NORMALISE: readonly Operator[] = [
  norm({
    id: "BatchNorm",
    says: "Scales and shifts each channel by means and variances",
    aliases: ["BatchNormalization", "BatchNorm1d", "BatchNorm2d"],
    inputs: [
      X,
      SCALE,
      BIAS,
      { name: "mean", says: "Of each channel", optional: true },
      { name: "variance", says: "Of each channel", optional: true },
    ],
    attributes: [LAYOUT],
    wrong: (call) => parameters(call, perChannel(call)),
  }),
  norm({
    id: "LayerNorm",
    says: "Mean 0 and variance 1 over the inner axes",
    aliases: ["LayerNormalization"],
    inputs: [X, SCALE, BIAS],
    attributes: [AXIS],
    wrong: overInner,
  }),
  norm({
    id: "RMSNorm",
    says: "Root mean square 1 over the inner axes",
    aliases: ["RMSNormalization", "SimplifiedLayerNormalization"],
    inputs: [X, SCALE],
    attributes: [AXIS],
    wrong: overInner,
  }),
  norm({
    id: "GroupNorm",
    says: "Mean 0 and variance 1 over groups of channels",
    aliases: ["GroupNormalization"],
    inputs: [X, SCALE, BIAS],
    attributes: [GROUPS, LAYOUT],
    wrong: inGroups,
  }),
  norm({
    id: "Softmax",
    says: "Positive shares that add up to 1 along an axis",
    aliases: ["LogSoftmax", "LOG_SOFTMAX"],
    inputs: [X],
  }),
];

/** Windows that slide over the spatial axes of X: what convolutions and pools have in common. */

import { sizeOfDim } from "../bytes.ts";
import type { Dim } from "../document.ts";
import { formatShape } from "../shape-text.ts";
import { type Call, fault, is, nameless, open } from "./define.ts";
import { product, shifted } from "./dims.ts";
import type { AttributeSpec, Inferred } from "./types.ts";

export const LAYOUT: AttributeSpec = {
  name: "layout",
  title: "Layout",
  says: "Channels before the spatial axes (NCHW) or behind them (NHWC)",
  default: "NCHW",
  kind: { kind: "choice", choices: ["NCHW", "NHWC"] },
};

function sizes(
  name: string,
  title: string,
  says: string,
  value: readonly number[],
  least: number,
): AttributeSpec {
  return { name, title, says, default: value, kind: { kind: "wholes", least } };
}

export const KERNEL = sizes("kernel", "Kernel", "Height × width of the window", [3, 3], 1);
export const DILATION = sizes("dilation", "Dilation", "Steps between elements of the window", [1, 1], 1);
const PADDING: AttributeSpec = {
  name: "padding",
  title: "Padding",
  says: "same: as large as X over the stride; valid: none; pads: as given in pads",
  default: "same",
  kind: { kind: "choice", choices: ["same", "valid", "pads"] },
};
const PADS = sizes(
  "pads",
  "Pads",
  "Before each spatial axis, then behind each: top, left, bottom, right",
  [0, 0, 0, 0],
  0,
);

export function strideSpec(value: number): AttributeSpec {
  return sizes("stride", "Stride", "Steps of the window", [value, value], 1);
}

export function paddingSpecs(padding: "same" | "valid"): readonly AttributeSpec[] {
  return [{ ...PADDING, default: padding }, PADS];
}

/** Attributes that windows can do without: pads count only where padding says so. */
export const LOOSE_PADS: readonly string[] = ["pads"];

export interface Spatial {
  /** Axes of X. */
  readonly channel: number;
  readonly axes: readonly number[];
  readonly batch: Dim;
  readonly channels: Dim;
  readonly sizes: readonly Dim[];
}

/** The axes of X by its layout; a fault when there are no spatial ones, or others than the window has. */
export function spatialOf(call: Call, window?: readonly number[]): Spatial | Inferred {
  const { shape } = call.type(0);
  const count = shape.length - 2;
  const [batch = 1] = shape;
  if (count < 1) {
    return fault(
      0,
      `${is(call, 0)}: a batch, channels and at least one spatial axis are needed, such as 1×3×224×224.`,
    );
  }
  if (window?.length === 0) return open("A size for each spatial axis is needed, such as 3×3.");
  if (window !== undefined && window.length !== 1 && window.length !== count) {
    const wanted = `${window.length + 2} dimensions for a ${formatShape(window)} window`;
    return fault(0, `${is(call, 0)}: it must have ${wanted}.`);
  }
  const channel = call.choice("layout") === "NHWC" ? shape.length - 1 : 1;
  const axes = Array.from({ length: count }, (_, i) => (channel === 1 ? i + 2 : i + 1));
  return { channel, axes, batch, channels: shape[channel] ?? 1, sizes: axes.map((axis) => shape[axis] ?? 1) };
}

/** A shape in the layout of the node. */
export function laidOut(call: Call, batch: Dim, channels: Dim, sizes: readonly Dim[]): readonly Dim[] {
  return call.choice("layout") === "NHWC" ? [batch, ...sizes, channels] : [batch, channels, ...sizes];
}

/** One number for each spatial axis, where one number may stand for all. */
export function perAxis(call: Call, attribute: string, count: number): readonly number[] | Inferred {
  const given = call.wholes(attribute);
  const [only] = given;
  if (given.length === count) return given;
  if (given.length === 1 && only !== undefined) return Array.from({ length: count }, () => only);
  return fault(
    0,
    `${is(call, 0)}, which has ${count} spatial axes, but ${attribute} has ${given.length} numbers.`,
  );
}

interface Slide {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  /** Elements that the window spans. */
  readonly span: readonly number[];
  /** Elements added before and behind, by axis; undefined: same. */
  readonly pads: readonly (readonly [before: number, behind: number])[] | undefined;
}

function slideOf(call: Call, count: number): Slide | Inferred {
  const kernel = perAxis(call, "kernel", count);
  if ("kind" in kernel) return kernel;
  const stride = perAxis(call, "stride", count);
  if ("kind" in stride) return stride;
  const dilation = call.has("dilation") ? perAxis(call, "dilation", count) : kernel.map(() => 1);
  if ("kind" in dilation) return dilation;
  const span = kernel.map((k, i) => (dilation[i] ?? 1) * (k - 1) + 1);
  const padding = call.choice("padding");
  if (padding === "same") return { kernel, stride, span, pads: undefined };
  if (padding === "valid") return { kernel, stride, span, pads: kernel.map(() => [0, 0]) };
  if (!call.has("pads")) return open("Pads is not given.");
  const pads = perAxis(call, "pads", 2 * count);
  if ("kind" in pads) {
    return fault(
      0,
      `${is(call, 0)}, which needs ${2 * count} pads, but there are ${call.wholes("pads").length}.`,
    );
  }
  return { kernel, stride, span, pads: kernel.map((_, i) => [pads[i] ?? 0, pads[i + count] ?? 0]) };
}

interface Slid {
  readonly kernel: readonly number[];
  readonly sizes: readonly Dim[];
}

/** Sizes after a window slid over X; rounded up with `ceil` as long as each window begins inside X or its padding before. */
export function slid(call: Call, spatial: Spatial, ceil = false): Slid | Inferred {
  const slide = slideOf(call, spatial.axes.length);
  if ("kind" in slide) return slide;
  const sizes: Dim[] = [];
  for (const [i, dim] of spatial.sizes.entries()) {
    const stride = slide.stride[i] ?? 1;
    const span = slide.span[i] ?? 1;
    const [before, behind] = slide.pads?.[i] ?? [0, 0];
    if (slide.pads !== undefined && sizeOfDim(dim) + before + behind < span) {
      const padded = before + behind === 0 ? "" : ` with ${before + behind} padding`;
      const wide = span === slide.kernel[i] ? "" : ", dilated,";
      return fault(
        0,
        `${is(call, 0)}: a ${formatShape(slide.kernel)} window${wide} spans ${span} and does not fit into ${formatShape([dim], "names")}${padded}.`,
      );
    }
    const size =
      slide.pads === undefined
        ? shifted(dim, stride - 1, stride)
        : steps(dim, before, behind - span, stride, ceil);
    if (size === undefined) return nameless("X");
    sizes.push(size);
  }
  return { kernel: slide.kernel, sizes };
}

function steps(dim: Dim, before: number, behind: number, stride: number, ceil: boolean): Dim | undefined {
  const down = shifted(dim, before + behind + stride, stride);
  if (!ceil || stride === 1) return down;
  // whether the last window begins inside depends on what a symbol is
  if (typeof dim !== "number") return undefined;
  const up = Math.ceil((dim + before + behind) / stride) + 1;
  return (up - 1) * stride >= dim + before ? up - 1 : up;
}

/** Sizes before a window slid so: the transpose of it. */
export function unslid(call: Call, spatial: Spatial, extra: readonly number[]): Slid | Inferred {
  const slide = slideOf(call, spatial.axes.length);
  if ("kind" in slide) return slide;
  const sizes: Dim[] = [];
  for (const [i, dim] of spatial.sizes.entries()) {
    const stride = slide.stride[i] ?? 1;
    const [before, behind] = slide.pads?.[i] ?? [0, 0];
    const spread = product([dim, stride]);
    const add = (slide.span[i] ?? 1) - stride - before - behind + (extra[i] ?? 0);
    const size = spread === undefined || slide.pads === undefined ? spread : shifted(spread, add);
    if (size === undefined) return nameless("X");
    if (sizeOfDim(size) < 1 && sizeOfDim(dim) > 0) {
      return fault(
        0,
        `${is(call, 0)}: nothing is left of ${formatShape([dim], "names")} after the pads ${before} and ${behind}.`,
      );
    }
    sizes.push(sizeOfDim(dim) === 0 ? 0 : size);
  }
  return { kernel: slide.kernel, sizes };
}

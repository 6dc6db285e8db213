import { expect, test } from "vitest";
import type { Attributes } from "../document.ts";
import { infer, inferExactly } from "./testing/infer.ts";

const VALID = { padding: "valid" };

test.each<[string[], Attributes, string]>([
  [["1x3x224x224"], {}, "1×64×224×224"],
  [["1x3x224x224"], { stride: [2, 2] }, "1×64×112×112"],
  [["1x3x225x224"], { stride: [2] }, "1×64×113×112"],
  // (224 − 7 + 2 · 3) / 2 + 1 = 112.5, rounded down
  [["1x3x224x224"], { kernel: [7, 7], stride: [2, 2], padding: "pads", pads: [3, 3, 3, 3] }, "1×64×112×112"],
  [["1x3x32x32"], { padding: "pads", pads: [1, 0, 2, 0] }, "1×64×33×30"],
  [["1x3x32x32"], { padding: "pads", pads: [1] }, "1×64×32×32"],
  [["1x3x32x32"], { ...VALID, kernel: [5, 3] }, "1×64×28×30"],
  // a 3 × 3 window spans 5 with dilation 2
  [["1x3x32x32"], { ...VALID, dilation: [2, 2] }, "1×64×28×28"],
  [["1x32x32x3"], { layout: "NHWC", channels: 8 }, "1×32×32×8"],
  [["1x16x100"], { kernel: [3], stride: [2], ...VALID, dilation: [1] }, "1×64×49"],
  [["1x16x100"], { kernel: [3], stride: [1], dilation: [1] }, "1×64×100"],
  [["1x4x8x8x8"], { kernel: [3], stride: [2], dilation: [1] }, "1×64×4×4×4"],
  [["1x32x8x8", "64x8x3x3", "64"], { groups: 4 }, "1×64×8×8"],
  [["int8 1x8x8x32", "int8 64x3x3x32", "int32 64"], { layout: "NHWC" }, "int8 1×8×8×64"],
  [["1x3xHxW"], { stride: [2, 2] }, "1×64×floor(H + 1, 2)≤112×floor(W + 1, 2)≤112"],
  [
    ["1x3xHxW"],
    { stride: [2, 2], padding: "pads", pads: [1, 1, 1, 1] },
    "1×64×floor(H + 1, 2)≤112×floor(W + 1, 2)≤112",
  ],
  [["1x3xHxW"], {}, "1×64×H≤224×W≤224"],
  [["1x3xHxW"], VALID, "1×64×H - 2≤222×W - 2≤222"],
  [["Tx3x8x8"], {}, "T≤512×64×8×8"],
])("Conv of %j with %j gives %j", (inputs, given, says) => {
  expect(infer("Conv", inputs, given)).toBe(says);
});

test.each<[string[], Attributes, string]>([
  [
    ["64x64"],
    {},
    "0: X is 64×64: a batch, channels and at least one spatial axis are needed, such as 1×3×224×224.",
  ],
  [["3x32x32"], {}, "0: X is 3×32×32: it must have 4 dimensions for a 3×3 window."],
  [
    ["1x3x32x32"],
    { stride: [1, 1, 1] },
    "0: X is 1×3×32×32, which has 2 spatial axes, but stride has 3 numbers.",
  ],
  [
    ["1x3x32x32"],
    { padding: "pads", pads: [1, 1, 1] },
    "0: X is 1×3×32×32, which needs 4 pads, but there are 3.",
  ],
  [["1x3x2x9"], VALID, "0: X is 1×3×2×9: a 3×3 window spans 3 and does not fit into 2."],
  [
    ["1x3x2x9"],
    { padding: "pads", pads: [1, 0, 0, 0], dilation: [2, 1] },
    "0: X is 1×3×2×9: a 3×3 window, dilated, spans 5 and does not fit into 2 with 1 padding.",
  ],
  [["1x3x8x8"], { groups: 2 }, "0: X is 1×3×8×8: its 3 channels cannot be parted into 2 equal groups."],
  [["1x3x8x8"], { groups: 3 }, "0: X is 1×3×8×8: 64 channels out cannot be parted into 3 equal groups."],
  [["1xTx8x8"], { groups: 2 }, "0: X is 1×T×8×8: its T channels cannot be parted into 2 equal groups."],
  [["1x3x8x8", "64x4x3x3"], {}, "1: X is 1×3×8×8: weights must be 64×3×3×3, not 64×4×3×3."],
  [["1x3x8x8", "-", "3"], {}, "2: X is 1×3×8×8: bias must be 64, not 3."],
  [["1x3x8x8"], { kernel: [] }, "open: A size for each spatial axis is needed, such as 3×3."],
  [["1x3x8x8"], { kernel: [0, 3] }, "open: Kernel must be whole numbers from 1 up, such as 1, 2."],
  [["-"], {}, "open: X is not connected, or its type is not known."],
])("Conv of %j with %j says %j", (inputs, given, says) => {
  expect(infer("Conv", inputs, given)).toBe(says);
});

test("without its attributes a convolution is open, but for pads that it does not use", () => {
  const given = {
    channels: 8,
    kernel: [3, 3],
    stride: [1, 1],
    padding: "same",
    dilation: [1, 1],
    groups: 1,
    layout: "NCHW",
  };
  expect(inferExactly("CONV_2D", ["1x3x8x8"], {})).toBe("open: Channels out is not given.");
  expect(inferExactly("Conv", ["1x3x8x8"], given)).toBe("1×8×8×8");
  expect(inferExactly("Conv", ["1x3x8x8"], { ...given, padding: "pads" })).toBe("open: Pads is not given.");
  const { layout: _, ...rest } = given;
  expect(inferExactly("Conv", ["1x3x8x8"], rest)).toBe("open: Layout is not given.");
});

test.each<[string[], Attributes, string]>([
  [["1x32x56x56", "32x1x3x3", "32"], {}, "1×32×56×56"],
  [["1x56x56x32", "1x3x3x64"], { layout: "NHWC", multiplier: 2 }, "1×56×56×64"],
  [["1x32x56x56", "64x1x3x3"], {}, "1: X is 1×32×56×56: weights must be 32×1×3×3, not 64×1×3×3."],
  [["1x32x56x56"], { stride: [2, 2] }, "1×32×28×28"],
])("DepthwiseConv of %j with %j gives %j", (inputs, given, says) => {
  expect(infer("DepthwiseConv", inputs, given)).toBe(says);
});

test.each<[string[], Attributes, string]>([
  [["1x64x7x7"], { channels: 32 }, "1×32×14×14"],
  // (7 − 1) · 2 + 3 = 15
  [["1x64x7x7"], { ...VALID, kernel: [3, 3] }, "1×64×15×15"],
  // 15 − 1 − 1 + 1 = 14
  [["1x64x7x7"], { kernel: [3, 3], padding: "pads", pads: [1, 1, 1, 1], extra: [1, 1] }, "1×64×14×14"],
  [["1x64x7x7", "64x32x2x2"], { channels: 32 }, "1×32×14×14"],
  [["1x7x7x64", "32x2x2x64"], { channels: 32, layout: "NHWC" }, "1×14×14×32"],
  [["1x64x7x7", "64x8x2x2"], { channels: 32, groups: 4 }, "1×32×14×14"],
  [["1x64xHxW"], {}, "1×64×2*H≤448×2*W≤448"],
  [["1x64xHxW"], { ...VALID, kernel: [3, 3] }, "1×64×2*H + 1≤449×2*W + 1≤449"],
  [
    ["1x64x1x1"],
    { padding: "pads", pads: [1, 1, 1, 1] },
    "0: X is 1×64×1×1: nothing is left of 1 after the pads 1 and 1.",
  ],
  [["1x64x7x7"], { groups: 3 }, "0: X is 1×64×7×7: 64 channels out cannot be parted into 3 equal groups."],
  [
    ["1x64x7x7"],
    { extra: [1, 1, 1] },
    "0: X is 1×64×7×7, which has 2 spatial axes, but extra has 3 numbers.",
  ],
  [
    ["1x64x7x7", "32x64x2x2"],
    { channels: 32 },
    "1: X is 1×64×7×7: weights must be 64×32×2×2, not 32×64×2×2.",
  ],
])("ConvTranspose of %j with %j gives %j", (inputs, given, says) => {
  expect(infer("ConvTranspose", inputs, given)).toBe(says);
});

test.each<[string, string[], Attributes, string]>([
  ["MaxPool", ["1x64x112x112"], {}, "1×64×56×56"],
  ["MaxPool", ["1x64x113x112"], {}, "1×64×56×56"],
  ["MaxPool", ["1x64x113x112"], { ceil: true }, "1×64×57×56"],
  // the third window would begin behind X
  ["MaxPool", ["1x1x3x3"], { kernel: [1, 1], stride: [3, 3], ceil: true }, "1×1×1×1"],
  ["MaxPool", ["1x64x112x112"], { kernel: [3, 3], padding: "pads", pads: [1, 1, 1, 1] }, "1×64×56×56"],
  ["AveragePool", ["int8 1x7x7x64"], { layout: "NHWC", kernel: [7, 7] }, "int8 1×1×1×64"],
  [
    "AveragePool",
    ["1x64x7x7"],
    { kernel: [8, 8] },
    "0: X is 1×64×7×7: a 8×8 window spans 8 and does not fit into 7.",
  ],
  ["MaxPool", ["1x64xHxW"], {}, "1×64×floor(H, 2)≤112×floor(W, 2)≤112"],
  [
    "MaxPool",
    ["1x64xHxW"],
    { ceil: true },
    "open: The result is too involved a function of the symbols of X: give the shape by hand.",
  ],
  ["GlobalAveragePool", ["1x64x7x7"], {}, "1×64×1×1"],
  ["GlobalAveragePool", ["1x7x7x64"], { layout: "NHWC", keep: false }, "1×64"],
  [
    "GlobalAveragePool",
    ["1x64"],
    {},
    "0: X is 1×64: a batch, channels and at least one spatial axis are needed, such as 1×3×224×224.",
  ],
  ["Upsample", ["1x64x7x7"], {}, "1×64×14×14"],
  ["Upsample", ["1x7x7x64"], { layout: "NHWC", factor: [3, 2] }, "1×21×14×64"],
  ["Upsample", ["1, 64, floor(H, 2), floor(W, 2)"], {}, "1×64×2*floor(H, 2)≤224×2*floor(W, 2)≤224"],
  ["Resize", ["1x64x7x7"], { sizes: [20, 30] }, "1×64×20×30"],
  ["Resize", ["1x64x7x7"], { sizes: [20] }, "1×64×20×20"],
  [
    "Resize",
    ["1x64x7x7"],
    { sizes: [2, 2, 2] },
    "0: X is 1×64×7×7: it must have 5 dimensions for a 2×2×2 window.",
  ],
])("%s of %j with %j gives %j", (op, inputs, given, says) => {
  expect(infer(op, inputs, given)).toBe(says);
});

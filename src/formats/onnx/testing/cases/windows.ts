import { cases, f32, fixed, i8, i64, type OperatorCase, u8 } from "./case.ts";

const image = f32(2, 3, 17, 20);

export const WINDOW_CASES: readonly OperatorCase[] = [
  ...cases(
    "Conv",
    [1, 11, 22],
    [[image, f32(4, 3, 3, 3)]],
    [[image, f32(4, 3, 3, 3), f32(4)], { strides: [2, 2], pads: [1, 1, 1, 1] }],
    [[image, f32(4, 3, 3, 5)], { auto_pad: "SAME_UPPER", strides: [2, 3] }],
    [[image, f32(4, 3, 2, 2)], { auto_pad: "SAME_LOWER" }],
    [[image, f32(4, 3, 3, 3)], { auto_pad: "VALID", dilations: [2, 1] }],
    [[f32(1, 4, 9), f32(8, 1, 3)], { group: 4, pads: [2, 0] }],
    [[f32(1, 2, 5, 6, 7), f32(3, 2, 2, 2, 2)], { kernel_shape: [2, 2, 2] }],
  ),
  ...cases("ConvInteger", [10], [[u8(1, 3, 9, 9), u8(4, 3, 3, 3)], { strides: [2, 2] }]),
  ...cases(
    "QLinearConv",
    [10],
    [
      [
        u8(1, 3, 9, 9),
        fixed(f32(), 1),
        fixed(u8(), 0),
        u8(4, 3, 3, 3),
        fixed(f32(), 1),
        fixed(u8(), 0),
        fixed(f32(), 1),
        fixed(u8(), 0),
      ],
    ],
  ),
  ...cases(
    "ConvTranspose",
    [1, 11, 22],
    [[f32(1, 3, 5, 6), f32(3, 4, 3, 3)]],
    [[f32(1, 3, 5, 6), f32(3, 4, 3, 3)], { strides: [2, 2], pads: [1, 1, 1, 1], output_padding: [1, 1] }],
    [[f32(1, 4, 5, 6), f32(4, 2, 3, 3)], { group: 2, dilations: [2, 2] }],
    [[f32(1, 3, 5, 6), f32(3, 4, 3, 3)], { strides: [2, 2], output_shape: [10, 12] }],
    [[f32(1, 3, 5, 6), f32(3, 4, 3, 3)], { strides: [2, 2], auto_pad: "SAME_UPPER" }],
  ),
  ...cases(
    "MaxPool",
    [1, 8, 10, 11, 12, 22],
    [[image], { kernel_shape: [2, 2] }],
    [[image], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] }],
    [[image], { kernel_shape: [2, 3], auto_pad: "SAME_UPPER", strides: [2, 2] }],
  ),
  ...cases(
    "MaxPool",
    [10, 11, 12, 22],
    [[image], { kernel_shape: [3, 3], strides: [2, 2], ceil_mode: 1 }, 2],
    [[image], { kernel_shape: [2, 2], strides: [3, 3], pads: [1, 1, 1, 1], ceil_mode: 1 }],
    [[f32(1, 1, 6, 6)], { kernel_shape: [1, 1], strides: [2, 2], ceil_mode: 1 }],
    [[image], { kernel_shape: [2, 2], dilations: [3, 2] }],
  ),
  ...cases("MaxPool", [12], [[i8(1, 2, 8, 8)], { kernel_shape: [2, 2] }]),
  ...cases(
    "AveragePool",
    [7, 11, 19],
    [[image], { kernel_shape: [3, 3], strides: [2, 2] }],
    [[image], { kernel_shape: [3, 3], pads: [1, 0, 1, 2] }],
  ),
  ...cases("AveragePool", [10, 11, 19], [[image], { kernel_shape: [3, 3], strides: [2, 2], ceil_mode: 1 }]),
  ...cases("LpPool", [2, 11, 18], [[image], { kernel_shape: [3, 3], strides: [2, 2] }]),
  ...cases("GlobalAveragePool", [1], [[image]], [[f32(1, 4, 7)]]),
  ...cases("GlobalMaxPool", [1], [[image]]),
  ...cases("GlobalLpPool", [2], [[image]]),
  ...cases(
    "MaxUnpool",
    [9, 11],
    [[f32(1, 1, 2, 2), i64(1, 1, 2, 2)], { kernel_shape: [2, 2], strides: [2, 2] }],
  ),
  ...cases("MaxRoiPool", [1], [[f32(1, 3, 8, 8), f32(2, 5)], { pooled_shape: [2, 3] }]),
];

import { expect, test } from "vitest";
import type { Attributes } from "../document.ts";
import { infer, inferExactly, rights } from "./testing/infer.ts";

test.each<[string, string[], Attributes, string]>([
  ["Reshape", ["2x3x4"], { shape: [-1] }, "24"],
  ["Reshape", ["2x3x4"], { shape: [6, -1] }, "6×4"],
  ["Reshape", ["2x3x4"], { shape: [0, -1] }, "2×12"],
  ["Reshape", ["2x3x4"], { shape: [4, 6] }, "4×6"],
  ["Reshape", ["1x1"], { shape: [] }, "scalar"],
  ["Reshape", ["0x4"], { shape: [0, 2, -1] }, "0×2×2"],
  ["Reshape", ["Tx64"], { shape: [-1] }, "[64*T≤32768]"],
  ["Reshape", ["[64*T<=32768]"], { shape: [-1, 64] }, "T≤512×64"],
  ["Reshape", ["Tx64"], { shape: [0, 8, 8] }, "T≤512×8×8"],
  ["Reshape", ["SxTx6"], { shape: [-1, 3] }, "2*S*T≤65536×3"],
  ["Reshape", ["2x3x4"], { shape: [5, -1] }, "0: X is 2×3×4: its elements cannot be parted into 5×−1."],
  [
    "Reshape",
    ["2x3x4"],
    { shape: [5, 5] },
    "0: X is 2×3×4: it cannot become 5×5, which has another number of elements.",
  ],
  [
    "Reshape",
    ["2x3x4"],
    { shape: [] },
    "0: X is 2×3×4: it cannot become scalar, which has another number of elements.",
  ],
  [
    "Reshape",
    ["Tx64"],
    { shape: [512, 64] },
    "0: X is T×64: it cannot become 512×64, which has another number of elements.",
  ],
  ["Reshape", ["2x3x4"], { shape: [-1, -1] }, "0: X is 2×3×4: only one −1 can be worked out."],
  ["Reshape", ["2x3"], { shape: [2, 3, 0] }, "0: X is 2×3: it has no axis 2 to keep."],
  [
    "Reshape",
    ["Tx5"],
    { shape: [-1, 2] },
    "open: X is T×5: whether it can become −1×2 depends on its symbols. Give the shape by hand.",
  ],
  ["Flatten", ["2x3x4"], {}, "2×12"],
  ["Flatten", ["2x3x4"], { axis: 3 }, "24×1"],
  ["Flatten", ["2x3x4"], { axis: 0 }, "1×24"],
  ["Flatten", ["TxSx4"], {}, "T≤512×4*S≤256"],
  ["Flatten", ["2x3"], { axis: 3 }, "0: X is 2×3: it has no axis 3."],
  ["Squeeze", ["1x3x1xT"], {}, "3×T≤512"],
  ["Squeeze", ["1x3x1"], { axes: [0] }, "3×1"],
  [
    "Squeeze",
    ["1x3x1"],
    { axes: [1] },
    "0: X is 1×3×1: axis 1 is 3, and only axes of size 1 can be left out.",
  ],
  ["Squeeze", ["1xT"], { axes: [-1] }, "0: X is 1×T: axis 1 is T, and only axes of size 1 can be left out."],
  ["Unsqueeze", ["3x4"], {}, "1×3×4"],
  ["Unsqueeze", ["3x4"], { axes: [0, -1] }, "1×3×4×1"],
  ["Unsqueeze", ["3x4"], { axes: [4] }, "0: X is 3×4: it has no axis 4."],
  ["Identity", ["bool Tx4"], {}, "bool T≤512×4"],
  ["Dropout", ["3x4"], {}, "3×4"],
  ["Concat", ["1x3x8", "1x5x8", "1x1x8"], {}, "1×9×8"],
  ["Concat", ["Tx8", "1x8"], { axis: 0 }, "T + 1≤513×8"],
  ["Concat", ["Tx8", "Tx8"], { axis: 0 }, "2*T≤1024×8"],
  ["Concat", ["Tx8", "Sx8", "2x8"], { axis: 0 }, "S + T + 2≤578×8"],
  [
    "Concat",
    ["1x3x8", "1x5x9"],
    {},
    "1: X1 is 1×3×8 and X2 is 1×5×9: 8 and 9 differ in axis 2, and only axis 1 is joined.",
  ],
  ["Concat", ["1x3", "1x3x1"], {}, "1: X1 is 1×3 and X2 is 1×3×1: they must have equally many dimensions."],
  ["Concat", ["1x3", "int8 1x3"], {}, "1: X1 is float32 and X2 is int8: both must be of one dtype."],
  ["Concat", ["3", "3"], {}, "0: X1 is 3: it has no axis 1."],
  ["Concat", [], {}, "open: X1 is not connected, or its type is not known."],
  ["Concat", ["1x3", "-"], {}, "open: X2 is not connected, or its type is not known."],
  ["Split", ["1x6x4"], {}, "1×3×4 | 1×3×4"],
  ["Split", ["6x4"], { axis: 0, parts: 3 }, "2×4 | 2×4 | 2×4"],
  ["Split", ["6x4"], { axis: 0, sizes: [1, 5] }, "1×4 | 5×4"],
  ["Split", ["T"], { axis: 0, parts: 1 }, "T≤512"],
  [
    "Split",
    ["T"],
    { axis: 0 },
    "open: X is T: how T is parted depends on what it is. Give the shapes by hand.",
  ],
  ["Split", ["5x4"], { axis: 0 }, "0: X is 5×4: 5 elements cannot be parted into 2 equal parts."],
  [
    "Split",
    ["5x4"],
    { axis: 0, sizes: [1, 1] },
    "0: X is 5×4: axis 0 has 5 elements, but the sizes add up to 2.",
  ],
  [
    "Split",
    ["5x4"],
    { axis: 0, sizes: Array.from({ length: 300 }, () => 1) },
    "open: Sizes must be 256 at most.",
  ],
  ["Split", ["5"], {}, "0: X is 5: it has no axis 1."],
  ["Slice", ["10x4"], {}, "1×4"],
  ["Slice", ["10x4"], { starts: [-3], ends: [99] }, "3×4"],
  ["Slice", ["10x4"], { starts: [1], ends: [-1], steps: [3] }, "3×4"],
  ["Slice", ["10x4"], { axes: [1, 0], starts: [1, 2], ends: [3, 5], steps: [1, 1] }, "3×2"],
  ["Slice", ["10x4"], { starts: [5], ends: [2] }, "0×4"],
  ["Slice", ["Tx4"], { starts: [1], ends: [9999] }, "T - 1≤511×4"],
  ["Slice", ["Tx4"], { starts: [0], ends: [-1] }, "T - 1≤511×4"],
  ["Slice", ["Tx4"], { starts: [0], ends: [9999], steps: [2] }, "floor(T + 1, 2)≤256×4"],
  [
    "Slice",
    ["Tx4"],
    {},
    "open: X is T×4: how much of T is taken depends on what it is. Give the shape by hand.",
  ],
  [
    "Slice",
    ["10x4"],
    { axes: [0, 1] },
    "open: Axes, starts, ends and steps must be equally many, not 2, 1, 1 and 1.",
  ],
  ["Slice", ["10x4"], { steps: [0] }, "open: Steps must be whole numbers from 1 up."],
  ["Slice", ["10x4"], { axes: [2] }, "0: X is 10×4: it has no axis 2."],
  ["Transpose", ["2x3xT"], {}, "T≤512×3×2"],
  ["Transpose", ["2x3x4"], { perm: [0, 2, 1] }, "2×4×3"],
  ["Transpose", ["2x3x4"], { perm: [1, 0] }, "0: X is 2×3×4: the order names 2 axes, and it has 3."],
  ["Transpose", ["2x3"], { perm: [1, 1] }, "0: X is 2×3: axis 1 is named twice."],
  ["Transpose", ["2x3"], { perm: [1, 2] }, "0: X is 2×3: it has no axis 2."],
  ["Pad", ["1x3x8x8"], {}, "1×3×10×10"],
  ["Pad", ["Tx3", "scalar"], { pads: [2, 0, 1, 1] }, "T + 3≤515×4"],
  ["Pad", ["3"], {}, "0: X is 3: 2 pads are needed, but there are 8."],
  ["Gather", ["1000x64", "int64 Tx8"], {}, "T≤512×8×64"],
  ["Gather", ["2x1000x64", "int32 scalar"], { axis: 1 }, "2×64"],
  [
    "Gather",
    ["4", "4"],
    {},
    "1: The indices are float32: they must be whole numbers, such as int32 or int64.",
  ],
  ["Gather", ["4", "int64 4"], { axis: 1 }, "0: X is 4: it has no axis 1."],
  ["Embedding", ["int64 T", "float16 32000x64"], {}, "float16 T≤512×64"],
  ["Embedding", ["int64 T", "scalar"], {}, "1: table is a scalar: it has no axis 0."],
  [
    "Embedding",
    ["T", "4x4"],
    {},
    "0: The indices are float32: they must be whole numbers, such as int32 or int64.",
  ],
  ["Custom", [], {}, "open: Give the types of the outputs by hand."],
  ["Custom", ["4", "-", "5"], { outputs: 3 }, "open: Give the types of the outputs by hand."],
])("%s of %j with %j gives %j", (op, inputs, given, says) => {
  expect(infer(op, inputs, given)).toBe(says);
});

test("operators that only look at bytes in another way are views", () => {
  expect(rights("Reshape", ["2x3x4"])).toEqual(["0 view of 0"]);
  expect(rights("Flatten", ["TxSx4"])).toEqual(["0 view of 0"]);
  expect(rights("Squeeze", ["1x4"])).toEqual(["0 view of 0"]);
  expect(rights("Unsqueeze", ["4"])).toEqual(["0 view of 0"]);
  expect(rights("Identity", ["4"])).toEqual(["0 view of 0"]);
  expect(rights("Dropout", ["4"])).toEqual(["0 view of 0"]);
  expect(rights("Transpose", ["4x4"])).toEqual([]);
  expect(rights("Concat", ["4x4"])).toEqual([]);
});

test("parts that lie in one piece are views, with the byte where they begin", () => {
  expect(rights("Split", ["6x4"], { axis: 0, sizes: [1, 2, 3] })).toEqual([
    "0 view of 0",
    "1 view of 0 at 16",
    "2 view of 0 at 48",
  ]);
  expect(rights("Split", ["1x6x4"])).toEqual(["0 view of 0", "1 view of 0 at 48"]);
  expect(rights("Split", ["2x6x4"])).toEqual([]);
  // where the second part begins depends on T
  expect(rights("Split", ["2xT"], { axis: 0 })).toEqual(["0 view of 0"]);
  // the second part would begin amid a byte
  expect(rights("Split", ["int4 6"], { axis: 0, sizes: [3, 3] })).toEqual(["0 view of 0"]);
  expect(rights("Slice", ["10x4"], { starts: [2], ends: [5] })).toEqual(["0 view of 0 at 32"]);
  expect(rights("Slice", ["10x4"], { starts: [2], ends: [9], steps: [2] })).toEqual([]);
  expect(rights("Slice", ["10x4"], { axes: [1] })).toEqual([]);
  expect(rights("Slice", ["10x4"], { axes: [0, 1], starts: [2, 0], ends: [5, 4], steps: [1, 1] })).toEqual([
    "0 view of 0 at 32",
  ]);
  expect(rights("Slice", ["10x4"], { axes: [], starts: [], ends: [], steps: [] })).toEqual(["0 view of 0"]);
});

test("what needs an attribute is open without it", () => {
  for (const op of [
    "Reshape",
    "Flatten",
    "Squeeze",
    "Unsqueeze",
    "Concat",
    "Split",
    "Slice",
    "Transpose",
    "Pad",
  ]) {
    expect(inferExactly(op, ["4x4"], {})).toMatch(/^open: .* is not given\.$/u);
  }
  expect(inferExactly("Gather", ["4x4", "int8 4"], {})).toBe("open: Axis is not given.");
});

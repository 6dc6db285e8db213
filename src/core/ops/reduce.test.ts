import { expect, test } from "vitest";
import type { Attributes } from "../document.ts";
import { infer, inferExactly } from "./testing/infer.ts";

test.each<[string, string[], Attributes, string]>([
  ["ReduceSum", ["2x3x4"], {}, "2×3"],
  ["ReduceMean", ["2x3x4"], { axes: [0, -1], keep: true }, "1×3×1"],
  ["ReduceMax", ["Tx4"], { axes: [1] }, "T≤512"],
  ["ReduceMin", ["2x3x4"], { axes: [] }, "scalar"],
  ["ReduceSum", ["2x3x4"], { axes: [3] }, "0: X is 2×3×4: it has no axis 3."],
  ["ReduceSum", ["2x3x4"], { axes: [-4] }, "0: X is 2×3×4: it has no axis −4."],
  ["ReduceSum", ["2x3x4"], { axes: [2, -1] }, "0: X is 2×3×4: axis 2 is named twice."],
  ["ReduceSum", ["scalar"], {}, "0: X is a scalar: it has no axis −1."],
  ["ArgMax", ["1x1000"], {}, "int64 1"],
  ["ArgMax", ["1x1000"], { keep: true, indices: "int32" }, "int32 1×1"],
  ["ArgMax", ["1x1000"], { axis: 2 }, "0: X is 1×1000: it has no axis 2."],
  ["TopK", ["1x1000"], { k: 5 }, "1×5 | int64 1×5"],
  ["TopK", ["1xT"], { k: 5 }, "1×5 | int64 1×5"],
  ["TopK", ["1x4"], { k: 5 }, "0: X is 1×4: axis 1 has 4 elements, fewer than 5."],
  ["TopK", ["1x4"], { k: 0 }, "open: K must be a whole number from 1 up."],
  ["TopK", ["1x4"], { axis: 7 }, "0: X is 1×4: it has no axis 7."],
])("%s of %j with %j gives %j", (op, inputs, given, says) => {
  expect(infer(op, inputs, given)).toBe(says);
});

test("what is reduced is open without axes", () => {
  expect(inferExactly("MEAN", ["2x3"], {})).toBe("open: Axes is not given.");
});

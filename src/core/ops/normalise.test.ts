import { expect, test } from "vitest";
import type { Attributes } from "../document.ts";
import { infer, inferExactly, rights } from "./testing/infer.ts";

test.each<[string, string[], Attributes, string]>([
  ["BatchNorm", ["1x64x7x7", "64", "64", "64", "64"], {}, "1×64×7×7"],
  ["BatchNorm", ["1x7x7x64", "64", "64"], { layout: "NHWC" }, "1×7×7×64"],
  ["BatchNorm", ["1x64x7x7", "7"], {}, "1: X is 1×64×7×7: scale must be 64, not 7."],
  ["BatchNorm", ["64", "7"], {}, "64"],
  ["LayerNorm", ["2x7x64", "64", "64"], {}, "2×7×64"],
  ["LayerNorm", ["2x7x64", "7x64"], { axis: 1 }, "2×7×64"],
  ["LayerNorm", ["2x7x64", "7"], {}, "1: X is 2×7×64: scale must be 64, not 7."],
  ["LayerNorm", ["2x7x64"], { axis: 3 }, "0: X is 2×7×64: it has no axis 3."],
  ["RMSNorm", ["Tx64", "64"], {}, "T≤512×64"],
  ["RMSNorm", ["Tx64", "T"], {}, "1: X is T×64: scale must be 64, not T."],
  ["GroupNorm", ["1x64x7x7", "64", "64"], {}, "1×64×7×7"],
  ["GroupNorm", ["1x48x7x7"], {}, "0: X is 1×48×7×7: its 48 channels cannot be parted into 32 equal groups."],
  ["Softmax", ["float16 8x128x128"], {}, "float16 8×128×128"],
])("%s of %j with %j gives %j", (op, inputs, given, says) => {
  expect(infer(op, inputs, given)).toBe(says);
});

test("norms give what they read without any attributes, and in place", () => {
  for (const op of ["BatchNorm", "LayerNorm", "RMSNorm", "GroupNorm", "Softmax"]) {
    expect(inferExactly(op, ["1x64x7x7"], {})).toBe("1×64×7×7");
    expect(rights(op, ["1x64x7x7"])).toEqual(["0 inplace of 0"]);
  }
});

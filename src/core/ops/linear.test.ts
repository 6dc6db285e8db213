import { expect, test } from "vitest";
import { infer, rights } from "./testing/infer.ts";

test.each([
  [["128x64", "64x10"], "128×10"],
  [["2x1x128x64", "8x64x10"], "2×8×128×10"],
  [["64", "64x10"], "10"],
  [["128x64", "64"], "128"],
  [["64", "64"], "scalar"],
  [["3x128x64", "64"], "3×128"],
  [["TxT", "Tx64"], "T≤512×64"],
  [["int8 4x4", "int8 4x4"], "int8 4×4"],
  [["128x64", "32x10"], "1: A is 128×64 and B is 32×10: the inner 64 and 32 differ."],
  [["2x4x64", "3x64x10"], "1: A is 2×4×64 and B is 3×64×10: the outer 2 and 3 differ."],
  [["4xT", "512x4"], "1: A is 4×T and B is 512×4: the inner T and 512 differ."],
  [["4x4", "int8 4x4"], "1: A is float32 and B is int8: both must be of one dtype."],
  [["scalar", "4x4"], "0: A is a scalar: a product of matrices needs a vector or matrices."],
  [["4x4", "scalar"], "1: B is a scalar: a product of matrices needs a vector or matrices."],
  [["4x4", "-"], "open: B is not connected, or its type is not known."],
  [["4x4"], "open: B is not connected, or its type is not known."],
  [["4x4", "4x4", "4x4"], "open: It reads 3 values, of which only 2 are known to MatMul."],
])("MatMul of %j gives %j", (inputs, says) => {
  expect(infer("MatMul", inputs)).toBe(says);
});

test.each([
  [["4x8", "8x3"], {}, "4×3"],
  [["8x4", "3x8"], { transposeA: true, transposeB: true }, "4×3"],
  [["4x8", "8x3", "3"], {}, "4×3"],
  [["4x8", "8x3", "4x1"], {}, "4×3"],
  [["4x8", "8x3", "4"], {}, "2: C is 4: it cannot be stretched to 4×3."],
  [["4x8", "8x3", "1x4x3"], {}, "2: C is 1×4×3: it cannot be stretched to 4×3."],
  [["4x8", "4x3"], {}, "1: A is 4×8 and B is 4×3: the inner 8 and 4 differ."],
  [["1x4x8", "8x3"], {}, "0: A is 1×4×8: Gemm needs a matrix."],
  [["4x8", "float16 8x3"], {}, "1: A is float32 and B is float16: both must be of one dtype."],
])("Gemm of %j with %j gives %j", (inputs, given, says) => {
  expect(infer("Gemm", inputs, given)).toBe(says);
});

test.each([
  [["2x7x64"], "2×7×10"],
  [["int8 64", "int4 10x64", "int32 10"], "int8 10"],
  [["Tx64", "10x64"], "T≤512×10"],
  [["2x64", "64x10"], "1: X is 2×64: weights must be 10×64, not 64×10."],
  [["2x64", "10x64", "64"], "2: X is 2×64: bias must be 10, not 64."],
  [["2x64", "-", "64"], "2: X is 2×64: bias must be 10, not 64."],
  [["scalar"], "0: X is a scalar: Linear needs an innermost dimension."],
])("Linear of %j to 10 features gives %j", (inputs, says) => {
  expect(infer("Linear", inputs, { features: 10 })).toBe(says);
});

test.each([
  [["1x8x128x64", "1x8x256x64", "1x8x256x32"], "1×8×128×32"],
  [["1x8x128x64", "1x2x256x64", "1x2x256x64"], "1×8×128×64"],
  [["Tx64", "Tx64", "Tx64", "TxT"], "T≤512×64"],
  [["1x8x128x64", "1x3x256x64", "1x3x256x64"], "1: Q is 1×8×128×64 and K is 1×3×256×64: 8 and 3 differ."],
  [["2x4x4", "2x4x5", "2x4x4"], "1: Q is 2×4×4 and K is 2×4×5: the widths 4 and 5 differ."],
  [["2x4x4", "2x6x4", "2x5x4"], "2: K is 2×6×4 and V is 2×5×4: the positions 6 and 5 differ."],
  [["4x2x2", "2x2x2", "1x2x2"], "2: K is 2×2×2 and V is 1×2×2: they must have equally many heads."],
  [["4x4", "1x4x4", "4x4"], "1: Q is 4×4 and K is 1×4×4: they must have equally many dimensions."],
  [["4", "4", "4"], "0: Q is 4: attention needs positions × width at least."],
  [["4x4", "6x4", "6x4", "6x4"], "3: mask is 6×4: it cannot be stretched to 4×6."],
  [["4x4", "4x4", "float16 4x4"], "2: Q is float32 and V is float16: both must be of one dtype."],
])("Attention of %j gives %j", (inputs, says) => {
  expect(infer("Attention", inputs)).toBe(says);
});

test("products are never written over what they read", () => {
  expect(rights("MatMul", ["4x4", "4x4"])).toEqual([]);
  expect(rights("Linear", ["4x64"])).toEqual([]);
});

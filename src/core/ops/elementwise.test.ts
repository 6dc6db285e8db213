import { expect, test } from "vitest";
import { infer, inferExactly, rights } from "./testing/infer.ts";

test.each([
  [["1x64x56x56", "1x64x56x56"], "1×64×56×56"],
  [["1x64x56x56", "64x1x1"], "1×64×56×56"],
  [["4x1", "1x5"], "4×5"],
  [["scalar", "3"], "3"],
  [["Tx64", "Tx1"], "T≤512×64"],
  [["Tx64", "1x64"], "T≤512×64"],
  [["0x4", "1x4"], "0×4"],
  [
    ["1x64x56x56", "1x64x28x28"],
    "1: A is 1×64×56×56 and B is 1×64×28×28: 56 and 28 differ, and neither is 1.",
  ],
  [["Tx64", "512x64"], "1: A is T×64 and B is 512×64: T and 512 differ, and neither is 1."],
  [["T", "S"], "1: A is T and B is S: T and S differ, and neither is 1."],
  [["int8 4", "int16 4"], "1: A is int8 and B is int16: both must be of one dtype."],
  [["4"], "open: B is not connected, or its type is not known."],
])("Add, Mul and the like of %j give %j", (inputs, says) => {
  for (const op of ["Add", "Sub", "Mul", "Div", "Pow", "Max", "Min"])
    expect(inferExactly(op, inputs, {})).toBe(
      says
        .replace("B is not", op === "Max" || op === "Min" ? "B1 is not" : "B is not")
        .replaceAll("and B is", op === "Max" || op === "Min" ? "and B1 is" : "and B is"),
    );
});

test("Max takes more than two", () => {
  expect(infer("Max", ["4x1", "1x5", "3x1x1"])).toBe("3×4×5");
  expect(infer("Max", ["4", "4", "5"])).toBe(
    "2: A is 4, B1 is 4 and B2 is 5: 4 and 5 differ, and neither is 1.",
  );
  expect(infer("Max", ["4", "-", "4"])).toBe("open: B1 is not connected, or its type is not known.");
  expect(rights("Max", ["1x5", "4x5", "4x5"])).toEqual(["0 inplace of 1", "0 inplace of 2"]);
});

test("a result may be written over each input of as many bytes", () => {
  expect(rights("Add", ["4x5", "4x5"])).toEqual(["0 inplace of 0", "0 inplace of 1"]);
  expect(rights("Add", ["4x5", "5"])).toEqual(["0 inplace of 0"]);
  expect(rights("Add", ["5", "4x5"])).toEqual(["0 inplace of 1"]);
  expect(rights("Add", ["4x1", "1x5"])).toEqual([]);
  expect(rights("Relu", ["Tx4"])).toEqual(["0 inplace of 0"]);
});

test("operators of one input give what they read", () => {
  for (const op of [
    "Relu",
    "Relu6",
    "LeakyRelu",
    "Gelu",
    "Sigmoid",
    "Tanh",
    "HardSwish",
    "Silu",
    "Exp",
    "Log",
    "Sqrt",
    "Neg",
    "Abs",
    "Clip",
  ]) {
    expect(inferExactly(op, ["float16 Tx64"], {})).toBe("float16 T≤512×64");
  }
  expect(infer("Clip", ["4", "scalar", "scalar"])).toBe("4");
});

test.each([
  [["bool 4x1", "4x5", "5"], "4×5"],
  [["4x1", "4x5", "5"], "0: The condition is float32: it must be bool."],
  [["bool 4", "4", "int8 4"], "2: A is float32 and B is int8: both must be of one dtype."],
  [["bool 3", "4", "4"], "1: condition is 3 and A is 4: 3 and 4 differ, and neither is 1."],
  [["bool 4", "4"], "open: B is not connected, or its type is not known."],
])("Where of %j gives %j", (inputs, says) => {
  expect(inferExactly("Where", inputs, {})).toBe(says);
});

test("Where is written over a choice, never over the condition", () => {
  expect(rights("Where", ["bool 4", "int8 4", "int8 1"])).toEqual(["0 inplace of 1"]);
});

test("casts change the dtype, in place when elements stay as wide", () => {
  expect(infer("Cast", ["4x4"], { dtype: "int32" })).toBe("int32 4×4");
  expect(rights("Cast", ["4x4"], { dtype: "int32" })).toEqual(["0 inplace of 0"]);
  expect(rights("Cast", ["4x4"], { dtype: "float16" })).toEqual([]);
  expect(inferExactly("Cast", ["4x4"], {})).toBe("open: Dtype is not given.");
  expect(infer("Cast", ["4x4"], { dtype: "int9" })).toBe(
    "open: Dtype must be a dtype, such as float16 or int8.",
  );
  expect(infer("Cast", ["4x4"], { dtype: "string" })).toBe(
    "open: Elements of string differ in size: give the bytes by hand.",
  );
  expect(infer("Quantize", ["4x4", "scalar", "int8 scalar"])).toBe("int8 4×4");
  expect(infer("Dequantize", ["int8 4x4"])).toBe("4×4");
});

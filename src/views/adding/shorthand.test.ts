import fc from "fast-check";
import { expect, test } from "vitest";
import type { AttributeSpec } from "../../core/ops/types.ts";
import { fillAttributes, readShorthand, readType, wordsOf } from "./shorthand.ts";

const spec = (name: string, kind: AttributeSpec["kind"], value: AttributeSpec["default"]): AttributeSpec => ({
  name,
  title: name,
  says: "",
  default: value,
  kind,
});

const CONV = [
  spec("channels", { kind: "whole", least: 1 }, 64),
  spec("kernel", { kind: "wholes", least: 1, length: 2 }, [3, 3]),
  spec("stride", { kind: "wholes", least: 1, length: 2 }, [1, 1]),
  spec("padding", { kind: "choice", choices: ["same", "valid"] }, "same"),
  spec("bias", { kind: "flag" }, false),
];
const POOL = CONV.slice(1);
const CONCAT = [spec("axis", { kind: "whole", least: -8, most: 7 }, 0)];
const CAST = [spec("to", { kind: "dtype" }, "int8")];
const TRANSPOSE = [spec("perm", { kind: "wholes", least: 0 }, [])];

const NAMES = ["conv", "conv 3x3", "depthwise conv", "relu", "input"];
const finds = (name: string) => NAMES.includes(name);

test.each([
  ["conv 32 3x3 /2", "conv", ["32", "3x3", "/2"]],
  ["depthwise conv 3x3", "depthwise conv", ["3x3"]],
  ["conv same 32", "conv", ["same", "32"]],
  ["  relu ", "relu", []],
  ["input 1x3x224x224 int8", "input", ["1x3x224x224", "int8"]],
  ["input int8 BxT", "input", ["int8", "BxT"]],
  ["my own thing 3", "my own thing", ["3"]],
  ["", "", []],
])("%j names %j and says %j of it", (text, name, words) => {
  expect(readShorthand(text, finds)).toEqual({ name, words });
});

test.each([
  [CONV, "32 3x3 /2", { channels: 32, kernel: [3, 3], stride: [2, 2] }],
  [CONV, "5×3 /2x1 valid", { kernel: [5, 3], stride: [2, 1], padding: "valid" }],
  [CONV, "SAME bias 8", { padding: "same", bias: true, channels: 8 }],
  [CONV, "8 3", { channels: 8, kernel: [3, 3] }],
  [CONV, "ch=16 stride=2 bias=false", { channels: 16, stride: [2, 2], bias: false }],
  [POOL, "2 /2", { kernel: [2, 2], stride: [2, 2] }],
  [CONCAT, "-1", { axis: -1 }],
  [CAST, "Float16", { to: "float16" }],
  [TRANSPOSE, "0,2,1", { perm: [0, 2, 1] }],
  [TRANSPOSE, "perm=1,0", { perm: [1, 0] }],
])("attributes of %#: %j", (specs, text, value) => {
  expect(fillAttributes(specs, text.split(" "))).toEqual({ value, unread: [] });
});

test.each([
  [CONV, "3x3x3", ["3x3x3"]],
  [CONV, "0 what", ["0", "what"]],
  [CONV, "kernel=big zz=3 =3", ["kernel=big", "zz=3", "=3"]],
  [CONCAT, "/2 9", ["/2", "9"]],
  [[], "3", ["3"]],
])("what means nothing is told, %#: %j", (specs, text, unread) => {
  expect(fillAttributes(specs, text.split(" "))).toEqual({ value: {}, unread });
});

test("an attribute is filled once: the same word again is for the next one, or for none", () => {
  expect(fillAttributes(CONV, ["8", "3x3", "5x5"])).toEqual({
    value: { channels: 8, kernel: [3, 3] },
    unread: ["5x5"],
  });
});

const KNOWN = new Map([["T", 512]]);

test.each([
  ["1x3x224x224 int8", { dtype: "int8", shape: [1, 3, 224, 224] }],
  ["int8 1 3 8", { dtype: "int8", shape: [1, 3, 8] }],
  ["Tx64", { shape: [{ symbol: "T", max: 512 }, 64] }],
  ["scalar", { shape: [] }],
  ["uint8", { dtype: "uint8" }],
  ["", {}],
])("the type %j", (text, value) => {
  expect(readType(text.split(" ").filter(Boolean), KNOWN)).toEqual({ value, unread: [] });
});

test("words that are no type are told", () => {
  expect(readType(["picture"], KNOWN)).toEqual({ value: {}, unread: ["picture"] });
  expect(readType(["1x3", "foo", "int8"], KNOWN)).toEqual({
    value: { dtype: "int8", shape: [1, 3] },
    unread: ["foo"],
  });
  expect(readType(["1x-3", "int8"], KNOWN)).toEqual({ value: { dtype: "int8" }, unread: ["1x-3"] });
});

test("words are shown by defaults, those of attributes further back by their names", () => {
  expect(wordsOf(CONV)).toBe("64 channels, 3x3 kernel, /1x1 stride, same|valid, bias=…");
  expect(wordsOf(TRANSPOSE)).toBe("perm=…");
});

test("any text is read: every word after the name is filled in or told", () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(CONV, CONCAT, CAST, TRANSPOSE), (text, specs) => {
      const { words } = readShorthand(text, finds);
      const { value, unread } = fillAttributes(specs, words);
      expect(Object.keys(value).length + unread.length).toBeLessThanOrEqual(words.length);
      expect(words).toEqual(expect.arrayContaining([...unread]));
      readType(words, KNOWN);
    }),
  );
});

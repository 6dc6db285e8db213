import fc from "fast-check";
import { expect, test } from "vitest";
import type { AttributeSpec } from "../../../core/ops/types.ts";
import {
  ANY_ATTRIBUTE,
  attributeCodec,
  bytesCodec,
  common,
  MIXED,
  nameCodec,
  shapeCodec,
  wholeCodec,
} from "./texts.ts";

const kernel: AttributeSpec = {
  name: "kernel",
  title: "Kernel",
  says: "Size of the window",
  default: [3, 3],
  kind: { kind: "wholes", least: 1, length: 2 },
};
const axis: AttributeSpec = {
  name: "axis",
  title: "Axis",
  says: "Dimension",
  default: 0,
  kind: { kind: "whole", least: -8, most: 7 },
};

test("numbers of an attribute are read in every way that people part them, and one stands for all", () => {
  const { read } = attributeCodec(kernel);
  for (const text of ["3x5", "3×5", "3, 5", "[3, 5]", "(3 5)"])
    expect(read(text)).toEqual({ ok: true, value: [3, 5] });
  expect(read("7")).toEqual({ ok: true, value: [7, 7] });
});

test("what an attribute cannot be is said in a sentence", () => {
  for (const text of ["3x", "0x3", "1x2x3", "wide", ""])
    expect(attributeCodec(kernel).read(text)).toEqual({
      ok: false,
      says: expect.stringMatching(/^Kernel must be 2 whole numbers.*\.$/),
    });
  expect(attributeCodec(axis).read("8")).toEqual({ ok: false, says: expect.stringMatching(/^Axis must be/) });
  expect(attributeCodec(axis).read("−1")).toEqual({ ok: true, value: -1 });
});

test("an attribute that nobody describes is a number, numbers, a flag or words", () => {
  for (const [text, value] of [
    ["0.5", 0.5],
    ["3x3", [3, 3]],
    ["true", true],
    ["same", "same"],
    ["", ""],
  ])
    expect(ANY_ATTRIBUTE.read(String(text))).toEqual({ ok: true, value });
});

test("numbers of attributes read back as they are written", () => {
  const codec = attributeCodec(kernel);
  fc.assert(
    fc.property(fc.nat(999), fc.nat(999), (a, b) => {
      const value = [a + 1, b + 1];
      expect(codec.read(codec.write(value))).toEqual({ ok: true, value });
    }),
  );
});

test("sizes are bytes with or without a unit, and nothing is null", () => {
  const { read, write } = bytesCodec(1);
  expect(read("8 KiB")).toEqual({ ok: true, value: 8192 });
  expect(read("8192")).toEqual({ ok: true, value: 8192 });
  expect(read(" ")).toEqual({ ok: true, value: null });
  expect(read("0")).toMatchObject({ ok: false });
  expect(write(8192)).toBe("8 KiB");
});

test("a shape keeps the maximum that its symbol has elsewhere", () => {
  const codec = shapeCodec(new Map([["T", 512]]));
  expect(codec.read("T x 64")).toEqual({ ok: true, value: [{ symbol: "T", max: 512 }, 64] });
  expect(codec.read("1x?")).toMatchObject({ ok: false });
});

test("names and whole numbers may not be empty", () => {
  expect(nameCodec("It needs a name.").read("  ")).toEqual({ ok: false, says: "It needs a name." });
  expect(nameCodec("").read(" a ")).toEqual({ ok: true, value: "a" });
  expect(wholeCodec(0).read("")).toMatchObject({ ok: false });
  expect(wholeCodec(2).read("1")).toEqual({ ok: false, says: "At least 2." });
});

test("many have a value in common or are mixed", () => {
  expect(common([1, 1], String)).toBe(1);
  expect(common([1, 2], String)).toBe(MIXED);
  expect(common([], String)).toBeUndefined();
});

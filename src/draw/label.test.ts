import fc from "fast-check";
import { expect, test } from "vitest";
import { beginning, ending, fitting, middling, widthOf } from "./label.ts";
import { tail } from "./model.ts";

test("the longest label that fits is taken, and none when none fits", () => {
  const words = ["Concat · 196 KiB", "Concat"];
  expect(fitting(words, 200, 10, 0.6)).toBe("Concat · 196 KiB");
  expect(fitting(words, 60, 10, 0.6)).toBe("Concat");
  expect(fitting(words, 30, 10, 0.6)).toBe("");
});

test("wide letters take more room than narrow ones", () => {
  expect(widthOf("wwmm", 10, 0.6)).toBeGreaterThan(widthOf("conv", 10, 0.6));
  expect(widthOf("illi", 10, 0.6)).toBeLessThan(widthOf("conv", 10, 0.6));
});

test("long names keep their beginning, their end, or both", () => {
  expect(beginning("DepthwiseConv", 60, 10, 0.6)).toBe("Depthwi…");
  expect(ending("stage1/block2/conv", 60, 10, 0.6)).toBe("…ck2/conv");
  expect(middling("stage1/block2/conv", 60, 10, 0.6)).toBe("stag…conv");
  expect(middling("conv", 60, 10, 0.6)).toBe("conv");
  expect(middling("conv", 12, 10, 0.6)).toBe("");
});

test("what is cut fits, and is the whole text where that fits", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 0, max: 200 }), (text, width) => {
      for (const cut of [beginning, ending, middling]) {
        const made = cut(text, width, 11, 0.6);
        expect(widthOf(made, 11, 0.6)).toBeLessThanOrEqual(width);
        if (widthOf(text, 11, 0.6) <= width) expect(made).toBe(text);
      }
    }),
  );
});

test("the tail of a path-like id is its last part", () => {
  expect([tail("a/b/c"), tail("model:x"), tail("plain"), tail("odd/")]).toEqual(["c", "x", "plain", "odd/"]);
});

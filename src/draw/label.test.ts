import { expect, test } from "vitest";
import { ending, fitting, middling } from "./label.ts";
import { tail } from "./model.ts";

test("the longest label that fits is taken, and none when none fits", () => {
  const words = ["Concat · 196 KiB", "Concat"];
  expect(fitting(words, 200, 10, 0.6)).toBe("Concat · 196 KiB");
  expect(fitting(words, 60, 10, 0.6)).toBe("Concat");
  expect(fitting(words, 30, 10, 0.6)).toBe("");
});

test("long names keep their end, or both ends", () => {
  expect(ending("stage1/block2/conv", 60, 10, 0.6)).toBe("…ock2/conv");
  expect(middling("stage1/block2/conv", 60, 10, 0.6)).toBe("stag…/conv");
  expect(middling("conv", 60, 10, 0.6)).toBe("conv");
  expect(middling("conv", 12, 10, 0.6)).toBe("");
});

test("the tail of a path-like id is its last part", () => {
  expect([tail("a/b/c"), tail("model:x"), tail("plain"), tail("odd/")]).toEqual(["c", "x", "plain", "odd/"]);
});

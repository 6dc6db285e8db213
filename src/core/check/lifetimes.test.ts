import { describe, expect, test } from "vitest";
import type { LifetimesDocument } from "../document.ts";
import { codes } from "../testing/checks.ts";
import { textPlan } from "../testing/text-plan.ts";

describe("a plan held against lifetimes", () => {
  const document: LifetimesDocument = {
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "by hand",
    capacity: 128,
    buffers: [
      { id: "a", start: 0, end: 3, bytes: 64, alignment: 32 },
      { id: "b", start: 2, end: 5, bytes: 64, offset: 64 },
    ],
  };

  test.each([
    ["as it should be", "a [0,3) 64 @0 align=32 \n b [2,5) 64 @64", []],
    ["one not at its fixed address", "a [0,3) 64 @64 align=32 \n b [2,5) 64 @0", ["fixed"]],
    ["one gone", "a [0,3) 64 @0 align=32", ["coverage"]],
    ["one more", "a [0,3) 64 @0 align=32 \n b [2,5) 64 @64 \n c [5,6) 8 @0", ["coverage"]],
    ["one too short", "a [0,2) 64 @0 align=32 \n b [2,5) 64 @64", ["lifetime"]],
    ["one too small", "a [0,3) 64 @0 align=32 \n b [2,5) 32 @64", ["bytes"]],
    ["one less aligned", "a [0,3) 64 @0 \n b [2,5) 64 @64", ["alignment"]],
  ])("with %s", (_, text, expected) => {
    expect(codes(textPlan(`arena ram 1 128 \n ${text}`), document)).toEqual(expected);
  });

  test("of another capacity is not its plan", () => {
    const plan = textPlan("arena ram 1 256 \n a [0,3) 64 @0 align=32 \n b [2,5) 64 @64");
    expect(codes(plan, document)).toEqual(["number"]);
  });

  test.each([
    ["two arenas", "arena ram 1 128 \n arena more", {}, ["arena"]],
    ["an alignment that the settings do not give", "arena ram 32 128", {}, ["number"]],
    ["steps of a graph", "order n0 \n arena ram 1 128", {}, ["order"]],
  ])("cannot have %s", (_, lines, settings, expected) => {
    const plan = textPlan(`${lines} \n a [0,3) 64 @0 align=32 \n b [2,5) 64 @64`, settings);
    expect(codes({ ...plan, source: { ...plan.source, kind: "lifetimes" } }, document)).toEqual(expected);
  });

  test("leaves a fixed address to storages that have no bytes", () => {
    const empty = { ...document, buffers: [{ id: "e", start: 0, end: 1, bytes: 0, offset: 64 }] };
    expect(codes(textPlan("arena ram 1 128 \n e [0,1) 0 @0"), empty)).toEqual([]);
  });

  test("may lie where others have gaps, and nowhere else", () => {
    const gapped: LifetimesDocument = {
      ...document,
      buffers: [
        {
          id: "a",
          start: 0,
          end: 6,
          bytes: 64,
          gaps: [
            { start: 4, end: 5 },
            { start: 1, end: 3, window: [16, 32] },
          ],
        },
        { id: "b", start: 1, end: 3, bytes: 32 },
      ],
    };
    const plan = (gaps: string, b: string) =>
      textPlan(`arena ram 1 128 \n a [0,6) 64 @0 gaps=${gaps} \n b ${b}`);
    expect(codes(plan("1-3@16:32,4-5", "[1,3) 32 @32"), gapped)).toEqual([]);
    expect(codes(plan("1-3@16:32,4-5", "[1,3) 32 @31"), gapped)).toEqual(["overlap"]);
    expect(codes(plan("1-3@16:31,4-5", "[1,3) 32 @32"), gapped)).toEqual(["gap"]);
    expect(codes(plan("1-3@16:32", "[1,3) 32 @32"), gapped)).toEqual(["gap"]);
  });

  test("needs whole blocks of a window", () => {
    const lines = (offset: number) =>
      textPlan(`arena ram 16 \n a [0,4) 64 @0 buffer=A gaps=1-3@17:18 \n b [1,3) 16 @${offset}`);
    expect([0, 16, 32, 48].map((offset) => codes(lines(offset)))).toEqual([[], ["overlap"], [], []]);
  });
});

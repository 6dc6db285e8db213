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
});

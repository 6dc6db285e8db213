import { describe, expect, test } from "vitest";
import { check } from "../check.ts";
import { codes, says } from "../testing/checks.ts";
import { textPlan } from "../testing/text-plan.ts";

describe("a plan held against itself", () => {
  test("the empty plan is right", () => {
    expect(check(textPlan(""))).toEqual([]);
  });

  test("storages that take turns on the same bytes are right", () => {
    expect(check(textPlan("a [0,2) 64 @0 \n b [1,3) 32 @64 \n c [2,4) 64 @0"))).toEqual([]);
  });

  test("an overlap in time and address is said with ids, bytes, steps and arena", () => {
    const plan = textPlan("arena sram \n a [0,6) 64 @0 \n b [3,9) 64 @32");
    expect(says(plan)).toContain("a [0, 64) and b [32, 96) are both alive at steps 3–5 in arena sram");
    expect(check(plan).find((v) => v.code === "overlap")?.at).toEqual(["storage:a", "storage:b"]);
  });

  test("addresses in different arenas never overlap", () => {
    expect(check(textPlan("arena p \n arena q \n a [0,2) 64 @0 \n b [0,2) 64 @0 arena=q"))).toEqual([]);
  });

  test("every overlapping pair is found, not only neighbours", () => {
    const text = "a [0,9) 90 @0 \n b [1,9) 10 @10 \n c [2,9) 10 @30 \n d [3,4) 60 @20 \n e [4,9) 5 @95";
    const pairs = check(textPlan(text))
      .filter((v) => v.code === "overlap")
      .map((v) => v.at.map((s) => s.slice(8)).join(""));
    expect(pairs.sort()).toEqual(["ab", "ac", "ad", "cd"]);
  });

  test("what padding takes counts as taken", () => {
    expect(codes(textPlan("arena sram 16 \n a [0,2) 17 @0 align=1 \n b [0,2) 16 @17 align=1"))).toContain(
      "overlap",
    );
  });

  test("storages without bytes or steps are in nobody's way", () => {
    const text = "a [0,2) 64 @0 \n z [0,2) 0 @0 buffer=Z \n y [0,2) 0 @0 buffer=Y \n e [1,1) 8 @0 buffer=E";
    expect(codes(textPlan(text))).toEqual(["buffer"]);
    expect(check(textPlan("a [0,2) 64 @0 \n z [0,2) 0 @0 buffer=Z \n y [0,2) 0 @0 buffer=Y"))).toEqual([]);
  });

  test("an empty storage away from 0 is outside", () => {
    expect(codes(textPlan("a [0,1) 0 @8"))).toEqual(["outside"]);
  });

  test("an offset that breaks its alignment is said", () => {
    expect(says(textPlan("a [0,2) 64 @32 align=64"))).toEqual([
      "storage a is at 32, not a multiple of its alignment 64",
    ]);
  });

  test("a storage may not be less aligned than its arena", () => {
    expect(codes(textPlan("arena sram 64 \n a [0,2) 64 @64 align=8"))).toEqual(["alignment"]);
  });

  test("tensors lie within their storage, in bytes and in steps", () => {
    expect(check(textPlan("s [0,4) 64 @0 : a [0,2) 64, v [1,4) 32 +32"))).toEqual([]);
    expect(codes(textPlan("s [0,4) 64 @0 : a [0,2) 64, v [1,4) 32 +40"))).toEqual(["outside", "bytes"]);
    expect(codes(textPlan("s [0,4) 64 @0 : a [0,2) 64, v [1,5) 32 +32"))).toEqual(["lifetime"]);
    expect(codes(textPlan("s [0,4) 99 @0 : a [0,2) 64, v [1,4) 32 +32"))).toEqual(["bytes"]);
  });

  test("tenants of a buffer follow each other in time", () => {
    expect(codes(textPlan("a [0,3) 0 @0 \n b [1,4) 0 @0"))).toEqual(["buffer"]);
  });

  test("in arena mode storages at one offset are one buffer", () => {
    expect(codes(textPlan("a [0,2) 64 @0 buffer=A \n b [2,4) 64 @0 buffer=B"))).toEqual(["buffer"]);
  });

  test("in slot mode buffers keep apart for all time", () => {
    const apart = "a [0,2) 64 @0 buffer=A \n b [2,4) 64 @64 buffer=B \n c [4,5) 9 @0 buffer=A";
    expect(check(textPlan(apart, { slots: true }))).toEqual([]);
    const together = "a [0,2) 64 @0 buffer=A \n b [2,4) 64 @32 buffer=B";
    expect(check(textPlan(together))).toEqual([]);
    expect(codes(textPlan(together, { slots: true }))).toEqual(["buffer"]);
  });

  test.each([
    ["any", []],
    ["fits", ["share"]],
    ["bytes", ["share"]],
  ])("a larger second tenant under share %s gives %j", (share, expected) => {
    expect(codes(textPlan("a [0,2) 32 @0 \n b [2,4) 64 @0", { slots: true, share }))).toEqual(expected);
  });

  test("a plan over its capacity is right as long as it says so", () => {
    const plan = textPlan("arena sram 1 50 \n a [0,2) 64 @0");
    expect(plan.stats.fits).toBe(false);
    expect(check(plan)).toEqual([]);
    expect(codes({ ...plan, stats: { ...plan.stats, fits: true } })).toEqual(["number"]);
  });

  test("arenas must have the alignment and capacity of the settings", () => {
    const text = "arena sram 16 128 \n a [0,2) 64 @0";
    expect(check(textPlan(text, { alignment: 16, capacity: 128 }))).toEqual([]);
    expect(codes(textPlan(text, { alignment: 32 }))).toEqual(["number"]);
    expect(codes(textPlan(text, { capacity: 64 }))).toEqual(["number"]);
  });

  test("the step of the peak is the first of the highest over all arenas", () => {
    const plan = textPlan("arena p \n arena q \n a [0,1) 60 @0 \n b [1,3) 40 @0 \n c [2,3) 30 @0 arena=q");
    expect(plan.stats.peakStep).toBe(2);
    expect(check(plan)).toEqual([]);
  });

  test("of each kind a hundred are said, and how many more there are", () => {
    const lines = Array.from({ length: 40 }, (_, i) => `s${i} [0,2) 8 @0`);
    const overlaps = check(textPlan(lines.join("\n"))).filter((v) => v.code === "overlap");
    expect(overlaps).toHaveLength(101);
    expect(overlaps.at(-1)?.message).toBe('and 680 more of the kind "overlap"');
  });

  test("a nonsense plan with overlaps without end is refused all the same", () => {
    const lines = Array.from({ length: 400 }, (_, i) => `s${i} [0,2) 8 @0`);
    expect(says(textPlan(lines.join("\n")))).toContain('and at least 9900 more of the kind "overlap"');
  });

  test.each([Number.NaN, -1, 0.5, Number.POSITIVE_INFINITY, 2 ** 53])(
    "%d is no size, address or step",
    (nonsense) => {
      const plan = textPlan("a [0,2) 64 @0");
      const [storage, buffer, arena, tensor] = [
        plan.storages[0],
        plan.buffers[0],
        plan.arenas[0],
        plan.tensors.a,
      ];
      for (const field of ["bytes", "offset", "alignment", "start", "end"]) {
        expect(codes({ ...plan, storages: [{ ...storage, [field]: nonsense } as never] })).toEqual([
          "number",
        ]);
      }
      for (const field of ["bytes", "offset"]) {
        expect(codes({ ...plan, buffers: [{ ...buffer, [field]: nonsense } as never] })).toEqual(["number"]);
      }
      for (const field of ["alignment", "peak", "lowerBound", "capacity"]) {
        expect(codes({ ...plan, arenas: [{ ...arena, [field]: nonsense } as never] })).toEqual(["number"]);
      }
      for (const field of ["bytes", "offset", "start", "end"]) {
        expect(codes({ ...plan, tensors: { a: { ...tensor, [field]: nonsense } as never } })).toEqual([
          "number",
        ]);
      }
      for (const field of [
        "totalBytes",
        "peakBytes",
        "lowerBoundBytes",
        "peakStep",
        "fragmentationBytes",
        "paddingBytes",
      ]) {
        expect(codes({ ...plan, stats: { ...plan.stats, [field]: nonsense } })).toEqual(["number"]);
      }
    },
  );

  test("an address past the safe integers is no address", () => {
    const plan = textPlan("a [0,2) 64 @0");
    const far = { ...plan.storages[0], offset: Number.MAX_SAFE_INTEGER } as never;
    expect(codes({ ...plan, storages: [far] })).toEqual(["number"]);
  });

  test("names of built-in things are ordinary ids", () => {
    const plan = textPlan("constructor [0,2) 64 @0 \n toString [2,3) 64 @0");
    expect(check(plan)).toEqual([]);
    expect(codes({ ...plan, tensors: {} })).toEqual(["tensor"]);
  });
});

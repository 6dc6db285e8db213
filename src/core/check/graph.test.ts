import { describe, expect, test } from "vitest";
import { check } from "../check.ts";
import { codes, says } from "../testing/checks.ts";
import { textGraph, textPlan } from "../testing/text-plan.ts";

describe("a plan held against its graph", () => {
  const chain = textGraph("tensor x 64 input \n n0: x -> a \n n1: a -> b \n outputs b");

  test("the plan of a chain is right", () => {
    const plan = textPlan("order n0 n1 \n x [0,1) 64 @0 \n a [0,2) 64 @64 \n b [1,2) 64 @0");
    expect(check(plan, chain)).toEqual([]);
  });

  test("sub-byte types are packed and symbols planned at their most", () => {
    const graph = textGraph("n0: -> a", {
      tensors: [{ id: "a", dtype: "int4", shape: [{ symbol: "T", max: 3 }, 3] }],
    });
    expect(check(textPlan("order n0 \n a [0,1) 5 @0"), graph)).toEqual([]);
    expect(codes(textPlan("order n0 \n a [0,1) 9 @0"), graph)).toEqual(["bytes"]);
  });

  test.each([
    { dtype: "string", shape: [2] } as const,
    { dtype: "int8" } as const,
    { shape: [2] } as const,
    {},
  ])("a size that the document gives as %j cannot be proved", (spec) => {
    const graph = textGraph("n0: -> a", { tensors: [{ id: "a", ...spec }] });
    expect(codes(textPlan("order n0 \n a [0,1) 2 @0"), graph)).toEqual(["bytes"]);
  });

  test("preserved inputs live to the end", () => {
    const text = "order n0 n1 \n a [0,2) 64 @64 \n b [1,2) 64";
    expect(check(textPlan(`${text} @128 \n x [0,2) 64 @0`, { preserveInputs: true }), chain)).toEqual([]);
    expect(codes(textPlan(`${text} @0 \n x [0,1) 64 @0`, { preserveInputs: true }), chain)).toEqual([
      "lifetime",
    ]);
  });

  test("a step before what it reads breaks the order", () => {
    const plan = textPlan("order n1 n0 \n x [0,2) 64 @0 \n a [1,1) 64 @64 \n b [0,2) 64 @128");
    expect(says(plan, chain)).toContain("node n1 reads a at step 0, but it is made at step 1");
  });

  test.each(["n0", "n0 n0", "n0 n1 n2", "n0 n1 n1"])("the order %s is not one of two nodes", (order) => {
    const plan = textPlan(`order ${order} \n x [0,1) 64 @0 \n a [0,2) 64 @64 \n b [1,2) 64 @0`);
    expect(codes(plan, chain)).toEqual(["order"]);
  });

  test("a given order is kept when it is asked for", () => {
    const graph = textGraph("n0: -> a \n n1: -> b", { order: ["n1", "n0"] });
    const text = "order n0 n1 \n a [0,1) 64 @0 \n b [1,2) 64 @0";
    expect(codes(textPlan(text), graph)).toEqual(["order"]);
    expect(check(textPlan(text, { order: "topological" }), graph)).toEqual([]);
  });

  test("constants and state have places only where the settings want them", () => {
    const graph = textGraph("tensor w 8 constant \n tensor s 8 state \n n0: w s -> a");
    const a = "order n0 \n a [0,1) 64 @0";
    const s = "s [0,1) 8 @64";
    const w = "w [0,1) 8 @72";
    expect(check(textPlan(`${a} \n ${s}`), graph)).toEqual([]);
    expect(check(textPlan(a, { state: false }), graph)).toEqual([]);
    expect(check(textPlan(`${a} \n ${s} \n ${w}`, { constants: true }), graph)).toEqual([]);
    expect(codes(textPlan(a), graph)).toEqual(["coverage"]);
    expect(codes(textPlan(`${a} \n ${s}`, { constants: true }), graph)).toEqual(["coverage"]);
    expect(codes(textPlan(`${a} \n ${s} \n ${w}`), graph)).toEqual(["coverage"]);
  });

  test("scratch is one storage at the step of its node", () => {
    const graph = textGraph("n0: -> a \n n1 scratch=16: a -> b");
    const tensors = "order n0 n1 \n a [0,2) 64 @0 \n b [1,2) 64 @64";
    expect(check(textPlan(`${tensors} \n w [1,2) 16 @128 scratch=n1`), graph)).toEqual([]);
    expect(codes(textPlan(tensors), graph)).toEqual(["coverage"]);
    expect(codes(textPlan(`${tensors} \n w [0,1) 16 @128 scratch=n1`), graph)).toEqual(["lifetime"]);
    expect(codes(textPlan(`${tensors} \n w [1,2) 8 @128 scratch=n1`), graph)).toEqual(["bytes"]);
    const twice = `${tensors} \n w [1,2) 16 @128 scratch=n1 \n v [1,2) 16 @144 scratch=n1`;
    expect(codes(textPlan(twice), graph)).toEqual(["coverage"]);
  });

  test("arenas, pins and alignments are the document's", () => {
    const graph = textGraph("tensor a 64 arena=dtcm \n tensor b 64 align=128 \n n0: -> a b", {
      arenas: [{ id: "sram", capacity: 512, alignment: 32 }, { id: "dtcm" }],
    });
    const arenas = "order n0 \n arena sram 32 512 \n arena dtcm 1";
    expect(
      check(textPlan(`${arenas} \n a [0,1) 64 @0 arena=dtcm \n b [0,1) 64 @0 align=128`), graph),
    ).toEqual([]);
    expect(codes(textPlan(`${arenas} \n a [0,1) 64 @64 \n b [0,1) 64 @0 align=128`), graph)).toEqual([
      "arena",
    ]);
    expect(codes(textPlan(`${arenas} \n a [0,1) 64 @0 arena=dtcm \n b [0,1) 64 @0`), graph)).toEqual([
      "alignment",
    ]);
    const wide =
      "order n0 \n arena sram 64 512 \n arena dtcm \n a [0,1) 64 @0 arena=dtcm \n b [0,1) 64 @0 align=128";
    expect(codes(textPlan(wide), graph)).toEqual(["number"]);
    expect(codes(textPlan("order n0 \n a [0,1) 64 @0 \n b [0,1) 64 @128 align=128"), graph)).toContain(
      "arena",
    );
  });

  test("what nothing pins stays in the first arena", () => {
    const graph = textGraph("n0: -> a", { arenas: [{ id: "p" }, { id: "q" }] });
    expect(codes(textPlan("order n0 \n arena p \n arena q \n a [0,1) 64 @0 arena=q"), graph)).toEqual([
      "arena",
    ]);
  });

  test("under share type tenants have one dtype and shape", () => {
    const tensors = (dtype: "int8" | "uint8") => [
      { id: "a", dtype: "int8", shape: [8] } as const,
      { id: "b", dtype, shape: [8] } as const,
    ];
    const plan = textPlan("order n0 n1 \n a [0,1) 8 @0 \n b [1,2) 8 @0", { slots: true, share: "type" });
    expect(check(plan, textGraph("n0: -> a \n n1: -> b", { tensors: tensors("int8") }))).toEqual([]);
    expect(codes(plan, textGraph("n0: -> a \n n1: -> b", { tensors: tensors("uint8") }))).toEqual(["share"]);
  });

  test("a rule of lifetimes that the checker does not know is no proof", () => {
    const plan = textPlan("order n0 n1 \n x [0,1) 64 @0 \n a [0,2) 64 @64 \n b [1,2) 64 @0", {
      lifetimes: "some-day",
    });
    expect(codes(plan, chain)).toEqual(["lifetime"]);
  });

  test("a plan is held only against a document of its kind", () => {
    expect(codes(textPlan("a [0,1) 8 @0"), chain)).toEqual(["source"]);
  });
});

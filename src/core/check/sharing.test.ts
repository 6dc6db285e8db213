import { describe, expect, test } from "vitest";
import { check } from "../check.ts";
import { codes, says } from "../testing/checks.ts";
import { textGraph, textPlan } from "../testing/text-plan.ts";

describe("tensors of one storage", () => {
  /** x → a (→ b by the right under test), with other readers as the lines say. */
  const graph = (right: string, more = "") =>
    textGraph(`tensor x 64 input \n n0: x -> a \n n1: a -> b ${right} \n ${more}`);
  const both = "order n0 n1 \n x [0,1) 64 @64 \n a [0,2) 64 @0 : a [0,2) 64, b [1,2) 64";

  test("lie together by a view", () => {
    expect(check(textPlan(both), graph("view 0 of 0"))).toEqual([]);
    expect(codes(textPlan(both, { views: false }), graph("view 0 of 0"))).toEqual(["view"]);
  });

  test("lie together by a write in place", () => {
    expect(check(textPlan(both), graph("inplace 0 over 0"))).toEqual([]);
    expect(codes(textPlan(both, { inplace: false }), graph("inplace 0 over 0"))).toEqual(["inplace"]);
  });

  test("lie together by nothing else", () => {
    expect(codes(textPlan(both), graph(""))).toEqual(["view"]);
  });

  test("never share in TFLM", () => {
    expect(codes(textPlan(both, { lifetimes: "tflm" }), graph("view 0 of 0"))).toEqual(["view"]);
    const apart = "order n0 n1 \n x [0,1) 64 @64 \n a [0,2) 64 @0 \n b [1,2) 64 @64";
    expect(check(textPlan(apart, { lifetimes: "tflm" }), graph("view 0 of 0"))).toEqual([]);
  });

  test("lie where the view says", () => {
    const half = (shift: number) =>
      textPlan(`order n0 n1 \n x [0,1) 64 @64 \n a [0,2) 64 @0 : a [0,2) 64, b [1,2) 32 +${shift}`);
    const document = graph("view 0 of 0 +32", "tensor b 32");
    expect(check(half(32), document)).toEqual([]);
    expect(codes(half(0), document)).toEqual(["view"]);
  });

  test("a view leaves others to read its input, a write in place does not", () => {
    const text =
      "order n0 n1 n2 \n x [0,1) 64 @64 \n a [0,3) 64 @0 : a [0,3) 64, b [1,2) 64 \n c [2,3) 64 @64";
    expect(check(textPlan(text), graph("view 0 of 0", "n2: a -> c"))).toEqual([]);
    expect(says(textPlan(text), graph("inplace 0 over 0", "n2: a -> c"))).toEqual([
      "tensor b is written in place at step 1 over the bytes of a, which is needed at steps 0–2",
    ]);
  });

  test("a write in place spares what a view of its input still shows", () => {
    const document = textGraph(
      "n0: -> a \n n1: a -> v view 0 of 0 \n n2: a -> b inplace 0 over 0 \n n3: v -> c",
    );
    const text = "order n0 n1 n2 n3 \n a [0,4) 64 @0 : a [0,3) 64, v [1,4) 64, b [2,3) 64 \n c [3,4) 64 @64";
    expect(codes(textPlan(text), document)).toEqual(["inplace"]);
  });

  test("what comes of a write is not destroyed by it, in whatever order the tensors are listed", () => {
    const document = textGraph(
      "n0: -> a \n n1: a -> b inplace 0 over 0 \n n2: b -> v view 0 of 0 \n n3: v -> c",
    );
    const text = "order n0 n1 n2 n3 \n a [0,4) 64 @0 : b [1,3) 64, v [2,4) 64, a [0,2) 64 \n c [3,4) 64 @64";
    expect(check(textPlan(text), document)).toEqual([]);
  });

  test("two writes in place of one input are one too many", () => {
    const document = textGraph("n0: -> a \n n1: a -> b c inplace 0 over 0 inplace 1 over 0");
    const text = "order n0 n1 \n a [0,2) 64 @0 : a [0,2) 64, b [1,2) 64, c [1,2) 64";
    expect(codes(textPlan(text), document)).toEqual(["inplace"]);
  });

  test("a chain of views and writes is one storage", () => {
    const document = textGraph(
      "n0: -> a \n n1: a -> b inplace 0 over 0 \n n2: b -> v view 0 of 0 \n n3: v b -> c inplace 0 over 0 \n outputs c",
    );
    const text = "order n0 n1 n2 n3 \n a [0,4) 64 @0 : a [0,2) 64, b [1,4) 64, v [2,4) 64, c [3,4) 64";
    expect(check(textPlan(text), document)).toEqual([]);
  });

  test.each([
    ["an output", "outputs a", {}, "x [0,1) 64 @64", "n0: x -> a \n n1: a -> b inplace 0 over 0"],
    ["state", "tensor a 64 state", {}, "x [0,1) 64 @64", "n0: x -> y \n n1: a -> b inplace 0 over 0"],
    [
      "a constant",
      "tensor a 64 constant",
      { constants: true },
      "x [0,1) 64 @64",
      "n0: x -> y \n n1: a -> b inplace 0 over 0",
    ],
    [
      "a preserved input",
      "tensor a 64 input",
      { preserveInputs: true },
      "x [0,2) 64 @64",
      "n0: x -> y \n n1: a -> b inplace 0 over 0",
    ],
  ])("a write in place of %s is refused", (_, line, settings, x, nodes) => {
    const document = textGraph(`tensor x 64 input \n ${line} \n ${nodes}`);
    const y = nodes.includes("-> y") ? "y [0,1) 64 @128" : "";
    const text = `order n0 n1 \n ${x} \n ${y} \n a [0,2) 64 @0 : a [0,2) 64, b [1,2) 64`;
    expect(codes(textPlan(text, settings), document)).toEqual(["inplace"]);
  });

  test("an input that nobody preserves may be written over, at the first step too", () => {
    const document = textGraph("tensor x 64 input \n n0: x -> a inplace 0 over 0");
    expect(check(textPlan("order n0 \n x [0,1) 64 @0 : x [0,1) 64, a [0,1) 64"), document)).toEqual([]);
  });

  test("what is larger than its input is not written in place", () => {
    const document = textGraph("tensor b 96 \n n0: -> a \n n1: a -> b inplace 0 over 0");
    expect(codes(textPlan("order n0 n1 \n a [0,2) 96 @0 : a [0,2) 64, b [1,2) 96"), document)).toEqual([
      "inplace",
    ]);
  });

  test("a view of what is kept apart may be apart too, or a copy", () => {
    const document = textGraph("tensor w 64 constant \n n0: w -> v view 0 of 0 \n n1: v -> a");
    const a = "order n0 n1 \n a [1,2) 64 @64";
    expect(check(textPlan(`${a} \n v [0,2) 64 @0`), document)).toEqual([]);
    expect(check(textPlan("order n0 n1 \n a [1,2) 64 @0"), document)).toEqual([]);
    expect(codes(textPlan("order n0 n1 \n a [1,2) 64 @0", { views: false }), document)).toEqual(["coverage"]);
  });

  test.each(["[0,1)", "[1,2)"])("have lives of their own, and %s is not the one of a", (life) => {
    const text = `order n0 n1 \n x [0,1) 64 @64 \n a [0,2) 64 @0 : a ${life} 64, b [1,2) 64`;
    expect(says(textPlan(text), graph("view 0 of 0"))).toEqual([
      `tensor a lives at ${life.replace(",", ", ")} in the plan, but the order makes it [0, 2)`,
    ]);
  });

  test("a view of what is in the arena is there too", () => {
    const plan = textPlan("order n0 n1 \n x [0,1) 64 @64 \n a [0,2) 64 @0");
    expect(codes(plan, graph("view 0 of 0"))).toEqual(["coverage"]);
  });

  test("a very long chain of writes in place is checked", () => {
    const nodes = Array.from({ length: 5_000 }, (_, i) => ({
      id: `n${i}`,
      op: "Relu",
      inputs: i === 0 ? [] : [`t${i - 1}`],
      outputs: [`t${i}`],
      mayShare: [{ output: 0, input: 0, how: "inplace" as const }],
    }));
    const tensors = nodes.map((_, i) => ({ id: `t${i}`, bytes: 8 }));
    const last = nodes.length;
    const tenants = nodes.map((_, i) => `t${i} [${i},${Math.min(i + 2, last)}) 8`).join(", ");
    const plan = textPlan(`t0 [0,${last}) 8 @0 : ${tenants}`);
    const ordered = {
      ...plan,
      source: { ...plan.source, kind: "graph" as const },
      order: nodes.map((n) => n.id),
    };
    const document = { ...textGraph(""), tensors, nodes };
    expect(check(ordered, document)).toEqual([]);
    expect(codes(ordered, { ...document, outputs: ["t2500"] })).toContain("inplace");
  });
});

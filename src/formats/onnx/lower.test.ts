import { expect, test } from "vitest";
import { planAndCheck } from "../../core/plan-checked.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { bool, f32, fixed, i64, ints } from "./testing/cases/case.ts";
import { node, one } from "./testing/document.ts";
import type { GraphCase } from "./testing/model.ts";

test("views and results in place are rights; where bytes differ or lie apart there are none", async () => {
  const document = await one({
    nodes: [
      node("Slice", ["x", "two", "five"], ["rows"]),
      node("Slice", ["x", "two", "five", "one"], ["columns"]),
      node("Cast", ["x"], ["whole"], { attributes: { to: 6 } }),
      node("Cast", ["x"], ["half"], { attributes: { to: 10 } }),
      node("Dropout", ["x"], ["d", "mask"]),
      node("Dropout", ["x", "", "yes"], ["e", "mask2"]),
      node("Split", ["x"], ["p", "q"]),
      node("Add", ["rows", "bias"], ["sum"]),
      node("Reshape", ["w", "flat"], ["constant"]),
    ],
    inputs: [
      ["x", f32(8, 6)],
      ["bias", f32(6)],
      ["two", ints(2)],
      ["five", ints(5)],
      ["one", ints(1)],
      ["flat", ints(-1)],
      ["w", fixed(f32(2, 2), 1)],
      ["yes", fixed(bool(), 1)],
    ],
    outputs: ["rows", "columns", "whole", "half", "d", "mask", "e", "mask2", "p", "q", "sum", "constant"],
  });
  const rights = document.nodes.map((own) =>
    (own.mayShare ?? []).map(
      (r) => `${r.how} ${r.output}←${r.input}${r.byteOffset === undefined ? "" : ` at ${r.byteOffset}`}`,
    ),
  );
  expect(rights).toEqual([
    ["view 0←0 at 48"],
    [],
    ["inplace 0←0"],
    [],
    ["view 0←0"],
    [],
    ["view 0←0 at 0", "view 1←0 at 96"],
    ["inplace 0←0"],
    [],
  ]);
});

test("a value that a body reads from outside lives until its node has run, and the node folds into one box", async () => {
  const branch = (op: string, name: string): GraphCase => ({
    nodes: [node(op, ["far"], [`${name}1`]), node("Relu", [`${name}1`], [name])],
    outputs: [name],
  });
  const document = await one({
    nodes: [
      node("Exp", ["x"], ["far"]),
      node("If", ["c"], ["y"], {
        name: "choose",
        attributes: {
          then_branch: { graph: branch("Neg", "a") },
          else_branch: { graph: branch("Abs", "b") },
        },
      }),
      node("Relu", ["y"], ["z"]),
    ],
    inputs: [
      ["x", f32(64)],
      ["c", bool()],
    ],
    outputs: ["z"],
  });
  const choose = document.nodes.find(({ id }) => id === "choose");
  expect(choose?.inputs).toEqual(expect.arrayContaining(["c", "far"]));
  expect(document.drawing?.groups).toMatchObject([{ id: "choose", collapsed: true }]);
  const group = document.drawing?.groups?.[0]?.nodes ?? [];
  expect(group).toContain("choose");
  expect(document.nodes.map(({ id }) => id).filter((id) => !group.includes(id))).toHaveLength(2);
});

test("the branch that is larger counts, not both together", async () => {
  const branch = (times: number, name: string): GraphCase => ({
    nodes: [
      node(
        "Concat",
        Array.from({ length: times }, () => "x"),
        [`${name}1`],
        { attributes: { axis: 0 } },
      ),
      node("ReduceSum", [`${name}1`], [name], { attributes: { keepdims: 0 } }),
    ],
    outputs: [name],
  });
  const peak = async (a: number, b: number): Promise<number> => {
    const document = await one({
      nodes: [
        node("If", ["c"], ["y"], {
          attributes: { then_branch: { graph: branch(a, "a") }, else_branch: { graph: branch(b, "b") } },
        }),
      ],
      inputs: [
        ["x", f32(1024)],
        ["c", bool()],
        ["n", i64()],
      ],
      outputs: ["y"],
    });
    const planned = planAndCheck(document, DEFAULT_SETTINGS, "", NO_WATCH);
    return planned.ok ? planned.value.plan.stats.peakBytes : -1;
  };
  expect(await peak(8, 2)).toBe(await peak(8, 1));
  expect(await peak(2, 8)).toBe(await peak(8, 2));
});

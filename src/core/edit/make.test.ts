import { describe, expect, test } from "vitest";
import { group } from "./draw.ts";
import { addOperation, addValue, markOutputs } from "./make.ts";
import { drawn, edited, imported, lines, refusal, run } from "./testing/script.ts";

const X = { role: "input", type: { dtype: "float32", shape: [2, 3] } } as const;
const IMAGE = { role: "input", type: { dtype: "float32", shape: [1, 16, 8, 8] } } as const;

describe("an operation", () => {
  test("gets a name, a tensor of the same name, its defaults, and is chosen", () => {
    const { document, says, chosen } = run(drawn(), (d) => addOperation(d, { op: "conv" }));
    expect(says).toBe("Added Conv conv1");
    expect(chosen).toEqual(["node:conv1"]);
    expect(lines(document)).toEqual(["conv1 = Conv() → 64×64"]);
    expect(document.nodes[0]).toMatchObject({ drawn: {}, attributes: { channels: 64 } });
  });

  test("reads a tensor at the first port that takes it, and gives what its operator says", () => {
    const { document, says } = run(
      drawn((d) => addValue(d, X)),
      (d) => addOperation(d, { op: "Relu", from: "x" }),
    );
    expect(says).toBe("Added Relu relu1 after x");
    expect(lines(document)).toEqual(["relu1 = Relu(0:x) → 2×3"]);
    expect(document.nodes[0]?.mayShare).toEqual([{ output: 0, input: 0, how: "inplace" }]);
  });

  test("of an unknown operator reads and gives one value", () => {
    const document = drawn(
      (d) => addValue(d, X),
      (d) => addOperation(d, { op: "Fancy-2", from: "x" }),
    );
    expect(lines(document)).toEqual(["fancy_2_1 = Fancy-2(0:x) → 64×64"]);
  });

  test("with several outputs counts them", () => {
    const document = drawn(
      (d) => addValue(d, IMAGE),
      (d) => addOperation(d, { op: "Split", from: "x" }),
    );
    expect(lines(document)).toEqual(["split1 = Split(0:x) → split1:0 1×8×8×8, split1:1 1×8×8×8"]);
  });

  test("goes between a value and its reader", () => {
    const document = drawn(
      (d) => addValue(d, X),
      (d) => addOperation(d, { op: "Relu", from: "x" }),
      (d) => addOperation(d, { op: "Concat", from: "x" }),
      (d) => addOperation(d, { op: "Neg", from: "x", to: { node: "concat1", port: 0 } }),
      (d) => addOperation(d, { op: "Exp", from: "x", to: { node: "relu1", port: 0 } }),
    );
    expect(lines(document)).toEqual([
      "relu1 = Relu(0:exp1) → 2×3",
      "concat1 = Concat(0:neg1) → 2×3",
      "neg1 = Neg(0:x) → 2×3",
      "exp1 = Exp(0:x) → 2×3",
    ]);
  });

  test("feeds a port, and is placed", () => {
    const document = drawn(
      (d) => addOperation(d, { op: "Add", at: { x: 10.4, y: 20 } }),
      (d) => addOperation(d, { op: "Relu", to: { node: "add1", port: 1 } }),
    );
    expect(lines(document)[0]).toBe("add1 = Add(1:relu1) → 64×64");
    expect(document.nodes[0]?.drawn).toEqual({ ports: [1] });
    expect(document.drawing?.at).toEqual({ "node:add1": [10, 20] });
  });

  test("is listed right after what makes its input where no order is given, so that it does not run last", () => {
    const file = imported("a = Relu(x)", "b = Relu(a.t)", "c = Add(b.t)");
    const listed = (from: string) =>
      edited(file, (d) => addOperation(d, { op: "Neg", from })).nodes.map((n) => n.id);
    expect(listed("a.t")).toEqual(["a", "neg1", "b", "c"]);
    expect(listed("c.t")).toEqual(["a", "b", "c", "neg1"]);
    expect(listed("x")).toEqual(["a", "b", "c", "neg1"]);
  });

  test("comes right after what it reads in a given order, and before what it feeds", () => {
    const file = { ...imported("a = Relu(x)", "b = Relu(a.t)", "c = Add(b.t)"), order: ["a", "b", "c"] };
    expect(edited(file, (d) => addOperation(d, { op: "Neg", from: "a.t" })).order).toEqual([
      "a",
      "neg1",
      "b",
      "c",
    ]);
    const fed = edited(file, (d) => addOperation(d, { op: "Neg", to: { node: "c", port: 1 } }));
    expect(fed.order).toEqual(["a", "b", "neg1", "c"]);
  });

  test("shows at its port what its defaults cannot take", () => {
    const document = drawn(
      (d) => addValue(d, IMAGE),
      (d) => addOperation(d, { op: "GroupNorm", from: "x" }),
    );
    expect(lines(document)).toEqual(["groupnorm1 = GroupNorm(0:x) → 64×64"]);
  });

  test("is refused without an operator, with a name that is taken, and where there is no such tensor", () => {
    const document = drawn((d) => addOperation(d, { op: "Relu" }));
    expect(refusal(document, (d) => addOperation(d, { op: " " }))).toBe(
      "empty-op: An operation needs an operator.",
    );
    expect(refusal(document, (d) => addOperation(d, { op: "Relu", id: "relu1" }))).toBe(
      'duplicate-id: There is a node named "relu1" already.',
    );
    expect(refusal(document, (d) => addOperation(d, { op: "Relu", from: "y" }))).toBe(
      'unknown-tensor: There is no tensor "y".',
    );
    expect(
      refusal(document, (d) => addOperation(d, { op: "Neg", from: "relu1", to: { node: "relu1", port: 0 } })),
    ).toBe("cycle: relu1 → neg1: connecting would close a cycle.");
  });
});

test("an operation made inside a group belongs to it, and to none that is not there", () => {
  const grouped = drawn(
    (d) => addOperation(d, { op: "Relu" }),
    (d) => group(d, ["node:relu1"]),
    (d) => addOperation(d, { op: "Neg", from: "relu1", group: "group1" }),
    (d) => addOperation(d, { op: "Exp", group: "gone" }),
  );
  expect(grouped.drawing?.groups).toEqual([{ id: "group1", title: "Group 1", nodes: ["relu1", "neg1"] }]);
});

describe("a value", () => {
  test("is named by its role", () => {
    const document = drawn(
      (d) => addValue(d, { role: "input" }),
      (d) => addValue(d, { role: "input" }),
      (d) => addValue(d, { role: "constant" }),
      (d) => addValue(d, { role: "state", at: { x: 1, y: 2 } }),
    );
    expect(document.tensors.map((t) => `${t.role} ${t.id}`)).toEqual([
      "input x",
      "input x2",
      "constant w",
      "state s",
    ]);
    expect(document.drawing?.at).toEqual({ "value:s": [1, 2] });
  });

  test.each([
    ["Conv", 1, [64, 16, 3, 3]],
    ["Conv", 2, [64]],
    ["BatchNorm", 1, [16]],
    ["Add", 1, [1, 16, 8, 8]],
    ["Concat", 1, [1, 16, 8, 8]],
  ])("has the shape that %s wants at port %i", (op, port, shape) => {
    const { document, chosen } = run(
      drawn(
        (d) => addValue(d, IMAGE),
        (d) => addOperation(d, { op, from: "x" }),
      ),
      (d) => addValue(d, { role: "constant", to: { node: `${op.toLowerCase()}1`, port } }),
    );
    expect(document.tensors.at(-1)).toEqual({ id: "w", dtype: "float32", shape, role: "constant" });
    expect(document.nodes[0]?.inputs).toEqual(["x", "w"]);
    expect(chosen).toEqual(["value:w"]);
  });

  test("is refused with a type that its port cannot take, or a port that is taken", () => {
    const document = drawn(
      (d) => addValue(d, X),
      (d) => addOperation(d, { op: "Add", from: "x" }),
    );
    const wrong = { dtype: "float32", shape: [5] } as const;
    expect(
      refusal(document, (d) => addValue(d, { role: "constant", type: wrong, to: { node: "add1", port: 1 } })),
    ).toMatch(/^wrong-type: .*2×3.*5/);
    expect(refusal(document, (d) => addValue(d, { role: "constant", to: { node: "add1", port: 0 } }))).toBe(
      "second-producer: A of add1 reads x already.",
    );
    expect(
      refusal(document, (d) => addValue(d, { role: "constant", type: { dtype: "string", shape: [1] } })),
    ).toMatch(/^unknown-size: /);
  });
});

describe("outputs", () => {
  test("are marked and unmarked, and lose their places", () => {
    const start = drawn((d) => addOperation(d, { op: "Relu" }));
    const marked = run(start, (d) => markOutputs(d, ["relu1"], true, { x: 3, y: 4 }));
    expect(marked.says).toBe("Marked relu1 as an output");
    expect(marked.chosen).toEqual(["output:relu1"]);
    expect(marked.document.outputs).toEqual(["relu1"]);
    expect(marked.document.drawing?.at).toEqual({ "output:relu1": [3, 4] });
    const unmarked = edited(marked.document, (d) => markOutputs(d, ["relu1"], false));
    expect(unmarked.outputs).toEqual([]);
    expect(unmarked.drawing?.at).toEqual({});
    expect(refusal(start, (d) => markOutputs(d, ["y"], true))).toBe(
      'unknown-tensor: There is no tensor "y".',
    );
  });
});

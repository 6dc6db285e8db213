import { describe, expect, test } from "vitest";
import type { GraphDocument, ShareRight } from "../document.ts";
import * as change from "./change.ts";
import { connect } from "./connect.ts";
import { portFaults } from "./faults.ts";
import { addOperation, addValue, markOutputs } from "./make.ts";
import { drawn, edited, imported, lines, refusal, run } from "./testing/script.ts";

const X = { role: "input", type: { dtype: "float32", shape: [2, 3] } } as const;

const net = drawn(
  (d) => addValue(d, X),
  (d) => addOperation(d, { op: "Relu", from: "x" }),
  (d) => addOperation(d, { op: "Add", from: "relu1" }),
  (d) => connect(d, "x", { node: "add1", port: 1 }),
);

function tensor(document: GraphDocument, id: string) {
  return document.tensors.find((t) => t.id === id);
}

describe("names", () => {
  test("of nodes change everywhere, with the tensors that go by them", () => {
    const start: GraphDocument = {
      ...net,
      outputs: ["add1"],
      order: ["relu1", "add1"],
      findings: [{ severity: "info", code: "told", message: "Told.", at: ["node:add1", "tensor:add1"] }],
      drawing: {
        at: { "node:add1": [1, 2], "output:add1": [3, 4] },
        groups: [{ id: "g", title: "G", nodes: ["add1"] }],
      },
    };
    const { document, says, chosen } = run(start, (d) => change.renameNode(d, "add1", " sum "));
    expect(says).toBe("Renamed add1 to sum");
    expect(chosen).toEqual(["node:sum"]);
    expect(lines(document)[1]).toBe("sum = Add(0:relu1, 1:x) → 2×3");
    expect(document).toMatchObject({
      outputs: ["sum"],
      order: ["relu1", "sum"],
      findings: [{ at: ["node:sum", "tensor:sum"] }],
      drawing: { at: { "node:sum": [1, 2], "output:sum": [3, 4] }, groups: [{ nodes: ["sum"] }] },
    });
    expect(document.nodes[0]).toBe(start.nodes[0]);
  });

  test("of tensors change everywhere; those of imported nodes stay when the node is renamed", () => {
    const file: GraphDocument = {
      ...imported("a = Relu(x)", "b = Relu(a.t)"),
      shipped: { title: "Plan", offsets: { "a.t": 0 } },
    };
    const document = edited(
      file,
      (d) => change.renameTensor(d, "a.t", "mid"),
      (d) => change.renameNode(d, "b", "last"),
    );
    expect(lines(document)).toEqual(["a = Relu(0:x) → mid 2×3", "last = Relu(0:mid) → b.t 2×3"]);
    expect(document.shipped?.offsets).toEqual({ mid: 0 });
  });

  test("that are taken or empty are refused", () => {
    expect(refusal(net, (d) => change.renameNode(d, "relu1", "add1"))).toBe(
      'duplicate-id: There is a node named "add1" already.',
    );
    expect(refusal(net, (d) => change.renameTensor(d, "x", " "))).toBe("empty-id: A tensor needs a name.");
    expect(edited(net, (d) => change.renameNode(d, "relu1", "relu1"))).toBe(net);
  });
});

describe("operators", () => {
  test("keep the connections and attributes that the new one has", () => {
    const pooled = drawn(
      (d) => addValue(d, { role: "input", type: { dtype: "float32", shape: [1, 4, 8, 8] } }),
      (d) => addOperation(d, { op: "MaxPool", from: "x", attributes: { kernel: [4, 4], stride: [4, 4] } }),
      (d) => change.setOperator(d, ["maxpool1"], "avgpool"),
    );
    expect(pooled.nodes[0]?.attributes).toMatchObject({ kernel: [4, 4], stride: [4, 4] });
    expect(lines(pooled)).toEqual(["maxpool1 = AveragePool(0:x) → 1×4×2×2"]);
    const { document, says } = run(net, (d) => change.setOperator(d, ["add1"], "Neg"));
    expect(says).toBe("Made add1 Neg");
    expect(lines(document)[1]).toBe("add1 = Neg(0:relu1) → 2×3");
  });

  test("make and drop outputs with those who read them", () => {
    const split = edited(
      net,
      (d) => change.setOperator(d, ["relu1"], "Split"),
      (d) => change.setAttribute(d, ["relu1"], "axis", 0),
      (d) => addOperation(d, { op: "Neg", from: "relu1:1" }),
    );
    expect(lines(split)[0]).toBe("relu1 = Split(0:x) → relu1 1×3, relu1:1 1×3");
    expect(lines(split)[1]).toBe("neg1 = Neg(0:relu1:1) → 1×3");
    const one = edited(split, (d) => change.setOperator(d, ["relu1"], "Relu"));
    expect(lines(one)[1]).toBe("neg1 = Neg() → 1×3");
    expect(tensor(one, "relu1:1")).toBeUndefined();
  });

  test("may be ones that we do not know, which keep what they made", () => {
    const document = edited(net, (d) => change.setOperator(d, ["relu1", "add1"], "Fancy"));
    expect(lines(document)).toEqual(["relu1 = Fancy(0:x) → 2×3", "add1 = Fancy(0:relu1, 1:x) → 2×3"]);
    expect(document.nodes[0]?.mayShare).toBeUndefined();
  });
});

describe("attributes", () => {
  test("change what follows", () => {
    const document = drawn(
      (d) => addValue(d, { role: "input", type: { dtype: "float32", shape: [1, 3, 8, 8] } }),
      (d) => addOperation(d, { op: "Conv", from: "x" }),
      (d) => addOperation(d, { op: "Relu", from: "conv1" }),
    );
    const { document: made, says } = run(document, (d) =>
      change.setAttribute(d, ["conv1"], "stride", [2, 2]),
    );
    expect(says).toBe("Set stride of conv1 to 2 × 2");
    expect(lines(made)).toEqual(["conv1 = Conv(0:x) → 1×64×4×4", "relu1 = Relu(0:conv1) → 1×64×4×4"]);
    expect(edited(made, (d) => change.setAttribute(d, ["conv1"], "stride", [2, 2]))).toBe(made);
  });

  test("that cannot be are refused, as are those that nobody has", () => {
    const document = drawn((d) => addOperation(d, { op: "Conv" }));
    expect(refusal(document, (d) => change.setAttribute(d, ["conv1"], "stride", [0, 1]))).toMatch(
      /^bad-attribute: .* must be 2? ?whole numbers from 1 up/,
    );
    expect(refusal(document, (d) => change.setAttribute(d, ["conv1"], "heads", 2))).toBe(
      "no-attribute: Conv (conv1) has no attribute heads.",
    );
  });
});

describe("types by hand", () => {
  test("stay as they are, and what follows is inferred", () => {
    const typed = run(net, (d) => change.setType(d, ["relu1"], { shape: [4, 2, 3] }));
    expect(typed.says).toBe("Made relu1 4×2×3");
    expect(tensor(typed.document, "relu1")).toMatchObject({ shape: [4, 2, 3], typed: "hand" });
    expect(lines(typed.document)[1]).toBe("add1 = Add(0:relu1, 1:x) → 4×2×3");
    const wide = edited(typed.document, (d) => change.setType(d, ["x"], { dtype: "float64" }));
    expect(tensor(wide, "relu1")?.dtype).toBe("float32");
    const again = edited(wide, (d) => change.inferAgain(d, ["relu1"]));
    expect(tensor(again, "relu1")).toEqual({ id: "relu1", dtype: "float64", shape: [2, 3] });
    expect(lines(again)[1]).toBe("add1 = Add(0:relu1, 1:x) → 2×3");
  });

  test("take views along that they no longer hold, and sizes by hand do so too", () => {
    const viewed = edited(net, (d) => addOperation(d, { op: "Reshape", from: "x" }));
    expect(viewed.nodes[2]?.mayShare).toEqual([{ output: 0, input: 0, how: "view" }]);
    const { document, says } = run(viewed, (d) => change.setBytes(d, ["x"], 4));
    expect(says).toBe("Sized x by hand: 4 B");
    expect(document.nodes[2]?.mayShare).toBeUndefined();
    const back = edited(document, (d) => change.setBytes(d, ["x"], null));
    expect(back.nodes[2]?.mayShare).toHaveLength(1);
  });

  test("leave imported nodes alone where operators do not explain them", () => {
    const file = imported("a = Relu(x)", "b = MaxPool(a.t)", "c = Relu(b.t)");
    const document = edited(file, (d) => change.setType(d, ["x"], { shape: [7] }));
    expect(lines(document)).toEqual([
      "a = Relu(0:x) → a.t 7",
      "b = MaxPool(0:a.t) → b.t 2×3",
      "c = Relu(0:b.t) → c.t 2×3",
    ]);
    expect(document.nodes).toBe(file.nodes);
    expect(portFaults(document, "b")).toEqual([]);
  });

  test("without a size are refused", () => {
    expect(refusal(net, (d) => change.setType(d, ["x"], { dtype: "string" }))).toMatch(/^unknown-size: /);
    expect(refusal(net, (d) => change.setType(d, ["x"], { shape: [1.5] }))).toMatch(/^bad-number: /);
    expect(refusal(net, (d) => change.setType(d, ["x"], { shape: [{ symbol: "", max: 1 }] }))).toBe(
      "empty-id: A symbol needs a name.",
    );
    expect(refusal(net, (d) => change.setBytes(d, ["x"], -1))).toMatch(/^bad-number: /);
    expect(refusal(net, (d) => change.setType(d, [], { shape: [1] }))).toBe(
      "nothing-chosen: No tensor is chosen.",
    );
  });
});

test("a symbol is planned at another size wherever it stands", () => {
  const T = { symbol: "T", max: 8 } as const;
  const document = edited(net, (d) => change.setType(d, ["x"], { shape: [T, 4] }));
  const { document: large, says } = run(document, (d) => change.setSymbol(d, "T", 512));
  expect(says).toBe("Planned T at 512");
  expect(tensor(large, "add1")?.shape).toEqual([{ symbol: "T", max: 512 }, 4]);
  expect(refusal(large, (d) => change.setSymbol(d, "N", 2))).toBe(
    'unknown-symbol: No shape has the symbol "N".',
  );
  expect(refusal(large, (d) => change.setSymbol(d, "T", -2))).toMatch(/^bad-number/);
});

describe("rights", () => {
  const over = { output: 0, input: 1, how: "inplace" } as const satisfies ShareRight;

  test("by hand stay when inputs come and go; the operator's come back when asked for", () => {
    const { document, says } = run(net, (d) => change.setRight(d, "add1", over, false));
    expect(says).toBe("add1 of add1 may not be written over x now");
    expect(document.nodes[1]).toMatchObject({
      mayShare: [{ output: 0, input: 0, how: "inplace" }],
      drawn: { rights: "hand" },
    });
    const touched = edited(document, (d) => change.setType(d, ["x"], { shape: [5] }));
    expect(touched.nodes[1]?.mayShare).toEqual([{ output: 0, input: 0, how: "inplace" }]);
    const back = edited(touched, (d) => change.setRights(d, ["add1"], "operator"));
    expect(back.nodes[1]).toMatchObject({ mayShare: [{ input: 0 }, { input: 1 }], drawn: {} });
    const none = edited(back, (d) => change.setRights(d, ["add1", "relu1"], "none"));
    expect(none.nodes.map((n) => n.mayShare)).toEqual([undefined, undefined]);
  });

  test("that cannot be are refused", () => {
    expect(refusal(net, (d) => change.setRight(d, "add1", { ...over, input: 2 }, true))).toMatch(
      /^bad-share: /,
    );
    const beyond = { ...over, how: "view", byteOffset: 4 } as const;
    expect(refusal(net, (d) => change.setRight(d, "add1", beyond, true))).toBe(
      "view-outside: add1 would reach beyond the end of x, so it cannot be a view of it.",
    );
    const unknown = edited(net, (d) => change.setOperator(d, ["relu1"], "Fancy"));
    expect(refusal(unknown, (d) => change.setRights(d, ["relu1"], "operator"))).toBe(
      "unknown-operator: What Fancy may share is not known.",
    );
  });
});

describe("memory", () => {
  test("is set for many at once, and set back", () => {
    const start = { ...net, arenas: [{ id: "sram" }, { id: "dram" }] };
    const document = edited(
      start,
      (d) => change.setAlignment(d, ["x", "relu1", "add1"], 64),
      (d) => change.setArena(d, ["relu1"], "dram"),
      (d) => change.setWorkspace(d, ["add1"], 100),
      (d) => change.setRole(d, ["x"], "state"),
    );
    expect(tensor(document, "relu1")).toMatchObject({ alignment: 64, arena: "dram" });
    expect(tensor(document, "x")?.role).toBe("state");
    const back = edited(
      document,
      (d) => change.setAlignment(d, ["x", "relu1", "add1"], null),
      (d) => change.setArena(d, ["relu1"], null),
      (d) => change.setWorkspace(d, ["add1"], 0),
      (d) => change.setRole(d, ["x"], "input"),
    );
    expect(back).toEqual(start);
  });

  test("that cannot be is refused", () => {
    expect(refusal(net, (d) => change.setAlignment(d, ["x"], 0))).toMatch(/^bad-number/);
    expect(refusal(net, (d) => change.setArena(d, ["x"], "sram"))).toBe(
      'unknown-arena: There is no arena "sram".',
    );
    expect(refusal(net, (d) => change.setWorkspace(d, ["add1"], 0.5))).toMatch(/^bad-number/);
    expect(refusal(net, (d) => change.setRole(d, ["relu1"], "input"))).toBe(
      "made-although: relu1 makes relu1, so it cannot be an input.",
    );
  });
});

describe("at ports", () => {
  test("what is free, unknown or wrong is said", () => {
    const document = drawn(
      (d) => addValue(d, X),
      (d) => addValue(d, { role: "input", type: { dtype: "float32", shape: [3] } }),
      (d) => addOperation(d, { op: "Add", from: "x" }),
    );
    expect(portFaults(document, "add1")).toEqual([
      { side: "in", port: 1, kind: "open", says: "In B: nothing is connected." },
    ]);
    const wrong = edited(
      document,
      (d) => connect(d, "x2", { node: "add1", port: 1 }),
      (d) => change.setType(d, ["x2"], { shape: [5] }),
    );
    expect(portFaults(wrong, "add1")).toMatchObject([{ kind: "fault" }]);
    expect(portFaults(wrong, "nobody")).toEqual([]);
  });

  test("an operation of our own asks for types until it has them", () => {
    const document = drawn((d) => addOperation(d, { op: "Custom" }));
    expect(portFaults(document, "custom1")).toMatchObject([{ port: -1, kind: "open" }]);
    expect(
      portFaults(
        edited(document, (d) => change.setType(d, ["custom1"], { shape: [1] })),
        "custom1",
      ),
    ).toEqual([]);
    expect(edited(document, (d) => markOutputs(d, ["custom1"], true)).outputs).toEqual(["custom1"]);
  });
});

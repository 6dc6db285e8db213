import { describe, expect, test } from "vitest";
import type { GraphDocument } from "../document.ts";
import { connect, connectTargets, disconnect, mayConnect, reconnect } from "./connect.ts";
import { portFaults } from "./faults.ts";
import { addOperation, addValue } from "./make.ts";
import { drawn, edited, imported, lines, refusal, run } from "./testing/script.ts";

const X = { role: "input", type: { dtype: "float32", shape: [2, 3] } } as const;

/** x, relu1 of x, concat1 of relu1 and x and relu1, and an add1 that reads nothing. */
const net = drawn(
  (d) => addValue(d, X),
  (d) => addOperation(d, { op: "Relu", from: "x" }),
  (d) => addOperation(d, { op: "Concat", from: "relu1", attributes: { axis: 0 } }),
  (d) => connect(d, "x", { node: "concat1", port: 1 }),
  (d) => connect(d, "relu1", { node: "concat1", port: 2 }),
  (d) => addOperation(d, { op: "Add" }),
);

describe("connecting", () => {
  test("says what it did and infers what follows, as far as it follows", () => {
    const chain = drawn(
      (d) => addOperation(d, { op: "Relu" }),
      (d) => addOperation(d, { op: "Neg", from: "relu1" }),
      (d) => addOperation(d, { op: "Unheard", from: "neg1" }),
      (d) => addOperation(d, { op: "Exp", from: "unheard1" }),
      (d) => addValue(d, X),
    );
    const { document, says } = run(chain, (d) => connect(d, "x", { node: "relu1", port: 0 }));
    expect(says).toBe("Connected x to relu1 (X)");
    expect(lines(document)).toEqual([
      "relu1 = Relu(0:x) → 2×3",
      "neg1 = Neg(0:relu1) → 2×3",
      "unheard1 = Unheard(0:neg1) → 64×64",
      "exp1 = Exp(0:unheard1) → 64×64",
    ]);
    expect(document.nodes[3]).toBe(chain.nodes[3]);
  });

  test("leaves gaps at ports that are free", () => {
    const document = edited(net, (d) => connect(d, "relu1", { node: "add1", port: 1 }));
    expect(lines(document)[2]).toBe("add1 = Add(1:relu1) → 64×64");
    const both = edited(document, (d) => connect(d, "x", { node: "add1", port: 0 }));
    expect(both.nodes[2]).toMatchObject({ inputs: ["x", "relu1"], drawn: {} });
    expect(lines(both)[2]).toBe("add1 = Add(0:x, 1:relu1) → 2×3");
  });

  test("takes what was never known for any type: chains can be drawn before their inputs", () => {
    const document = drawn(
      (d) => addOperation(d, { op: "Conv" }),
      (d) => addOperation(d, { op: "Conv" }),
      (d) => connect(d, "conv1", { node: "conv2", port: 0 }),
    );
    expect(lines(document)[1]).toBe("conv2 = Conv(0:conv1) → 64×64");
    expect(portFaults(document, "conv2")).toMatchObject([
      { port: 0, kind: "open", follows: true, says: "In X: the type of conv1 is not known yet." },
    ]);
  });

  test.each<[string, string, number, string]>([
    ["concat1", "relu1", 0, "second-producer: X of relu1 reads x already."],
    ["relu1", "relu1", 1, "no-port: relu1 (Relu) has no input 2."],
    ["relu1", "nobody", 0, 'unknown-node: There is no node "nobody".'],
    ["nothing", "add1", 0, 'unknown-tensor: There is no tensor "nothing".'],
    [
      "concat1",
      "concat1",
      3,
      "cycle: concat1 cannot read what it makes itself: connecting would close a cycle.",
    ],
  ])("%s to %s at %i is refused", (tensor, node, port, says) => {
    expect(refusal(net, (d) => connect(d, tensor, { node, port }))).toBe(says);
  });

  test("names the nodes of a cycle, long ones shortly", () => {
    const chain = imported("a = F()", "b = F(a.t)", "c = F(b.t)", "d = F(c.t)", "e = F(d.t)", "f = F(e.t)");
    expect(refusal(chain, (d) => connect(d, "c.t", { node: "a", port: 0 }))).toBe(
      "cycle: a → b → c: connecting would close a cycle.",
    );
    expect(refusal(chain, (d) => connect(d, "f.t", { node: "a", port: 0 }))).toBe(
      "cycle: a → b → c → … → f: connecting would close a cycle.",
    );
  });

  test("refuses a type with both in the sentence, but not for a fault that was there already", () => {
    const document = edited(
      net,
      (d) => addValue(d, { role: "constant", type: { dtype: "float32", shape: [5] } }),
      (d) => connect(d, "x", { node: "add1", port: 0 }),
    );
    expect(refusal(document, (d) => connect(d, "w", { node: "add1", port: 1 }))).toMatch(
      /^wrong-type: .*2×3.*5/,
    );
    expect(mayConnect(document, "relu1", { node: "add1", port: 1 }).ok).toBe(true);
  });

  test("repairs a given order, moving what has to move", () => {
    const file: GraphDocument = {
      ...imported("a = F(x)", "b = F(x)", "c = F(x)", "d = F(x)"),
      order: ["a", "b", "c", "d"],
    };
    expect(edited(file, (d) => connect(d, "c.t", { node: "a", port: 1 })).order).toEqual([
      "c",
      "a",
      "b",
      "d",
    ]);
    expect(edited(file, (d) => connect(d, "a.t", { node: "c", port: 1 })).order).toBe(file.order);
  });
});

describe("disconnecting", () => {
  test("keeps the others where they are, and what was inferred", () => {
    const document = edited(
      net,
      (d) => connect(d, "x", { node: "add1", port: 0 }),
      (d) => connect(d, "relu1", { node: "add1", port: 1 }),
    );
    const { document: open, says } = run(document, (d) => disconnect(d, { node: "add1", port: 0 }));
    expect(says).toBe("Disconnected x from add1 (A)");
    expect(lines(open)[2]).toBe("add1 = Add(1:relu1) → 2×3");
    expect(open.nodes[2]?.drawn).toEqual({ ports: [1] });
  });

  test("closes the gap among ports of many", () => {
    const document = edited(net, (d) => disconnect(d, { node: "concat1", port: 0 }));
    expect(lines(document)[1]).toBe("concat1 = Concat(0:x, 1:relu1) → 4×3");
    expect(document.nodes[1]?.drawn).toEqual({});
  });

  test("keeps the rights of imported nodes over what stays", () => {
    const file = imported("a = Add(x, y)");
    const [row] = file.nodes;
    const mayShare = [0, 1].map((input) => ({ output: 0, input, how: "inplace" as const }));
    const document = { ...file, nodes: row === undefined ? [] : [{ ...row, mayShare }] };
    const open = edited(document, (d) => disconnect(d, { node: "a", port: 0 }));
    expect(open.nodes[0]).toMatchObject({
      inputs: ["y"],
      mayShare: [{ output: 0, input: 0, how: "inplace" }],
      drawn: { ports: [1], rights: "hand" },
    });
  });

  test("is refused where nothing is", () => {
    expect(refusal(net, (d) => disconnect(d, { node: "add1", port: 0 }))).toBe(
      "not-connected: Nothing is connected to add1 (A).",
    );
  });
});

describe("reconnecting", () => {
  test("moves an end in one edit", () => {
    const { document, says } = run(net, (d) =>
      reconnect(d, { node: "concat1", port: 1 }, { node: "add1", port: 1 }),
    );
    expect(says).toBe("Moved x to add1 (B)");
    expect(lines(document).slice(1)).toEqual([
      "concat1 = Concat(0:relu1, 1:relu1) → 4×3",
      "add1 = Add(1:x) → 64×64",
    ]);
  });

  test("moves an end to the last port of the same many, and nowhere when it stays", () => {
    const at = { node: "concat1", port: 1 };
    const document = edited(net, (d) => reconnect(d, at, { node: "concat1", port: 3 }));
    expect(lines(document)[1]).toBe("concat1 = Concat(0:relu1, 1:relu1, 2:x) → 6×3");
    expect(edited(net, (d) => reconnect(d, at, at))).toBe(net);
  });

  test("leaves all as it was when it is refused", () => {
    const from = { node: "concat1", port: 1 };
    expect(refusal(net, (d) => reconnect(d, from, { node: "relu1", port: 0 }))).toMatch(/^second-producer/);
  });
});

test("targets are all free ports, those that may be connected first and near ones before far ones", () => {
  const document = edited(net, (d) => addOperation(d, { op: "Neg" }));
  const targets = connectTargets(document, "concat1").map((t) => `${t.node} ${t.portName} ${t.why ?? "ok"}`);
  expect(targets).toEqual(["add1 A ok", "add1 B ok", "neg1 X ok"]);
  expect(connectTargets(document, "relu1").map((t) => `${t.node} ${t.portName}`)).toEqual([
    "concat1 X4",
    "add1 A",
    "add1 B",
    "neg1 X",
  ]);
  const [far] = connectTargets(imported("a = F(b.t)", "b = F(c.t)", "c = F()"), "a.t").slice(-1);
  expect(far?.why).toBe("c → b → a: connecting would close a cycle.");
});

import { expect, test } from "vitest";
import type { GraphDocument } from "../document.ts";
import { renameNode } from "./change-names.ts";
import { connect } from "./connect.ts";
import { group, placeBoxes } from "./draw.ts";
import { addOperation, addValue, markOutputs } from "./make.ts";
import { remove } from "./remove.ts";
import { drawn, edited, imported, lines, refusal, run } from "./testing/script.ts";

const X = { role: "input", type: { dtype: "float32", shape: [2, 3] } } as const;

/** x → relu1 → neg1 → add1 (with x) → an output. */
const net = drawn(
  (d) => addValue(d, X),
  (d) => addOperation(d, { op: "Relu", from: "x" }),
  (d) => addOperation(d, { op: "Neg", from: "relu1" }),
  (d) => addOperation(d, { op: "Add", from: "neg1" }),
  (d) => connect(d, "x", { node: "add1", port: 1 }),
  (d) => markOutputs(d, ["add1"], true),
);

test("readers of a removed node read nothing at the ports where they read it", () => {
  const { document, says, chosen } = run(net, (d) => remove(d, ["node:neg1"], { bridge: false }));
  expect(says).toBe("Removed neg1");
  expect(chosen).toEqual([]);
  expect(lines(document)).toEqual(["relu1 = Relu(0:x) → 2×3", "add1 = Add(1:x) → 2×3"]);
  expect(document.tensors.map((t) => t.id)).toEqual(["x", "relu1", "add1"]);
  expect(document.nodes[0]).toBe(net.nodes[0]);
});

test("a bridge goes over all that is removed", () => {
  const both = run(net, (d) => remove(d, ["node:neg1", "node:relu1"], { bridge: true }));
  expect(both.says).toBe("Removed relu1 and neg1 and bridged the gap");
  expect(lines(both.document)).toEqual(["add1 = Add(0:x, 1:x) → 2×3"]);
  const last = edited(net, (d) => remove(d, ["node:add1"], { bridge: true }));
  expect(last.outputs).toEqual(["neg1"]);
});

test("no bridge leads to a port that cannot take what it brings", () => {
  const document = edited(
    net,
    (d) => addOperation(d, { op: "Reshape", from: "x" }),
    (d) => addOperation(d, { op: "Add", from: "reshape1", id: "sum" }),
    (d) =>
      addValue(d, {
        role: "constant",
        type: { dtype: "float32", shape: [6] },
        to: { node: "sum", port: 1 },
      }),
    (d) => remove(d, ["node:reshape1"], { bridge: true }),
  );
  expect(lines(document).at(-1)).toBe("sum = Add(1:w) → 6");
});

test("a value goes with its connections, an output mark alone", () => {
  const { document, says } = run(net, (d) => remove(d, ["value:x", "output:add1"], { bridge: false }));
  expect(says).toBe("Removed x, the output mark of add1");
  expect(lines(document)).toEqual([
    "relu1 = Relu() → 2×3",
    "neg1 = Neg(0:relu1) → 2×3",
    "add1 = Add(0:neg1) → 2×3",
  ]);
  expect(document.outputs).toEqual([]);
});

test("a group goes with its members, and nothing names what is gone", () => {
  const places = ["node:relu1", "node:add1", "output:add1"] as const;
  const box = (key: (typeof places)[number]) => ({ key, x: 0, y: 0, width: 9, height: 9 });
  const document = edited(
    { ...net, order: ["relu1", "neg1", "add1"] },
    (d) => placeBoxes(d, places.map(box), "Moved", []),
    (d) => group(d, ["node:relu1", "node:neg1"]),
    (d) => group(d, ["node:neg1", "node:add1"], "Tail"),
    (d) => remove(d, ["group:group2"], { bridge: false }),
  );
  expect(document.drawing).toEqual({
    at: { "node:relu1": [0, 0] },
    groups: [{ id: "group1", title: "Group 1", nodes: ["relu1"] }],
  });
  expect(document.order).toEqual(["relu1"]);
});

test("what a file said of a removed row goes with it", () => {
  const told = (at: readonly string[]) => ({ severity: "info", code: "told", message: "Told.", at }) as const;
  const file: GraphDocument = {
    ...imported("a = Relu(x)", "b = Relu(a.t)"),
    findings: [told(["node:a"]), told(["node:a", "node:b"]), told([]), told(["file"])],
    shipped: { title: "Plan", offsets: { "a.t": 0, "b.t": 24 } },
  };
  const document = edited(file, (d) => remove(d, ["node:a"], { bridge: false }));
  expect(document.findings?.map((f) => f.at)).toEqual([["node:a", "node:b"], [], ["file"]]);
  expect(document.shipped?.offsets).toEqual({ "b.t": 24 });
  expect(edited(document, (d) => remove(d, ["node:b"], { bridge: false })).shipped).toBeUndefined();
});

test("nothing chosen, or nothing that is there, is refused", () => {
  expect(refusal(net, (d) => remove(d, [], { bridge: false }))).toBe("nothing-chosen: No box is chosen.");
  expect(refusal(net, (d) => remove(d, ["node:gone", "value:relu1"], { bridge: true }))).toMatch(
    /^nothing-chosen/,
  );
});

test("nodes that are gone exclude nobody, and those that are renamed exclude by their new name", () => {
  const document: GraphDocument = {
    ...net,
    exclusive: [
      ["relu1", "neg1"],
      ["relu1", "add1"],
    ],
  };
  const fewer = edited(document, (d) => remove(d, ["node:neg1"], { bridge: true }));
  expect(fewer.exclusive).toEqual([["relu1", "add1"]]);
  expect(edited(fewer, (d) => renameNode(d, "add1", "sum")).exclusive).toEqual([["relu1", "sum"]]);
});

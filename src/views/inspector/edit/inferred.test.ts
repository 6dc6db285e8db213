import { expect, test } from "vitest";
import { setType } from "../../../core/edit/change.ts";
import { connect } from "../../../core/edit/connect.ts";
import { addOperation, addValue } from "../../../core/edit/make.ts";
import { drawn, edited } from "../../../core/edit/testing/script.ts";
import { againstOperator, inferredText } from "./inferred.ts";

const X = { role: "input", type: { dtype: "float32", shape: [2, 3] } } as const;

test("what an operator cannot tell yet is not said to be inferred, but what it waits for is", () => {
  const document = drawn(
    (d) => addValue(d, X),
    (d) => addOperation(d, { op: "Add", from: "x" }),
    (d) => addOperation(d, { op: "Add" }),
    (d) => addOperation(d, { op: "Relu", from: "add1" }),
  );
  const row = (id: string) => document.tensors.filter((t) => t.id === id);
  expect(inferredText(document, row("add1"), "Add")).toBe("not known yet: B is free");
  expect(inferredText(document, row("add2"), "Add")).toBe("not known yet: A and B are free");
  expect(inferredText(document, row("relu1"), "Relu")).toBe(
    "not known yet: the types of its inputs are open",
  );
  expect(inferredText(document, [...row("add1"), ...row("relu1")], "their operators")).toBe(
    "2 not known yet",
  );
  const whole = edited(document, (d) => connect(d, "x", { node: "add1", port: 1 }));
  expect(inferredText(whole, row("add1"), "Add")).toBe("inferred by Add");
});

test("a type by hand is set against what the operator would give", () => {
  const document = drawn(
    (d) => addValue(d, X),
    (d) => addOperation(d, { op: "Relu", from: "x" }),
    (d) => addOperation(d, { op: "Sigmoid", from: "x" }),
    (d) => setType(d, ["relu1", "sigmoid1"], { shape: [7, 7] }),
  );
  const rows = document.tensors.filter((t) => t.id !== "x");
  expect(againstOperator(document, rows.slice(0, 1))).toBe(
    "Relu would give 2×3 float32; 7×7 was typed by hand",
  );
  expect(againstOperator(document, rows)).toBe("2 typed by hand against their operators");
  const same = edited(document, (d) => setType(d, ["relu1", "sigmoid1"], { shape: [2, 3] }));
  expect(againstOperator(same, same.tensors)).toBeUndefined();
});

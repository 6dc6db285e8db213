import { expect, test } from "vitest";
import { attributeFault } from "./attribute-fault.ts";
import { findOperators, OPERATORS, operatorOf } from "./index.ts";
import { named } from "./testing/infer.ts";
import { type AttributeSpec, OPERATOR_GROUPS } from "./types.ts";

test("each name and alias is of one operator only", () => {
  const names = OPERATORS.flatMap(({ id, aliases }) => [id, ...aliases].map((name) => name.toLowerCase()));
  expect(names).toHaveLength(new Set(names).size);
});

test("the table is complete: every operator and group, port and attribute says what it is", () => {
  expect(new Set(OPERATORS.map(({ group }) => group))).toEqual(new Set(OPERATOR_GROUPS));
  for (const { says, inputs, outputs, attributes } of OPERATORS) {
    for (const text of [
      says,
      ...[...inputs, ...outputs({}), ...attributes].flatMap((it) => [it.name, it.says]),
    ]) {
      expect(text).not.toBe("");
      expect(text).not.toMatch(/\.$/u);
    }
    expect(inputs.slice(0, -1).some(({ many }) => many)).toBe(false);
    expect(new Set(inputs.map(({ name }) => name)).size).toBe(inputs.length);
  }
});

test("operators are known by aliases and in any case", () => {
  expect(operatorOf("CONV_2D")?.id).toBe("Conv");
  expect(operatorOf("relu")?.id).toBe("Relu");
  expect(operatorOf("FULLY_CONNECTED")?.id).toBe("Linear");
  expect(operatorOf("nothing")).toBeUndefined();
  expect(operatorOf("constructor")).toBeUndefined();
});

test("names whose rule is another without attributes are no aliases", () => {
  for (const op of ["BATCH_MATMUL", "PRELU", "SELECT", "addmm", "MatMulInteger"])
    expect(operatorOf(op)).toBeUndefined();
});

test("outputs are as many as attributes say", () => {
  expect(
    named("Split")
      .outputs({ parts: 3, sizes: [] })
      .map(({ name }) => name),
  ).toEqual(["Y1", "Y2", "Y3"]);
  expect(named("Split").outputs({ parts: 3, sizes: [1, 2] })).toHaveLength(2);
  expect(named("Split").outputs({ parts: 1e9 })).toHaveLength(1);
  expect(named("Custom").outputs({ outputs: 0 })).toEqual([]);
  expect(
    named("Custom")
      .outputs({})
      .map(({ name }) => name),
  ).toEqual(["Y"]);
  expect(
    named("TopK")
      .outputs({})
      .map(({ name }) => name),
  ).toEqual(["values", "indices"]);
});

function found(text: string): string[] {
  return findOperators(text).map(({ id }) => id);
}

test("what is searched is found: names before other names, beginnings before middles, then what it does", () => {
  expect(findOperators("")).toBe(OPERATORS);
  expect(found("conv").slice(0, 4)).toEqual(["Conv", "ConvTranspose", "Cast", "DepthwiseConv"]);
  expect(found("mat")[0]).toBe("MatMul");
  expect(found("Global average")[0]).toBe("GlobalAveragePool");
  expect(found("cat")[0]).toBe("Concat");
  expect(found("soft max")[0]).toBe("Softmax");
  expect(found("logarithm")).toContain("Log");
  expect(found("gap")[0]).toBe("GlobalAveragePool");
  expect(found("lyrn")).toContain("LayerNorm");
  expect(found("batchn")).toEqual(["BatchNorm"]);
  expect(found("qqq")).toEqual([]);
  expect(found("--")).toEqual([]);
});

const spec = (kind: AttributeSpec["kind"]): AttributeSpec => ({
  name: "a",
  title: "It",
  says: "",
  default: 0,
  kind,
});

test.each<[AttributeSpec["kind"], AttributeSpec["default"], string | undefined]>([
  [{ kind: "whole", least: 1 }, 3, undefined],
  [{ kind: "whole", least: 1 }, 0, "It must be a whole number from 1 up."],
  [{ kind: "whole", least: 1 }, 1.5, "It must be a whole number from 1 up."],
  [{ kind: "whole", least: 1 }, "3", "It must be a whole number from 1 up."],
  [{ kind: "whole", least: -2, most: 1 }, 2, "It must be a whole number from −2 to 1."],
  [{ kind: "wholes", least: 0 }, [], undefined],
  [{ kind: "wholes", least: 0 }, [1, -1], "It must be whole numbers from 0 up, such as 1, 2."],
  [{ kind: "wholes", least: -64 }, [1, 0.5], "It must be whole numbers, such as 1, 2."],
  [{ kind: "wholes", least: 1, length: 3 }, [1, 1], "It must be 3 whole numbers from 1 up, such as 1, 2, 3."],
  [{ kind: "choice", choices: ["a", "b", "c"] }, "d", "It must be a, b or c."],
  [{ kind: "choice", choices: ["a", "b", "c"] }, "c", undefined],
  [{ kind: "flag" }, 1, "It must be true or false."],
  [{ kind: "flag" }, false, undefined],
  [{ kind: "dtype" }, "int8", undefined],
  [{ kind: "dtype" }, "int9", "It must be a dtype, such as float16 or int8."],
])("of an attribute %j, %j says %j", (kind, value, says) => {
  expect(attributeFault(spec(kind), value)).toBe(says);
});

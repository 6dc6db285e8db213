import { expect, test } from "vitest";
import type { GraphDocument } from "../../core/document.ts";
import { blankGraph } from "../../core/edit/blank.ts";
import { OPERATORS } from "../../core/ops/index.ts";
import { type About, additions } from "./additions.ts";

const IMAGE: GraphDocument = {
  ...blankGraph("image"),
  tensors: [
    { id: "x", dtype: "int8", shape: [1, 64, 56, 56], role: "input" },
    { id: "row", dtype: "float32", shape: [64], role: "input" },
    { id: "lump", bytes: 4096, role: "input" },
  ],
};

const about = (rest: Partial<About> = {}): About => ({
  document: IMAGE,
  asked: { kind: "add" },
  marked: [],
  recent: [],
  ...rest,
});
const from = (id: string) => about({ asked: { kind: "add", from: id } });
const titles = (rows: readonly { readonly title: string }[]) => rows.map(({ title }) => title);

test("with nothing typed there is everything, in groups, what was made last first", () => {
  const rows = additions(about({ recent: ["operator:Relu", "input"] }), " ");
  expect(titles(rows.slice(0, 2))).toEqual(["Relu", "Input"]);
  expect(rows).toHaveLength(OPERATORS.length + 4);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  const groups = rows.map(({ group }) => group);
  expect(groups.filter((group, i) => group !== groups[i - 1])).toHaveLength(new Set(groups).size);
});

test("names, other names and what they do are found; a value that is called so goes first", () => {
  expect(titles(additions(about(), "conv"))[0]).toBe("Conv");
  expect(titles(additions(about(), "CONV_2D"))[0]).toBe("Conv");
  expect(titles(additions(about(), "input 4x4"))[0]).toBe("Input");
  expect(titles(additions(about(), "con"))).toEqual(expect.arrayContaining(["Conv", "Concat", "Constant"]));
});

test("words after the name are in what is made", () => {
  const [conv] = additions(about(), "conv 32 3x3 /2 huh");
  expect(conv?.making).toEqual({
    kind: "operation",
    op: "Conv",
    attributes: { channels: 32, kernel: [3, 3], stride: [2] },
  });
  expect(conv?.unread).toEqual(["huh"]);
  const [input] = additions(about(), "input int8");
  expect(input?.making).toEqual({
    kind: "value",
    role: "input",
    type: { dtype: "int8", shape: [64, 64] },
  });
});

test("what cannot read the tensor comes last and says why; the others tell what they would give", () => {
  const rows = additions(from("row"), "");
  const firstBarred = rows.findIndex(({ why }) => why !== undefined);
  expect(firstBarred).toBeGreaterThan(0);
  expect(rows.slice(firstBarred).every(({ why, group }) => why !== undefined && group === "Not here")).toBe(
    true,
  );
  expect(rows.find(({ title }) => title === "MaxPool")?.why).toMatch(/64/);
  const [conv] = additions(from("x"), "conv 32 3x3 /2");
  expect(conv).toMatchObject({ why: undefined, signs: "1×32×28×28 int8" });
});

test("a tensor of which only bytes are known may go anywhere", () => {
  const rows = additions(from("lump"), "");
  expect(rows.filter(({ making }) => making.kind === "operation").every(({ why }) => why === undefined)).toBe(
    true,
  );
});

test("any name can be that of an operation of one's own, but not in place of a known one", () => {
  expect(additions(about(), "custom foo bar").map(({ making }) => making)).toEqual([
    { kind: "operation", op: "foo bar", attributes: {} },
  ]);
  expect(additions(about(), "zzz")).toMatchObject([{ title: "Custom “zzz”" }]);
  expect(titles(additions(about(), "custom relu"))).not.toContain("Custom “relu”");
  expect(additions(about(), "custom 3")[0]?.making).toEqual({
    kind: "operation",
    op: "Custom",
    attributes: { outputs: 3 },
  });
});

test("an output is marked where there is one to mark", () => {
  const output = (what: About) => additions(what, "output")[0];
  expect(output(about())?.why).toMatch(/^Choose/);
  expect(output(about({ marked: ["x", "row"] }))?.making).toEqual({ kind: "output", tensors: ["x", "row"] });
  expect(output(from("x"))?.why).toBeUndefined();
  const done = { ...IMAGE, outputs: ["x"] };
  expect(output({ ...from("x"), document: done })?.why).toBe("x is a final output already.");
  expect(output(about({ asked: { kind: "add", to: { node: "n", port: 0 } } }))?.why).toMatch(/gives nothing/);
});

test("a line that was drawn from a tensor ends at no value; by key a value is added apart", () => {
  const drawn = about({ asked: { kind: "add", from: "x", at: { x: 0, y: 0 } } });
  expect(additions(drawn, "input")[0]?.why).toMatch(/^x cannot go there/);
  expect(additions(from("x"), "input")[0]?.why).toBeUndefined();
});

test("at a free input values come first", () => {
  const rows = additions(
    about({ asked: { kind: "add", to: { node: "n", port: 0 } }, recent: ["operator:Relu"] }),
    "",
  );
  expect(titles(rows.slice(0, 3))).toEqual(["Input", "Constant", "State"]);
});

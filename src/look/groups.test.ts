import { expect, test } from "vitest";
import { textGraph } from "../core/testing/text-graph.ts";
import { groupsOf, pathOf } from "./groups.ts";
import { planOf } from "./testing/drawn.ts";

test.each([
  ["/layer1/conv/Relu", ["layer1", "conv"]],
  ["layer1.0.conv1", ["layer1", "0"]],
  ["model/pool;model/flatten", ["model"]],
  ["conv1", []],
  ["", []],
])("%j leads through %j", (name, path) => {
  expect(pathOf(name)).toEqual(path);
});

test("layers are told by the fewest parts of the names that tell enough of them apart", () => {
  const document = textGraph(`
    input x 16
    net_a_conv: a:16 = Conv(x)
    net_b_conv: b:16 = Conv(a)
    net_c_conv: c:16 = Conv(b)
    net_d_conv: d:16 = Conv(c) ws=32
    out d
  `);
  const nodes = document.nodes.map((node) => ({ ...node, id: node.id.replaceAll("_", "/") }));
  const drawn = planOf({ ...document, nodes });
  const { of, title } = groupsOf(drawn);
  const layer = (id: string) =>
    title[of[drawn.plan.tensors.storage[drawn.plan.tensors.id.indexOf(id)] ?? 0] ?? 0];
  expect(["x", "a", "b", "c", "d"].map(layer)).toEqual(["from outside", "net/a", "net/b", "net/c", "net/d"]);
  const scratch = drawn.plan.storages.workspaceOf.findIndex((node) => node >= 0);
  expect(title[of[scratch] ?? 0]).toBe("net/d");
});

test("names that lead nowhere leave the operator", () => {
  const drawn = planOf(
    textGraph(`
      input x 16
      first: a:16 = Conv(x)
      second: b:16 = Relu(a)
      out b
    `),
  );
  expect(groupsOf(drawn).title).toEqual(["Conv", "Relu", "from outside"]);
});

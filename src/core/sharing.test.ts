import { describe, expect, test } from "vitest";
import { HALVES, IN_PLACE } from "./testing/graphs.ts";
import { planOf, showShared } from "./testing/show-plan.ts";
import { textGraph } from "./testing/text-graph.ts";

function shared(text: string, settings = {}): string[] {
  return showShared(planOf(textGraph(text), settings));
}

describe("a write in place is taken", () => {
  test("over a value that nobody reads afterwards, and a view joins the two", () => {
    expect(showShared(planOf(IN_PLACE))).toEqual(["a+r+s"]);
    expect(showShared(planOf(IN_PLACE, { inplace: false }))).toEqual(["r+s"]);
    expect(showShared(planOf(IN_PLACE, { views: false }))).toEqual(["a+r"]);
    expect(showShared(planOf(IN_PLACE, { lifetimes: "tflm" }))).toEqual([]);
  });

  test("over a graph input, unless inputs are to be preserved", () => {
    const text = "input x 8\na:8 = relu(x) a~x\nout a";
    expect(shared(text)).toEqual(["x+a"]);
    expect(shared(text, { preserveInputs: true })).toEqual([]);
  });

  test("by a result smaller than what it overwrites, never by a larger or an empty one", () => {
    expect(shared("input x 8\na:5 = relu(x) a~x\nout a")).toEqual(["x+a"]);
    expect(shared("input x 8\na:9 = relu(x) a~x\nout a")).toEqual([]);
    expect(shared("input x 8\na:0 = relu(x) a~x\nout a")).toEqual([]);
  });

  test("by the first of two results that may, and over the first of two inputs that allow it", () => {
    expect(shared("input x 8\na:8 b:8 = split(x) a~x b~x\nout a b")).toEqual(["x+a"]);
    expect(shared("input x 8\ninput y 8\na:8 = add(x y) a~y a~x\nout a")).toEqual(["y+a"]);
  });

  test("over an input that the node reads twice", () => {
    expect(shared("input x 8\na:8 = add(x x) a~x\nout a")).toEqual(["x+a"]);
  });
});

describe("memory of somebody else", () => {
  const graph = textGraph("input x 8\na:8 = relu(x) a~x\nb:8 = relu(a) b~a\nout b");
  const lent = (id: string) => ({
    ...graph,
    tensors: graph.tensors.map((t) => (t.id === id ? { ...t, external: true as const } : t)),
  });

  test("is not written over", () => {
    expect(showShared(planOf(graph))).toEqual(["x+a+b"]);
    expect(showShared(planOf(lent("x")))).toEqual(["a+b"]);
  });

  test("takes no place in ours, though its value could be written over another", () => {
    expect(showShared(planOf(lent("b")))).toEqual(["x+a"]);
  });
});

describe("a write in place is not taken over", () => {
  test.each([
    ["a value that a later node reads", "input x 8\na:8 = relu(x) a~x\nb:8 = add(a x)\nout b"],
    ["an output of the graph", "input x 8\na:8 = conv(x)\nb:8 = relu(a) b~a\nout a b"],
    ["a constant, even in the arena", "constant w 8\na:8 = relu(w) a~w\nout a"],
    ["state", "state s 8\na:8 = relu(s) a~s\nout a"],
    ["a tensor in another arena", "arena m\narena n\ninput x 8\na:8@n = relu(x) a~x\nout a"],
  ])("%s", (_, text) => {
    expect(shared(text, { constants: true, views: false })).toEqual([]);
  });

  test("a value whose view is read later, or is an output", () => {
    const later = "input x 8\nv:8 = reshape(x) v<x\na:8 = relu(x) a~x\nb:8 = add(a v)\nout b";
    expect(shared(later)).toEqual(["x+v"]);
    expect(shared("input x 8\nv:8 = reshape(x) v<x\na:8 = relu(x) a~x\nout a v")).toEqual(["x+v"]);
  });

  test("bytes at which it would not be aligned", () => {
    expect(shared("input x 16\nv:8 = slice(x) v<x+8\na:8:16 = relu(v) a~v\nout a")).toEqual(["x+v"]);
  });

  test("half of a storage whose other half is still to be read", () => {
    // n2 writes y over p while q waits for n3; n3 is the last reader of all
    expect(showShared(planOf(HALVES))).toEqual(["x+p+q+w"]);
  });

  test("bytes that the node reads through another view of them at the same time", () => {
    const text = "input x 16\nv:8 = slice(x) v<x+4\nw:8 = slice(x) w<x+8\na:8 = conv(v w) a~v\nout a";
    expect(shared(text)).toEqual(["x+v+w"]);
  });
});

describe("a view", () => {
  test("of a view lies in the root, both offsets added", () => {
    const plan = planOf(textGraph("input x 64\nv:32 = slice(x) v<x+16\nw:8 = slice(v) w<v+4\nout w"));
    expect(showShared(plan)).toEqual(["x+v+w"]);
    expect(Array.from(plan.tensors.byteOffset)).toEqual([0, 16, 20]);
    expect(plan.storages.bytes[0]).toBe(64);
  });

  test("of a constant or of state is kept where they are", () => {
    const text = "constant w 8\nstate s 8\na:8 = reshape(w) a<w\nb:8 = reshape(s) b<s\nc:8 = add(a b)\nout c";
    const apart = planOf(textGraph(text), { state: false });
    expect(Array.from(apart.tensors.storage)).toEqual([-1, -1, -1, -1, 0]);
    expect(shared(text, { constants: true })).toEqual(["w+a", "s+b"]);
  });

  test("is shared whatever else reads it, and with everything switched off is a copy", () => {
    const text = "input x 8\nv:8 = reshape(x) v<x\ny:8 = add(v x)\nout v y";
    expect(shared(text)).toEqual(["x+v"]);
    expect(shared(text, { views: false })).toEqual([]);
  });

  test("that would be misaligned or in another arena is a copy, and the plan says so", () => {
    const text =
      "arena m\narena n\ninput x 64\nv:8:16 = slice(x) v<x+8\nw:8@n = slice(x) w<x\ny:8 = add(v w)\nout y";
    const plan = planOf(textGraph(text));
    expect(showShared(plan)).toEqual([]);
    expect(plan.diagnostics.find((d) => d.code === "view-copied")?.at).toEqual(["tensor:v", "tensor:w"]);
  });
});

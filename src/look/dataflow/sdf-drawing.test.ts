import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomDataflow } from "../../../tools/arbitrary-streams.ts";
import type { DataflowDocument, StreamEdge, StreamNode } from "../../core/document.ts";
import { planDocument } from "../../core/plan.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { sdfDrawing } from "./sdf-drawing.ts";
import type { SdfDrawing } from "./sdf-drawing.types.ts";

/** A plan without a search. */
const QUICK = { ...DEFAULT_SETTINGS, schedule: "reference", fifos: "reference" };

function node(
  id: string,
  inputs: Record<string, number | number[]>,
  outputs: Record<string, number | number[]>,
  type = "float",
): StreamNode {
  const ports = (of: Record<string, number | number[]>) =>
    Object.entries(of).map(([name, rate]) => ({ name, rate, type }));
  return { id, class: "Node", inputs: ports(inputs), outputs: ports(outputs) };
}

function graph(nodes: readonly StreamNode[], edges: readonly StreamEdge[]): DataflowDocument {
  const types = { float: { bytes: 4 }, buf: { bytes: 64 }, ref: { sharedOf: "buf" } };
  return { format: "memplan", version: 1, kind: "dataflow", name: "g", types, nodes, edges };
}

function boxOf({ boxes }: SdfDrawing, id: string) {
  return boxes.find((box) => box.id === id);
}

const source = node("source", {}, { o: 5 });
const filter = node("filter", { i: 7 }, { o: 7 });
const sink = node("sink", { i: 5 }, {});
const chain = graph(
  [source, filter, sink],
  [
    { from: ["source", "o"], to: ["filter", "i"] },
    { from: ["filter", "o"], to: ["sink", "i"], delay: 3 },
  ],
);

describe("what is drawn of a document", () => {
  test("boxes say who they are and how often they fire", () => {
    const drawing = sdfDrawing(chain);
    expect(drawing.boxes.map(({ id, fires }) => [id, fires])).toEqual([
      ["source", 7],
      ["filter", 5],
      ["sink", 7],
    ]);
    expect(boxOf(drawing, "source")?.says).toBe("source, Node, fires 7 times, 1 output");
    expect(drawing.lines.map(({ delay, sample, edge }) => [delay, sample, edge])).toEqual([
      [0, 4, 0],
      [3, 4, 1],
    ]);
    expect(drawing.problem).toBeNull();
  });

  test("an output that feeds two has a Duplicate behind it, and each branch is the connection that it was", () => {
    const drawing = sdfDrawing(
      graph(
        [source, node("a", { i: 5 }, {}), node("b", { i: 5 }, {})],
        [
          { from: ["source", "o"], to: ["a", "i"] },
          { from: ["source", "o"], to: ["b", "i"], delay: 2 },
        ],
      ),
    );
    const duplicate = boxOf(drawing, "dup0");
    expect(duplicate?.kind).toBe("duplicate");
    const ends = drawing.lines.map(({ from, to, edge, delay }) => [
      drawing.boxes[from]?.id,
      drawing.boxes[to]?.id,
      edge,
      delay,
    ]);
    expect(ends).toContainEqual(["source", "dup0", -1, 0]);
    expect(ends).toContainEqual(["dup0", "a", 0, 0]);
    expect(ends).toContainEqual(["dup0", "b", 1, 2]);
  });

  test("constants are boxes of their own with lines that hold nothing", () => {
    const scale = node("scale", { i: 5, by: 5 }, { o: 5 });
    const drawing = sdfDrawing(
      graph(
        [source, scale, sink],
        [
          { from: ["source", "o"], to: ["scale", "i"] },
          { constant: "GAIN", to: ["scale", "by"] },
          { from: ["scale", "o"], to: ["sink", "i"] },
        ],
      ),
    );
    const box = drawing.boxes.findIndex(({ id }) => id === "GAIN");
    expect(drawing.boxes[box]?.kind).toBe("constant");
    expect(drawing.leaving[box]?.map((l) => drawing.lines[l]?.constant)).toEqual([true]);
    expect(boxOf(drawing, "scale")?.inputs.map(({ free }) => free)).toEqual([false, false]);
  });

  test("long lists of rates are shortened, and kept whole beside", () => {
    const drawing = sdfDrawing(graph([node("c", {}, { o: [1, 2, 3, 4, 5] })], []));
    expect(boxOf(drawing, "c")?.outputs[0]).toMatchObject({ rate: "1 2 3 … (5)", rates: "1, 2, 3, 4, 5" });
  });
});

describe("what is wrong is marked where it is, and everything is drawn", () => {
  test("an input that waits is marked, and is why there is no plan", () => {
    const drawing = sdfDrawing(graph([source, filter, sink], chain.edges.slice(0, 1)));
    expect(boxOf(drawing, "sink")?.inputs[0]?.free).toBe(true);
    expect(boxOf(drawing, "sink")?.says).toContain("input i is not connected");
    expect(drawing.problem?.code).toBe("unconnected-input");
    expect(drawing.boxes.filter(({ kind }) => kind === "actor")).toHaveLength(3);
  });

  test("a type without a size is marked at its port, and connections are drawn all the same", () => {
    const odd = node("filter", { i: 7 }, { o: 7 }, "odd");
    const drawing = sdfDrawing({ ...chain, nodes: [source, odd, sink] });
    expect(boxOf(drawing, "filter")?.inputs[0]?.fault).toContain("whose size nothing says");
    expect(drawing.lines).toHaveLength(2);
  });

  test("types that differ are marked at the connection and at both nodes", () => {
    const drawing = sdfDrawing({
      ...chain,
      nodes: [source, node("filter", { i: 7 }, { o: 7 }, "buf"), sink],
    });
    expect(drawing.lines[0]?.fault).toContain("(float)");
    expect(boxOf(drawing, "source")?.faults).toHaveLength(1);
    expect(boxOf(drawing, "filter")?.faults).toHaveLength(1);
  });

  test("two producers of one input are both drawn", () => {
    const drawing = sdfDrawing({
      ...chain,
      edges: [...chain.edges, { from: ["source", "o"], to: ["sink", "i"] }],
    });
    expect(drawing.lines).toHaveLength(3);
    expect(new Set(drawing.lines.map(({ key }) => key)).size).toBe(3);
    expect(drawing.problem?.code).toBe("fed-twice");
  });

  test("two nodes of one name are two boxes", () => {
    const drawing = sdfDrawing(graph([source, source], []));
    expect(drawing.boxes).toHaveLength(2);
    expect(new Set(drawing.boxes.map(({ key }) => key)).size).toBe(2);
  });

  test("rates that contradict each other are marked at the nodes they are at", () => {
    const drawing = sdfDrawing(
      graph(
        [node("a", {}, { o: 1, p: 1 }), node("b", { i: 1, j: 2 }, {})],
        [
          { from: ["a", "o"], to: ["b", "i"] },
          { from: ["a", "p"], to: ["b", "j"] },
        ],
      ),
    );
    expect(drawing.problem?.code).toBe("not-schedulable");
    expect(boxOf(drawing, "b")?.faults).toHaveLength(1);
    expect(boxOf(drawing, "b")?.fires).toBe(0);
  });

  test("a loop that lacks samples is told with how many, at the line that would get them", () => {
    const loop = graph(
      [node("in", {}, { o: 4 }), node("add", { a: 4, b: 4 }, { o: 4 }), node("gain", { i: 4 }, { o: 4 })],
      [
        { from: ["in", "o"], to: ["add", "a"] },
        { from: ["add", "o"], to: ["gain", "i"] },
        { from: ["gain", "o"], to: ["add", "b"], delay: 1 },
      ],
    );
    const drawing = sdfDrawing(loop);
    expect(drawing.problem?.message).toContain("gain.o → add.b lacks 3 samples");
    // the form tells it in the words of the planner
    const planned = planDocument(loop, DEFAULT_SETTINGS, NO_WATCH);
    expect(drawing.problem).toEqual(planned.ok ? undefined : planned.problem);
    const [line] = drawing.lines.filter(({ fault }) => fault !== "");
    expect([drawing.boxes[line?.from ?? -1]?.id, drawing.boxes[line?.to ?? -1]?.id]).toEqual(["gain", "add"]);
    const edges = loop.edges.map((edge) => (edge.delay === 1 ? { ...edge, delay: 4 } : edge));
    expect(sdfDrawing({ ...loop, edges }).problem).toBeNull();
  });

  test("whoever must be the only holder is marked where references are shared", () => {
    const drawing = sdfDrawing(
      graph(
        [
          node("alloc", {}, { o: 1 }, "ref"),
          { ...node("change", { i: 1 }, { o: 1 }, "ref"), role: "inplace" },
          node("end", { i: 1 }, {}, "ref"),
          node("other", { i: 1 }, {}, "ref"),
        ],
        [
          { from: ["alloc", "o"], to: ["change", "i"] },
          { from: ["alloc", "o"], to: ["other", "i"] },
          { from: ["change", "o"], to: ["end", "i"] },
        ],
      ),
    );
    expect(boxOf(drawing, "change")?.inputs[0]?.fault).toContain("only holder");
    expect(boxOf(drawing, "other")?.faults).toEqual([]);
    expect(drawing.lines.filter(({ shared }) => shared).map(({ to }) => drawing.boxes[to]?.id)).toContain(
      "other",
    );
  });
});

test("every line of a random document leads from port to port, no input has two, and a problem is told if nobody can plan it", () => {
  fc.assert(
    fc.property(randomDataflow(), (document) => {
      const { boxes, lines, problem } = sdfDrawing(document);
      const planned = planDocument(document, QUICK, NO_WATCH);
      expect(problem === null).toBe(planned.ok);
      const entered = lines.map(({ to, input }) => `${to}/${input}`);
      expect(new Set(entered).size).toBe(lines.length);
      for (const { from, output, to, input } of lines) {
        expect(boxes[from]?.outputs[output]).toBeDefined();
        expect(boxes[to]?.inputs[input]).toBeDefined();
      }
      for (const { inputs, outputs, height } of boxes)
        for (const { y } of [...inputs, ...outputs]) expect(y > 0 && y < height).toBe(true);
    }),
    { numRuns: 25 },
  );
});

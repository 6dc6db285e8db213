import { describe, expect, test } from "vitest";
import type { DataflowDocument } from "../../core/dialects/dataflow/document.ts";
import { planAndCheck } from "../../core/plan-checked.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { openSource } from "../index.ts";
import { sourceFromText } from "../source.ts";
import { readStreamGraph } from "./read-graph.ts";

function graphOf(text: string): DataflowDocument {
  const read = readStreamGraph(text, "test");
  if (!read.ok) throw new Error(`${read.problem.where}: ${read.problem.message}`);
  return read.value;
}

function problemOf(text: string) {
  const read = readStreamGraph(text, "test");
  if (read.ok) throw new Error("it was read");
  return read.problem;
}

/** A source and a sink, with what a test puts in. */
function pair(
  put: {
    version?: string;
    top?: string;
    source?: string;
    sink?: string;
    nodes?: string;
    edge?: string;
    edges?: string;
  } = {},
): string {
  return `version: ${put.version ?? "2.0.0"}
graph:
${put.top ?? ""}  nodes:
  - node: mic
    identified: true
    kind: Microphone
    outputs:
    - output: o
      samples: 8
      type: q15_t
${put.source ?? ""}  - node: file
    identified: true
    kind: FileSink
    inputs:
    - input: i
      samples: 4
      type: q15_t
${put.sink ?? ""}${put.nodes ?? ""}  edges:
  - src:
      node: mic
      output: o
    dst:
      node: file
      input: i
${put.edge ?? ""}${put.edges ?? ""}`;
}

describe("a graph that CMSIS-Stream wrote", () => {
  test("opens by content, whatever the file is called, and is planned", async () => {
    const opened = await openSource(sourceFromText("anything.txt", pair()), NO_WATCH);
    expect(opened).toMatchObject({
      ok: true,
      value: { format: "cmsis-stream", document: { kind: "dataflow", name: "anything" } },
    });
    const planned = planAndCheck(graphOf(pair()), { ...DEFAULT_SETTINGS, fifos: "reference" }, "", NO_WATCH);
    expect(planned).toMatchObject({
      ok: true,
      value: { violations: [], document: { order: ["mic", "file#0", "file#1"] } },
    });
  });

  test("gives nodes, ports, rates, sizes and edges, and nothing that the file does not say", () => {
    expect(graphOf(pair())).toEqual({
      format: "memplan",
      version: 1,
      kind: "dataflow",
      name: "test",
      types: { q15_t: { bytes: 2 } },
      nodes: [
        { id: "mic", class: "Microphone", outputs: [{ name: "o", rate: 8, type: "q15_t" }] },
        { id: "file", class: "FileSink", inputs: [{ name: "i", rate: 4, type: "q15_t" }] },
      ],
      edges: [{ from: ["mic", "o"], to: ["file", "i"] }],
    });
  });

  test("keeps rates that change by firing", () => {
    const text = pair().replace("samples: 8", "samples:\n      - 3\n      - 5");
    expect(graphOf(text).nodes[0]?.outputs?.[0]?.rate).toEqual([3, 5]);
    const aliased = pair({ source: "    - output: p\n      samples: *id001\n      type: q15_t\n" }).replace(
      "samples: 8",
      "samples: &id001 [3, 5]",
    );
    expect(graphOf(aliased).nodes[0]?.outputs?.map(({ rate }) => rate)).toEqual([
      [3, 5],
      [3, 5],
    ]);
  });

  test("keeps everything that an edge says", () => {
    const edge =
      "    class: Ring\n    scale: 3.0\n    delay: 10\n    async-length: 32\n    weak-edge: true\n    buffer-constraint:\n      name: dma\n      must-be-array: false\n      assigned-by-node: false\n      can-be-shared: true\n";
    const { edges, findings } = graphOf(pair({ edge }));
    expect(edges[0]).toEqual({
      from: ["mic", "o"],
      to: ["file", "i"],
      fifoClass: "Ring",
      asyncScale: 3,
      delay: 10,
      asyncLength: 32,
      weak: true,
      buffer: "dma",
      bufferMustBeArray: false,
    });
    expect(findings).toEqual([
      {
        severity: "info",
        code: "fifo-class",
        message: "1 FIFO is of the class Ring: planned as any other.",
        at: [],
      },
    ]);
  });

  test("hears only of a port that its buffer is the node's or nobody else's, as CMSIS-Stream does", () => {
    const constraint = "    buffer-constraint:\n      name: dma\n      can-be-shared: false\n";
    expect(graphOf(pair({ edge: constraint })).findings).toMatchObject([
      { severity: "warning", code: "edge-buffer" },
    ]);
    const port =
      "      buffer-constraint:\n        name: dma\n        must-be-array: true\n        assigned-by-node: false\n        can-be-shared: false\n";
    expect(graphOf(pair({ source: port })).nodes[0]?.outputs?.[0]?.bufferConstraint).toEqual({
      name: "dma",
      canBeShared: false,
    });
  });

  test("takes a constraint without a name for one that the node meets", () => {
    const port = "      buffer-constraint:\n        must-be-array: true\n";
    expect(graphOf(pair({ source: port })).nodes[0]?.outputs?.[0]?.bufferConstraint).toEqual({
      assignedByNode: true,
    });
  });

  test("knows its own types, and references to them", () => {
    const top =
      "  custom-types:\n    frame:\n      cname: frame\n      bytes: 48\n    Shared<frame,true>:\n      cname: Shared\n      internal: frame\n      shared: true\n    pixel:\n      cname: struct_pixel\n      bytes: 3\n";
    const text = pair({ top }).replaceAll("q15_t", "Shared<frame,true>");
    expect(graphOf(text).types).toEqual({
      frame: { bytes: 48 },
      "Shared<frame,true>": { sharedOf: "frame", shared: true },
      pixel: { bytes: 3, cName: "struct_pixel" },
    });
  });

  test("joins two names of one number, and no two numbers of one size", () => {
    const mixed = (sink: string) =>
      pair().replace("type: q15_t", "type: float32_t").replace("type: q15_t", `type: ${sink}`);
    expect(graphOf(mixed("float")).types).toEqual({ float32_t: { bytes: 4 }, float: { bytes: 4 } });
    expect(problemOf(mixed("q31_t"))).toMatchObject({ code: "types-differ", where: "line 19, column 5" });
  });

  test("reads constants, which have no `identified`, and leaves idle ones out", () => {
    const nodes =
      "  - node: HALF\n  - node: IDLE\n  - node: arm_scale_f321\n    identified: false\n    binary: arm_scale_f32\n    inputs:\n    - input: ia\n      samples: 8\n      type: q15_t\n    - input: ib\n      samples: 8\n      type: q15_t\n    outputs:\n    - output: o\n      samples: 8\n      type: q15_t\n";
    const edges =
      "  - src:\n      node: HALF\n    dst:\n      node: arm_scale_f321\n      input: ib\n  - src:\n      node: mic\n      output: o\n    dst:\n      node: arm_scale_f321\n      input: ia\n";
    const document = graphOf(pair({ nodes, edges }));
    expect(document.nodes[2]).toMatchObject({
      id: "arm_scale_f321",
      class: "arm_scale_f32",
      function: { kind: "binary" },
    });
    expect(document.nodes[2]?.identified).toBeUndefined();
    expect(document.edges[1]).toEqual({ to: ["arm_scale_f321", "ib"], constant: "HALF" });
    expect(document.findings).toMatchObject([{ code: "idle-constants" }]);
    expect(planAndCheck(document, DEFAULT_SETTINGS, "", NO_WATCH).ok).toBe(true);
  });

  test("reads functions with what is passed to them, in order", () => {
    const called =
      "    c-function:\n      name: blend\n      args:\n      - io: i\n      - io-length:\n          name: i\n          sample-unit: false\n      - args: 1\n";
    const args =
      "    args:\n    - variable: table\n    - literal: 4\n    - literal: '5'\n    - literal: 0.5\n    - literal: 2.0\n    - literal: true\n    - literal: mode\n";
    const [, node] = graphOf(pair({ sink: args }).replace("    kind: FileSink\n", called)).nodes;
    expect(node).toMatchObject({
      class: "blend",
      function: {
        kind: "general",
        args: [
          { kind: "port", port: "i" },
          { kind: "length", port: "i", unit: "bytes" },
          { kind: "argument", index: 1 },
        ],
      },
      identified: true,
    });
    expect(node?.args).toEqual([{ code: "table" }, 4, "5", 0.5, { code: "2.0" }, true, "mode"]);
  });

  test.each([
    [
      "descriptions",
      "        descriptions:\n        - output: oa\n        - output:\n            name: ob\n            buffer-constraint:\n              name: dma\n              must-be-array: true\n              assigned-by-node: false\n",
    ],
    [
      "names",
      "        names:\n        - oa\n        - output:\n            name: ob\n            buffer-constraint: {name: dma}\n",
    ],
  ])("reads groups of ports that are alike by %s", (_key, names) => {
    const group = `    outputs:\n        samples: 8\n        type: q15_t\n${names}`;
    const text = pair()
      .replace("    outputs:\n    - output: o\n      samples: 8\n      type: q15_t\n", group)
      .replace("output: o\n", "output: oa\n");
    expect(graphOf(text).nodes[0]).toEqual({
      id: "mic",
      class: "Microphone",
      outputs: [
        { name: "oa", rate: 8, type: "q15_t" },
        { name: "ob", rate: 8, type: "q15_t", bufferConstraint: { name: "dma" } },
      ],
      uniform: ["outputs"],
    });
  });

  test("knows the windows of its own classes by their rates", () => {
    const window = (kind: string, into: number, out: number) =>
      graphOf(
        pair({
          nodes: `  - node: w\n    kind: ${kind}\n    inputs:\n    - {input: i, samples: ${into}, type: q15_t}\n    outputs:\n    - {output: o, samples: ${out}, type: q15_t}\n`,
          edges: "  - {src: {node: mic, output: o}, dst: {node: w, input: i}}\n",
        }),
      ).nodes[2]?.window;
    expect(window("SlidingBuffer", 4, 12)).toEqual({ kind: "sliding", length: 12, overlap: 8 });
    expect(window("OverlapAdd", 12, 4)).toEqual({ kind: "overlap-add", length: 12, overlap: 8 });
    expect(window("Decimator", 12, 4)).toBeUndefined();
  });

  test("keeps the classes of all FIFOs and Duplicates", () => {
    const { code, findings } = graphOf(
      pair({ top: "  options:\n    FIFO: Ring\n    Duplicate: Splitter\n" }),
    );
    expect(code).toEqual({ fifoClass: "Ring", duplicateClass: "Splitter" });
    expect(findings).toMatchObject([{ code: "fifo-class" }]);
  });
});

describe("a graph that is written by the documentation or by another version", () => {
  test("may use the other keys", () => {
    const top = "  structures:\n    frame:\n      cname: frame\n      bytes: 48\n";
    const edge = "    fifoAsyncLength: 7\n    weak: true\n";
    const document = graphOf(pair({ top, edge }).replaceAll("q15_t", "frame"));
    expect(document.types).toEqual({ frame: { bytes: 48 } });
    expect(document.edges[0]).toMatchObject({ asyncLength: 7, weak: true });
  });

  test("may call signed numbers otherwise", () => {
    expect(graphOf(pair().replaceAll("q15_t", "sint16_t")).types).toEqual({ int16_t: { bytes: 2 } });
  });

  test.each([
    ["1.1.0", []],
    ["2.0.0", []],
    ["3.0.0", ["no-events"]],
    ["4.0.0", ["unknown-version"]],
    ["''", ["unknown-version"]],
  ])("of version %s is told of events that are missing, or that it is unknown", (version, codes) => {
    expect((graphOf(pair({ version })).findings ?? []).map(({ code }) => code)).toEqual(codes);
  });

  test("leaves events out, and says so", () => {
    const nodes = "  - node: button\n    kind: Button\n";
    const source = "    - output: pressed\n      samples: 1\n      type: event\n";
    const edges = "  - {src: {node: button, output: evt}, dst: {node: file, input: i}}\n";
    const document = graphOf(pair({ nodes, source, edges }));
    expect(document).toMatchObject({ nodes: graphOf(pair()).nodes, edges: graphOf(pair()).edges });
    expect(document.findings?.map(({ code }) => code).sort()).toEqual([
      "event-edges",
      "event-nodes",
      "event-ports",
    ]);
  });

  test("may have keys that mean nothing here", () => {
    const findings = graphOf(
      pair({ edge: "    colour: red\n", sink: "    x: 10\n", top: "  author: me\n" }),
    ).findings;
    expect(findings?.map(({ message }) => message)).toEqual([
      "The graph has the key author, which means nothing here.",
      "1 node has the key x, which means nothing here.",
      "1 edge has the key colour, which means nothing here.",
    ]);
  });

  test("may leave out the port where there is one", () => {
    expect(graphOf(pair().replace("      output: o\n", "")).edges).toEqual(graphOf(pair()).edges);
  });
});

describe("a graph with a mistake says where it is", () => {
  test.each([
    ["no YAML", pair().replace("samples: 8", "samples: [8"), "bad-yaml", /^line 1\d, column \d+$/],
    ["two documents", `${pair()}---\n${pair()}`, "bad-yaml", "line 25, column 1"],
    ["a rate of none", pair().replace("samples: 8", "samples: 0"), "wrong-value", "line 9, column 16"],
    ["a rate in words", pair().replace("samples: 8", "samples: eight"), "wrong-value", "line 9, column 16"],
    ["no rate", pair().replace("      samples: 8\n", ""), "no-rate", "line 8, column 7"],
    ["rates of nothing", pair().replace("samples: 8", "samples: [0, 0]"), "bad-rate", "line 9, column 16"],
    ["an unknown type", pair().replace("type: q15_t", "type: frame"), "unknown-type", "line 10, column 13"],
    [
      "no node there",
      pair().replace("node: file\n      input", "node: fille\n      input"),
      "unknown-node",
      "line 23, column 7",
    ],
    [
      "no port there",
      pair().replace("output: o\n    dst", "output: out\n    dst"),
      "unknown-port",
      "line 21, column 15",
    ],
    [
      "two nodes of one name",
      pair().replace("- node: file", "- node: mic"),
      "duplicate-id",
      "line 11, column 5",
    ],
    [
      "two ports of one name",
      pair({ source: "    - {output: o, samples: 1, type: q15_t}\n" }),
      "duplicate-port",
      "line 4, column 5",
    ],
    [
      "a key twice",
      pair().replace("    kind: FileSink\n", "    kind: A\n    kind: B\n"),
      "duplicate-key",
      "line 14, column 11",
    ],
    [
      "two kinds",
      pair().replace("    kind: FileSink\n", "    kind: A\n    unary: B\n"),
      "two-kinds",
      "line 13, column 11",
    ],
    ["no kind", pair().replace("    kind: FileSink\n", ""), "no-kind", "line 11, column 5"],
    [
      "an input that two edges feed",
      pair({ edges: "  - {src: {node: mic, output: o}, dst: {node: file, input: i}}\n" }),
      "fed-twice",
      "line 25, column 5",
    ],
    [
      "an edge to a constant",
      pair({
        nodes: "  - node: HALF\n",
        edges: "  - {src: {node: mic, output: o}, dst: {node: HALF, input: i}}\n",
      }),
      "to-constant",
      "line 26, column 40",
    ],
    [
      "a list for a node",
      pair().replace("  - node: mic", "  - [1]\n  - node: mic"),
      "wrong-value",
      "line 4, column 5",
    ],
    [
      "a name that JavaScript keeps",
      pair().replace("node: mic", "node: __proto__"),
      "reserved-name",
      "line 4, column 11",
    ],
    [
      "a name that tells firings apart",
      pair().replaceAll("node: mic", "node: mic#1"),
      "bad-id",
      "line 4, column 5",
    ],
    [
      "no bytes",
      pair({ top: "  custom-types:\n    frame:\n      cname: frame\n" }),
      "no-bytes",
      "line 5, column 7",
    ],
    ["no nodes", "version: 3.0.0\ngraph:\n  nodes: []\n  edges: []\n", "no-nodes", "line 3, column 3"],
  ])("%s", (_title, text, code, where) => {
    const problem = problemOf(text);
    expect([problem.code, problem.message, problem.help]).toEqual([
      code,
      expect.stringMatching(/\.$/),
      expect.stringMatching(/\S/),
    ]);
    if (typeof where === "string") expect(problem.where).toBe(where);
    else expect(problem.where).toMatch(where);
  });

  test("an alias of itself is no number", () => {
    expect(problemOf(pair().replace("samples: 8", "samples: &a [*a]")).code).toBe("wrong-value");
  });
});

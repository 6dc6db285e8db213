import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomDataflow } from "../../../tools/arbitrary-streams.ts";
import { EXAMPLES } from "../../../tools/examples/index.ts";
import type { DataflowDocument, StreamNode } from "../../core/dialects/dataflow/document.ts";
import { configureStream } from "../../core/dialects/dataflow/edit/configure.ts";
import { planAndCheck } from "../../core/plan-checked.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { openSource } from "../index.ts";
import { writeNative } from "../native/write.ts";
import { sourceFromText } from "../source.ts";
import { readStreamConfig } from "./read-config.ts";
import { readStreamGraph } from "./read-graph.ts";
import { writeStreamConfig } from "./write-config.ts";
import { writeStreamGraph } from "./write-graph.ts";

function written(document: DataflowDocument): string {
  const text = writeStreamGraph(document);
  if (!text.ok) throw new Error(text.problem.message);
  return text.value;
}

function readAs(text: string, name: string): DataflowDocument {
  const read = readStreamGraph(text, name);
  if (!read.ok) throw new Error(`${read.problem.where}: ${read.problem.message}\n${text}`);
  return read.value;
}

/** The graph: without what an import says about its file. */
function model({ findings: _findings, ...rest }: DataflowDocument): Omit<DataflowDocument, "findings"> {
  return rest;
}

/** Lists of no ports are none, and a node without any takes part by events alone, which is another thing. */
function withoutEmpty(document: DataflowDocument): DataflowDocument {
  const nodes = document.nodes.flatMap(({ inputs = [], outputs = [], ...node }): StreamNode[] => {
    if (inputs.length + outputs.length === 0) return [];
    return [
      {
        ...node,
        ...(inputs.length > 0 ? { inputs } : {}),
        ...(outputs.length > 0 ? { outputs } : {}),
      },
    ];
  });
  return { ...document, nodes };
}

/** Every feature that the format has, each value other than what is meant without it. */
const EVERYTHING: DataflowDocument = {
  format: "memplan",
  version: 1,
  kind: "dataflow",
  name: "everything",
  types: {
    frame: { bytes: 48 },
    pixel: { bytes: 3, cName: "struct pixel" },
    "Shared<frame,false>": { sharedOf: "frame", shared: false },
    "Shared<frame,true>": { sharedOf: "frame", shared: true },
    float: { bytes: 4 },
    float32_t: { bytes: 4 },
  },
  nodes: [
    {
      id: "camera",
      class: "Camera",
      outputs: [
        { name: "o", rate: 1, type: "Shared<frame,false>" },
        {
          name: "level",
          rate: [1, 0, 2],
          type: "float",
          bufferConstraint: { assignedByNode: true, canBeShared: false },
        },
      ],
      args: [
        "front",
        "5",
        "on",
        "0x10",
        "",
        "a: b # c",
        "line\nbreak",
        "it's",
        4,
        -0.5,
        1e-7,
        1e25,
        true,
        { code: "queue" },
        { code: "2.0" },
      ],
      identified: false,
    },
    {
      id: "show",
      class: "Display",
      inputs: [
        {
          name: "i",
          rate: 1,
          type: "Shared<frame,true>",
          bufferConstraint: { name: "lcd", mustBeArray: false },
        },
      ],
    },
    {
      id: "mix1",
      class: "mix",
      function: {
        kind: "general",
        args: [
          { kind: "port", port: "i" },
          { kind: "length", port: "i", unit: "bytes" },
          { kind: "length", port: "i", unit: "samples" },
          { kind: "argument", index: 0 },
        ],
      },
      inputs: [{ name: "i", rate: 4, type: "float32_t" }],
      outputs: [{ name: "o", rate: 6, type: "float32_t" }],
      args: [3],
      identified: true,
    },
    {
      id: "arm_scale_f321",
      class: "arm_scale_f32",
      function: { kind: "binary" },
      inputs: [
        { name: "ia", rate: 3, type: "float32_t" },
        { name: "ib", rate: 3, type: "float32_t" },
      ],
      outputs: [{ name: "o", rate: 3, type: "float32_t" }],
    },
    {
      id: "yes",
      class: "SlidingBuffer",
      inputs: [{ name: "i", rate: 3, type: "float32_t" }],
      outputs: [{ name: "no", rate: 9, type: "float32_t" }],
      window: { kind: "sliding", length: 9, overlap: 6 },
    },
    {
      id: "spread",
      class: "Spread",
      uniform: ["inputs", "outputs"],
      inputs: [
        { name: "ia", rate: 9, type: "float32_t" },
        { name: "ib", rate: 9, type: "float32_t", bufferConstraint: { name: "tcm", assignedByNode: true } },
      ],
      outputs: [
        { name: "oa", rate: [2, 4], type: "float" },
        { name: "ob", rate: [2, 4], type: "float" },
      ],
    },
    {
      id: "arm_negate_f321",
      class: "arm_negate_f32",
      function: { kind: "unary" },
      inputs: [{ name: "i", rate: 6, type: "float" }],
      outputs: [{ name: "o", rate: 6, type: "float" }],
    },
  ],
  edges: [
    { to: ["arm_scale_f321", "ib"], constant: "HALF" },
    { from: ["camera", "o"], to: ["show", "i"], fifoClass: "Ring" },
    { from: ["camera", "level"], to: ["mix1", "i"], delay: 7, asyncScale: 2 },
    { from: ["mix1", "o"], to: ["arm_scale_f321", "ia"], asyncLength: 12, weak: true },
    { from: ["arm_scale_f321", "o"], to: ["yes", "i"], buffer: "sram", bufferMustBeArray: false },
    { from: ["yes", "no"], to: ["spread", "ia"], buffer: "sram2" },
    { from: ["yes", "no"], to: ["spread", "ib"], asyncScale: 0.5 },
    { from: ["spread", "oa"], to: ["arm_negate_f321", "i"] },
  ],
  code: { fifoClass: "MyFifo", duplicateClass: "MyDuplicate" },
};

describe("a graph that is written and read again", () => {
  test("is the same graph, with every feature of the format", () => {
    const again = readAs(written(EVERYTHING), "everything");
    expect(model(again)).toEqual(EVERYTHING);
    expect(written(again)).toBe(written(EVERYTHING));
  });

  test("is the same graph, whatever it is", () => {
    fc.assert(
      fc.property(randomDataflow().map(withoutEmpty), (document) => {
        const text = written(document);
        const again = readAs(text, document.name);
        expect(written(again)).toBe(text);
        expect(model(again)).toEqual(document);
      }),
      { numRuns: 150 },
    );
  });

  test("keeps ids and literals that YAML would take for something else", () => {
    const word = fc
      .oneof(
        fc.string({ unit: "binary", minLength: 1 }),
        fc.constantFrom(
          "yes",
          "No",
          "on",
          "OFF",
          "y",
          "~",
          "null",
          "1",
          "0x1F",
          "1e3",
          ".5",
          "1_000",
          "-",
          "- a",
          "? a",
          "a: b",
          "a #b",
          "#a",
          "&a",
          "*a",
          "!a",
          "%a",
          "@a",
          "`a",
          "[a",
          "{a}",
          "'a",
          '"a',
          " a",
          "a ",
          "a\tb",
          "<<",
          "=",
          "---",
          "...",
          "2001-01-01",
          "1:30",
          "\u0085",
          "\u2028",
          "\uFEFF",
          "Shared<a,true>",
          "std::shared_ptr<a>",
          "x:",
        ),
      )
      .filter(
        (id) =>
          !id.includes("#") &&
          !["__proto__", "constructor", "prototype"].includes(id) &&
          new TextDecoder().decode(new TextEncoder().encode(id)) === id,
      );
    const twoWords = fc.uniqueArray(word, { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(twoWords, word, word, ([a = "", b = ""], literal, className) => {
        const document: DataflowDocument = {
          ...EVERYTHING,
          nodes: [
            {
              id: a,
              class: className,
              outputs: [{ name: b, rate: 1, type: "float" }],
              args: [literal, { code: className }],
            },
            { id: b, class: "Sink", inputs: [{ name: a, rate: 1, type: "float" }] },
          ],
          edges: [{ from: [a, b], to: [b, a] }],
        };
        expect(model(readAs(written(document), "everything")).nodes).toEqual(document.nodes);
      }),
      { numRuns: 200 },
    );
  });

  test.each(
    EXAMPLES.flatMap(({ id, make }) => {
      const document = make();
      return document.kind === "dataflow" ? [[id, document] as const] : [];
    }),
  )("plans as before: %s", async (_id, document) => {
    const opened = await openSource(sourceFromText(`${document.name}.yml`, written(document)), NO_WATCH);
    if (!opened.ok || opened.value.document.kind !== "dataflow")
      throw new Error("it opens as a dataflow graph");
    const again = opened.value.document;
    const settings = { ...DEFAULT_SETTINGS, fifos: "reference", memoryOptimization: "on" } as const;
    const [before, after] = [document, again].map((source) => {
      const planned = planAndCheck(source, settings, "", NO_WATCH);
      if (!planned.ok) throw new Error(planned.problem.message);
      const { order, storages, fifos } = planned.value.document;
      return { order, storages, fifos };
    });
    expect(after).toEqual(before);
    // its own form takes it too
    const native = await openSource(sourceFromText("a.json", writeNative(again)), NO_WATCH);
    expect(native).toMatchObject({ ok: true, value: { document: again } });
  });
});

describe("what the format has no place for", () => {
  test("stands in comments at the beginning", () => {
    const document: DataflowDocument = {
      ...EVERYTHING,
      types: { ...EVERYTHING.types, "std::shared_ptr<frame>": { bytes: 8, sharedOf: "frame" } },
      nodes: EVERYTHING.nodes.map((node, n) =>
        n === 0
          ? { ...node, role: "alloc" }
          : n === 3
            ? { ...node, window: { kind: "sliding", length: 3, overlap: 1 } }
            : node,
      ),
      drawing: { at: { camera: [0, 0] } },
      shipped: { title: "x", schedule: [], fifos: [], buffers: [] },
    };
    const lines = written(document).split("\n");
    expect(
      lines.slice(
        0,
        lines.findIndex((line) => !line.startsWith("#")),
      ),
    ).toEqual([
      "# Not in this file: what 1 node does with references.",
      "# Not in this file: the windows of 1 node.",
      '# Not in this file: the bytes of the references "std::shared_ptr<frame>".',
      "# Not in this file: the plan that came with the graph.",
      "# Not in this file: where nodes are drawn.",
    ]);
  });

  test("is refused where CMSIS-Stream would take it for something else", () => {
    const named = { ...EVERYTHING, edges: [{ to: ["show", "i"], constant: "camera" }] } as const;
    expect(writeStreamGraph(named)).toMatchObject({ ok: false, problem: { code: "name-taken" } });
    const sized = { ...EVERYTHING, types: { float: { bytes: 8 } } };
    expect(writeStreamGraph(sized)).toMatchObject({ ok: false, problem: { code: "type-is-number" } });
  });
});

describe("a configuration", () => {
  const options = fc.record(
    {
      sinkPriority: fc.boolean(),
      memoryOptimization: fc.boolean(),
      duplicateOptimization: fc.boolean(),
      mode: fc.constantFrom("asynchronous", "fully-asynchronous"),
      fifoIncrease: fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
    },
    { requiredKeys: ["memoryOptimization"] },
  );
  const others = fc.constantFrom<NonNullable<NonNullable<DataflowDocument["code"]>["options"]>>(
    {},
    { "schedule-options/mem-strategy": "independent_set", "schedule-options/heap-allocation": true },
    {
      "code-generation-options/debug-limit": 10,
      "c-code-generation-options/c-optional-init-args": ["int a", "yes"],
      "graphviz-code-generation-options/horizontal": false,
      "code-generation-options/fifo-prefix": "",
    },
  );

  test("that is written and read again is the same", () => {
    fc.assert(
      fc.property(options, others, (options, others) => {
        const text = writeStreamConfig({ ...EVERYTHING, options, code: { options: others } });
        expect(readStreamConfig(text)).toEqual({ ok: true, value: { options, others } });
      }),
    );
  });

  test("replaces what the document said, and leaves the classes of its graph", () => {
    const before: DataflowDocument = {
      ...EVERYTHING,
      options: { sinkPriority: false, fifoIncrease: 2 },
      code: { ...EVERYTHING.code, options: { "code-generation-options/debug-limit": 1 } },
    };
    const taken = (text: string) => {
      const config = readStreamConfig(text);
      return config.ok ? configureStream(before, config.value, "c.yml") : config;
    };
    expect(taken("version: 3.0.0\nschedule-options:\n  memory-optimization: true\n")).toEqual({
      ok: true,
      value: {
        document: { ...EVERYTHING, options: { memoryOptimization: true } },
        says: "Took over the configuration c.yml",
      },
    });
    // what it does not say is off
    expect(taken("version: 3.0.0\n")).toMatchObject({
      ok: true,
      value: { document: { ...EVERYTHING, options: { memoryOptimization: false } } },
    });
  });

  test("of a graph that does not say otherwise lets FIFOs share memory, as its plan does", () => {
    expect(writeStreamConfig(EVERYTHING)).toBe(
      "version: 3.0.0\nschedule-options:\n  memory-optimization: true\n",
    );
  });

  test.each([
    ["10", 1.1],
    ["1.5", 1.5],
    ["2.0", 2],
    ["0", 1],
  ])("with FIFOs increased by %s makes them %d times as long", (written, factor) => {
    const text = `c-code-generation-options:\n  asynchronous: true\n  fifo-increase: ${written}\n`;
    expect(readStreamConfig(text)).toMatchObject({
      ok: true,
      value: { options: { mode: "asynchronous", fifoIncrease: factor } },
    });
  });

  test.each([
    ["schedule-options:\n  sink-priority: maybe\n", "wrong-value", "line 2, column 18"],
    ["schedule-options: true\n", "wrong-value", "line 1, column 19"],
    ["c-code-generation-options:\n  fifo-increase: -100\n", "bad-increase", "line 2, column 18"],
    ["schedule-options:\n  sink-priority: [\n", "bad-yaml", "line 3, column 1"],
  ])("with a mistake says where it is: %j", (text, code, where) => {
    expect(readStreamConfig(text)).toMatchObject({ ok: false, problem: { code, where } });
  });

  test("alone says what it is and what to do with it", async () => {
    for (const text of [
      "version: 3.0.0\n",
      "# mine\nversion: 3.0.0\n\nschedule-options:\n  sink-priority: false\n",
    ]) {
      const opened = await openSource(sourceFromText("config.yml", text), NO_WATCH);
      expect(opened).toMatchObject({
        ok: false,
        problem: {
          code: "is-stream-config",
          message: expect.stringContaining("configuration of CMSIS-Stream"),
          help: expect.stringContaining("graph"),
        },
      });
    }
  });
});

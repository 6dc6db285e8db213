import { describe, expect, test } from "vitest";
import type { GraphDocument } from "../core/document.ts";
import { textGraph } from "../core/testing/text-plan.ts";
import { writeNative } from "../formats/native/write.ts";
import { buildTflite, keywordNet } from "../formats/tflite/testing/build-tflite.ts";
import { memplan } from "./testing/memory-io.ts";

/** Two nodes over three tensors of T × 4 floats; T is at most 8. */
const GRAPH: GraphDocument = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "two",
  tensors: [
    { id: "x", dtype: "float32", shape: [{ symbol: "T", max: 8 }, 4], role: "input" },
    { id: "a", dtype: "float32", shape: [{ symbol: "T", max: 8 }, 4] },
    { id: "y", dtype: "float32", shape: [{ symbol: "T", max: 8 }, 4] },
  ],
  nodes: [
    { id: "n1", op: "Relu", inputs: ["x"], outputs: ["a"] },
    { id: "n2", op: "Relu", inputs: ["a"], outputs: ["y"] },
  ],
  outputs: ["y"],
};
const FILES = { "two.json": writeNative(GRAPH) };

async function planOf(line: string, files: Readonly<Record<string, string | Uint8Array>> = FILES) {
  const ran = await memplan(`plan ${line} --json -`, files);
  return { ...ran, plan: JSON.parse(ran.out) };
}

describe("plan", () => {
  test("names no step for the bounds of several arenas", async () => {
    const arenas = [{ id: "sram" }, { id: "dtcm" }];
    const { out } = await memplan("plan two.json", { "two.json": writeNative({ ...GRAPH, arenas }) });
    expect(out).toMatch(/lower bound +256 B +of 2 arenas together/);
  });

  test("says peak, bound and arenas to people", async () => {
    const { code, out, err } = await memplan("plan two.json", FILES);
    expect(code).toBe(0);
    expect(out).toMatch(/^two: 2 nodes, 3 tensors\n/);
    expect(out).toMatch(/peak +256 B/);
    expect(out).toMatch(/lower bound +256 B +at step 0 \(n1\)/);
    expect(err).toBe("");
  });

  test("writes the plan to a file and still talks to people", async () => {
    const { code, out, files } = await memplan("plan two.json --json p.json", FILES);
    expect(code).toBe(0);
    expect(out).toContain("lower bound");
    expect(JSON.parse(files.get("p.json") ?? "")).toMatchObject({ kind: "plan", stats: { peakBytes: 256 } });
  });

  test("prints nothing but JSON when JSON goes to standard output", async () => {
    const { code, plan } = await planOf("two.json");
    expect(code).toBe(0);
    expect(plan).toMatchObject({ kind: "plan", stats: { peakBytes: 256, fits: true } });
  });

  test("over capacity ends with 1, says by how much, and still writes the best plan", async () => {
    const { code, err, plan } = await planOf("two.json --capacity 200");
    expect(code).toBe(1);
    expect(err).toContain("needs 256 B of 200 B, 56 B too much");
    expect(plan.stats).toMatchObject({ peakBytes: 256, fits: false });
  });

  test("binds symbolic dimensions", async () => {
    const { plan } = await planOf("two.json --dim T=2");
    expect(plan.stats.peakBytes).toBe(64);
  });

  test("takes a preset, and flags beside it win", async () => {
    const { plan } = await planOf("two.json --preset tflm --alignment 64");
    expect(plan.settings).toMatchObject({ place: "tflm-greedy", alignment: 64 });
  });

  test("takes switches alone, with a value, and before the file", async () => {
    expect((await planOf("--slots two.json")).plan.settings.slots).toBe(true);
    expect((await planOf("--inplace off two.json")).plan.settings.inplace).toBe(false);
    expect((await planOf("--views=off two.json")).plan.settings.views).toBe(false);
  });

  test("takes sizes in hex and IEC units", async () => {
    expect((await planOf("two.json --capacity 0x400")).plan.settings.capacity).toBe(1024);
    expect((await planOf("two.json --capacity 4KiB")).plan.settings.capacity).toBe(4096);
  });

  test("the same document and settings give the same bytes", async () => {
    const [one, two] = [await planOf("two.json"), await planOf("two.json")];
    expect(one.out).toBe(two.out);
  });

  test("refuses a plan", async () => {
    const { out } = await planOf("two.json");
    const { code, err } = await memplan("plan p.json", { "p.json": out });
    expect(code).toBe(2);
    expect(err).toMatch(/^p\.json: This is a plan already/);
  });
});

describe("bad arguments end with 2 and one line that says what to do", () => {
  test.each([
    ["plan two.json --plce first-fit", /no --plce\. Did you mean --place\?/],
    ["plan two.json --place quick", /--place quick .* greedy-by-size/],
    ["plan two.json --place first-fi", /Did you mean first-fit\?/],
    ["plan two.json --capacity lots", /--capacity lots .* 256KiB/],
    ["plan two.json --alignment 0", /--alignment 0 is not a size of at least 1 B/],
    ["plan two.json --seed x", /--seed x is not a whole number/],
    ["plan two.json --inplace=maybe", /--inplace maybe is not on or off/],
    ["plan two.json --preset nobody", /--preset nobody is not a preset/],
    ["plan two.json --time-limit 0", /--time-limit 0/],
    ["plan two.json --dim T", /--set T .* Write --set T=128/],
    ["plan two.json --dim U=3", /^two\.json: No dimension is called U\. Did you mean T\?/],
    ["plan two.json --place", /--place needs a value/],
    ["plan two.json --place none --place none", /--place is given twice/],
    ["plan", /A file is missing/],
    ["plan two.json three.json", /three\.json is one file too many/],
    ["plan gone.json", /^gone\.json: There is no such file/],
    ["convert two.json", /--to is missing/],
    ["convert two.json --to cvs", /--to cvs/],
    ["check two.json", /^two\.json: This is no plan but a document of kind graph/],
    ["bench two.json --place none,quick", /--place quick is not a placement/],
    ["tile two.json --tile 32", /--tile 32 is not rows and columns/],
    ["plna two.json", /Did you mean plan\?/],
  ])("memplan %s", async (line, says) => {
    const { code, out, err } = await memplan(line, FILES);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(says);
    expect(err).toMatch(/^[^\n]+\n$/);
  });

  test("broken files are named with the place of the fault", async () => {
    const { code, err } = await memplan("plan bad.json", {
      "bad.json": '{ "format": "memplan", "version": 1, "kind": "graph", ',
    });
    expect(code).toBe(2);
    expect(err).toMatch(/^bad\.json, line 1/);
  });
});

describe("check", () => {
  test("is ok with a right plan, alone and against its document", async () => {
    const { out } = await planOf("two.json");
    const files = { ...FILES, "p.json": out };
    expect(await memplan("check p.json", files)).toMatchObject({ code: 0, out: "ok\n", err: "" });
    expect(await memplan("check p.json two.json", files)).toMatchObject({ code: 0, out: "ok\n", err: "" });
  });

  test("knows a plan made for another size of a dimension", async () => {
    const { out } = await planOf("two.json --dim T=2");
    const files = { ...FILES, "p.json": out };
    expect((await memplan("check p.json two.json", files)).code).toBe(1);
    expect(await memplan("check p.json two.json --dim T=2", files)).toMatchObject({ code: 0, err: "" });
  });

  test("gives each violation a line", async () => {
    const { plan } = await planOf("two.json");
    const moved = {
      ...plan,
      storages: plan.storages.map((s: { id: string }) => (s.id === "a" ? { ...s, offset: 8 } : s)),
    };
    const { code, out } = await memplan("check p.json", { "p.json": writeNative(moved) });
    expect(code).toBe(1);
    expect(out).toMatch(/^overlap: .*\n/m);
  });

  test("a plan that says that it does not fit is no success", async () => {
    const { out } = await planOf("two.json --capacity 200");
    const ran = await memplan("check p.json", { "p.json": out });
    expect(ran).toMatchObject({ code: 1 });
    expect(ran.out).toMatch(/^does-not-fit: /);
  });
});

describe("info", () => {
  test("counts nodes, tensors, static shapes and operators", async () => {
    const { out } = await memplan("info two.json --json -", FILES);
    expect(JSON.parse(out)).toEqual({
      format: "graph",
      kind: "graph",
      name: "two",
      nodes: 2,
      tensors: 3,
      knownTensors: 0,
      totalBytes: 384,
      operators: { Relu: 2 },
      findings: [],
      symbols: [{ id: "T", value: 8, asked: false, of: "x", tensors: 3, bytes: 384 }],
    });
    const bound = await memplan("info two.json --json - --set T=1", FILES);
    expect(JSON.parse(bound.out)).toMatchObject({ knownTensors: 3, totalBytes: 48 });
  });

  test("prints what symbols are worth, as they are or as they are set", async () => {
    expect((await memplan("info two.json", FILES)).out).toMatch(/1 symbol\n +T = 8 +of x +3 tensors +384 B/);
    expect((await memplan("info two.json --set T=2", FILES)).out).toMatch(/T = 2 +of x +3 tensors +96 B/);
  });

  test("reads other formats and tells people", async () => {
    const { code, out } = await memplan("info kws.tflite", { "kws.tflite": keywordNet() });
    expect(code).toBe(0);
    expect(out).toMatch(/read as tflite/);
    expect(out).toMatch(/CONV_2D +3/);
    expect(out).toMatch(/constant +\d/);
  });

  test("says what is unsound instead of refusing to look", async () => {
    const tensors = [
      { name: "a", shape: [4] },
      { name: "b", shape: [4] },
    ];
    const operators = [
      { op: "RELU", inputs: [1], outputs: [0] },
      { op: "RELU", inputs: [0], outputs: [1] },
    ];
    const cycle = buildTflite({ subgraphs: [{ tensors, operators, inputs: [], outputs: [1] }] });
    const { code, out } = await memplan("info cycle.tflite --json -", { "cycle.tflite": cycle });
    expect(code).toBe(0);
    expect(JSON.parse(out).findings).toContainEqual(
      expect.objectContaining({ severity: "error", code: "cycle" }),
    );
    expect(await memplan("plan cycle.tflite", { "cycle.tflite": cycle })).toMatchObject({ code: 2, out: "" });
  });

  test("finds the pairs that a shipped plan lets overlap, and lets views and in-place results share", async () => {
    const graph = textGraph("tensor x 64 input\n n1: x -> a\n n2: a -> b\n n3: b -> c\n outputs c");
    const offsets = Object.fromEntries(graph.tensors.map((t) => [t.id, 0]));
    const shipped = { ...graph, shipped: { title: "by hand", offsets } };
    const found = JSON.parse(
      (await memplan("info g.json --json -", { "g.json": writeNative(shipped) })).out,
    ).findings;
    expect(found).toMatchObject([
      { code: "overlap", at: ["tensor:x", "tensor:a"] },
      { code: "overlap", at: ["tensor:a", "tensor:b"] },
      { code: "overlap", at: ["tensor:b", "tensor:c"] },
    ]);
    const nodes = graph.nodes.map((n) => ({
      ...n,
      mayShare: [{ output: 0, input: 0, how: "inplace" as const }],
    }));
    const inPlace = writeNative({ ...shipped, nodes });
    expect(JSON.parse((await memplan("info g.json --json -", { "g.json": inPlace })).out).findings).toEqual(
      [],
    );
  });
});

describe("convert", () => {
  test("shows every shape as a graph, which reads back to the same bytes", async () => {
    const { code, out } = await memplan("convert kws.tflite --to graph", { "kws.tflite": keywordNet() });
    expect(code).toBe(0);
    const again = await memplan("convert kws.json --to graph", { "kws.json": out });
    expect(again.out).toBe(out);
  });

  test("plans where the target needs a plan", async () => {
    const { code, files } = await memplan("convert two.json --to minimalloc --out two.csv", FILES);
    expect(code).toBe(0);
    expect(files.get("two.csv")).toMatch(/^id,lower,upper,size,offset\n/);
  });

  test("gives lifetimes addresses only when asked to plan them", async () => {
    const csv = { "a.csv": "id,lower,upper,size\nb0,0,2,8\nb1,1,3,8\n" };
    expect((await memplan("convert a.csv --to minimalloc", csv)).out).toBe(csv["a.csv"]);
    const planned = await memplan("convert a.csv --to minimalloc --place first-fit", csv);
    expect(planned.out).toBe("id,lower,upper,size,offset\nb0,0,2,8,0\nb1,1,3,8,8\n");
  });
});

describe("list, bench and help", () => {
  test("lists what can be chosen, as JSON too", async () => {
    const tables = JSON.parse((await memplan("list --json -")).out);
    expect(tables.formats).toContainEqual(
      expect.objectContaining({ id: "tflite", reads: true, writes: false }),
    );
    expect(tables.placements).toContainEqual(expect.objectContaining({ id: "first-fit" }));
    const { out } = await memplan("list");
    for (const { id } of [...tables.formats, ...tables.placements, ...tables.orders])
      expect(out).toContain(id);
    for (const { flag } of tables.settings) expect(out).toContain(flag);
  });

  test("compares placements with peak, bound, ratio and time", async () => {
    const { code, out } = await memplan("bench two.json --place none,first-fit --json -", FILES);
    expect(code).toBe(0);
    expect(JSON.parse(out).runs).toMatchObject([
      { file: "two.json", place: "none", peakBytes: 384, lowerBoundBytes: 256, ratio: 1.5, violations: 0 },
      { file: "two.json", place: "first-fit", peakBytes: 256, lowerBoundBytes: 256, ratio: 1, violations: 0 },
    ]);
  });

  test("helps with every command and flag", async () => {
    expect(await memplan("--help")).toMatchObject({ code: 0, err: "" });
    expect((await memplan("plan --help")).out).toMatch(/--place [a-z|-]*greedy-by-size\|first-fit/);
    expect(await memplan("")).toMatchObject({ code: 2, out: "" });
  });
});

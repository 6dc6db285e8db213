import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lifetimesWith } from "../../../tools/arbitrary-documents.ts";
import type { GraphDocument, LifetimeSpec, LifetimesDocument, PlanDocument } from "../../core/document.ts";
import { importedText } from "../testing/imported.ts";
import { minimalloc } from "./index.ts";
import { readMinimalloc } from "./read.ts";
import { writeMinimalloc } from "./write.ts";

function read(text: string, name = "t.csv"): LifetimesDocument {
  const result = readMinimalloc(text, name);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

function written(document: LifetimesDocument, plan: PlanDocument | null = null): string {
  const result = writeMinimalloc({ document, plan });
  if (!result.ok || typeof result.value !== "string") throw new Error("it was not written");
  return result.value;
}

function listOf(...buffers: LifetimeSpec[]): LifetimesDocument {
  return { format: "memplan", version: 1, kind: "lifetimes", name: "t", buffers };
}

/** A plan that puts storages of 8 bytes, alive from step 0 to 2, where it is told. */
function planOf(...storages: readonly { id: string; arena?: string; offset: number }[]): PlanDocument {
  const arenas = [...new Set(storages.map(({ arena = "sram" }) => arena))];
  return {
    format: "memplan",
    version: 1,
    kind: "plan",
    name: "t",
    source: { name: "t", kind: "graph", sha256: "" },
    settings: {},
    order: [],
    storages: storages.map(({ id, arena = "sram", offset }) => ({
      id,
      tensors: [id],
      bytes: 8,
      alignment: 16,
      start: 0,
      end: 2,
      arena,
      offset,
      buffer: id,
    })),
    tensors: {},
    buffers: [],
    arenas: arenas.map((id) => ({ id, capacity: 99, alignment: 1, peak: 0, lowerBound: 0, optimal: false })),
    stats: {
      totalBytes: 0,
      peakBytes: 0,
      lowerBoundBytes: 0,
      peakStep: 0,
      fragmentationBytes: 0,
      paddingBytes: 0,
      buffers: 0,
      storages: 0,
      fits: true,
    },
    diagnostics: [],
    producer: { name: "memplan", version: "0" },
  };
}

const GRAPH: GraphDocument = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "g",
  tensors: [],
  nodes: [],
  outputs: [],
};

describe("columns", () => {
  const B: LifetimeSpec = { id: "a", start: 3, end: 9, bytes: 8 };
  test.each([
    ["id,lower,upper,size\na,3,9,8\n", B],
    ["size,upper,id,lower\n8,9,a,3\n", B],
    ["buffer,begin,upper,size\na,3,9,8", B],
    ["buffer_id,start,end,size\na,3,8,8", B],
    ["id,lower,upper,colour,size\na,3,9,red,8", B],
    ["id,lower,upper,size\r\na,3,9,8\r\n", B],
    ["id,lower,upper,size\na, 3,+9,8 \n", B],
    [
      "id,lower,upper,size,alignment,hint,offset\na,3,9,8,16,-1,32",
      { ...B, alignment: 16, hint: -1, offset: 32 },
    ],
    ["id,lower,upper,size,alignment,hint,offset,gaps\na,3,9,8,,,,", B],
    [
      "id,lower,upper,size,gaps\na,3,9,8,4-5 6-8@0:4",
      {
        ...B,
        gaps: [
          { start: 4, end: 5 },
          { start: 6, end: 8, window: [0, 4] },
        ],
      },
    ],
    [
      "id,lower,end,size,gaps\na,3,8,8,4-5 6-7@0:4",
      {
        ...B,
        gaps: [
          { start: 4, end: 6 },
          { start: 6, end: 8, window: [0, 4] },
        ],
      },
    ],
  ])("%j", (text, buffer) => {
    expect(read(text).buffers).toEqual([buffer]);
  });

  test("the text ends at its first empty line", () => {
    expect(read("id,lower,upper,size\na,0,1,8\n\nthis is not read").buffers).toHaveLength(1);
    expect(read("id,lower,upper,size\r\na,0,1,8\r\n\r\nnor,is,this").buffers).toHaveLength(1);
  });

  test("a number in the file's name is the capacity", () => {
    const text = "id,lower,upper,size\na,0,1,8\n";
    expect(read(text, "A.1048576.csv")).toMatchObject({ name: "A", capacity: 1048576 });
    expect(read(text, "dir/net.v2.csv")).not.toHaveProperty("capacity");
    expect(read(text, "dir/net.v2.csv").name).toBe("net.v2");
    expect(read(text, "1048576.csv")).not.toHaveProperty("capacity");
  });

  test("opens whatever its name, and comes back through the native text", async () => {
    expect(await importedText("A.64.csv", "id,lower,upper,size\n0,3,9,8\n")).toBe(`{
  "format": "memplan",
  "version": 1,
  "kind": "lifetimes",
  "name": "A",
  "capacity": 64,
  "buffers": [
    { "id": "0", "start": 3, "end": 9, "bytes": 8 }
  ]
}
`);
  });
});

describe("bad input is refused with line, column and value", () => {
  const H = "id,lower,upper,size\n";
  test.each([
    ["id,lower,upper\na,0,1", "missing-column", "line 1", "size"],
    ["id,lower,upper,size,size\na,0,1,2,2", "duplicate-column", "line 1", '"size" is there twice'],
    ["id,lower,start,upper,size\na,0,0,1,2", "duplicate-column", "line 1", "lower and start mean the same"],
    ["id,lower,upper,size,x,x\na,0,1,2,,", "duplicate-column", "line 1", '"x" is there twice'],
    [H, "no-rows", "line 2", "no buffer"],
    [`${H}\na,0,1,2`, "no-rows", "line 2", "no buffer"],
    [`${H}a,0,1`, "bad-row", "line 2", "3 fields, but the header has 4"],
    [`${H}a,0,1,2\nb,c,0,1,2`, "bad-row", "line 3", "5 fields"],
    [`${H}a,0,1,2\n \nb,0,1,2`, "bad-row", "line 3", "1 fields"],
    [`${H}a,0,1,huge`, "bad-number", "line 2, column size", '"huge" is no whole number'],
    [`${H}a,0,1,1e3`, "bad-number", "line 2, column size", '"1e3" is no whole number'],
    [`${H}a,0,1,`, "bad-number", "line 2, column size", "An empty field is no whole number"],
    [`${H}a,0,1,-2`, "bad-number", "line 2, column size", '"-2" is out of range'],
    [`${H}a,0,1,9007199254740993`, "bad-number", "line 2, column size", "out of range"],
    [`${H}a,-1,1,2`, "bad-number", "line 2, column lower", '"-1" is out of range'],
    ["id,lower,end,size\na,0,2147483647,2", "bad-number", "line 2, column end", "out of range"],
    [`${H}a,5,5,2`, "empty-lifetime", "line 2, column upper", "never alive"],
    ["id,start,end,size\na,5,3,2", "empty-lifetime", "line 2, column end", "never alive"],
    [`${H}a,0,1,2\na,1,2,2`, "duplicate-id", "line 3, column id", '"a"'],
    [`${H},0,1,2`, "no-id", "line 2, column id", "empty"],
    [`${H}__proto__,0,1,2`, "reserved-name", "line 2, column id", "__proto__"],
    [
      "id,lower,upper,size,alignment\na,0,1,2,0",
      "bad-number",
      "line 2, column alignment",
      '"0" is out of range',
    ],
    ["id,lower,upper,size,offset\na,0,1,2,-8", "bad-number", "line 2, column offset", '"-8" is out of range'],
    ["id,lower,upper,size,gaps\na,0,9,2,1-2-3", "bad-gap", "line 2, column gaps", '"1-2-3" is no gap'],
    ["id,lower,upper,size,gaps\na,0,9,2,8-10", "bad-gap", "line 2, column gaps", "outside its lifetime"],
    ["id,lower,upper,size,gaps\na,0,9,2,1-2@0:3", "bad-gap", "line 2, column gaps", "window"],
  ])("%j", (text, code, where, part) => {
    const result = readMinimalloc(text, "t.csv");
    if (result.ok) throw new Error("it was read");
    expect(result.problem).toMatchObject({ code, where });
    expect(result.problem.message).toContain(part);
    expect(result.problem.help).not.toBe("");
  });
});

describe("writing", () => {
  const A: LifetimeSpec = { id: "a", start: 0, end: 2, bytes: 8 };
  const B: LifetimeSpec = { id: "b", start: 1, end: 3, bytes: 4 };

  test.each([
    ["plain columns", listOf(A, B), "id,lower,upper,size\na,0,2,8\nb,1,3,4\n"],
    [
      "alignment where used",
      listOf(A, { ...B, alignment: 64 }),
      "id,lower,upper,size,alignment\na,0,2,8,1\nb,1,3,4,64\n",
    ],
    ["no column of ones", listOf({ ...A, alignment: 1, hint: -1 }), "id,lower,upper,size\na,0,2,8\n"],
    ["hint where used", listOf(A, { ...B, hint: 5 }), "id,lower,upper,size,hint\na,0,2,8,-1\nb,1,3,4,5\n"],
    [
      "gaps where used",
      listOf(
        {
          ...A,
          gaps: [
            { start: 0, end: 1 },
            { start: 1, end: 2, window: [2, 4] },
          ],
        },
        B,
      ),
      "id,lower,upper,size,gaps\na,0,2,8,0-1 1-2@2:4\nb,1,3,4,\n",
    ],
    [
      "a fixed address",
      listOf({ ...A, offset: 0 }, { ...B, offset: null }),
      "id,lower,upper,size,offset\na,0,2,8,0\nb,1,3,4,\n",
    ],
  ])("%s", (_title, document, text) => {
    expect(written(document)).toBe(text);
  });

  test("the plan of lifetimes adds its offsets to the columns of the document", () => {
    const plan = planOf({ id: "b", offset: 0 }, { id: "a", offset: 64 });
    expect(written(listOf({ ...A, hint: 2 }, B), plan)).toBe(
      "id,lower,upper,size,hint,offset\na,0,2,8,2,64\nb,1,3,4,-1,0\n",
    );
  });

  test("the plan of a graph is written as its storages", () => {
    const plan = planOf({ id: "x", offset: 0 }, { id: "y", offset: 16 });
    const text = "id,lower,upper,size,alignment,offset\nx,0,2,8,16,0\ny,0,2,8,16,16\n";
    expect(writeMinimalloc({ document: GRAPH, plan })).toEqual({ ok: true, value: text });
    expect(writeMinimalloc({ document: plan, plan: null })).toEqual({ ok: true, value: text });
  });

  test.each([
    ["a graph without a plan", { document: GRAPH, plan: null }, "no-plan"],
    [
      "storages in two arenas",
      { document: GRAPH, plan: planOf({ id: "x", offset: 0 }, { id: "y", arena: "dram", offset: 0 }) },
      "several-arenas",
    ],
    ["an id with a comma", { document: listOf({ ...A, id: "a,b" }), plan: null }, "unwritable-id"],
    ["an id with a line end", { document: listOf({ ...A, id: "a\nb" }), plan: null }, "unwritable-id"],
  ] as const)("%s is refused with a way out", (_title, subject, code) => {
    const result = writeMinimalloc(subject);
    expect(result).toMatchObject({ ok: false, problem: { code } });
    expect(result.ok || result.problem.help).not.toBe("");
  });

  test("what was read is written again to the byte", () => {
    fc.assert(
      fc.property(lifetimesWith(/^[^,\r\n]+$/, fc.constant({})), (document) => {
        const text = written(document);
        const back = read(text, "random.csv");
        expect(written(back)).toBe(text);
        expect(back.buffers.map(({ id, start, end, bytes }) => ({ id, start, end, bytes }))).toEqual(
          document.buffers.map(({ id, start, end, bytes }) => ({ id, start, end, bytes })),
        );
        expect(back.buffers.map(({ gaps }) => gaps)).toEqual(document.buffers.map(({ gaps }) => gaps));
      }),
    );
  });
});

test.each([
  ["id,lower,upper,size", true],
  ["id,lower,upper", true],
  ["buffer_id,begin,end,size,x", true],
  ["id,size,colour", false],
  ["name,from,to,bytes", false],
  ["", false],
])("the header %j is taken for MiniMalloc's: %s", (line, expected) => {
  const text = `${line}\n`;
  const bytes = new TextEncoder().encode(text);
  expect(minimalloc.match?.({ bytes, text, size: bytes.length })).toBe(expected);
});

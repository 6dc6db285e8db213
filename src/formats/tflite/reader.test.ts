import fc from "fast-check";
import { expect, test } from "vitest";
import { readGraph } from "../../core/graph.ts";
import { NO_WATCH } from "../../core/watch.ts";
import type { Source } from "../format.ts";
import { sourceFromBytes } from "../source.ts";
import { readTflite } from "./index.ts";
import { buildTflite, keywordNet, type SubgraphSketch } from "./testing/build-tflite.ts";

/** A file with a little of everything. */
function mixture(): Uint8Array {
  const body: SubgraphSketch = {
    name: "body",
    tensors: [
      { name: "i", shape: [1], type: 2 },
      { name: "j", shape: [1], type: 2 },
    ],
    inputs: [0],
    outputs: [1],
    operators: [{ op: "ADD", inputs: [0, 0], outputs: [1] }],
  };
  return buildTflite({
    subgraphs: [
      {
        name: "main",
        tensors: [
          { name: "x", shape: [1, 4], signature: [-1, 4] },
          { name: "w", shape: [4, 4], data: 16 },
          { name: "behind", shape: [4], outside: { offset: 128, size: 4 } },
          { name: "memory", shape: [4], variable: true },
          { name: "n", shape: [1], type: 2 },
          { name: "m", shape: [1], type: 2 },
          { name: "y", shape: [1, 4] },
          { name: "h", type: 13 },
        ],
        inputs: [0, 4],
        outputs: [6, 5],
        operators: [
          { op: "VAR_HANDLE", inputs: [], outputs: [7] },
          { op: "WHILE", inputs: [4], outputs: [5], options: [1, 2] },
          { op: "custom", inputs: [0, 1, -1, 2, 3, 7], outputs: [6] },
        ],
      },
      body,
      { ...body, name: "cond" },
      { ...body, name: "entry" },
    ],
    metadata: [{ name: "OfflineMemoryAllocation", words: [1, 0, 14, ...new Array<number>(14).fill(0)] }],
    signatures: [
      { key: "a", subgraph: 0 },
      { key: "b", subgraph: 3 },
    ],
  });
}

const FILES = [mixture(), keywordNet()];

/** Reads, and says what came of it; anything thrown fails the test. */
async function outcome(bytes: Uint8Array): Promise<string> {
  const result = await readTflite(sourceFromBytes("net.tflite", bytes), NO_WATCH);
  if (!result.ok) {
    const { code, message, help } = result.problem;
    expect(message).not.toMatch(/undefined|NaN|null/);
    expect(help).not.toBe("");
    return code;
  }
  if (result.value.kind !== "graph") throw new Error("a graph was expected");
  // What a damaged file can still mean is a graph that is sound, but for operators that need each other.
  const graph = readGraph(result.value);
  if (!graph.ok) expect(graph.problem.code).toBe("cycle");
  expect(result.value.nodes.length + result.value.tensors.length).toBeLessThan(2 * bytes.length + 64);
  return "read";
}

const CODES = ["read", "truncated", "corrupt", "empty-model"];

test("every truncation of a file is a problem or a model, never an exception", async () => {
  const bytes = mixture();
  const seen = new Set<string>();
  for (let length = 0; length < bytes.length; length++) seen.add(await outcome(bytes.subarray(0, length)));
  expect([...seen].filter((code) => !CODES.includes(code))).toEqual([]);
  expect(seen).toContain("truncated");
});

test("a truncated file is told with the place and the bytes that are missing", async () => {
  const bytes = mixture();
  const result = await readTflite(
    sourceFromBytes("net.tflite", bytes.subarray(0, bytes.length - 40)),
    NO_WATCH,
  );
  const problem = result.ok ? null : result.problem;
  expect(problem?.code).toBe("truncated");
  expect(problem?.message).toMatch(/ reaches to byte [\d,]+, the file has [\d,]+\.$/);
  expect(problem?.where).toMatch(/^byte [\d,]+ \(model\b/);
});

test("files with any bytes changed are a problem or a model, never an exception", async () => {
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...FILES), changes, async (file, edits) => {
      const bytes = file.slice();
      // Mostly where the tables are: the weights mean nothing to the reader
      for (const [at, value] of edits) bytes[at % Math.min(bytes.length, 4096)] = value;
      expect(CODES).toContain(await outcome(bytes));
    }),
    { numRuns: 1500 },
  );
});

test("files with offsets, counts and vtables smashed are a problem or a model, never an exception", async () => {
  const extremes = [0, 1, 2, 4, 0x7f, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffc, 0xffffffff];
  const edit = fc.tuple(
    fc.nat(),
    fc.oneof(fc.constantFrom(...extremes), fc.nat(2048)),
    fc.constantFrom(2, 4),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
      const bytes = mixture();
      const view = new DataView(bytes.buffer);
      for (const [place, value, width] of edits) {
        const at = (place % Math.floor((bytes.length - 4) / 2)) * 2;
        if (width === 2) view.setUint16(at, value & 0xffff, true);
        else view.setUint32(at, value, true);
      }
      expect(CODES).toContain(await outcome(bytes));
    }),
    { numRuns: 3000 },
  );
});

test("tables that point at each other in fans end with the budget", async () => {
  // One table of operators, each of which reads the same long list: more edges than the file has bytes.
  const count = 1_500;
  const bytes = buildTflite({
    subgraphs: [
      {
        tensors: [{ name: "x", shape: [4] }],
        inputs: [0],
        outputs: [],
        operators: [
          { op: "long", inputs: new Array<number>(count).fill(0), outputs: [] },
          ...Array.from({ length: count }, () => ({ op: "short", inputs: [0], outputs: [] })),
        ],
      },
    ],
  });
  expect(await outcome(bytes)).toBe("read");
  expect(await outcome(fanOut(bytes, count))).toBe("corrupt");
});

/** Points every item of the longest vector of tables at its first. */
function fanOut(file: Uint8Array, count: number): Uint8Array {
  const bytes = file.slice();
  const view = new DataView(bytes.buffer);
  const starts = Array.from({ length: Math.floor(bytes.length / 4) - 1 }, (_, i) => 4 * i).filter(
    (at) => view.getUint32(at, true) === count + 1,
  );
  const start = (starts[0] ?? 0) + 4;
  const target = start + view.getUint32(start, true);
  for (let i = 0; i <= count; i++) view.setUint32(start + 4 * i, target - (start + 4 * i), true);
  return bytes;
}

test("a large file is read no further than its tables lie", async () => {
  const small = mixture();
  const huge = 3_000_000_000;
  const asked: number[] = [];
  const source: Source = {
    name: "huge.tflite",
    size: huge,
    read: async (start, end) => {
      asked.push(end);
      const bytes = new Uint8Array(Math.min(end - start, 1 << 20));
      bytes.set(small.subarray(start, end));
      return bytes;
    },
  };
  const result = await readTflite(source, NO_WATCH, 64);
  expect(result.ok).toBe(true);
  expect(asked[0]).toBe(64);
  expect(asked.at(-1)).toBeLessThanOrEqual(2 * small.length);
});

test("a file that is too large for the memory is a problem in words", async () => {
  const source: Source = {
    name: "huge.tflite",
    size: 3_000_000_000,
    read: async () => {
      throw new RangeError("Array buffer allocation failed");
    },
  };
  const result = await readTflite(source, NO_WATCH);
  expect(result.ok ? "read" : result.problem.code).toBe("too-large");
});

test("a source that gives less than its size is a truncated file", async () => {
  const bytes = mixture();
  const source: Source = {
    name: "a.tflite",
    size: 2 * bytes.length,
    read: async () => bytes.subarray(0, 200),
  };
  const result = await readTflite(source, NO_WATCH);
  expect(result.ok ? "read" : result.problem.code).toBe("truncated");
});

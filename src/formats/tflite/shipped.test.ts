import { expect, test } from "vitest";
import type { GraphDocument } from "../../core/document.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { sourceFromBytes } from "../source.ts";
import { readTflite } from "./index.ts";
import { buildTflite, type SubgraphSketch } from "./testing/build-tflite.ts";

const MAIN: SubgraphSketch = {
  tensors: [
    { name: "x", shape: [32] },
    { name: "weights", shape: [32], data: 32 },
    { name: "memory", shape: [32], variable: true },
    { name: "h", shape: [32] },
    { name: "y", shape: [32] },
  ],
  inputs: [0],
  outputs: [4],
  operators: [
    { op: "SVDF", inputs: [0, 1, -1, -1, 2], outputs: [3] },
    { op: "RELU", inputs: [3], outputs: [4] },
  ],
};

async function read(words: readonly number[], name = "OfflineMemoryAllocation"): Promise<GraphDocument> {
  const bytes = buildTflite({
    subgraphs: [MAIN],
    metadata: [
      { name: "min_runtime_version", words: [1] },
      { name, words },
    ],
  });
  const result = await readTflite(sourceFromBytes("net.tflite", bytes), NO_WATCH);
  if (!result.ok || result.value.kind !== "graph") throw new Error("a graph was expected");
  return result.value;
}

function codes(document: GraphDocument): readonly string[] {
  return (document.findings ?? []).map(({ code }) => code).filter((code) => code !== "contents");
}

test("the offsets of the file are the shipped plan, where they are not left to the runtime", async () => {
  const document = await read([1, 0, 5, 0, -1, 96, 32, -1]);
  expect(document.shipped).toEqual({
    title: "OfflineMemoryAllocation",
    offsets: { x: 0, memory: 96, h: 32 },
  });
  expect(codes(document)).toEqual([]);
});

test("tensors that share bytes while both are needed are aliases, on purpose", async () => {
  const document = await read([1, 0, 5, 0, 0, 0, 16, 0]);
  expect(document.shipped?.offsets).toEqual({ x: 0, memory: 0, h: 16, y: 0 });
  const finding = document.findings?.find(({ code }) => code === "shipped-aliases");
  // x meets memory and h, memory meets h and y, h meets y; x is gone when y is made.
  expect(finding?.severity).toBe("info");
  expect(finding?.message).toContain(" 5 pairs");
  expect(finding?.at).toEqual(["tensor:x", "tensor:memory", "tensor:h", "tensor:y"]);
});

test("a plan for another number of tensors is shown as far as it goes, with a warning", async () => {
  const short = await read([1, 0, 3, 0, -1, 32]);
  expect(short.shipped?.offsets).toEqual({ x: 0, memory: 32 });
  expect(codes(short)).toEqual(["shipped-plan-mismatch"]);
  const cut = await read([1, 0, 5, 0, -1, 32]);
  expect(codes(cut)).toEqual(["shipped-plan-mismatch"]);
  const long = await read([1, 0, 7, -1, -1, -1, -1, 64, 0, 0]);
  expect(long.shipped?.offsets).toEqual({ y: 64 });
});

test("what is no plan is said and not shown", async () => {
  for (const words of [[], [1, 0], [1, 0, -1], [1, 0, -5, 3, 3]]) {
    const document = await read(words);
    expect(document.shipped).toBeUndefined();
    expect(codes(document)).toEqual(["shipped-plan-broken"]);
  }
});

test("metadata of another name is no plan", async () => {
  const document = await read([1, 0, 5, 0, 0, 0, 0, 0], "OfflineMemoryAllocation2");
  expect(document.shipped).toBeUndefined();
  expect(codes(document)).toEqual([]);
});

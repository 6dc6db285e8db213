import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documents } from "../../../tools/arbitrary-documents.ts";
import type { GraphDocument } from "../../core/document.ts";
import { importedText } from "../testing/imported.ts";
import { readNative } from "./read.ts";
import { writeNative } from "./write.ts";

const TWO_NODES: GraphDocument = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "two",
  tensors: [
    { id: "x", dtype: "float32", shape: [{ symbol: "N", max: 8 }, 4], role: "input" },
    { id: "y", bytes: 128 },
    { id: "z", bytes: 128, arena: "sram" },
  ],
  nodes: [
    {
      id: "a",
      op: "Relu",
      inputs: ["x"],
      outputs: ["y"],
      mayShare: [{ output: 0, input: 0, how: "inplace" }],
    },
    { id: "b", op: "Relu", inputs: ["y"], outputs: ["z"], workspace: 64 },
  ],
  outputs: ["z"],
  arenas: [{ id: "sram", capacity: 1024, alignment: 16 }],
};

const TWO_NODES_TEXT = `{
  "format": "memplan",
  "version": 1,
  "kind": "graph",
  "name": "two",
  "tensors": [
    { "id": "x", "dtype": "float32", "shape": [{ "symbol": "N", "max": 8 }, 4], "role": "input" },
    { "id": "y", "bytes": 128 },
    { "id": "z", "bytes": 128, "arena": "sram" }
  ],
  "nodes": [
    { "id": "a", "op": "Relu", "inputs": ["x"], "outputs": ["y"], "mayShare": [{ "output": 0, "input": 0, "how": "inplace" }] },
    { "id": "b", "op": "Relu", "inputs": ["y"], "outputs": ["z"], "workspace": 64 }
  ],
  "outputs": ["z"],
  "arenas": [
    { "id": "sram", "capacity": 1024, "alignment": 16 }
  ]
}
`;

test("the canonical text has a row a line and the head first", () => {
  expect(writeNative(TWO_NODES)).toBe(TWO_NODES_TEXT);
});

test("the head comes first and the other fields stay in their order, wherever the file had them", () => {
  const text =
    '{"buffers":[],"colour":"red","name":"n","kind":"lifetimes","capacity":9,"version":1,"format":"memplan"}';
  const read = readNative(text, "");
  expect(read.ok && Object.keys(JSON.parse(writeNative(read.value)))).toEqual([
    "format",
    "version",
    "kind",
    "name",
    "buffers",
    "colour",
    "capacity",
  ]);
});

test("writing, reading and writing again gives the same bytes, unknown fields included", () => {
  fc.assert(
    fc.property(documents, (document) => {
      const text = writeNative(document);
      const read = readNative(text, "");
      expect(read).toMatchObject({ ok: true });
      expect(read.ok && writeNative(read.value)).toBe(text);
      expect(read.ok && read.value).toEqual(JSON.parse(text));
    }),
  );
});

test("fields that are undefined are not written", () => {
  const tensors = [{ id: "x", role: undefined, bytes: 1 }];
  const text = writeNative({ ...TWO_NODES, tensors, nodes: [], outputs: [], arenas: undefined });
  expect(text).toContain('{ "id": "x", "bytes": 1 }');
  expect(text).not.toContain("arenas");
});

describe("a file opens whatever its name, and comes back to the byte", () => {
  const LIFETIMES =
    '{"format":"memplan","version":1,"kind":"lifetimes","buffers":[{"id":"b","start":0,"end":1,"bytes":4}]}';
  const PADDED = `{"note":${JSON.stringify("x".repeat(70_000))},${LIFETIMES.slice(1)}`;
  test.each([
    ["two.graph.json", TWO_NODES_TEXT, '"name": "two"'],
    ["with a byte order mark.json", `\uFEFF${LIFETIMES}`, '"name": "with a byte order mark"'],
    ["with CRLF.json", TWO_NODES_TEXT.replaceAll("\n", "\r\n"), '"name": "two"'],
    ["head after 64 KiB.json", PADDED, '"name": "head after 64 KiB"'],
    ["folder/no-name.json", LIFETIMES, '"name": "no-name"'],
  ])("%s", async (name, content, part) => {
    expect(await importedText(name, content)).toContain(part);
  });
});

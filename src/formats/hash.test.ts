import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { LifetimesDocument } from "../core/document.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { documentHash } from "./hash.ts";
import { readNative } from "./native/read.ts";
import { writeNative } from "./native/write.ts";

const DOCUMENT: LifetimesDocument = {
  format: "memplan",
  version: 1,
  kind: "lifetimes",
  name: "é",
  buffers: [{ id: "b", start: 0, end: 1, bytes: 4 }],
};

test("the hash is the SHA-256 of the canonical text", () => {
  expect(documentHash(DOCUMENT)).toBe(createHash("sha256").update(writeNative(DOCUMENT)).digest("hex"));
});

test("white space in a file does not change the hash, a byte of its meaning does", () => {
  const read = readNative(JSON.stringify(DOCUMENT), "");
  if (!read.ok || read.value.kind !== "lifetimes") throw new Error("it was not read");
  expect(documentHash(read.value)).toBe(documentHash(DOCUMENT));
  expect(documentHash({ ...DOCUMENT, name: "e" })).not.toBe(documentHash(DOCUMENT));
});

test("a drawing is no part of the name of a document's content", () => {
  const plain = textGraph("input x 4\na: y:4 = Op(x)\nout y");
  const drawn = { ...plain, drawing: { at: { "node:a": [1, 2] as const } } };
  expect(documentHash(drawn)).toBe(documentHash(plain));
  expect(documentHash({ ...plain, name: "another" })).not.toBe(documentHash(plain));
});

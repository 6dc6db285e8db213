import fc from "fast-check";
import { expect, test } from "vitest";
import { documents } from "../../../tools/arbitrary-documents.ts";
import { writeNative } from "../native/write.ts";
import { peekAt, sourceFromBytes } from "../source.ts";
import { keywordNet } from "../tflite/testing/build-tflite.ts";
import { match } from "./match.ts";
import { f32 } from "./testing/cases/case.ts";
import { GRAPH_CASES } from "./testing/cases/graphs.ts";
import { node } from "./testing/document.ts";
import { modelBytes } from "./testing/model.ts";
import { data, int, joined, message, text } from "./testing/proto.ts";

const matches = async (bytes: Uint8Array) => match(await peekAt(sourceFromBytes("unknown", bytes)));

test("every model of the tests is claimed", async () => {
  for (const { graph, functions } of GRAPH_CASES)
    expect(await matches(modelBytes(graph, { "": 17 }, functions))).toBe(true);
});

const relu = message(1, text(1, "x"), text(2, "y"), text(4, "Relu"));
const opset = message(8, text(1, ""), int(2, 17));
const metadata = (length: number) => message(14, text(1, "note"), text(2, "a".repeat(length)));

test.each([
  ["the graph first, and nothing else in sight", [message(7, relu, data(5, new Uint8Array(200_000))), opset]],
  ["the graph alone", [message(7, relu)]],
  ["operator sets first", [opset, opset, int(1, 8), message(7, relu)]],
  ["metadata first", [metadata(10), metadata(20), message(7, relu)]],
  ["metadata longer than what is in sight first", [int(1, 8), metadata(100_000), message(7, relu), opset]],
  ["training information first", [message(20, message(2, relu)), int(1, 8), opset, message(7, relu)]],
  ["functions first", [message(25, text(1, "F"), text(4, "X")), message(7, relu)]],
  ["a producer of another tongue", [int(1, 8), text(2, "Пайторч"), text(3, "2.1"), message(7, relu)]],
])("a model with %s is claimed", async (_title, fields) => {
  expect(await matches(joined(fields))).toBe(true);
});

test("a model that is cut is claimed once its graph is in sight, so that its reader can say it", async () => {
  const whole = modelBytes(
    { nodes: [node("Relu", ["x"], ["y"])], inputs: [["x", f32(4)]], outputs: ["y"] },
    { "": 17 },
  );
  expect(await matches(whole.subarray(0, whole.length - 9))).toBe(true);
});

const latin1 = (words: string) => Uint8Array.from(words, (c) => c.charCodeAt(0));

test.each([
  ["TFLite", keywordNet()],
  ["HTML", latin1("<!doctype html><title>404</title>")],
  ["PNG", latin1("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")],
  ["ZIP", latin1("PK\x03\x04\x14\x00\x00\x00\x08\x00")],
  ["pickle", latin1("\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00}\x94.")],
  ["CSV", latin1("id,lower,upper,size\na,0,3,64\n")],
  ["Core ML", latin1("\x08\x04\x12\x04\x0a\x02\x0a\x00\xa2\x1f\x02\x0a\x00")],
  ["a SavedModel", latin1(`\x08\x01\x12\x64\x0a${"\x12".repeat(99)}`)],
  ["a frozen graph", joined([message(1, text(1, "x"), text(2, "Placeholder")), message(1, text(1, "y"))])],
  ["a tensor of ONNX", joined([int(1, 3), int(2, 1), text(8, "w"), data(9, new Uint8Array(12))])],
  ["text that begins like a graph", latin1(`:${"a".repeat(400)}`)],
  ["nothing", new Uint8Array(0)],
])("%s is not claimed", async (_title, bytes) => {
  expect(await matches(bytes)).toBe(false);
});

test("documents of ours, text and random bytes are not claimed", async () => {
  const others = fc.oneof(
    documents.map((document) => new TextEncoder().encode(writeNative(document))),
    fc.string({ unit: "binary", maxLength: 400 }).map((own) => new TextEncoder().encode(own)),
    fc.uint8Array({ minLength: 8, maxLength: 400 }),
  );
  await fc.assert(
    fc.asyncProperty(others, async (bytes) => {
      expect(await matches(bytes)).toBe(false);
    }),
    { numRuns: 1000, seed: 8 },
  );
});

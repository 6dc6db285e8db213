import { expect, test } from "vitest";
import { blankStream } from "../../core/dialects/dataflow/edit/blank.ts";
import type { DataflowDocument } from "../../core/document.ts";
import { inputRows, kindRows, outputRows, readTypedNode } from "./stream-rows.ts";

const port = (name: string, type = "float") => ({ name, rate: 5, type });

const DOCUMENT: DataflowDocument = {
  ...blankStream("rows"),
  types: { float: { bytes: 4 }, q15_t: { bytes: 2 } },
  nodes: [
    { id: "a", class: "Source", outputs: [port("o"), port("p")] },
    { id: "b", class: "FIR", inputs: [port("i")] },
    { id: "c", class: "Sink", inputs: [port("i"), port("j", "q15_t")] },
  ],
  edges: [{ from: ["a", "o"], to: ["b", "i"] }],
};

test.each([
  ["source 5 mic", { sought: "source", rate: 5, id: "mic" }],
  ["sliding window 4", { sought: "sliding window", rate: 4, id: undefined }],
  ["sink", { sought: "sink", rate: undefined, id: undefined }],
  ["nothing like it", { sought: "nothing like it", rate: undefined, id: undefined }],
])("%s is read as a kind, a rate and a name", (text, read) => {
  expect(readTypedNode(text)).toEqual(read);
});

test("behind an output stand only kinds that take samples, before an input those that make them", () => {
  const kinds = (how: { from: boolean; to: boolean }) => kindRows("", how).map(({ kind }) => kind);
  expect(kinds({ from: true, to: false })).not.toContain("source");
  expect(kinds({ from: true, to: false })).toContain("sink");
  expect(kinds({ from: false, to: true })).not.toContain("sink");
  expect(kindRows("sou", { from: false, to: false })[0]?.kind).toBe("source");
});

test("inputs that an output can feed come first; of others it is said why not", () => {
  expect(inputRows(DOCUMENT, ["a", "p"], "").map(({ title, why }) => [title, why])).toEqual([
    ["c.i", undefined],
    ["b.i", "It is fed already."],
    ["c.j", "a.p gives float, but c.j takes q15_t."],
  ]);
  expect(
    outputRows(
      DOCUMENT,
      [
        ["a", "o"],
        ["a", "p"],
      ],
      "p",
    ).map(({ title }) => title),
  ).toEqual(["a.p"]);
});

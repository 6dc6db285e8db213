import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { graphs, lifetimes as lifetimesDocuments, plans } from "../../../tools/arbitrary-documents.ts";
import type { GraphDocument, PlanDocument } from "../../core/document.ts";
import { graph, lifetimes, plan } from "./index.ts";
import { readNative } from "./read.ts";
import { writeNative } from "./write.ts";

const PLAN: PlanDocument = {
  format: "memplan",
  version: 1,
  kind: "plan",
  name: "p",
  source: { name: "from", kind: "graph", sha256: "" },
  settings: { place: "none" },
  order: ["n"],
  storages: [
    {
      id: "s",
      tensors: ["t"],
      bytes: 10,
      alignment: 16,
      start: 0,
      end: 1,
      arena: "a",
      offset: 0,
      buffer: "B0",
    },
  ],
  tensors: { t: { storage: "s", buffer: "B0", arena: "a", offset: 0, bytes: 10, start: 0, end: 1 } },
  buffers: [{ id: "B0", arena: "a", offset: 0, bytes: 16, storages: ["s"] }],
  arenas: [{ id: "a", capacity: 64, alignment: 16, peak: 16, lowerBound: 16, optimal: true }],
  stats: {
    totalBytes: 16,
    peakBytes: 16,
    lowerBoundBytes: 16,
    peakStep: 0,
    fragmentationBytes: 0,
    paddingBytes: 6,
    buffers: 1,
    storages: 1,
    fits: true,
  },
  diagnostics: [],
  producer: { name: "memplan", version: "0" },
};

const GRAPH: GraphDocument = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "g",
  tensors: [],
  nodes: [],
  outputs: [],
};

/** The text of PLAN with one piece of it replaced. */
function changed(from: string, to: string): string {
  const text = writeNative(PLAN);
  if (!text.includes(from)) throw new Error(`the plan does not say ${from}`);
  return text.replace(from, to);
}

test("a plan without a name and padding, as the contract allows, gets them from its source and its storages", () => {
  const { name: _, stats, ...rest } = PLAN;
  const { paddingBytes, ...others } = stats;
  const read = readNative(JSON.stringify({ ...rest, stats: others }), "file");
  expect(read).toEqual({ ok: true, value: { ...PLAN, name: "from", stats: { ...others, paddingBytes } } });
});

describe("a plan whose parts do not fit together is refused", () => {
  test.each([
    ["a storage in no buffer", changed('"buffer": "B0" }', '"buffer": "B9" }'), "broken-plan", '"B9"'],
    [
      "a tensor in no storage",
      changed('{ "storage": "s", ', "{ "),
      "missing-field",
      "tensors.t.storage is missing",
    ],
    ["a text as address", changed('"offset": 0', '"offset": "0x40"'), "bad-field", 'offset is "0x40"'],
    [
      "a list of tensors",
      changed('"tensors": {', '"tensors": [], "others": {'),
      "bad-field",
      "tensors is an empty list",
    ],
    ["a list of settings", changed('{ "place": "none" }', "[1]"), "bad-field", "settings is a list"],
  ])("%s", (_title, text, code, part) => {
    const read = readNative(text, "file");
    expect(read).toMatchObject({ ok: false, problem: { code } });
    expect(read.ok || read.problem.message).toContain(part);
  });
});

describe("each native format writes what it can, and says why it cannot", () => {
  const LIST = '{ "id": "s", "start": 0, "end": 1, "bytes": 10, "alignment": 16 }';
  test.each([
    ["graph of a graph", graph, { document: GRAPH, plan: PLAN }, '"kind": "graph"'],
    ["graph of a plan", graph, { document: PLAN, plan: null }, "no-graph"],
    ["plan of a graph", plan, { document: GRAPH, plan: PLAN }, '"kind": "plan"'],
    ["plan of a plan", plan, { document: PLAN, plan: null }, '"kind": "plan"'],
    ["plan of nothing planned", plan, { document: GRAPH, plan: null }, "no-plan"],
    ["lifetimes of a planned graph", lifetimes, { document: GRAPH, plan: PLAN }, LIST],
    ["lifetimes of a plan", lifetimes, { document: PLAN, plan: null }, '"capacity": 64'],
    ["lifetimes of a graph", lifetimes, { document: GRAPH, plan: null }, "no-plan"],
  ] as const)("%s", (_title, format, subject, part) => {
    const written = format.write?.(subject);
    expect(written?.ok ? written.value : written?.problem.code).toContain(part);
    if (written?.ok === false) expect(written.problem.help).not.toBe("");
  });
});

test("a document is matched by the one format of its kind", () => {
  const formats = [graph, lifetimes, plan];
  fc.assert(
    fc.property(fc.oneof(graphs, lifetimesDocuments, plans), (document) => {
      const bytes = new TextEncoder().encode(writeNative(document)).subarray(0, 65_536);
      const peek = { bytes, text: new TextDecoder().decode(bytes), size: bytes.length };
      expect(formats.filter((f) => f.match?.(peek)).map((f) => f.id)).toEqual([document.kind]);
    }),
  );
});

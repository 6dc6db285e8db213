import { expect, test } from "vitest";
import { readNative } from "../../../../formats/native/read.ts";
import { writeNative } from "../../../../formats/native/write.ts";
import type { DataflowDocument } from "../document.ts";
import { findStreamFault } from "../faults.ts";
import { blankStream } from "./blank.ts";
import { isStreamClip, streamClipOf } from "./clip.ts";
import { connectPorts, feedConstant } from "./connect.ts";
import { addStreamNode } from "./nodes.ts";
import { pasteStream } from "./paste.ts";
import { setPortType } from "./port-values.ts";
import { addType, changeType } from "./stream-types.ts";
import type { StreamEditResult } from "./types.ts";

function run(begin: DataflowDocument, ...steps: readonly ((d: DataflowDocument) => StreamEditResult)[]) {
  return steps.reduce((document, step) => {
    const edited = step(document);
    if (!edited.ok) throw new Error(edited.problem.message);
    return edited.value.document;
  }, begin);
}

/** source → scale (with a constant) → sink, of samples of two types. */
const CHAIN = run(
  blankStream("chain"),
  (d) => addType(d, "q15_t", { bytes: 2 }),
  (d) => addStreamNode(d, "source", { id: "source", rate: 5, type: "q15_t" }),
  (d) => addStreamNode(d, "binary", { id: "scale", rate: 5, type: "q15_t", at: [40, 60] }),
  (d) => addStreamNode(d, "sink", { id: "sink", rate: 5, type: "q15_t" }),
  (d) => connectPorts(d, ["source", "o"], ["scale", "ia"]),
  (d) => feedConstant(d, ["scale", "ib"], "HALF"),
  (d) => connectPorts(d, ["scale", "o"], ["sink", "i"]),
);

/** The clip as it travels: as text. */
function clip(document: DataflowDocument, id: string): DataflowDocument {
  const made = streamClipOf(document, id);
  if (!made.ok) throw new Error(made.problem.message);
  const read = readNative(writeNative(made.value), "clip");
  if (!read.ok || read.value.kind !== "dataflow") throw new Error("the clip cannot be read");
  return read.value;
}

test("a clip is a document of its own: the node, the types of its ports, its constants, and no connection", () => {
  const made = clip(CHAIN, "scale");
  expect(isStreamClip(made)).toBe(true);
  expect(isStreamClip(CHAIN)).toBe(false);
  expect(Object.keys(made.types)).toEqual(["q15_t"]);
  expect(made.nodes.map(({ id }) => id)).toEqual(["scale"]);
  expect(made.edges).toEqual([{ constant: "HALF", to: ["scale", "ib"] }]);
  expect(streamClipOf(CHAIN, "nobody").ok).toBe(false);
});

test("pasted where it came from, it has another name and another place, and is connected to nobody", () => {
  const once = pasteStream(CHAIN, clip(CHAIN, "scale"));
  expect(once).toMatchObject({ ok: true, value: { says: "Pasted scale2", made: ["scale2"] } });
  const twice = run(
    CHAIN,
    ...[1, 2].map(() => (d: DataflowDocument) => pasteStream(d, clip(CHAIN, "scale"))),
  );
  expect(twice.nodes.map(({ id }) => id)).toEqual(["source", "scale", "sink", "scale2", "scale3"]);
  expect(twice.nodes[3]).toEqual({ ...CHAIN.nodes[1], id: "scale2" });
  expect(twice.edges.slice(CHAIN.edges.length)).toEqual([
    { constant: "HALF", to: ["scale2", "ib"] },
    { constant: "HALF", to: ["scale3", "ib"] },
  ]);
  expect(twice.drawing?.at).toEqual({ scale: [40, 60], scale2: [72, 92], scale3: [104, 124] });
  expect(twice.types).toBe(CHAIN.types);
  expect(findStreamFault(twice, true)).toBeUndefined();
});

test("a place that is told wins, and what had none and is told none is placed by the program", () => {
  const told = run(CHAIN, (d) => pasteStream(d, clip(CHAIN, "scale"), [200, 10]));
  expect(told.drawing?.at?.scale2).toEqual([200, 10]);
  const placed = run(CHAIN, (d) => pasteStream(d, clip(CHAIN, "source"), [7, 8]));
  expect(placed.drawing?.at?.source2).toEqual([7, 8]);
  const free = run(CHAIN, (d) => pasteStream(d, clip(CHAIN, "source")));
  expect(free.drawing).toEqual(CHAIN.drawing);
});

test("into another document types come along; one that is another here gets a free name", () => {
  const bare = run(blankStream("other"), (d) => pasteStream(d, clip(CHAIN, "scale")));
  expect(bare.types).toEqual({ float: { bytes: 4 }, q15_t: { bytes: 2 } });
  expect(bare.nodes.map(({ id }) => id)).toEqual(["scale"]);
  const other = run(blankStream("other"), (d) => addType(d, "q15_t", { bytes: 8 }));
  const pasted = run(other, (d) => pasteStream(d, clip(CHAIN, "scale")));
  expect(pasted.types.q15_t).toEqual({ bytes: 8 });
  expect(pasted.types.q15_t2).toEqual({ bytes: 2, cName: "q15_t" });
  const [node] = pasted.nodes;
  const types = [...(node?.inputs ?? []), ...(node?.outputs ?? [])].map(
    ({ type }) => pasted.types[type]?.bytes,
  );
  expect(types).toEqual([2, 2, 2]);
  expect(findStreamFault(pasted, true)).toBeUndefined();
});

test("a reference brings what it refers to, and is another type where that is another", () => {
  const counted = run(
    CHAIN,
    (d) => addType(d, "ref", { sharedOf: "q15_t" }),
    (d) => setPortType(d, { node: "source", side: "outputs", port: "o" }, "ref"),
  );
  const taken = clip(counted, "source");
  expect(Object.keys(taken.types).toSorted()).toEqual(["q15_t", "ref"]);
  const other = run(
    counted,
    (d) => addStreamNode(d, "sink", { id: "end", type: "ref" }),
    (d) => changeType(d, "q15_t", { bytes: 8 }),
  );
  const pasted = run(other, (d) => pasteStream(d, taken));
  const type = pasted.nodes.at(-1)?.outputs?.[0]?.type ?? "";
  expect(type).not.toBe("ref");
  expect(pasted.types[pasted.types[type]?.sharedOf ?? ""]?.bytes).toBe(2);
});

test("what has no nodes is refused", () => {
  expect(pasteStream(CHAIN, blankStream("nothing"))).toMatchObject({
    ok: false,
    problem: { code: "nothing-to-paste" },
  });
});

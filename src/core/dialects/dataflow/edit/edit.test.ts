import { expect, test } from "vitest";
import { planDocument } from "../../../plan.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../../settings.ts";
import { NO_WATCH } from "../../../watch.ts";
import type { DataflowDocument } from "../document.ts";
import { blankStream } from "./blank.ts";
import { connectPorts, feedConstant, reconnect } from "./connect.ts";
import { changeEdge, moveEdge } from "./edges.ts";
import { addMissingSamples, addSamples, missingSamples } from "./missing.ts";
import { renameStreamNode } from "./names.ts";
import { addStreamNode, duplicateStreamNodes, removeStreamParts } from "./nodes.ts";
import { setConstraint, setPortType, setRate } from "./port-values.ts";
import { addPort, removePort, renamePort } from "./ports.ts";
import { readRate } from "./rates.ts";
import { addType, changeType, removeType, renameType } from "./stream-types.ts";
import type { StreamEditResult } from "./types.ts";
import { setWindow } from "./window.ts";

type Step = (document: DataflowDocument) => StreamEditResult;

function run(begin: DataflowDocument, ...steps: readonly Step[]): DataflowDocument {
  return steps.reduce((document, step) => {
    const edited = step(document);
    if (!edited.ok) throw new Error(edited.problem.message);
    return edited.value.document;
  }, begin);
}

function plan(document: DataflowDocument, settings: Partial<Settings> = {}) {
  return planDocument(document, { ...DEFAULT_SETTINGS, ...settings }, NO_WATCH);
}

function says(edited: StreamEditResult): string {
  return edited.ok ? edited.value.says : `${edited.problem.message} ${edited.problem.help}`.trim();
}

/** source 5 → processing 7 → 7 → sink 5. */
const SIMPLE = run(
  blankStream("simple"),
  (d) => addStreamNode(d, "source", { id: "source", rate: 5 }),
  (d) => addStreamNode(d, "generic", { id: "processing", rate: 7 }),
  (d) => addStreamNode(d, "sink", { id: "sink", rate: 5 }),
  (d) => connectPorts(d, ["source", "o"], ["processing", "i"]),
  (d) => connectPorts(d, ["processing", "o"], ["sink", "i"]),
);

/** Adds what goes round: a mixer before the processing, which gets back what the processing makes. */
const LOOP = run(
  blankStream("loop"),
  (d) => addStreamNode(d, "source", { id: "source", rate: 5 }),
  (d) => addStreamNode(d, "binary", { id: "mix", rate: 5 }),
  (d) => addStreamNode(d, "generic", { id: "process", rate: 5 }),
  (d) => addPort(d, "process", "outputs", { name: "back" }),
  (d) => addStreamNode(d, "sink", { id: "sink", rate: 5 }),
  (d) => connectPorts(d, ["source", "o"], ["mix", "ia"]),
  (d) => connectPorts(d, ["mix", "o"], ["process", "i"]),
  (d) => connectPorts(d, ["process", "o"], ["sink", "i"]),
  (d) => connectPorts(d, ["process", "back"], ["mix", "ib"]),
);

test("a graph drawn from nothing is planned as the reference plans it: 88 bytes in 19 firings", () => {
  const planned = plan(SIMPLE, { fifos: "reference" });
  expect(planned.ok ? planned.value.stats.peakBytes : planned.problem).toBe(88);
  expect(planned.ok && planned.value.steps).toBe(19);
});

test("an input has one producer, and types of one connection agree", () => {
  const more = run(
    SIMPLE,
    (d) => addStreamNode(d, "source", { id: "other" }),
    (d) => addType(d, "q15", { bytes: 2 }),
  );
  expect(says(connectPorts(more, ["other", "o"], ["sink", "i"]))).toBe(
    "sink.i is fed by processing.o already: an input has one producer. Remove that connection first, or give the node another input.",
  );
  const other = run(more, (d) => setPortType(d, { node: "other", side: "outputs", port: "o" }, "q15"));
  const wide = run(other, (d) => addPort(d, "sink", "inputs"));
  expect(wide.nodes.find(({ id }) => id === "sink")?.inputs?.map(({ name }) => name)).toEqual(["i", "ia"]);
  expect(says(connectPorts(wide, ["other", "o"], ["sink", "ia"]))).toBe(
    "other.o gives q15, but sink.ia takes float. Give both ports one type first.",
  );
});

test("a type given to one end of a connection is given to all that it joins", () => {
  const typed = run(
    SIMPLE,
    (d) => addType(d, "q15", { bytes: 2 }),
    (d) => addStreamNode(d, "sink", { id: "second", rate: 7, type: "float" }),
    (d) => connectPorts(d, ["processing", "o"], ["second", "i"]),
  );
  const made = setPortType(typed, { node: "second", side: "inputs", port: "i" }, "q15");
  expect(says(made)).toBe("Gave second.i the type q15, and 2 ports that it is joined to");
  const types = made.ok
    ? made.value.document.nodes.flatMap(({ id, inputs = [], outputs = [] }) =>
        [...inputs, ...outputs].map(({ name, type }) => `${id}.${name} ${type}`),
      )
    : [];
  expect(types).toEqual([
    "source.o float",
    "processing.i float",
    "processing.o q15",
    "sink.i q15",
    "second.i q15",
  ]);
  // what does not change is shared
  expect(made.ok && made.value.document.nodes[0]).toBe(typed.nodes[0]);
});

test("a renamed node takes its connections, its place and the plan that came with the file along", () => {
  const shipped = {
    title: "scheduler",
    schedule: ["source", "sink", "source"],
    fifos: [],
    buffers: [],
  };
  const before = { ...SIMPLE, shipped, drawing: { at: { source: [1, 2] as const, sink: [3, 4] as const } } };
  const after = run(before, (d) => renameStreamNode(d, "source", " mic "));
  expect(after.edges[0]?.from).toEqual(["mic", "o"]);
  expect(after.drawing?.at).toEqual({ mic: [1, 2], sink: [3, 4] });
  expect(after.shipped?.schedule).toEqual(["mic", "sink", "mic"]);
  expect(says(renameStreamNode(before, "source", "sink"))).toBe(
    "Another node is called sink. Choose another name.",
  );
  expect(says(renameStreamNode(before, "source", "a#1"))).toContain("Write it without #.");
});

test("another shape of the graph lets go of the plan that came with it, and says so", () => {
  const before = { ...SIMPLE, shipped: { title: "", schedule: [], fifos: [], buffers: [] } };
  const made = setRate(before, { node: "sink", side: "inputs", port: "i" }, [2, 3]);
  expect(says(made)).toBe("Set the rate of sink.i to 2, 3, and let go of the plan that came with it");
  expect(made.ok && made.value.document.shipped).toBeUndefined();
});

test("what is removed takes its connections along; a renamed port does not lose them", () => {
  const without = run(SIMPLE, (d) => removeStreamParts(d, { nodes: ["processing"] }));
  expect(without.edges).toEqual([]);
  const renamed = run(SIMPLE, (d) => renamePort(d, { node: "sink", side: "inputs", port: "i" }, "in"));
  expect(renamed.edges[1]?.to).toEqual(["sink", "in"]);
  const port = removePort(SIMPLE, { node: "sink", side: "inputs", port: "i" });
  expect(says(port)).toBe("Removed the input sink.i and what was connected to it");
});

test("copies are connected among themselves as the nodes are, and to nobody else", () => {
  const made = duplicateStreamNodes({ ...SIMPLE, drawing: { at: { sink: [10, 20] } } }, [
    "processing",
    "sink",
  ]);
  expect(made.ok && made.value.made).toEqual(["processing2", "sink2"]);
  const after = made.ok ? made.value.document : SIMPLE;
  expect(after.edges.slice(2)).toEqual([{ from: ["processing2", "o"], to: ["sink2", "i"] }]);
  expect(after.drawing?.at?.sink2).toEqual([42, 52]);
});

test("a window says the rates of its ports, and they cannot be set against it", () => {
  const before = run(blankStream(""), (d) => addStreamNode(d, "sliding", { id: "w" }));
  const after = run(before, (d) => setWindow(d, "w", { kind: "sliding", length: 256, overlap: 128 }));
  expect([after.nodes[0]?.inputs?.[0]?.rate, after.nodes[0]?.outputs?.[0]?.rate]).toEqual([128, 256]);
  const add = run(after, (d) => setWindow(d, "w", { kind: "overlap-add", length: 256, overlap: 96 }));
  expect([add.nodes[0]?.inputs?.[0]?.rate, add.nodes[0]?.outputs?.[0]?.rate]).toEqual([256, 160]);
  expect(says(setWindow(after, "w", { kind: "sliding", length: 4, overlap: 4 }))).toBe(
    "The overlap of w is a whole number of samples from 0 to 3. It is less than the length of the window.",
  );
  expect(says(setRate(after, { node: "w", side: "inputs", port: "i" }, 3))).toBe(
    "The rate of w.i follows from the window of w. Set the length and the overlap of the window, or take the window off.",
  );
});

test("a loop without delay says what it lacks, and gets just that", () => {
  expect(plan(LOOP).ok).toBe(false);
  const missing = missingSamples(LOOP);
  expect(missing.ok && missing.value.map(({ samples }) => samples)).toEqual([5]);
  const loop = missing.ok ? missing.value[0]?.loop : [];
  expect([...(loop ?? [])].sort()).toEqual(["mix", "process"]);
  const made = addMissingSamples(LOOP);
  expect(says(made)).toMatch(/^Added 5 samples of delay to /);
  const after = made.ok ? made.value.document : LOOP;
  expect(plan(after).ok).toBe(true);
  expect(missingSamples(after)).toEqual({ ok: true, value: [] });
  expect(says(addMissingSamples(after))).toContain("everybody can fire");
  expect(run(LOOP, (d) => addSamples(d, 3, 5)).edges[3]?.delay).toBe(5);
});

test("where a loop goes through a Duplicate that is put in, the samples go to a connection of the document", () => {
  // the output of the processing feeds both, so that a Duplicate comes between
  const split = run(
    LOOP,
    (d) => removePort(d, { node: "process", side: "outputs", port: "back" }),
    (d) => connectPorts(d, ["process", "o"], ["mix", "ib"]),
  );
  const after = run(split, addMissingSamples);
  expect(plan(after).ok).toBe(true);
  expect(after.edges.reduce((sum, { delay }) => sum + (delay ?? 0), 0)).toBe(5);
});

test("connections are led elsewhere with all that is said of them, moved among the others, and replaced by constants", () => {
  const fir = run(
    SIMPLE,
    (d) => changeEdge(d, 0, { delay: 3, fifoClass: "MyFifo", weak: true }),
    (d) => addStreamNode(d, "sink", { id: "second", rate: 5 }),
    (d) => reconnect(d, 0, { to: ["second", "i"] }),
  );
  expect(fir.edges[0]).toEqual({
    from: ["source", "o"],
    to: ["second", "i"],
    delay: 3,
    fifoClass: "MyFifo",
    weak: true,
  });
  expect(says(feedConstant(fir, ["second", "i"], "HALF"))).toContain("is fed by source.o already");
  const fed = run(fir, (d) => feedConstant(d, ["processing", "i"], "HALF"));
  expect(fed.edges.at(-1)).toEqual({ constant: "HALF", to: ["processing", "i"] });
  expect(says(changeEdge(fed, 2, { delay: 1 }))).toContain("is a constant: it has no FIFO.");
  expect(says(moveEdge(fed, 0, 1))).toBe("Made the connection source.o → second.i number 2 of 3");
  expect(says(moveEdge(fed, 0, -1))).toBe("");
});

test("types are renamed where they are used, and removed when nobody uses them", () => {
  const shared = run(SIMPLE, (d) => addType(d, "ref", { sharedOf: "float", shared: true }));
  const after = run(shared, (d) => renameType(d, "float", "f32"));
  expect(Object.keys(after.types)).toEqual(["f32", "ref"]);
  expect(after.types.ref?.sharedOf).toBe("f32");
  expect(after.nodes.every(({ inputs, outputs }) => (inputs ?? outputs)?.[0]?.type === "f32")).toBe(true);
  expect(says(removeType(after, "f32"))).toBe(
    "source.o and 4 more have the type f32. Give them another type first.",
  );
  expect(Object.keys(run(after, (d) => removeType(d, "ref")).types)).toEqual(["f32"]);
  expect(says(changeType(after, "f32", { bytes: null }))).toContain("Nothing would say how many bytes");
});

test("a buffer outside needs a name, unless the node assigns it", () => {
  const at = { node: "sink", side: "inputs", port: "i" } as const;
  expect(says(setConstraint(SIMPLE, at, { mustBeArray: true }))).toContain("needs the name");
  expect(says(setConstraint(SIMPLE, at, { name: "dma" }))).toBe("Held sink.i to the buffer dma");
  const held = run(SIMPLE, (d) => setConstraint(d, at, { assignedByNode: true }));
  expect(run(held, (d) => setConstraint(d, at, null)).nodes[2]?.inputs?.[0]).toEqual(
    SIMPLE.nodes[2]?.inputs?.[0],
  );
});

test.each([
  ["7", 7],
  ["1, 2", [1, 2]],
  ["0,3", [0, 3]],
])("the rate %s is read", (text, rate) => {
  expect(readRate(text)).toEqual({ ok: true, value: rate });
});

test.each(["", "0", "-1", "1.5", "0,0", "1,", "x"])("the rate %j is refused", (text) => {
  expect(readRate(text).ok).toBe(false);
});

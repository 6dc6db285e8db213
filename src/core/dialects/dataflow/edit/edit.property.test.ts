import fc from "fast-check";
import { expect, test } from "vitest";
import { randomDataflow } from "../../../../../tools/arbitrary-streams.ts";
import { readNative } from "../../../../formats/native/read.ts";
import { writeNative } from "../../../../formats/native/write.ts";
import type { DataflowDocument } from "../document.ts";
import { REFERENCE_ROLES } from "../document.ts";
import { findStreamFault } from "../faults.ts";
import { blankStream } from "./blank.ts";
import { connectPorts, feedConstant, reconnect } from "./connect.ts";
import { changeEdge, moveEdge } from "./edges.ts";
import { addMissingSamples, addSamples } from "./missing.ts";
import { changeStreamNode, nameStream, renameStreamNode } from "./names.ts";
import { addStreamNode, duplicateStreamNodes, removeStreamParts } from "./nodes.ts";
import { changeStreamOptions } from "./options.ts";
import { STREAM_NODE_KINDS } from "./palette.ts";
import { clearStreamPlaces, placeStreamNodes } from "./place.ts";
import { setConstraint, setPortType, setRate } from "./port-values.ts";
import { addPort, movePort, removePort, renamePort } from "./ports.ts";
import { setReference } from "./references.ts";
import { addType, changeType, removeType, renameType } from "./stream-types.ts";
import type { EdgeEnd, PortAt, PortSide, StreamEditResult } from "./types.ts";
import { setWindow } from "./window.ts";

type Pick = <T>(from: readonly T[]) => T;

const SIDES: readonly PortSide[] = ["inputs", "outputs"];
const NAMES = ["q15", "n0", "n1", "new", "a#1", "", "__proto__", " spaced ", "i", "o0", "b2", "f32"];

const node = (d: DataflowDocument, pick: Pick) => pick(["gone", ...d.nodes.map(({ id }) => id)].slice(-9));
const nodes = (d: DataflowDocument, pick: Pick) => [...new Set([node(d, pick), node(d, pick)])];
const edge = (d: DataflowDocument, pick: Pick) => pick([...d.edges.keys(), 999]);
const type = (d: DataflowDocument, pick: Pick) => pick([...Object.keys(d.types), "none", "constructor"]);
const ports = (d: DataflowDocument, sides: readonly PortSide[]): PortAt[] =>
  d.nodes.flatMap(({ id, ...rest }) =>
    sides.flatMap((side) => rest[side]?.map(({ name }) => ({ node: id, side, port: name })) ?? []),
  );
const port = (d: DataflowDocument, pick: Pick, sides = SIDES): PortAt =>
  pick([...ports(d, sides), { node: "gone", side: pick(sides), port: "x" }]);
const end = (d: DataflowDocument, pick: Pick, side: PortSide): EdgeEnd => {
  const at = port(d, pick, [side]);
  return [at.node, at.port];
};

const LAST = (d: DataflowDocument) => addMissingSamples(d);

const EDITS: readonly ((document: DataflowDocument, pick: Pick) => StreamEditResult)[] = [
  (d, pick) => addStreamNode(d, pick(STREAM_NODE_KINDS).kind),
  (d, pick) =>
    addStreamNode(d, pick(STREAM_NODE_KINDS).kind, { id: pick(NAMES), rate: pick([0, 1, 5]), at: [1, 2] }),
  (d, pick) => removeStreamParts(d, { nodes: [node(d, pick)] }),
  (d, pick) => removeStreamParts(d, { edges: [edge(d, pick)] }),
  (d, pick) => duplicateStreamNodes(d, nodes(d, pick)),
  (d, pick) => renameStreamNode(d, node(d, pick), pick(NAMES)),
  (d, pick) => nameStream(d, pick(NAMES)),
  (d, pick) =>
    changeStreamNode(d, node(d, pick), {
      class: pick(["FIR", "", "Duplicate"]),
      role: pick([null, ...REFERENCE_ROLES]),
    }),
  (d, pick) =>
    setWindow(
      d,
      node(d, pick),
      pick([
        null,
        {
          kind: pick(["sliding", "overlap-add"] as const),
          length: pick([0, 4]),
          overlap: pick([-1, 0, 3, 4]),
        },
      ]),
    ),
  (d, pick) => addPort(d, node(d, pick), pick(SIDES)),
  (d, pick) =>
    addPort(d, node(d, pick), pick(SIDES), {
      name: pick(NAMES),
      rate: pick([0, 2, [1, 2]]),
      type: type(d, pick),
    }),
  (d, pick) => removePort(d, port(d, pick)),
  (d, pick) => {
    const at = port(d, pick);
    const { inputs = [], outputs = [] } = d.nodes.find(({ id }) => id === at.node) ?? {};
    const kind = pick(["none", "given", "taken", "gives"] as const);
    const requires = pick([undefined, undefined, "any", "unique", "shared"] as const);
    if (kind === "none") return setReference(d, at, null);
    if (kind === "taken") return setReference(d, at, { use: pick(["borrow", "own", "split"]), requires });
    if (kind === "gives") {
      const name = pick(["?", ...inputs.map((p) => p.name)]);
      return setReference(d, at, { gives: pick(["unique", "shared", [name]] as const) });
    }
    const to = [pick(["?", ...outputs.map((p) => p.name)])];
    return setReference(d, at, { use: pick(["own", "copy", "forward", "split"]), to, requires });
  },
  (d, pick) => renamePort(d, port(d, pick), pick(NAMES)),
  (d, pick) => movePort(d, port(d, pick), pick([1, -1] as const)),
  (d, pick) => setRate(d, port(d, pick), pick([0, 1, 7, [], [0, 0], [0, 2], 1.5])),
  (d, pick) => setPortType(d, port(d, pick), type(d, pick)),
  (d, pick) =>
    setConstraint(
      d,
      port(d, pick),
      pick([null, {}, { name: "ext" }, { assignedByNode: true, canBeShared: false }]),
    ),
  (d, pick) => connectPorts(d, end(d, pick, "outputs"), end(d, pick, "inputs")),
  (d, pick) => connectPorts(d, end(d, pick, "outputs"), end(d, pick, "inputs")),
  (d, pick) => feedConstant(d, end(d, pick, "inputs"), pick(["HALF", ""])),
  (d, pick) => reconnect(d, edge(d, pick), { from: end(d, pick, "outputs") }),
  (d, pick) => reconnect(d, edge(d, pick), { to: end(d, pick, "inputs") }),
  (d, pick) =>
    changeEdge(d, edge(d, pick), {
      delay: pick([null, 0, 3, -1, 0.5]),
      weak: pick([true, false]),
      asyncLength: pick([null, 4]),
      asyncScale: pick([null, 2, 0]),
      fifoClass: pick([null, "MyFifo", ""]),
      buffer: pick([null, "ext2"]),
    }),
  (d, pick) => moveEdge(d, edge(d, pick), pick([0, 2, -4, 99])),
  (d, pick) =>
    addType(d, pick(NAMES), pick([{ bytes: 2 }, { sharedOf: type(d, pick), shared: true }, { bytes: -1 }])),
  (d, pick) =>
    changeType(d, type(d, pick), {
      bytes: pick([null, 8, -1]),
      sharedOf: pick([null, type(d, pick)]),
      shared: pick([true, false]),
    }),
  (d, pick) => renameType(d, type(d, pick), pick(NAMES)),
  (d, pick) => removeType(d, type(d, pick)),
  (d, pick) =>
    changeStreamOptions(d, {
      sinkPriority: pick([true, null]),
      fifoIncrease: pick([null, 2, 0]),
      mode: pick([null, "asynchronous"]),
    }),
  (d, pick) => placeStreamNodes(d, { [node(d, pick)]: [pick([1, Number.NaN]), 5] }),
  (d) => clearStreamPlaces(d),
  (d, pick) => addSamples(d, edge(d, pick), 2),
  LAST,
];

/** A field that no version of ours knows, at every place that can hold one. */
function withUnknowns(document: DataflowDocument): DataflowDocument {
  const marked = {
    ...document,
    "x-own": 1,
    nodes: document.nodes.map((n, i) => ({
      ...(i % 2 === 0
        ? {}
        : {
            function: {
              kind: "general",
              args: [{ kind: "port", port: n.inputs?.[0]?.name ?? "x" }],
            } as const,
          }),
      ...n,
      "x-own": 2,
      inputs: n.inputs?.map((p) => ({ ...p, "x-own": 3 })),
    })),
    edges: document.edges.map((e) => ({ ...e, "x-own": 4 })),
  };
  return marked;
}

test("whatever is edited in whatever order, what comes out is a drawing that can be saved and read, and what went in is as it was", () => {
  const step = fc.tuple(fc.nat(EDITS.length - 1), fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 }));
  const done = new Set<number>();
  const refused = new Set<number>();
  const begin = fc.oneof(randomDataflow(), fc.constant(blankStream("blank")));
  fc.assert(
    fc.property(begin, fc.array(step, { minLength: 15, maxLength: 30 }), (start, steps) => {
      let document = withUnknowns(start);
      for (const [n, numbers] of steps) {
        let used = 0;
        const pick: Pick = (from) => from[(numbers[used++] ?? 0) % from.length] as (typeof from)[number];
        const before = JSON.stringify(document);
        const edited = EDITS[n]?.(document, pick);
        expect(JSON.stringify(document)).toBe(before);
        if (edited === undefined) continue;
        if (!edited.ok) {
          refused.add(n);
          expect(edited.problem.message).toMatch(/^[A-Z\w].*\.$/s);
          continue;
        }
        const { document: after, says, made, edge: chosen } = edited.value;
        expect(says === "").toBe(after === document);
        expect(findStreamFault(after, true)).toBeUndefined();
        for (const id of made ?? []) expect(after.nodes.some((m) => m.id === id)).toBe(true);
        if (chosen !== undefined) expect(after.edges[chosen]).toBeDefined();
        expect((after as unknown as Record<string, unknown>)["x-own"]).toBe(1);
        document = after;
        if (says !== "") done.add(n);
      }
      const read = readNative(writeNative(document), "drawing.json");
      expect(read.ok ? "" : read.problem.message).toBe("");
      if (read.ok) expect(JSON.parse(writeNative(read.value))).toEqual(JSON.parse(writeNative(document)));
    }),
    { numRuns: 300 },
  );
  // every edit was done; few graphs happen to lack samples, which has tests of its own
  expect(EDITS.flatMap((edit, n) => (done.has(n) || edit === LAST ? [] : [n]))).toEqual([]);
  expect(refused.size).toBeGreaterThan(EDITS.length - 8);
});

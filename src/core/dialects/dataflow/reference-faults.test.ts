import { expect, test } from "vitest";
import type { DataflowDocument, PortReference, StreamNode } from "./document.ts";
import { removePort, renamePort } from "./edit/ports.ts";
import { setReference } from "./edit/references.ts";
import { findStreamFault } from "./faults.ts";

type Said = Readonly<Record<string, PortReference>>;

/** A node with the inputs a and b and the outputs x and y, fed by nobody. */
function graph(said: Said): DataflowDocument {
  const port = (name: string) => ({
    name,
    rate: 1,
    type: "frame",
    ...(said[name] && { reference: said[name] }),
  });
  const node: StreamNode = {
    id: "mix",
    class: "Mix",
    inputs: ["a", "b"].map(port),
    outputs: ["x", "y"].map(port),
  };
  return {
    format: "memplan",
    version: 1,
    kind: "dataflow",
    name: "",
    types: { frame: { bytes: 8 } },
    nodes: [node],
    edges: [],
  };
}

const faultOf = (said: Said) => findStreamFault(graph(said), true);

test("what can be said of references is no fault", () => {
  const all: readonly Said[] = [
    { a: { use: "own", to: ["x"] }, b: { use: "forward", to: ["y"], requires: "any" } },
    { a: { use: "forward", to: ["x", "y"] }, b: { use: "borrow", requires: "shared" } },
    { a: { use: "split" }, x: { gives: "shared" }, y: { gives: ["a", "b"] } },
    { a: { use: "copy", to: ["y"] }, y: { gives: "unique" } },
    { a: { use: "forward", to: ["y"], requires: "unique" }, y: { gives: "unique" } },
    { a: { use: "split" }, x: { gives: "unique" } },
  ];
  for (const said of all) expect(faultOf(said)).toBeUndefined();
});

test("what cannot be is refused at its port, in words", () => {
  const all: readonly [said: Said, code: string, where: string, message: string][] = [
    [{ b: { use: "own", to: ["z"] } }, "unknown-output", "inputs[1]", "is given on to z, which there is not"],
    [{ b: { use: "own" } }, "no-output", "inputs[1]", "not said to which output"],
    [{ a: { use: "copy", to: [] } }, "no-output", "inputs[0]", "is to copy"],
    [{ a: { use: "borrow", to: ["x"] } }, "reference-use", "inputs[0]", "only borrowed"],
    [{ a: { to: ["x"] } }, "reference-use", "inputs[0]", "not said how"],
    [{ a: { use: "forward", to: ["x", "x"] } }, "given-twice", "inputs[0]", "to x twice"],
    [
      { a: { use: "own", to: ["x"] }, b: { use: "forward", to: ["x"] } },
      "given-twice",
      "inputs[1]",
      "given on to x, as a is",
    ],
    [{ a: { use: "own", to: ["x"], requires: "any" } }, "reference-status", "inputs[0]", "takes any status"],
    [{ a: { gives: "shared" } }, "reference-side", "inputs[0]", "says what it gives"],
    [{ y: { use: "borrow" } }, "reference-side", "outputs[1]", "says what is taken"],
    [{ y: { gives: ["a", "c"] } }, "unknown-input", "outputs[1]", "as shared as c"],
    [{ y: { gives: [] } }, "unknown-input", "outputs[1]", "as shared as no input"],
    [
      { a: { use: "forward", to: ["x"], requires: "any" }, x: { gives: "unique" } },
      "reference-status",
      "outputs[0]",
      "gets the reference of a, which others may hold",
    ],
    [{ a: { use: "split", to: ["x"] }, x: { gives: "unique" } }, "reference-status", "outputs[0]", "of a"],
  ];
  for (const [said, code, where, message] of all) {
    const problem = faultOf(said);
    expect(problem).toMatchObject({ code, where: `nodes[0].${where}.reference`, at: ["node:mix"] });
    expect(problem?.message).toContain(message);
    expect(problem?.help).not.toBe("");
  }
});

const at = (port: string) => ({ node: "mix", side: port < "m" ? "inputs" : "outputs", port }) as const;

function edited(made: ReturnType<typeof setReference>): DataflowDocument {
  if (!made.ok) throw new Error(made.problem.message);
  return made.value.document;
}

const referenceAt = (document: DataflowDocument, port: string) =>
  document.nodes
    .flatMap(({ inputs = [], outputs = [] }) => [...inputs, ...outputs])
    .find(({ name }) => name === port)?.reference;

test("an edit says it, takes it back, and refuses what cannot be", () => {
  const owned = edited(setReference(graph({}), at("a"), { use: "own", to: ["x"] }));
  expect(referenceAt(owned, "a")).toEqual({ use: "own", to: ["x"] });
  expect(setReference(owned, at("b"), { use: "copy", to: ["x"] })).toMatchObject({
    ok: false,
    problem: { code: "given-twice", at: ["node:mix"] },
  });
  const back = edited(setReference(owned, at("a"), null));
  expect(back).toEqual(graph({}));
  expect(edited(setReference(owned, at("a"), {}))).toEqual(back);
});

test("what is said follows the names of ports, and goes with them", () => {
  const said = graph({ a: { use: "own", to: ["x"] }, y: { gives: ["a", "b"] } });
  const renamed = edited(renamePort(edited(renamePort(said, at("x"), "z")), at("a"), "c"));
  expect(referenceAt(renamed, "c")).toEqual({ use: "own", to: ["z"] });
  expect(referenceAt(renamed, "y")).toEqual({ gives: ["c", "b"] });
  const gone = edited(removePort(edited(removePort(said, at("x"))), at("b")));
  expect(referenceAt(gone, "a")).toEqual({ use: "borrow" });
  expect(referenceAt(gone, "y")).toEqual({ gives: ["a"] });
  expect(findStreamFault(gone, true)).toBeUndefined();
  expect(referenceAt(edited(removePort(gone, at("a"))), "y")).toBeUndefined();
});

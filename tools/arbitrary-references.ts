/** Random graphs of buffers passed by reference: everybody fires once, nothing goes round. */

import fc from "fast-check";
import type {
  DataflowDocument,
  PortReference,
  PortSpec,
  ReferenceRole,
  StreamNode,
} from "../src/core/dialects/dataflow/document.ts";
import { findStreamFault } from "../src/core/dialects/dataflow/faults.ts";
import { documentOf } from "../src/core/dialects/dataflow/references/testing/documents.ts";
import { Random } from "../src/core/random.ts";

interface Draw {
  readonly role: ReferenceRole;
  /** Which of the open outputs it takes. */
  readonly picks: readonly number[];
  readonly fan: number;
}

const ROLES: readonly ReferenceRole[] = ["alloc", "dup", "dup", "copy", "copy", "inplace", "process", "sink"];

function draw(more: readonly ReferenceRole[]): fc.Arbitrary<Draw> {
  return fc.record({
    role: fc.constantFrom(...ROLES, ...more),
    picks: fc.array(fc.nat(1000), { minLength: 2, maxLength: 2 }),
    fan: fc.integer({ min: 2, max: 3 }),
  });
}

/**
 * Every node takes what nodes before it left open; what is open at the end goes to sinks. `parts`: nodes that pass on may
 * pass on in parts.
 */
export function randomReferences(most: number, parts: boolean): fc.Arbitrary<DataflowDocument> {
  return fc
    .array(draw(parts ? ["pass", "pass", "inplace"] : ["pass", "copy"]), { minLength: 2, maxLength: most })
    .map((draws) => build([{ role: "alloc", picks: [], fan: 2 }, ...draws], parts));
}

/** Shared buffers that go on in parts to nodes that write: where one copy can do for several. */
export function randomForks(most: number): fc.Arbitrary<DataflowDocument> {
  const one = draw(["pass", "pass", "pass", "inplace", "inplace", "inplace"]);
  return fc
    .array(one, { minLength: 5, maxLength: most, size: "max" })
    .map((draws) =>
      build([{ role: "alloc", picks: [], fan: 2 }, { role: "dup", picks: [0], fan: 2 }, ...draws], true),
    );
}

/** Shared buffers that meet again at nodes of two inputs. */
export function randomJoins(most: number): fc.Arbitrary<DataflowDocument> {
  const one = draw(["process", "process", "process", "process", "dup", "inplace"]);
  return fc
    .array(one, { minLength: 5, maxLength: most, size: "max" })
    .map((draws) =>
      build([{ role: "alloc", picks: [], fan: 2 }, { role: "dup", picks: [0], fan: 3 }, ...draws], true),
    );
}

function build(draws: readonly Draw[], parts: boolean): DataflowDocument {
  const roles: Record<string, ReferenceRole> = {};
  const edges: [from: readonly [string, string], to: readonly [string, string]][] = [];
  const open: (readonly [string, string])[] = [];
  draws.forEach(({ role: drawn, picks, fan }, k) => {
    const role = drawn === "process" && open.length < 2 ? "inplace" : drawn;
    if (role !== "alloc" && open.length === 0) return;
    const id = `${role}${k}`;
    roles[id] = role;
    const take = (port: string, pick: number) => {
      const [from] = open.splice(pick % open.length, 1);
      if (from !== undefined) edges.push([from, [id, port]]);
    };
    if (role !== "alloc") take(role === "process" ? "b" : "i", picks[0] ?? 0);
    if (role === "process") take("i", picks[1] ?? 0);
    const outputs = role === "sink" ? 0 : role === "dup" || (parts && role === "pass") ? fan : 1;
    for (let o = 0; o < outputs; o++) open.push([id, `o${o}`]);
  });
  open.forEach((from, k) => {
    roles[`end${k}`] = "sink";
    edges.push([from, [`end${k}`, "i"]]);
  });
  return documentOf("random", roles, edges);
}

/** The same graph with no role that is right: every port says itself what the role of its node had it do. */
export function saidByPorts(document: DataflowDocument): DataflowDocument {
  return { ...document, nodes: document.nodes.map(nodeByPorts) };
}

function nodeByPorts({ role, inputs = [], outputs = [], ...node }: StreamNode): StreamNode {
  const [first] = outputs;
  const all = outputs.map(({ name }) => name);
  const writes = role === "process" && inputs.some(({ name }) => name === "b") ? "b" : inputs[0]?.name;
  const said = (name: string): PortReference => {
    if (role === "dup") return { use: "split" };
    if (first === undefined || name !== writes || role === "sink" || role === "alloc")
      return { use: "borrow" };
    if (role === "copy") return { use: "copy", to: [first.name] };
    if (role === "pass") return { use: "forward", to: all };
    return { use: "own", to: [first.name], requires: "unique" };
  };
  const gives = role === "dup" ? "shared" : role === "pass" && writes !== undefined ? [writes] : "unique";
  return {
    ...node,
    role: role === "alloc" ? "sink" : "alloc",
    inputs: inputs.map((port) => ({ ...port, reference: said(port.name) })),
    outputs: outputs.map((port) => ({ ...port, reference: { gives } })),
  };
}

/** Some ports of a document say something of references that can be. */
export function withPortsSaid(document: DataflowDocument, seed: number): DataflowDocument {
  const random = new Random(seed);
  const pick = <T>(from: readonly T[]): T | undefined => from[random.below(from.length)];
  const nodes = document.nodes.map((node): StreamNode => {
    const { inputs = [], outputs = [] } = node;
    const names = outputs.map(({ name }) => name);
    let open = [...names];
    const input = (port: PortSpec): PortSpec => {
      if (random.below(2) === 0) return port;
      const use = pick(["borrow", "own", "copy", "forward", "forward", "split"] as const);
      const to = open.slice(0, 1 + random.below(2));
      const requires = pick(["any", "unique", "shared", undefined, undefined] as const);
      if (use === "borrow" || use === "split" || to.length === 0)
        return {
          ...port,
          reference: { use: use === "split" ? "split" : "borrow", ...(requires && { requires }) },
        };
      open = open.filter((name) => !to.includes(name));
      return { ...port, reference: { use, to, ...(requires && use !== "own" && { requires }) } };
    };
    const output = (port: PortSpec): PortSpec => {
      if (random.below(2) > 0) return port;
      const alike = inputs.filter(() => random.below(3) > 0).map(({ name }) => name);
      const gives = pick(["unique", "shared", alike, alike, alike] as const);
      if (gives === undefined || gives.length === 0) return port;
      return { ...port, reference: { gives } };
    };
    const made = { ...node, inputs: inputs.map(input), outputs: outputs.map(output) };
    return findStreamFault({ ...document, nodes: [made], edges: [] }, true) === undefined ? made : node;
  });
  return { ...document, nodes };
}

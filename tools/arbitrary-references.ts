/** Random graphs of buffers passed by reference: everybody fires once, nothing goes round. */

import fc from "fast-check";
import type { DataflowDocument, ReferenceRole } from "../src/core/dialects/dataflow/document.ts";
import { documentOf } from "../src/core/dialects/dataflow/references/testing/documents.ts";

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

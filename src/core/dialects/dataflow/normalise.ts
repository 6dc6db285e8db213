/** A dataflow document as a stream in which every output feeds one input: Duplicates where it feeds several, or none. */

import { fail, ok, type Problem, type Result } from "../../result.ts";
import type { BufferConstraint, DataflowDocument, PortSpec, Rate, StreamEdge } from "./document.ts";
import type { Actor, Fifo, Outside, Port, Stream } from "./stream.types.ts";

interface Wire {
  readonly from: readonly [node: string, port: string];
  readonly to: readonly [node: string, port: string];
  readonly edge: Partial<StreamEdge>;
}

interface Draft {
  readonly id: string;
  readonly class: string;
  readonly inputs: readonly PortSpec[];
  readonly outputs: readonly PortSpec[];
  readonly source: number;
}

/** Bytes of a sample of each type. Undefined for one that nothing gives a size. */
export function sampleBytes(types: DataflowDocument["types"], type: string, depth = 0): number | undefined {
  const spec = Object.hasOwn(types, type) ? types[type] : undefined;
  if (spec === undefined || depth > Object.keys(types).length) return undefined;
  if (spec.bytes !== undefined) return spec.bytes;
  return spec.sharedOf === undefined ? undefined : sampleBytes(types, spec.sharedOf, depth + 1);
}

/** The n-th name of a Duplicate's outputs: six letters, a to z, counted like digits. */
export function duplicateOutput(n: number): string {
  let name = "";
  for (let left = n, i = 0; i < 6; i++, left = Math.floor(left / 26)) {
    name = String.fromCharCode(97 + (left % 26)) + name;
  }
  return name;
}

/** Expects a document whose names are sound (faults.ts). Fails where an edge that must be split is held to a place outside. */
export function normalise(document: DataflowDocument): Result<Stream> {
  const wires = document.edges.flatMap((edge): Wire[] =>
    edge.from === undefined ? [] : [{ from: edge.from, to: edge.to, edge }],
  );
  const drafts = new Map<string, Draft>(
    document.nodes.map((node, source) => [
      node.id,
      { id: node.id, class: node.class, inputs: node.inputs ?? [], outputs: node.outputs ?? [], source },
    ]),
  );
  const seen = new Set(wires.flatMap(({ from, to }) => [from[0], to[0]]));
  const leaving = wiresByOutput(wires);
  const duplicates: string[] = [];
  const split = new Set<Wire>();
  const added: Wire[] = [];
  for (const id of seen) {
    for (const output of drafts.get(id)?.outputs ?? []) {
      const own = leaving.get(id)?.get(output.name) ?? [];
      if (own.length === 1) continue;
      const held = own.find(({ edge }) => edge.buffer !== undefined);
      if (held !== undefined) return { ok: false, problem: cannotSplit(held) };
      const name = freshName(drafts, duplicates.length);
      duplicates.push(name);
      drafts.set(name, duplicateOf(name, output, own.length));
      added.push({
        from: [id, output.name],
        to: [name, "i"],
        edge: {
          asyncLength: Math.max(0, ...own.map(({ edge }) => edge.asyncLength ?? 0)),
          asyncScale: Math.max(0, ...own.map(({ edge }) => edge.asyncScale ?? 1)) || 1,
        },
      });
      own.forEach((branch, k) => {
        split.add(branch);
        added.push({ from: [name, duplicateOutput(k)], to: branch.to, edge: branch.edge });
      });
    }
  }
  // what is split goes behind all others: the order numbers the FIFOs
  const all = [...wires.filter((one) => !split.has(one)), ...added];
  return wire(document, [...drafts.values()], all, duplicates);
}

/** By node and output, in the order of the edges. */
function wiresByOutput(wires: readonly Wire[]): ReadonlyMap<string, ReadonlyMap<string, readonly Wire[]>> {
  const found = new Map<string, Map<string, Wire[]>>();
  for (const one of wires) {
    const [node, port] = one.from;
    const outputs = found.get(node) ?? new Map<string, Wire[]>();
    const own = outputs.get(port) ?? [];
    own.push(one);
    found.set(node, outputs.set(port, own));
  }
  return found;
}

function freshName(taken: ReadonlyMap<string, Draft>, from: number): string {
  for (let n = from; ; n++) if (!taken.has(`dup${n}`)) return `dup${n}`;
}

function duplicateOf(id: string, output: PortSpec, count: number): Draft {
  const { rate, type } = output;
  return {
    id,
    class: "Duplicate",
    inputs: [{ name: "i", rate, type }],
    outputs: Array.from({ length: count }, (_, k) => ({ name: duplicateOutput(k), rate, type })),
    source: -1,
  };
}

function cannotSplit({ from, edge }: Wire): Problem {
  const message = `Output ${from[1]} of ${from[0]} feeds several inputs, and one of the edges must lie in the buffer ${edge.buffer}: a Duplicate would come between.`;
  return {
    code: "buffer-on-split-edge",
    message,
    at: [`node:${from[0]}`],
    where: "",
    help: "Put the constraint on the port instead of the edge.",
  };
}

function wire(
  document: DataflowDocument,
  drafts: readonly Draft[],
  wires: readonly Wire[],
  duplicates: readonly string[],
): Result<Stream> {
  const sorted = [...drafts].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const index = new Map(sorted.map((draft, i) => [draft.id, i]));
  const outputs = portIndex(sorted, (d) => d.outputs);
  const inputs = portIndex(sorted, (d) => d.inputs);
  const fifoOut = sorted.map((d) => new Int32Array(d.outputs.length).fill(-1));
  const fifoIn = sorted.map((d) => new Int32Array(d.inputs.length).fill(-1));
  const places = new Map<string, Outside>();
  const fifos: Fifo[] = [];
  for (const { from, to, edge } of wires) {
    const [a, b] = [index.get(from[0]) ?? -1, index.get(to[0]) ?? -1];
    const [o, i] = [outputs[a]?.get(from[1]) ?? -1, inputs[b]?.get(to[1]) ?? -1];
    const source = sorted[a]?.outputs[o];
    const target = sorted[b]?.inputs[i];
    if (source === undefined || target === undefined)
      throw new Error("an edge of a checked document leads nowhere");
    const held = outsideOf(source, target, { from, to, edge });
    if (!held.ok) return held;
    if (held.value !== null && !held.value.assignedByNode) {
      if (places.has(held.value.name)) return usedTwice(held.value.name, { from, to, edge });
      places.set(held.value.name, held.value);
    }
    const row = fifoOut[a];
    const column = fifoIn[b];
    if (row !== undefined) row[o] = fifos.length;
    if (column !== undefined) column[i] = fifos.length;
    fifos.push({
      from: [a, o],
      to: [b, i],
      delay: edge.delay ?? 0,
      sample: sampleBytes(document.types, source.type) ?? 0,
      asyncLength: edge.asyncLength ?? 0,
      asyncScale: edge.asyncScale ?? 1,
      weak: edge.weak === true,
      outside: held.value,
    });
  }
  const actors = sorted.map(
    (draft, a): Actor => ({
      id: draft.id,
      class: draft.class,
      duplicate: draft.source < 0 || isDuplicate(document, draft),
      source: draft.source,
      inputs: draft.inputs.map((port, i) => portOf(port, fifoIn[a]?.[i] ?? -1)),
      outputs: draft.outputs.map((port, o) => portOf(port, fifoOut[a]?.[o] ?? -1)),
    }),
  );
  return ok({ actors, fifos, duplicates });
}

/** A node by hand is one only where what comes in can be what goes out, as many samples of as many bytes. */
function isDuplicate({ types }: DataflowDocument, { class: own, inputs, outputs }: Draft): boolean {
  const [input, ...more] = inputs;
  if (own !== "Duplicate" || input === undefined || more.length > 0) return false;
  return outputs.every(
    ({ rate, type }) =>
      String(rate) === String(input.rate) && sampleBytes(types, type) === sampleBytes(types, input.type),
  );
}

function portIndex(drafts: readonly Draft[], ports: (draft: Draft) => readonly PortSpec[]) {
  return drafts.map((draft) => new Map(ports(draft).map((port, i) => [port.name, i])));
}

function portOf(port: PortSpec, fifo: number): Port {
  const { name, rate, type } = port;
  return { name, rate: rate satisfies Rate, type, constraint: port.bufferConstraint ?? null, fifo };
}

/** The constraint of the source, else of the destination, else of the edge. Fails when the ports disagree. */
function outsideOf(source: PortSpec, target: PortSpec, { from, to, edge }: Wire): Result<Outside | null> {
  const [a, b] = [source.bufferConstraint, target.bufferConstraint];
  if (a !== undefined && b !== undefined) {
    const same = a.name === b.name && (a.mustBeArray ?? false) === (b.mustBeArray ?? false);
    if (!same) {
      const message = `Ports ${from.join(".")} and ${to.join(".")} are joined, but ask for different buffers.`;
      return fail("buffers-disagree", message, {
        at: [`node:${from[0]}`, `node:${to[0]}`],
        help: "Give both the same name and the same mustBeArray.",
      });
    }
  }
  const asked = a ?? b;
  if (asked !== undefined) return ok(asOutside(asked));
  if (edge.buffer === undefined) return ok(null);
  return ok(asOutside({ name: edge.buffer, mustBeArray: edge.bufferMustBeArray, canBeShared: true }));
}

function asOutside(asked: BufferConstraint): Outside {
  return {
    name: asked.name ?? "",
    mustBeArray: asked.mustBeArray ?? true,
    assignedByNode: asked.assignedByNode ?? false,
    canBeShared: asked.canBeShared ?? true,
  };
}

function usedTwice(name: string, { from, to }: Wire): Result<never> {
  const message = `The buffer ${name} is asked for by two FIFOs, one of them from ${from.join(".")} to ${to.join(".")}.`;
  return fail("buffer-used-twice", message, {
    at: [`node:${from[0]}`, `node:${to[0]}`],
    help: "Give one of them another buffer; others may share it by themselves.",
  });
}

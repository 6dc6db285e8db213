/** What a dataflow document asks for, as the checker reads it by itself: every output feeds one input, by Duplicates where it must. */

import type { BufferConstraint, DataflowDocument, PortSpec, StreamEdge, StreamNode } from "../document.ts";

interface Place {
  readonly name: string;
  readonly mustBeArray: boolean;
  /** Nobody else may lie there, at any time. */
  readonly alone: boolean;
}

/** A FIFO that the document asks for. */
export interface Line {
  readonly from: readonly [actor: string, port: string];
  readonly to: readonly [actor: string, port: string];
  /** Positions of its actors. */
  readonly source: number;
  readonly target: number;
  /** Samples by firing, in turn. */
  readonly puts: readonly number[];
  readonly takes: readonly number[];
  /** Both ends move so many samples at every firing; 0: they do not. */
  readonly block: number;
  readonly delay: number;
  readonly sampleBytes: number;
  readonly asyncLength: number;
  readonly weak: boolean;
  readonly place: Place | undefined;
}

interface Doer {
  readonly id: string;
  /** Positions of lines. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Lengths of the lists of rates of all its ports. */
  readonly cycles: readonly number[];
  /** It gives on what it gets, to all that it feeds. */
  readonly copies: boolean;
}

export interface Wanted {
  readonly doers: readonly Doer[];
  readonly lines: readonly Line[];
}

interface Wire {
  readonly from: readonly [string, string];
  readonly to: readonly [string, string];
  readonly edge: Partial<StreamEdge>;
}

/** Why there can be no plan of it, in a sentence without a capital, or what a plan must do. */
export function wantedOf(document: DataflowDocument): Wanted | string {
  const nodes = new Map<string, StreamNode>();
  for (const node of document.nodes) {
    if (nodes.has(node.id)) return `two of its nodes are called ${node.id}`;
    nodes.set(node.id, node);
  }
  const wires = split(document, nodes);
  if (typeof wires === "string") return wires;
  const ids = [...nodes.keys()];
  const position = new Map(ids.map((id, i) => [id, i]));
  const inputs = ids.map((): number[] => []);
  const outputs = ids.map((): number[] => []);
  const fed = new Set<string>();
  const given = new Set<string>();
  const lines: Line[] = [];
  for (const wire of wires) {
    const { from, to } = wire;
    const [out, into] = [portOf(nodes, from, "outputs"), portOf(nodes, to, "inputs")];
    if (out === undefined || into === undefined)
      return `it joins ${from.join(".")} to ${to.join(".")}, which there are not`;
    const key = JSON.stringify(to);
    if (fed.has(key)) return `two edges feed ${to.join(".")}`;
    fed.add(key);
    const sampleBytes = bytesOf(document, out.type);
    if (sampleBytes === undefined) return `nothing says how large a sample of ${out.type} is`;
    const place = placeOf(wire, out, into);
    if (place !== undefined && given.has(place.name)) return `two FIFOs ask for the buffer ${place.name}`;
    if (place !== undefined) given.add(place.name);
    const [source, target] = [position.get(from[0]) ?? -1, position.get(to[0]) ?? -1];
    outputs[source]?.push(lines.length);
    inputs[target]?.push(lines.length);
    lines.push({
      from,
      to,
      source,
      target,
      puts: listOf(out.rate),
      takes: listOf(into.rate),
      block: typeof out.rate === "number" && out.rate === into.rate ? out.rate : 0,
      delay: wire.edge.delay ?? 0,
      sampleBytes,
      asyncLength: wire.edge.asyncLength ?? 0,
      weak: wire.edge.weak === true,
      place,
    });
  }
  const doers = [...nodes.values()].map((node, a): Doer => {
    const [mine, others] = [inputs[a] ?? [], outputs[a] ?? []];
    const ports = [...(node.inputs ?? []), ...(node.outputs ?? [])];
    return {
      id: node.id,
      inputs: mine,
      outputs: others,
      cycles: ports.map(({ rate }) => listOf(rate).length),
      copies: node.class === "Duplicate" && mine.length === 1 && isSame(lines, mine[0] ?? -1, others),
    };
  });
  return { doers, lines };
}

function listOf(rate: PortSpec["rate"]): readonly number[] {
  return typeof rate === "number" ? [rate] : rate;
}

/** Whether what comes in can be what goes out: as many samples of as many bytes. */
function isSame(lines: readonly Line[], input: number, outputs: readonly number[]): boolean {
  const into = lines[input];
  return outputs.every(
    (f) => String(lines[f]?.puts) === String(into?.takes) && lines[f]?.sampleBytes === into?.sampleBytes,
  );
}

function portOf(
  nodes: ReadonlyMap<string, StreamNode>,
  [id, name]: readonly [string, string],
  side: "inputs" | "outputs",
): PortSpec | undefined {
  return nodes.get(id)?.[side]?.find((port) => port.name === name);
}

/** Wires in the order that numbers FIFOs; adds Duplicates to `nodes`, each behind an output that feeds several inputs, or none. */
function split(document: DataflowDocument, nodes: Map<string, StreamNode>): readonly Wire[] | string {
  const wires: (Wire | undefined)[] = [];
  const ofOutput = new Map<string, number[]>();
  const met = new Set<string>();
  for (const edge of document.edges) {
    const { from, to } = edge;
    if (from === undefined) continue;
    met.add(from[0]).add(to[0]);
    const key = JSON.stringify(from);
    const others = ofOutput.get(key);
    if (others === undefined) ofOutput.set(key, [wires.length]);
    else others.push(wires.length);
    wires.push({ from, to, edge });
  }
  let made = 0;
  for (const id of met) {
    for (const { name, rate, type } of nodes.get(id)?.outputs ?? []) {
      const own = ofOutput.get(JSON.stringify([id, name])) ?? [];
      if (own.length === 1) continue;
      let number = made++;
      while (nodes.has(`dup${number}`)) number++;
      const duplicate = `dup${number}`;
      const branches: Wire[] = [];
      let asyncLength = 0;
      for (const [k, w] of own.entries()) {
        const wire = wires[w];
        wires[w] = undefined;
        if (wire === undefined) continue;
        if (wire.edge.buffer !== undefined)
          return `an edge of ${id}.${name} must lie in ${wire.edge.buffer}, but a Duplicate comes between`;
        asyncLength = Math.max(asyncLength, wire.edge.asyncLength ?? 0);
        branches.push({ ...wire, from: [duplicate, letters(k)] });
      }
      const outputs = branches.map(({ from }) => ({ name: from[1], rate, type }));
      nodes.set(duplicate, {
        id: duplicate,
        class: "Duplicate",
        inputs: [{ name: "i", rate, type }],
        outputs,
      });
      wires.push({ from: [id, name], to: [duplicate, "i"], edge: { asyncLength } }, ...branches);
    }
  }
  return wires.filter((wire) => wire !== undefined);
}

/** aaaaaa, aaaaab, … */
function letters(n: number): string {
  return Array.from({ length: 6 }, (_, i) =>
    String.fromCharCode(97 + (Math.floor(n / 26 ** (5 - i)) % 26)),
  ).join("");
}

/** A reference to a value counts as the value does. */
function bytesOf({ types }: DataflowDocument, type: string): number | undefined {
  const seen = new Set<string>();
  let name: string | undefined = type;
  while (name !== undefined && !seen.has(name) && Object.hasOwn(types, name)) {
    seen.add(name);
    const spec: DataflowDocument["types"][string] | undefined = types[name];
    if (spec?.bytes !== undefined) return spec.bytes;
    name = spec?.sharedOf;
  }
  return undefined;
}

/** The port that gives has the first word, then the one that takes, then the edge. */
function placeOf({ from, to, edge }: Wire, out: PortSpec, into: PortSpec): Place | undefined {
  const of = (asked: BufferConstraint, [node, port]: readonly [string, string]): Place => {
    const byNode = asked.assignedByNode === true;
    return {
      name: byNode ? `${node}.${port}` : (asked.name ?? ""),
      mustBeArray: asked.mustBeArray ?? true,
      alone: byNode || asked.canBeShared === false,
    };
  };
  if (out.bufferConstraint !== undefined) return of(out.bufferConstraint, from);
  if (into.bufferConstraint !== undefined) return of(into.bufferConstraint, to);
  if (edge.buffer === undefined) return undefined;
  return { name: edge.buffer, mustBeArray: edge.bufferMustBeArray ?? true, alone: false };
}

/** The lines of a dataflow drawing: FIFOs where there are any, else the connections of the document; and constants. */

import { sampleBytes } from "../../core/dialects/dataflow/normalise.ts";
import type { SharedStatus } from "../../core/dialects/dataflow/references/status.ts";
import type { Stream } from "../../core/dialects/dataflow/stream.types.ts";
import type { DataflowDocument } from "../../core/document.ts";
import type { SdfBox, SdfLine, SdfPort } from "./sdf-drawing.types.ts";
import type { StreamFacts } from "./sdf-faults.ts";

/** What lines are drawn of. */
export interface Drawn {
  readonly document: DataflowDocument;
  readonly facts: StreamFacts;
  readonly boxes: readonly SdfBox[];
  readonly byKey: ReadonlyMap<string, number>;
}

/** A port by the names of its node and itself. */
export function inNames(node: string, port: string): string {
  return JSON.stringify([node, port]);
}

/** Where a name first stands among ports; −1: nowhere. */
function portAt(ports: readonly SdfPort[] | undefined, name: string): number {
  return ports?.findIndex((port) => port.name === name) ?? -1;
}

/** A line for each FIFO of the stream, in its order. */
export function fifoLines(
  { document, facts, boxes, byKey }: Drawn,
  stream: Stream,
  status: SharedStatus | null,
): SdfLine[] {
  const edgeOf = new Map(document.edges.map((edge, e) => [inNames(...edge.to), e]));
  const boxOf = stream.actors.map(
    ({ id, source }) => byKey.get(`${source < 0 ? "duplicate" : "actor"}:${id}`) ?? -1,
  );
  return stream.fifos.flatMap((fifo, f): SdfLine[] => {
    const [from, to] = [boxOf[fifo.from[0]] ?? -1, boxOf[fifo.to[0]] ?? -1];
    const [a, b] = [boxes[from], boxes[to]];
    if (a === undefined || b === undefined) return [];
    const [output, input] = [fifo.from[1], fifo.to[1]];
    const names = inNames(b.id, b.inputs[input]?.name ?? "");
    const edge = b.kind === "duplicate" ? -1 : (edgeOf.get(names) ?? -1);
    return [
      {
        key: `${b.key}/${b.inputs[input]?.name ?? input}`,
        from,
        output,
        to,
        input,
        edge,
        constant: false,
        delay: fifo.delay,
        sample: fifo.sample,
        weak: fifo.weak,
        buffer:
          fifo.outside === null ? "" : fifo.outside.assignedByNode ? "given by its node" : fifo.outside.name,
        shared: status?.shared[f] === 1,
        fault: facts.fifos.get(f) ?? facts.edges.get(edge) ?? "",
      },
    ];
  });
}

/** A line for each constant; with `all` for each connection that has two ends, as where a fault leaves no stream. */
export function edgeLines({ document, facts, boxes, byKey }: Drawn, all: boolean): SdfLine[] {
  const taken = new Map<string, number>();
  const keyFor = (key: string) => {
    const before = taken.get(key) ?? 0;
    taken.set(key, before + 1);
    return before === 0 ? key : `${key}/${before}`;
  };
  return document.edges.flatMap((edge, e): SdfLine[] => {
    const constant = edge.from === undefined;
    if (!constant && !all) return [];
    const from =
      byKey.get(edge.from === undefined ? `constant:${edge.to.join(".")}` : `actor:${edge.from[0]}`) ?? -1;
    const to = byKey.get(`actor:${edge.to[0]}`) ?? -1;
    const output = edge.from === undefined ? 0 : portAt(boxes[from]?.outputs, edge.from[1]);
    const input = portAt(boxes[to]?.inputs, edge.to[1]);
    if (from < 0 || output < 0 || input < 0) return [];
    const type = boxes[from]?.outputs[output]?.type ?? "";
    return [
      {
        key: keyFor(`actor:${edge.to.join("/")}`),
        from,
        output,
        to,
        input,
        edge: e,
        constant,
        delay: edge.delay ?? 0,
        sample: sampleBytes(document.types, type) ?? 0,
        weak: edge.weak === true,
        buffer: edge.buffer ?? "",
        shared: false,
        fault: facts.edges.get(e) ?? "",
      },
    ];
  });
}

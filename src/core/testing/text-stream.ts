/** Dataflow documents in a line an edge, for tests: `a.o 2 -> b.i 3 delay 1 buffer ext`, lists of rates as `1,2`. Samples are floats. */

import type { DataflowDocument, PortSpec, Rate, StreamEdge } from "../document.ts";

const EDGE =
  /^(\w+)\.(\w+) ([\d,]+) -> (\w+)\.(\w+) ([\d,]+)(?: delay (\d+))?(?: buffer (\w+))?(?: of (\d+))?$/;

interface Draft {
  readonly id: string;
  readonly inputs: PortSpec[];
  readonly outputs: PortSpec[];
}

/** Nodes in the order in which they are named; `of N`: samples of N bytes. Throws at a line that it cannot read. */
export function textStream(text: string): DataflowDocument {
  const drafts = new Map<string, Draft>();
  const types: Record<string, { bytes: number }> = {};
  const port = (id: string, side: "inputs" | "outputs", name: string, rate: string, type: string) => {
    const draft = drafts.get(id) ?? { id, inputs: [], outputs: [] };
    drafts.set(id, draft);
    if (!draft[side].some((own) => own.name === name)) draft[side].push({ name, rate: readRate(rate), type });
  };
  const edges = text
    .trim()
    .split("\n")
    .map((line): StreamEdge => {
      const [, a = "", o = "", made = "", b = "", i = "", used = "", delay, buffer, bytes = "4"] =
        EDGE.exec(line.trim()) ?? [];
      if (a === "") throw new Error(`not an edge: ${line}`);
      const type = bytes === "4" ? "f32" : `b${bytes}`;
      types[type] = { bytes: Number(bytes) };
      port(a, "outputs", o, made, type);
      port(b, "inputs", i, used, type);
      return {
        from: [a, o],
        to: [b, i],
        ...(delay === undefined ? {} : { delay: Number(delay) }),
        ...(buffer === undefined ? {} : { buffer }),
      };
    });
  const nodes = [...drafts.values()].map(({ id, inputs, outputs }) => ({
    id,
    class: inputs.length === 0 ? "Source" : outputs.length === 0 ? "Sink" : "ProcessingNode",
    inputs,
    outputs,
  }));
  return { format: "memplan", version: 1, kind: "dataflow", name: "stream", types, nodes, edges };
}

function readRate(text: string): Rate {
  const rates = text.split(",").map(Number);
  return rates.length === 1 ? (rates[0] ?? 1) : rates;
}

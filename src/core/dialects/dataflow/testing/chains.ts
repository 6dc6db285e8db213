/** Chains n0 → n1 → … by the rates of their ports in order, for tests. */

import type { DataflowDocument, StreamEdge, StreamNode } from "../document.ts";

/** `rates`: out of n0, into n1, out of n1, …; `delays` by edge. Samples are of 4 bytes. */
export function chainOf(
  name: string,
  rates: readonly number[],
  delays: readonly number[] = [],
): DataflowDocument {
  const count = rates.length / 2 + 1;
  const port = (title: string, rate: number | undefined) =>
    rate === undefined ? [] : [{ name: title, rate, type: "sample" }];
  const nodes = Array.from(
    { length: count },
    (_, k): StreamNode => ({
      id: `n${k}`,
      class: k === 0 ? "Source" : k === count - 1 ? "Sink" : "Filter",
      inputs: k === 0 ? [] : port("i", rates[2 * k - 1]),
      outputs: port("o", rates[2 * k]),
    }),
  );
  const edges = Array.from({ length: count - 1 }, (_, k): StreamEdge => {
    const edge = { from: [`n${k}`, "o"], to: [`n${k + 1}`, "i"] } as const;
    return delays[k] === undefined ? edge : { ...edge, delay: delays[k] };
  });
  const types = { sample: { bytes: 4 } };
  return { format: "memplan", version: 1, kind: "dataflow", name, types, nodes, edges };
}

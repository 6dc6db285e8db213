/** Graphs in which everybody fires once: FIFOs are tensors, so the core's orders for graphs of operations apply, proofs and all. */

import type { GraphDocument, NodeSpec, TensorSpec } from "../../../document.ts";
import type { Settings } from "../../../settings.ts";
import { livePeakOf, taskOfGraph } from "../../../task.ts";
import type { Watch } from "../../../watch.ts";
import type { Repetition } from "../repetition.ts";
import { ratesOf, type Stream } from "../stream.types.ts";

export interface SingleRate {
  readonly firings: Int32Array;
  /** Bytes below which no order can go; null when that is not known. */
  readonly boundBytes: number | null;
}

/** Whether everybody fires once, and no FIFO begins with samples. */
export function isSingleRate({ fifos }: Stream, { periods, period }: Repetition): boolean {
  return (
    periods.every((n, a) => n * (period[a] ?? 1) === 1) &&
    fifos.every(({ delay, from, to }) => delay === 0 && from[0] !== to[0])
  );
}

/** By the order that the settings name. Undefined when it cannot be made. */
export function orderSingleRate(
  stream: Stream,
  repetition: Repetition,
  settings: Settings,
  watch: Watch,
): SingleRate | undefined {
  if (!isSingleRate(stream, repetition)) return undefined;
  const task = taskOfGraph(
    graphOf(stream),
    { ...settings, lifetimes: "schedule", slots: false, views: true },
    watch,
    ({ storages, arenas, nodes }) => livePeakOf(storages, arenas, nodes.count),
  );
  if (!task.ok) return undefined;
  const { nodes, search } = task.value;
  return { firings: nodes.order.slice(), boundBytes: search.orderBound > 0 ? search.orderBound : null };
}

/** Outputs of a Duplicate are looks at its input. */
function graphOf({ actors, fifos }: Stream): GraphDocument {
  const tensors = fifos.map(({ from, sample, outside }, f): TensorSpec => {
    const rate = ratesOf(actors[from[0]]?.outputs[from[1]]?.rate ?? 0)[0] ?? 0;
    const bytes = rate * sample;
    return outside === null ? { id: String(f), bytes } : { id: String(f), bytes, external: true };
  });
  const wired = (ports: readonly { readonly fifo: number }[]) =>
    ports.flatMap(({ fifo }) => (fifo < 0 ? [] : [String(fifo)]));
  const nodes = actors.map(({ inputs, outputs, duplicate }, a): NodeSpec => {
    const node = { id: String(a), op: "actor", inputs: wired(inputs), outputs: wired(outputs) };
    if (!duplicate) return node;
    const mayShare = node.outputs.map((_, output) => ({ output, input: 0, how: "view" as const }));
    return { ...node, mayShare };
  });
  return { format: "memplan", version: 1, kind: "graph", name: "", tensors, nodes, outputs: [] };
}

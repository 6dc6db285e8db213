/** What the latency of edits is measured on (tools/latency.mjs). */

import type { GraphDocument } from "../src/core/document.ts";
import type { Settings } from "../src/core/settings.ts";
import { irregularGraph, residualGraph } from "./inputs.ts";

export { launchOptions } from "../tools/launch.ts";

const NODES = 200;

export interface LatencyCase {
  readonly what: string;
  readonly document: GraphDocument;
  readonly settings: Partial<Settings>;
}

const irregular = irregularGraph(NODES);

export const LATENCY_CASES: readonly LatencyCase[] = [
  { what: `${NODES} nodes, residual`, document: residualGraph(NODES), settings: {} },
  { what: `${NODES} nodes, irregular`, document: irregular, settings: {} },
  {
    what: `${NODES} nodes, irregular, exact`,
    document: irregular,
    settings: { place: "exact", order: "memory-delta" },
  },
  { what: `${NODES} nodes, irregular, joint order`, document: irregular, settings: { order: "joint" } },
];

/** "Tidy up": the layered layout of the Eclipse Layout Kernel, fetched on first use, in a worker of its own. */

import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api.js";
import type { Placing } from "../../core/skeleton.ts";
import { startElk } from "./elk.ts";
import type { Boxes } from "./layers.ts";

const OPTIONS: Record<string, string> = {
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.edgeRouting": "POLYLINE",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.mergeEdges": "true",
  "elk.spacing.nodeNode": "16",
  "elk.spacing.edgeNode": "12",
  "elk.spacing.edgeEdge": "8",
  "elk.layered.spacing.nodeNodeBetweenLayers": "34",
  "elk.layered.spacing.edgeNodeBetweenLayers": "12",
  "elk.spacing.componentComponent": "24",
  "elk.padding": "[left=0, top=0, right=0, bottom=0]",
};

/** The graph as ELK wants it: boxes and lines named by their indices. */
export function toElk(boxes: Boxes): ElkNode & { edges: ElkExtendedEdge[] } {
  const children = Array.from({ length: boxes.count }, (_, v) => ({
    id: String(v),
    width: boxes.width[v] ?? 0,
    height: boxes.height[v] ?? 0,
  }));
  const edges = Array.from(boxes.from, (from, e) => ({
    id: `e${e}`,
    sources: [String(from)],
    targets: [String(boxes.to[e])],
  }));
  return { id: "root", layoutOptions: OPTIONS, children, edges };
}

/** The bends of a line as vertical runs: two bends above one another are a run, a lone one a run of no height. */
function runsOfBends(bends: readonly { readonly x: number; readonly y: number }[]): number[] {
  const runs: number[] = [];
  for (const { x, y } of bends) {
    const last = runs.length - 3;
    if (last >= 0 && Math.abs((runs[last] ?? 0) - x) < 0.5) runs[last + 2] = Math.max(y, runs[last + 2] ?? 0);
    else runs.push(x, y, y);
  }
  return runs;
}

/** Columns of what ELK answered, in the order of `boxes`. */
export function fromElk(boxes: Boxes, answer: ElkNode): Placing {
  const at = new Float32Array(2 * boxes.count);
  for (const child of answer.children ?? []) {
    const v = Number(child.id);
    at[2 * v] = child.x ?? 0;
    at[2 * v + 1] = child.y ?? 0;
  }
  const runs: number[][] = Array.from(boxes.from, () => []);
  for (const edge of answer.edges ?? []) {
    const bends = edge.sections?.flatMap((s) => s.bendPoints ?? []) ?? [];
    runs[Number(edge.id.slice(1))] = runsOfBends(bends);
  }
  const from = new Int32Array(runs.length + 1);
  for (const [e, own] of runs.entries()) from[e + 1] = (from[e] ?? 0) + own.length / 3;
  return { at, runs: { from, at: Float32Array.from(runs.flat()) } };
}

export interface Tidier {
  /** Rejects when its worker dies. */
  readonly layOut: (boxes: Boxes) => Promise<Placing>;
  /** Ends the worker; a layout under way never settles. */
  readonly end: () => void;
}

/** Starts ELK's worker, so only when somebody asks. */
export function createTidier(start?: () => Worker): Tidier {
  const elk = startElk(start);
  return {
    layOut: async (boxes) => fromElk(boxes, await elk.layout(toElk(boxes))),
    end: elk.end,
  };
}

/** Numbers of an edge graph between two passes: cheap, so that each stop of the stepper has them. */

import { alignUp } from "../../align.ts";
import { collect } from "./edge/collect.ts";
import type { EdgeGraph } from "./edge/edge.types.ts";
import { livesOf, withAliases } from "./edge/lives.ts";
import { isInPlace } from "./edge/nodes.ts";
import { giveSpecs, hasSpecs } from "./edge/specs.ts";
import type { MethodOptions } from "./method-options.ts";
import type { PlannedSpec } from "./plan/specs.types.ts";

/** Of the graph and its bodies; bytes are rounded up to the alignment. */
export interface Facts {
  readonly nodes: number;
  /** 0 until they are given out. */
  readonly specs: number;
  /** Nodes that are a view of another one's bytes. */
  readonly views: number;
  readonly allocs: number;
  readonly inPlace: number;
  /** Tensors that would be planned now, and what they take without any reuse. */
  readonly planned: number;
  readonly bytes: number;
  /** Most bytes alive at one node; bodies count at their largest, throughout. */
  readonly livePeak: number;
}

export function factsOf(graph: EdgeGraph, options: MethodOptions): Facts {
  // what would be planned can be told before specs are given out
  const seen = withAliases(hasSpecs(graph) ? graph : giveSpecs(graph), options.compat);
  const { planned } = collect(seen, livesOf(seen, options.compat), options);
  const own = planned.reduce((sum, spec) => sum + alignUp(spec.bytes, options.alignment), 0);
  const rows = new Set(
    graph.nodes.flatMap((node) => (node.kind === "map" || node.kind === "scan" ? node.bodies : [])),
  );
  const bodies = Object.entries(graph.bodies).map(([id, body]) =>
    factsOf(body, { ...options, allocInputs: rows.has(id), allocOutputs: true }),
  );
  const over = (pick: (facts: Facts) => number) => bodies.reduce((sum, facts) => sum + pick(facts), 0);
  const count = (is: (node: EdgeGraph["nodes"][number]) => boolean) => graph.nodes.filter(is).length;
  return {
    nodes: graph.nodes.length + over(({ nodes }) => nodes),
    specs: graph.specs.length + over(({ specs }) => specs),
    views: count((node) => node.kind === "view") + over(({ views }) => views),
    allocs: count((node) => node.kind === "alloc") + over(({ allocs }) => allocs),
    inPlace: count(isInPlace) + over(({ inPlace }) => inPlace),
    planned: planned.length + over((facts) => facts.planned),
    bytes: own + over(({ bytes }) => bytes),
    livePeak:
      peakOf(planned, graph.nodes.length, options.alignment) +
      Math.max(0, ...bodies.map(({ livePeak }) => livePeak)),
  };
}

/** Most bytes alive together, both ends of lives inside. */
export function peakOf(specs: readonly PlannedSpec[], nodes: number, alignment: number): number {
  const steps = new Float64Array(nodes + 1);
  for (const spec of specs) {
    const bytes = alignUp(spec.bytes, alignment);
    steps[spec.first] = (steps[spec.first] ?? 0) + bytes;
    steps[spec.last + 1] = (steps[spec.last + 1] ?? 0) - bytes;
  }
  let [live, peak] = [0, 0];
  for (const step of steps) {
    live += step;
    peak = Math.max(peak, live);
  }
  return peak;
}

/** An edge graph planned with its bodies: they come first, and their arenas lie below the parent's. */

import { fail, ok, type Result } from "../../result.ts";
import { collect } from "./edge/collect.ts";
import type { ControlKind, EdgeGraph } from "./edge/edge.types.ts";
import { type Lives, livesOf, withAliases } from "./edge/lives.ts";
import type { MethodOptions } from "./method-options.ts";
import { sizesOfBodies } from "./plan/bodies.ts";
import { planSpecs } from "./plan/plan-specs.ts";
import type { PlannedSpec, PlanOptions, SpecPlan } from "./plan/specs.types.ts";

export interface GraphPlan {
  readonly id: string;
  /** After the passes; results in place have the spec of what they are written over. */
  readonly graph: EdgeGraph;
  readonly lives: Lives;
  /** In the order in which nodes bring them. */
  readonly planned: readonly PlannedSpec[];
  /** Position of each in the specs of the graph. */
  readonly spec: readonly number[];
  /** Specs of the graph that another layout has. */
  readonly withheld: readonly number[];
  readonly options: PlanOptions;
  readonly plan: SpecPlan;
  readonly bodies: Readonly<Record<string, GraphPlan>>;
}

const VISITED: readonly ControlKind[] = ["cond", "while", "map", "scan"];

/** Bytes that XNNPACK may read past the end of a tensor. */
const XNNPACK_READS_PAST = 64;

/** Fails as `planSpecs` does, on devices in bodies ("device-in-body") and where shared state is not alone ("not-default-arena"). */
export function planGraph(graph: EdgeGraph, options: MethodOptions): Result<GraphPlan> {
  const bodies: Record<string, GraphPlan> = {};
  for (const kind of VISITED) {
    for (const node of graph.nodes) {
      if (node.kind !== kind) continue;
      for (const id of node.bodies) {
        const body = graph.bodies[id];
        if (body === undefined || bodies[id] !== undefined) continue;
        const made = planBody(body, kind, options);
        if (!made.ok) return made;
        bodies[id] = made.value;
      }
    }
  }
  const aliased = withAliases(graph, options.compat);
  const lives = livesOf(aliased, options.compat);
  const { planned, spec, withheld } = collect(aliased, lives, options);
  const stray = options.shareMutable ? planned.find(({ memId }) => memId !== null && memId !== 1) : undefined;
  if (stray !== undefined) {
    const message = `${JSON.stringify(stray.name)} is in arena ${stray.memId}, but with shared state all other tensors are in arena 1.`;
    return fail("not-default-arena", message, {
      at: [`tensor:${stray.name}`],
      help: "Take it out of that arena.",
    });
  }
  const own: PlanOptions = {
    algorithms: options.algorithms,
    alignment: options.alignment,
    extraPadding: options.extraPadding ?? (callsXnnpack(graph) ? XNNPACK_READS_PAST : 0),
    baseSizes: sizesOfBodies(Object.values(bodies).map(({ plan }) => plan.sizes)),
    devices: options.deviceAware,
    allowOverlapping: options.allowOverlapping,
    memories: options.memories,
    compat: options.compat,
  };
  const plan = planSpecs(planned, own);
  if (!plan.ok) return plan;
  return ok({
    id: graph.id,
    graph: aliased,
    lives,
    planned,
    spec,
    withheld,
    options: own,
    plan: plan.value,
    bodies,
  });
}

/** A condition and a while hand the parent's own tensors to their bodies; a map and a scan copy rows. */
function planBody(body: EdgeGraph, kind: ControlKind, options: MethodOptions): Result<GraphPlan> {
  const away = options.deviceAware ? body.specs.find(({ device }) => device !== null) : undefined;
  if (away !== undefined) {
    const message = `${JSON.stringify(away.name)} in the body ${JSON.stringify(body.id)} is on ${away.device?.type}: bodies are planned for the processor only.`;
    return fail("device-in-body", message, {
      help: "Take it off that device, or plan without arenas of devices.",
      at: [`tensor:${away.name}`],
    });
  }
  const allocInputs = kind === "map" || kind === "scan";
  return planGraph(body, { ...options, allocInputs, allocOutputs: true, shareMutable: false, withhold: [] });
}

function callsXnnpack(graph: EdgeGraph): boolean {
  return graph.nodes.some(
    (node) => node.kind === "delegate" && node.backend.toLowerCase().includes("xnnpack"),
  );
}

/** Of the arenas together, in bytes. */
export function totalOf(sizes: readonly number[]): number {
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

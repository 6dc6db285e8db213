/** A method's way through the passes, with what there is before and after each: what the stepper shows. */

import type { GraphDocument, MethodSpec } from "../../document.ts";
import { ok, type Problem, type Result } from "../../result.ts";
import type { EdgeGraph } from "./edge/edge.types.ts";
import { edgeOf } from "./edge/from-graph.ts";
import { placeholder } from "./edge/nodes.ts";
import { type Facts, factsOf } from "./facts.ts";
import type { MethodOptions } from "./method-options.ts";
import { PASSES } from "./passes/index.ts";
import type { Change, Pass, Passed } from "./passes/pass.types.ts";

export interface Stage {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  /** Whether it ran. */
  readonly on: boolean;
  /** Why it did not, though nobody switched it off; null otherwise. */
  readonly why: string | null;
  readonly changes: readonly Change[];
  readonly before: Facts;
  readonly after: Facts;
  /** After it. */
  readonly graph: EdgeGraph;
}

export interface Stages {
  /** Before any pass. */
  readonly start: EdgeGraph;
  readonly startFacts: Facts;
  /** In order. Where a pass fails it is the last. */
  readonly stages: readonly Stage[];
  /** After all of them. */
  readonly end: EdgeGraph;
  /** Whether memory is to be planned, which is the last pass. */
  readonly plans: boolean;
  /** Why the passes went no further. */
  readonly problem: Problem | null;
}

/** Fails when the method makes no sense; a pass that fails is a problem in the stages. */
export function runStages(method: MethodSpec | GraphDocument, options: MethodOptions): Result<Stages> {
  const made = edgeOf(method);
  return made.ok ? ok(stagesOf(made.value, options)) : made;
}

/** The same from an edge graph. */
export function stagesOf(given: EdgeGraph, options: MethodOptions): Stages {
  const start = withState(given, options.stateElsewhere);
  const startFacts = factsOf(start, options);
  const stages: Stage[] = [];
  const ran = new Set<string>();
  let [graph, facts] = [start, startFacts];
  for (const pass of PASSES) {
    const { id, title, says } = pass;
    const head = { id, title, says, before: facts };
    const missing = pass.needs?.find((need) => !ran.has(need));
    const wanted = options.passes[id] ?? pass.initial;
    if (!wanted || missing !== undefined) {
      const why = wanted ? `It needs the pass “${titleOf(missing)}”.` : null;
      stages.push({ ...head, on: false, why, changes: [], after: facts, graph });
      continue;
    }
    const passed = runDeep(pass, graph, options);
    if (!passed.ok) {
      stages.push({ ...head, on: true, why: passed.problem.message, changes: [], after: facts, graph });
      return { start, startFacts, stages, end: graph, plans: false, problem: passed.problem };
    }
    ran.add(id);
    const { changes } = passed.value;
    graph = passed.value.graph;
    facts = changes.length === 0 ? facts : factsOf(graph, options);
    stages.push({ ...head, on: true, why: null, changes, after: facts, graph });
  }
  return { start, startFacts, stages, end: graph, plans: ran.has("memory-planning"), problem: null };
}

function titleOf(id: string | undefined): string {
  return PASSES.find((pass) => pass.id === id)?.title ?? "";
}

/** What another method changes is state of this one, though it only reads it. */
function withState(graph: EdgeGraph, names: readonly string[]): EdgeGraph {
  if (names.length === 0) return graph;
  const known = new Set(names);
  const nodes = graph.nodes.map((node) => {
    if (node.kind !== "placeholder" || !known.has(node.values[0]?.name ?? "")) return node;
    return placeholder({ ...node, role: "buffer", mutated: true });
  });
  return { ...graph, nodes };
}

function runDeep(pass: Pass, graph: EdgeGraph, options: MethodOptions): Result<Passed> {
  const own = pass.run(graph, options);
  if (!own.ok || !pass.deep) return own;
  const ids = Object.keys(graph.bodies);
  if (ids.length === 0) return own;
  const changes = [...own.value.changes];
  const bodies: Record<string, EdgeGraph> = {};
  for (const id of ids) {
    const body = graph.bodies[id];
    if (body === undefined) continue;
    const passed = runDeep(pass, body, options);
    if (!passed.ok) return passed;
    bodies[id] = passed.value.graph;
    changes.push(...passed.value.changes.map(({ says }) => ({ says: `In ${id}: ${says}`, at: [] })));
  }
  return ok({ graph: { ...own.value.graph, bodies }, changes });
}

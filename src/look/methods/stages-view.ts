/** A method's way through the passes, cut down to what the page shows. */

import type { EdgeGraph } from "../../core/dialects/executorch/edge/edge.types.ts";
import { livesOf, withAliases } from "../../core/dialects/executorch/edge/lives.ts";
import { giveSpecs, hasSpecs } from "../../core/dialects/executorch/edge/specs.ts";
import type { Facts } from "../../core/dialects/executorch/facts.ts";
import type { MethodOptions } from "../../core/dialects/executorch/method-options.ts";
import { PASSES } from "../../core/dialects/executorch/passes/index.ts";
import { planGraph, totalOf } from "../../core/dialects/executorch/plan-graph.ts";
import { runStages, type Stages } from "../../core/dialects/executorch/stages.ts";
import type { MemplanDocument } from "../../core/document.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import { optionsOf, subjectOf } from "./method-of.ts";
import { nodeRows, type Timed } from "./node-rows.ts";
import type { MethodsOptions } from "./options.ts";
import type { PassNodes, Stage, StageFacts, StagesView } from "./stages.types.ts";

/** Changes of a pass that are told one by one. */
const MOST_CHANGES = 200;
/** Nodes up to which every state between two passes is planned. */
const MOST_PLANNED = 4_000;

/** Fails when the document has no such method, or it makes no sense. */
export function stagesView(
  document: MemplanDocument,
  method: string | null,
  chosen: MethodsOptions,
): Result<StagesView> {
  const subject = subjectOf(document, method);
  if (!subject.ok) return subject;
  const options = optionsOf(subject.value, chosen);
  const ran = runStages(subject.value.method, options);
  if (!ran.ok) return ran;
  const { stages, start, startFacts, problem } = ran.value;
  let before = factsOf(startFacts, start, options);
  const shown = stages.map((stage): Stage => {
    const after = stage.changes.length === 0 ? before : factsOf(stage.after, stage.graph, options);
    const pass = PASSES.find(({ id }) => id === stage.id);
    const initial = pass?.initial ?? true;
    const { id, title, says, why, changes } = stage;
    const made: Stage = {
      id,
      title,
      says,
      on: chosen.passes[id] ?? initial,
      initial,
      why,
      changes: changes.slice(0, MOST_CHANGES),
      changeCount: changes.length,
      before,
      after,
    };
    before = after;
    return made;
  });
  return ok({ stages: shown, problem, elsewhere: subject.value.elsewhere });
}

function factsOf(facts: Facts, graph: EdgeGraph, options: MethodOptions): StageFacts {
  const { nodes, views, inPlace, planned, bytes } = facts;
  return { nodes, views, inPlace, planned, bytes, arenas: arenasOf(graph, options) };
}

function arenasOf(graph: EdgeGraph, options: MethodOptions): number | null {
  if (graph.nodes.length > MOST_PLANNED) return null;
  const plan = planGraph(hasSpecs(graph) ? graph : giveSpecs(graph), options);
  return plan.ok ? totalOf(plan.value.plan.sizes) : null;
}

/** The list of nodes before and after a pass. Fails like stagesView, and where the passes did not come to it. */
export function passNodes(
  document: MemplanDocument,
  method: string | null,
  chosen: MethodsOptions,
  pass: string,
): Result<PassNodes> {
  const subject = subjectOf(document, method);
  if (!subject.ok) return subject;
  const options = optionsOf(subject.value, chosen);
  const ran = runStages(subject.value.method, options);
  if (!ran.ok) return ran;
  const around = aroundPass(ran.value, pass);
  if (around === null) return fail("not-reached", "The passes did not come to this one.");
  const [before, after] = around.map((graph) => timed(graph, options.compat));
  if (before === undefined || after === undefined) throw new Error("a pass has a before and an after");
  const { length } = after.graph.nodes;
  return ok({ pass, rows: nodeRows(before, after), length });
}

function aroundPass({ start, stages }: Stages, pass: string): readonly [EdgeGraph, EdgeGraph] | null {
  const at = stages.findIndex(({ id }) => id === pass);
  const stage = stages[at];
  return stage === undefined ? null : [stages[at - 1]?.graph ?? start, stage.graph];
}

function timed(graph: EdgeGraph, compat: boolean): Timed {
  if (!hasSpecs(graph)) return { graph, lives: null };
  const aliased = withAliases(graph, compat);
  const { first, last } = livesOf(aliased, compat);
  const lives = Array.from(first, (from, i) => (from < 0 ? null : { from, to: (last[i] ?? from) + 1 }));
  return { graph: aliased, lives };
}

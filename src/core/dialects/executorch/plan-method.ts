/** One method planned as ExecuTorch plans it, verified, and beside it what better plans of the same lives need. */

import type { Diagnostic, GraphDocument, MethodSpec } from "../../document.ts";
import { fail, ok, type Result } from "../../result.ts";
import { NO_WATCH, type Watch } from "../../watch.ts";
import { findingsOf } from "./method-findings.ts";
import type { MethodOptions } from "./method-options.ts";
import { oursOf } from "./ours-of-graph.ts";
import { OUR_SETTINGS, type OurPlan, type OurSettings } from "./plan/ours.ts";
import { type GraphPlan, planGraph, totalOf } from "./plan-graph.ts";
import { runStages, type Stages, stagesOf } from "./stages.ts";

export interface Planned {
  /** As asked for, with the defects of the original or without. */
  readonly main: GraphPlan;
  /** Without them. */
  readonly repaired: GraphPlan;
  readonly ours: OurPlan;
  /** Bytes of all arenas: as asked for, without defects, ours, and what nobody can go below. */
  readonly totals: {
    readonly main: number;
    readonly repaired: number;
    readonly ours: number;
    readonly lowerBound: number;
  };
  /** Bytes that our plan needs less than the one asked for; negative where it needs more, since defects can be small. */
  readonly difference: number;
}

export interface MethodPlanned {
  readonly stages: Stages;
  /** Null: a pass that it takes is switched off. */
  readonly planned: Planned | null;
  readonly findings: readonly Diagnostic[];
}

/** Fails when the method makes no sense, when a pass fails, and as `planGraph` does. */
export function planMethod(
  method: MethodSpec | GraphDocument,
  options: MethodOptions,
  settings: OurSettings = OUR_SETTINGS,
  watch: Watch = NO_WATCH,
): Result<MethodPlanned> {
  const faulty = faultOf(options);
  if (!faulty.ok) return faulty;
  const stages = runStages(method, options);
  return stages.ok ? planStages(stages.value, options, settings, watch) : stages;
}

function planStages(
  stages: Stages,
  options: MethodOptions,
  settings: OurSettings,
  watch: Watch,
): Result<MethodPlanned> {
  if (stages.problem !== null) return { ok: false, problem: stages.problem };
  if (!stages.plans) return ok({ stages, planned: null, findings: [] });
  const main = planGraph(stages.end, options);
  if (!main.ok) return main;
  const mended = { ...options, compat: false };
  // the passes leave the same graph but for copies to devices, after which the original's output is of before
  const end = stages.end.nodes.some(({ kind }) => kind === "delegate")
    ? stagesOf(stages.start, mended).end
    : stages.end;
  const repaired = options.compat ? planGraph(end, mended) : main;
  if (!repaired.ok) return repaired;
  const ours = oursOf(repaired.value, settings, watch);
  if (!ours.ok) return ours;
  const totals = {
    main: totalOf(main.value.plan.sizes),
    repaired: totalOf(repaired.value.plan.sizes),
    ours: totalOf(ours.value.sizes),
    lowerBound: totalOf(ours.value.arenas.map(({ bound }) => bound)),
  };
  const planned = {
    main: main.value,
    repaired: repaired.value,
    ours: ours.value,
    totals,
    difference: totals.main - totals.ours,
  };
  return ok({ stages, planned, findings: findingsOf(main.value, options) });
}

function faultOf(options: MethodOptions): Result<null> {
  if (!options.shareMutable || options.allocMutableBuffers) return ok(null);
  return fail("sharing-unplanned", "Mutable buffers cannot be shared when they are not planned.", {
    help: "Let mutable buffers be planned, or do not share them.",
  });
}

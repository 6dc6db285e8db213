/** A method planned in every way that ExecuTorch has, and by us on the same lives, cut down to what the page shows. */

import { OUR_SETTINGS } from "../../core/dialects/executorch/plan/ours.ts";
import { planGraph, totalOf } from "../../core/dialects/executorch/plan-graph.ts";
import { type MethodPlanned, planMethod } from "../../core/dialects/executorch/plan-method.ts";
import type { MemplanDocument } from "../../core/document.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import type { Watch } from "../../core/watch.ts";
import { optionsOf, subjectOf } from "./method-of.ts";
import { type MethodsOptions, WAYS } from "./options.ts";
import type { PlanningView, SpecRow, WayId, WayRow } from "./planning.types.ts";

const NOT_PLANNED = fail(
  "not-planned",
  "Nothing is planned while a pass that planning needs is switched off.",
  {
    help: "Switch “Plan memory” and the passes that it needs on again.",
  },
);

/** Fails when the document has no such method, it makes no sense, a pass fails, or one that planning needs is off. */
export function planningView(
  document: MemplanDocument,
  method: string | null,
  chosen: MethodsOptions,
  watch: Watch,
): Result<PlanningView> {
  const subject = subjectOf(document, method);
  if (!subject.ok) return subject;
  const { method: own } = subject.value;
  const plan = (way: WayId) => planMethod(own, optionsOf(subject.value, chosen, way), OUR_SETTINGS, watch);
  const asked = plan(chosen.way);
  // a way that gives no plan leaves the others, and ours on the lives of the default
  const made = asked.ok || chosen.way === "greedy" ? asked : plan("greedy");
  if (!made.ok) return made;
  const { planned, stages, findings } = made.value;
  if (planned === null) return NOT_PLANNED;
  const { main, ours, totals } = planned;
  const ways = WAYS.map(({ id }): WayRow => {
    if (id === chosen.way) return asked.ok ? rowOf(id, asked.value) : failed(id, asked);
    const other = planGraph(stages.end, optionsOf(subject.value, chosen, id));
    return other.ok
      ? { id, problem: null, ...numbersOf(other.value.plan.sizes), reusePairs: other.value.plan.reusePairs }
      : failed(id, other);
  });
  return ok({
    way: chosen.way,
    ways,
    specs: specRows(made.value, asked.ok),
    ours: { ...numbersOf(ours.sizes), proven: totals.ours === totals.lowerBound },
    bound: totals.lowerBound,
    extraPadding: main.options.extraPadding,
    findings: asked.ok ? findings : [],
    elsewhere: subject.value.elsewhere,
  });
}

function numbersOf(sizes: readonly number[]): { readonly sizes: readonly number[]; readonly total: number } {
  return { sizes: sizes.slice(1), total: totalOf(sizes) };
}

function rowOf(id: WayId, { planned }: MethodPlanned): WayRow {
  const plan = planned?.main.plan;
  return { id, problem: null, ...numbersOf(plan?.sizes ?? []), reusePairs: plan?.reusePairs ?? 0 };
}

function failed(id: WayId, result: Extract<Result<unknown>, { ok: false }>): WayRow {
  return { id, problem: result.problem, sizes: [], total: 0, reusePairs: 0 };
}

/** `placed`: whether the way that was asked for gave a plan. */
function specRows({ planned }: MethodPlanned, placed: boolean): readonly SpecRow[] {
  if (planned === null) return [];
  const { main, repaired, ours } = planned;
  const ourOffset = new Map(repaired.planned.map(({ name }, i) => [name, ours.placement[i]?.offset ?? -1]));
  return main.planned.map(({ name, bytes, first, last }, order): SpecRow => {
    const place = placed ? main.plan.placement[order] : undefined;
    const own = ourOffset.get(name) ?? -1;
    return {
      order,
      name,
      bytes,
      first,
      last,
      arena: place?.memId ?? null,
      offset: place?.offset ?? null,
      object: place?.object ?? null,
      ours: own < 0 ? null : own,
    };
  });
}

/** ExecuTorch's planning of one method's specs, whole, and which of its defects show in the result. */

import type { Diagnostic } from "../../../document.ts";
import { ok, type Result } from "../../../result.ts";
import { formatCount } from "../../../units.ts";
import { conflictingPairs } from "./conflicts.ts";
import { ALL_DEFECTS, type Defects, NO_DEFECTS } from "./defects.ts";
import { planEachDevice, type RawPlan } from "./devices.ts";
import { QUIRKS, type Quirk } from "./quirks.ts";
import { countReusePairs } from "./reuse.ts";
import { soundRequest } from "./sound.ts";
import type { PlannedSpec, PlanOptions, SpecPlan } from "./specs.types.ts";

export const DEFAULT_PLAN_OPTIONS: PlanOptions = {
  algorithms: ["greedy"],
  alignment: 16,
  extraPadding: 0,
  baseSizes: [],
  devices: true,
  allowOverlapping: true,
  memories: null,
  compat: true,
};

/**
 * Fails with "bad-spec", "bad-options", "devices-with-pools", "other-device", "inplace-not-shared", "inplace-circle",
 * "different-arenas", "unsorted" (only with defects), and over memories with "no-memories", "cannot-fit", "fixed-conflict",
 * "inside-circle".
 */
export function planSpecs(specs: readonly PlannedSpec[], options: PlanOptions): Result<SpecPlan> {
  const sound = soundRequest(specs, options);
  if (!sound.ok) return sound;
  const defects = options.compat ? ALL_DEFECTS : NO_DEFECTS;
  const planned = planEachDevice(specs, options, defects);
  if (!planned.ok) return planned;
  const plan = planned.value;
  return ok({
    ...plan,
    reusePairs: countReusePairs(plan.placement, plan.allocated),
    findings: options.compat ? defectsThatShow(specs, options, plan) : [],
  });
}

/** Each defect that can play a part is mended alone: where the plan is another then, it shows. */
function defectsThatShow(specs: readonly PlannedSpec[], options: PlanOptions, plan: RawPlan): Diagnostic[] {
  const may = defectsThatMay(specs, options);
  return QUIRKS.flatMap((quirk: Quirk) => {
    const { defect } = quirk;
    if (defect === undefined || !may[defect]) return [];
    const without = planEachDevice(specs, options, { ...ALL_DEFECTS, [defect]: false });
    if (without.ok && samePlaces(plan, without.value)) return [];
    return [findingOf(quirk, plan, without, specs)];
  });
}

/** Planning twice takes as long as planning, so only for what this input can show. */
function defectsThatMay(specs: readonly PlannedSpec[], options: PlanOptions): Defects {
  const { algorithms, alignment, baseSizes } = options;
  const bodies = baseSizes.some((bytes) => bytes > 0);
  const greedy = algorithms.includes("greedy");
  return {
    suiteCharges: algorithms.length > 1 && algorithms.includes("naive"),
    staleOrder: greedy && specs.some((spec) => (spec.alignment ?? 16) !== alignment),
    forgetsBodies: bodies,
    uncheckedBases: greedy && specs.some((spec) => spec.inplaceBase !== null),
    unroundedBodies: baseSizes.some((bytes) => bytes % alignment !== 0),
    blindMemories: bodies && algorithms.some((id) => id === "position-greedy" || id === "gap-greedy"),
  };
}

function samePlaces(a: RawPlan, b: RawPlan): boolean {
  const sizes = a.sizes.length === b.sizes.length && a.sizes.every((bytes, m) => bytes === b.sizes[m]);
  return (
    sizes &&
    a.placement.every((place, i) => {
      const other = b.placement[i];
      return place.memId === other?.memId && place.offset === other.offset;
    })
  );
}

function findingOf(
  quirk: Quirk,
  plan: RawPlan,
  without: Result<RawPlan>,
  specs: readonly PlannedSpec[],
): Diagnostic {
  const sizes = `arenas of ${sayBytes(plan.sizes)}`;
  const instead = without.ok ? sayInstead(plan, without.value) : without.problem.message;
  const harm = quirk.defect === "uncheckedBases" ? conflictingPairs({ ...plan, specs }) : [];
  const [pair] = harm;
  const names = (pair ?? []).map((i) => specs[i]?.name ?? "");
  const who = pair === undefined ? "" : ` ${names.join(" and ")} are alive on the same bytes.`;
  return {
    severity: pair === undefined && !corrupts(quirk) ? "warning" : "error",
    code: quirk.id,
    message: `${quirk.title}: ${sizes}; without it ${instead}.${who}`,
    at: names.map((name) => `tensor:${name}`),
  };
}

/** Bodies without bytes of their own are overwritten. */
function corrupts({ defect }: Quirk): boolean {
  return defect === "forgetsBodies" || defect === "blindMemories";
}

function sayInstead(plan: RawPlan, other: RawPlan): string {
  const same = sayBytes(plan.sizes) === sayBytes(other.sizes);
  const moved = plan.placement.filter((place, i) => {
    const there = other.placement[i];
    return place.memId !== there?.memId || place.offset !== there.offset;
  }).length;
  if (!same) return sayBytes(other.sizes);
  return `the same, with ${formatCount(moved)} ${moved === 1 ? "tensor" : "tensors"} elsewhere`;
}

function sayBytes(sizes: readonly number[]): string {
  const arenas = sizes.slice(1).map(formatCount);
  return arenas.length === 0 ? "no bytes" : `${arenas.join(", ")} B`;
}

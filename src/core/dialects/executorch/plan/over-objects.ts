/** ExecuTorch's naive and greedy over specs: columns in, places out; the placing itself is core/place/executorch. */

import { alignUp } from "../../../align.ts";
import { planGreedily } from "../../../place/executorch/greedy.ts";
import { planNaively } from "../../../place/executorch/naive.ts";
import type { EtPlan, EtTensors } from "../../../place/executorch/tensors.ts";
import { ok, type Result } from "../../../result.ts";
import type { Defects } from "./defects.ts";
import { ownersOf, withTheirLives } from "./handed-on.ts";
import type { PlannedSpec, PlanOptions, SpecPlace } from "./specs.types.ts";

/** What one algorithm is asked, for the specs of one device. */
export interface Request {
  readonly specs: readonly PlannedSpec[];
  readonly options: PlanOptions;
  /** Bytes of each arena that are taken already. */
  readonly baseSizes: readonly number[];
  /** Of each spec, bytes: what its size is rounded to for the order. */
  readonly orderBy: readonly number[];
  readonly defects: Defects;
}

export interface Answer {
  readonly sizes: readonly number[];
  readonly placement: readonly SpecPlace[];
  readonly allocated: readonly number[];
}

/** Fails where a spec takes over another's bytes ("inplace-not-shared"). */
export function naively(request: Request): Result<Answer> {
  const { specs, options } = request;
  const planned = planNaively(columnsOf(specs), {
    alignment: options.alignment,
    baseSizes: request.baseSizes,
    extraPadding: options.extraPadding,
  });
  return planned.ok ? ok(answerOf(specs, planned.value, options.alignment, ownRows(specs))) : planned;
}

/** Fails where bytes are handed on in a circle ("inplace-circle"), and with the original's order where that is none ("unsorted"). */
export function greedily(request: Request): Result<Answer> {
  const { specs, options, defects } = request;
  const owners = ownersOf(specs);
  if (!owners.ok) return owners;
  const rules = {
    alignment: options.alignment,
    baseSizes: request.baseSizes,
    extraPadding: options.extraPadding,
    sideBySide: options.allowOverlapping,
  };
  if (defects.uncheckedBases) {
    const planned = planGreedily(columnsOf(specs), { ...rules, sortAlignment: request.orderBy });
    return planned.ok ? ok(answerOf(specs, planned.value, options.alignment, owners.value)) : planned;
  }
  const rows = [...specs.keys()].filter((i) => owners.value[i] === i);
  const whole = withTheirLives(specs, owners.value);
  const planned = planGreedily(columnsOf(rows.flatMap((i) => whole[i] ?? [])), {
    ...rules,
    sortAlignment: rows.map((i) => request.orderBy[i] ?? 1),
  });
  if (!planned.ok) return planned;
  const spread = { ...planned.value, ...spreadOver(planned.value, rows, owners.value) };
  return ok(answerOf(specs, spread, options.alignment, owners.value));
}

/** Places of owners given to all who take over their bytes. */
function spreadOver(plan: EtPlan, rows: readonly number[], owners: Int32Array) {
  const row = new Int32Array(owners.length);
  rows.forEach((i, k) => {
    row[i] = k;
  });
  return {
    offset: Float64Array.from(owners, (owner) => plan.offset[row[owner] ?? 0] ?? 0),
    object: owners.map((owner) => plan.object[row[owner] ?? 0] ?? 0),
  };
}

function columnsOf(specs: readonly PlannedSpec[]): EtTensors {
  return {
    count: specs.length,
    bytes: Float64Array.from(specs, (spec) => spec.bytes),
    start: Int32Array.from(specs, (spec) => spec.first),
    end: Int32Array.from(specs, (spec) => spec.last + 1),
    arena: Int32Array.from(specs, (spec) => spec.memId ?? 1),
    inplaceBase: Int32Array.from(specs, (spec) => spec.inplaceBase ?? -1),
    names: specs.map((spec) => spec.name),
  };
}

function ownRows(specs: readonly PlannedSpec[]): Int32Array {
  return Int32Array.from(specs, (_, i) => i);
}

function answerOf(
  specs: readonly PlannedSpec[],
  { sizes, offset, object }: EtPlan,
  alignment: number,
  owners: Int32Array,
): Answer {
  return {
    sizes,
    placement: specs.map((_, i) => ({
      memId: specs[owners[i] ?? i]?.memId ?? 1,
      offset: offset[i] ?? 0,
      object: object[i] ?? 0,
    })),
    allocated: specs.map((spec) => alignUp(spec.bytes, alignment)),
  };
}

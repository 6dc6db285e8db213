/** A list of algorithms over the specs of one device: each is run, the least sum of arenas wins, of equal ones the first. */

import { alignUp } from "../../../align.ts";
import { fail, ok, type Result } from "../../../result.ts";
import type { Defects } from "./defects.ts";
import { byGap, byPosition } from "./over-memories.ts";
import { type Answer, greedily, naively, type Request } from "./over-objects.ts";
import type { AlgorithmId, Attempt, PlannedSpec, PlanOptions } from "./specs.types.ts";

interface Algorithm {
  readonly id: AlgorithmId;
  readonly run: (request: Request) => Result<Answer>;
  /** It leaves its alignment in the specs, so that who comes next sorts by that. */
  readonly realigns: boolean;
}

const ALGORITHMS: readonly Algorithm[] = [
  { id: "greedy", run: greedily, realigns: true },
  { id: "naive", run: naively, realigns: true },
  { id: "position-greedy", run: byPosition, realigns: false },
  { id: "gap-greedy", run: byGap, realigns: false },
];

export interface SuiteAnswer extends Answer {
  readonly algorithm: AlgorithmId;
  readonly attempts: readonly Attempt[];
}

/** Fails as the algorithms do, and where they use different numbers of arenas ("different-arenas"). */
export function runSuite(
  specs: readonly PlannedSpec[],
  options: PlanOptions,
  bodies: readonly number[],
  defects: Defects,
): Result<SuiteAnswer> {
  const { alignment } = options;
  let baseSizes = defects.unroundedBodies ? bodies : bodies.map((bytes) => alignUp(bytes, alignment));
  let orderBy = specs.map((spec) => (defects.staleOrder ? (spec.alignment ?? 16) : alignment));
  const attempts: Attempt[] = [];
  let best: (Answer & { readonly algorithm: AlgorithmId }) | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const { id, run, realigns } of options.algorithms.flatMap(algorithmOf)) {
    const answered = run({ specs, options, baseSizes, orderBy, defects });
    if (!answered.ok) return answered;
    const sizes = defects.forgetsBodies
      ? answered.value.sizes
      : noLessThan(answered.value.sizes, bodies, options.algorithms.length > 1 ? mostArenas(attempts) : 0);
    const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
    attempts.push({ algorithm: id, sizes, total });
    if (total < least) {
      least = total;
      best = { ...answered.value, sizes, algorithm: id };
    }
    if (defects.suiteCharges && id === "naive") baseSizes = answered.value.sizes;
    if (realigns) orderBy = orderBy.map(() => alignment);
  }
  if (best === undefined) throw new Error("a suite without algorithms");
  const arenas = attempts.map(({ sizes }) => sizes.length);
  if (defects.forgetsBodies && new Set(arenas).size > 1) {
    const counts = attempts.map(({ algorithm, sizes }) => `${algorithm} ${sizes.length - 1}`);
    return fail(
      "different-arenas",
      `The algorithms of the list do not use the same number of arenas: ${counts.join(", ")}.`,
      { help: "Run one of them, or turn the original's defects off." },
    );
  }
  return ok({ ...best, attempts });
}

function algorithmOf(id: AlgorithmId): Algorithm[] {
  return ALGORITHMS.filter((algorithm) => algorithm.id === id);
}

function mostArenas(attempts: readonly Attempt[]): number {
  return Math.max(0, ...attempts.map(({ sizes }) => sizes.length));
}

function noLessThan(sizes: readonly number[], bodies: readonly number[], arenas: number): number[] {
  const count = Math.max(sizes.length, bodies.length, arenas);
  return Array.from({ length: count }, (_, a) => Math.max(sizes[a] ?? 0, bodies[a] ?? 0));
}

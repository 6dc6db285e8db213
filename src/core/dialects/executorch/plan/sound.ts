/** What must hold of specs and options before anything is planned: whole numbers, lives, indices, arenas. */

import { isCount } from "../../../bytes.ts";
import { Findings } from "../../../findings.ts";
import { fail, ok, type Result } from "../../../result.ts";
import type { PlannedSpec, PlanOptions } from "./specs.types.ts";

/** Steps are 32-bit integers. */
const LAST_STEP = 2 ** 31 - 2;
/** Arenas are numbered in a list of their sizes, so a wild number must not make one. */
const MOST_ARENAS = 2 ** 16;

/** Fails with every finding counted: "bad-spec", "bad-options". */
export function soundRequest(specs: readonly PlannedSpec[], options: PlanOptions): Result<null> {
  const wrong = faultOfOptions(options);
  if (wrong !== undefined) {
    return fail("bad-options", wrong, { help: "Correct the setting, or leave it out to have its default." });
  }
  const findings = new Findings();
  specs.forEach((spec, i) => {
    const fault = faultOf(spec, i, specs);
    if (fault === undefined) return;
    const help = "Correct the tensor where the program declares it.";
    const rest = { where: `specs[${i}]`, help, at: [`tensor:${spec.name}`] };
    findings.add(fail("bad-spec", `${JSON.stringify(spec.name)} ${fault}.`, rest).problem);
  });
  const { problem } = findings;
  return problem === undefined ? ok(null) : { ok: false, problem };
}

function faultOf(spec: PlannedSpec, i: number, specs: readonly PlannedSpec[]): string | undefined {
  const { bytes, first, last, memId, inplaceBase, inside, offset, alignment = 16 } = spec;
  if (!isCount(bytes)) return `has ${bytes} bytes, which is not a whole number from 0 to 2^53 − 1`;
  if (!isCount(first) || !isCount(last) || last > LAST_STEP) {
    return `has no life: it begins at ${first} and ends at ${last}`;
  }
  if (last < first) return `ends at node ${last}, before it begins at node ${first}`;
  if (memId !== null && !isArena(memId))
    return `is in arena ${memId}, but arenas are numbered from 1 to ${MOST_ARENAS}`;
  if (!isCount(alignment) || alignment < 1) return `has the alignment ${alignment}`;
  if (inplaceBase !== null && !isOther(inplaceBase, i, specs)) {
    return `takes over the bytes of spec ${inplaceBase}, which is not another one of the list`;
  }
  if (offset !== undefined && !(isCount(offset) && memId !== null)) {
    return `is fixed at byte ${offset}, which is not an address in an arena of its own`;
  }
  if (inside === undefined) return undefined;
  if (!isOther(inside.spec, i, specs) || !isCount(inside.at)) {
    return `lies at byte ${inside.at} of spec ${inside.spec}, which is not inside another one of the list`;
  }
  if (memId !== null)
    return `lies inside ${specs[inside.spec]?.name}, and is to be in arena ${memId} as well`;
  if (inside.at + bytes > (specs[inside.spec]?.bytes ?? 0)) {
    return `lies at byte ${inside.at} of ${specs[inside.spec]?.name} and ends beyond it`;
  }
  return undefined;
}

function faultOfOptions({ algorithms, alignment, extraPadding, baseSizes, memories }: PlanOptions) {
  if (algorithms.length === 0) return "No algorithm is given.";
  if (!isCount(alignment) || alignment < 1)
    return `The alignment ${alignment} is not a whole number from 1 up.`;
  if (!isCount(extraPadding)) return `The padding ${extraPadding} is not a whole number of bytes.`;
  if (!baseSizes.every(isCount)) return "The bytes of bodies are not whole numbers.";
  const wild = (memories ?? []).find(
    ({ bytes, alignment: of = 1 }) => !isCount(bytes) || !isCount(of) || of < 1,
  );
  return wild === undefined ? undefined : "A memory's bytes or alignment is not a whole number.";
}

function isArena(memId: number): boolean {
  return isCount(memId) && memId >= 1 && memId <= MOST_ARENAS;
}

function isOther(index: number, i: number, specs: readonly PlannedSpec[]): boolean {
  return isCount(index) && index < specs.length && index !== i;
}

/** ExecuTorch's naive planner: one after the other in the order of collection, nothing shared. */

import { alignUp } from "../../align.ts";
import { fail, ok, type Result } from "../../result.ts";
import type { EtPlan, EtRules, EtTensors } from "./tensors.ts";

/** Fails where a tensor is to take over another's bytes ("inplace-not-shared"). It leaves the padding of arenas out. */
export function planNaively(tensors: EtTensors, { alignment, baseSizes }: EtRules): Result<EtPlan> {
  const sizes = baseSizes.length > 0 ? baseSizes.slice() : [0, 0];
  const offset = new Float64Array(tensors.count);
  for (let i = 0; i < tensors.count; i++) {
    if ((tensors.inplaceBase[i] ?? -1) >= 0) {
      return fail(
        "inplace-not-shared",
        `Tensor ${tensors.names?.[i] ?? i} takes over another's bytes, but the naive planner shares none.`,
        { help: "Plan with another planner, or give the tensor bytes of its own." },
      );
    }
    const arena = tensors.arena[i] ?? 1;
    while (sizes.length <= arena) sizes.push(0);
    offset[i] = sizes[arena] ?? 0;
    sizes[arena] = (offset[i] ?? 0) + alignUp(tensors.bytes[i] ?? 0, alignment);
  }
  return ok({ sizes, offset, object: new Int32Array(tensors.count) });
}

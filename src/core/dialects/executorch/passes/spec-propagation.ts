/** Every node gets the specs of the tensors that it gives; from here on the same spec is the same memory. */

import { ok } from "../../../result.ts";
import { giveSpecs } from "../edge/specs.ts";
import type { Pass } from "./pass.types.ts";

export const specPropagation: Pass = {
  id: "spec-propagation",
  title: "Give out tensor specs",
  says: "Each result gets a spec; taking one of several results, or returning it, uses the same. Constants and buffers that nobody changes are marked as constant.",
  initial: true,
  deep: true,
  run: (graph) => {
    const given = giveSpecs(graph);
    const constant = given.specs.filter((spec) => spec.constant).length;
    const bounded = given.specs.filter((spec) => spec.dynamism !== "static").length;
    const says = [
      `${given.specs.length} specs for ${given.nodes.length} nodes, ${constant} of them constant`,
      ...(bounded > 0 ? [`${bounded} of a size that hangs on symbols`] : []),
    ].join(", ");
    return ok({ graph: given, changes: given.specs.length === 0 ? [] : [{ says: `${says}.`, at: [] }] });
  },
};

/** Checks of values and ranges are for the export, not for the device. */

import { ok } from "../../../result.ts";
import { withoutDead } from "../edge/dead.ts";
import type { EdgeNode } from "../edge/edge.types.ts";
import { isCheckName, plainName } from "../edge/op-names.ts";
import type { Pass } from "./pass.types.ts";

export const removeAsserts: Pass = {
  id: "remove-asserts",
  title: "Remove assertions",
  says: "Assertions and constraints on ranges go, and with them what was computed for them alone.",
  initial: true,
  deep: true,
  run: (graph) => {
    const checks = graph.nodes.filter(isCheck);
    if (checks.length === 0) return ok({ graph, changes: [] });
    const gone = new Set(checks.map((node) => node.id));
    const { nodes, dead } = withoutDead(graph.nodes.filter((node) => !gone.has(node.id)));
    const changes = [
      ...checks.map(({ id }) => ({ says: `The check ${id} goes.`, at: [id] })),
      ...dead.map((id) => ({ says: `${id} was computed for a check alone, and goes.`, at: [id] })),
    ];
    return ok({ graph: { ...graph, nodes }, changes });
  },
};

/** A check that somebody reads gives a value, and stays. */
function isCheck(node: EdgeNode): boolean {
  return node.kind === "call" && node.values.length === 0 && isCheckName(plainName(node.op));
}

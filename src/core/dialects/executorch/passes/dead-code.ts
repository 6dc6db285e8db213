/** Nodes whose results nobody reads go. */

import { ok } from "../../../result.ts";
import { withoutDead } from "../edge/dead.ts";
import type { Pass } from "./pass.types.ts";

export const deadCode: Pass = {
  id: "dead-code",
  title: "Remove dead code",
  says: "Nodes whose results nobody reads go, among them views that nobody looks through any more.",
  initial: true,
  deep: true,
  run: (graph) => {
    const { nodes, dead } = withoutDead(graph.nodes);
    if (dead.length === 0) return ok({ graph, changes: [] });
    return ok({
      graph: { ...graph, nodes },
      changes: dead.map((id) => ({ says: `Nobody reads ${id}: it goes.`, at: [id] })),
    });
  },
};

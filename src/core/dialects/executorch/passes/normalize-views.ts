/** A view of a view looks at the first that is none. */

import { ok } from "../../../result.ts";
import type { Change, Pass } from "./pass.types.ts";

export const normalizeViews: Pass = {
  id: "normalize-views",
  title: "Views look at their base",
  says: "A view of a view is pointed at the first tensor that is none, so that the one between may go.",
  initial: true,
  deep: true,
  run: (graph) => {
    const baseOf = new Map<string, string>();
    // a view that somebody writes to is not its base any more until it is elided
    const written = new Set(
      graph.nodes.flatMap((node) =>
        node.kind === "call" ? node.writes.map((arg) => node.args[arg] ?? "") : [],
      ),
    );
    const changes: Change[] = [];
    const nodes = graph.nodes.map((node) => {
      if (node.kind !== "call" || node.viewOf === null) return node;
      const at = node.viewOf;
      const given = node.args[at] ?? "";
      const base = written.has(given) ? given : (baseOf.get(given) ?? given);
      baseOf.set(node.id, base);
      if (base === given) return node;
      changes.push({ says: `${node.id} looks at ${base}, not at ${given}.`, at: [node.id, base] });
      return { ...node, args: node.args.map((arg, i) => (i === at ? base : arg)) };
    });
    return ok({ graph: { ...graph, nodes }, changes });
  },
};

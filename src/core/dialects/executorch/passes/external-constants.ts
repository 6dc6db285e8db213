/** Constants that are kept in a file beside the program. */

import { ok } from "../../../result.ts";
import type { Change, Pass } from "./pass.types.ts";

export const externalConstants: Pass = {
  id: "external-constants",
  title: "Constants outside of the file",
  says: "Constants are marked to be stored in a file of their own. Nothing in the arenas changes.",
  initial: false,
  needs: ["spec-propagation"],
  deep: false,
  run: (graph, { outside }) => {
    const changes: Change[] = [];
    const nodes = graph.nodes.map((node) => {
      const spec = graph.specs[node.specs[0] ?? -1];
      if (node.kind !== "placeholder" || spec?.constant !== true) return node;
      if (outside !== "all" && !outside.includes(spec.name)) return node;
      changes.push({ says: `${node.id}, ${spec.bytes} bytes, is stored outside.`, at: [node.id] });
      return { ...node, storedOutside: true };
    });
    return ok({ graph: { ...graph, nodes }, changes });
  },
};

/** What must hold of the nodes that are said never to run at the same time. */

import type { Findings } from "./findings.ts";
import type { Graph } from "./graph.ts";
import { UNKNOWN } from "./lists.ts";
import { fail, type Problem } from "./result.ts";

function problem(code: string, message: string, at: readonly string[], where: string, help: string): Problem {
  return fail(code, message, { at, where, help }).problem;
}

/** Exclusive pairs name two nodes that are there, each pair once. */
export function checkExclusive(graph: Graph, findings: Findings): void {
  const seen = new Set<string>();
  graph.document.exclusive?.forEach(([a, b], i) => {
    const where = `exclusive[${i}]`;
    const [one, other] = [a, b].map((id) => graph.nodeIndex.get(id) ?? UNKNOWN);
    for (const id of [a, b]) {
      if (graph.nodeIndex.has(id)) continue;
      const message = `An exclusive pair names ${JSON.stringify(id)}, but no node has that id.`;
      findings.add(
        problem("unknown-node", message, [], where, "Name two nodes of the graph, or take it out."),
      );
    }
    if (one === undefined || other === undefined || one === UNKNOWN || other === UNKNOWN) return;
    const at = [`node:${a}`, `node:${b}`];
    const key = `${Math.min(one, other)} ${Math.max(one, other)}`;
    if (one === other) {
      const message = `Node ${JSON.stringify(a)} is said to exclude itself.`;
      findings.add(problem("bad-exclusive", message, at.slice(1), where, "Name two nodes, or take it out."));
    } else if (seen.has(key)) {
      const message = `The nodes ${JSON.stringify(a)} and ${JSON.stringify(b)} are said to exclude each other twice.`;
      findings.add(problem("bad-exclusive", message, at, where, "Name each pair once."));
    }
    seen.add(key);
  });
}

/** Results of a condition stay in the area of its branches, where the next body that runs may write over them. */

import type { Diagnostic } from "../../document.ts";
import type { ControlNode } from "./edge/edge.types.ts";
import { quirkOf } from "./plan/quirks.ts";
import type { GraphPlan } from "./plan-graph.ts";

interface Place {
  readonly name: string;
  readonly memId: number;
  readonly from: number;
  readonly to: number;
}

/** One finding for each condition and later body that has bytes of its results while somebody still reads them. */
export function overwrittenResults(main: GraphPlan): Diagnostic[] {
  const { nodes } = main.graph;
  const { id: code, title } = quirkOf("cond-by-handle");
  return nodes.flatMap((node, at): Diagnostic[] => {
    if (node.kind !== "cond") return [];
    const results = placesOfResults(main, node);
    const last = lastRead(main, node);
    return nodes.slice(at + 1, last + 1).flatMap((later): Diagnostic[] => {
      if (!("bodies" in later)) return [];
      const written = later.bodies.flatMap((body) => placesIn(main.bodies[body]));
      const hit = results.find((own) => written.some((other) => meet(own, other)));
      if (hit === undefined) return [];
      const message = `${title}: ${later.id} runs while the result ${hit.name} of ${node.id} is still to be read, and its body writes to the same bytes.`;
      return [{ severity: "error", code, message, at: [`node:${node.id}`, `node:${later.id}`] }];
    });
  });
}

function meet(a: Place, b: Place): boolean {
  return a.memId === b.memId && a.from < b.to && b.from < a.to;
}

/** Where in the area of bodies the branches leave what they return. */
function placesOfResults(main: GraphPlan, node: ControlNode): Place[] {
  return node.bodies.flatMap((id) => {
    const body = main.bodies[id];
    const returned = new Set(body?.graph.nodes.at(-1)?.specs);
    return body === undefined ? [] : placesOf(body).filter((_, i) => returned.has(body.spec[i] ?? -1));
  });
}

function placesOf({ planned, plan }: GraphPlan): Place[] {
  return planned.map(({ name }, i) => {
    const { memId = 0, offset = 0 } = plan.placement[i] ?? {};
    return { name, memId, from: offset, to: offset + (plan.allocated[i] ?? 0) };
  });
}

function placesIn(body: GraphPlan | undefined): Place[] {
  if (body === undefined) return [];
  return [...placesOf(body), ...Object.values(body.bodies).flatMap(placesIn)];
}

/** The last position at which the node's results are read, through whatever looks at them. */
function lastRead({ graph }: GraphPlan, node: ControlNode): number {
  const looks = new Set([node.id]);
  let last = 0;
  graph.nodes.forEach((other, at) => {
    if (!other.args.some((arg) => looks.has(arg))) return;
    last = at;
    if (other.kind === "getitem" || other.kind === "view") looks.add(other.id);
  });
  return last;
}

/** Rights to share bytes by kind of operator: how many there are, how many the plan takes, and switching them off by name. */

import { rowOf } from "../core/lists.ts";
import { namesIn } from "../core/names.ts";
import type { Picture } from "./outcome.ts";

export interface OperatorRights {
  readonly op: string;
  /** Outputs that may be written in place, and how many of them are. */
  readonly inplace: number;
  readonly inplaceTaken: number;
  /** Outputs that may be views, and how many of them are. */
  readonly views: number;
  readonly viewsTaken: number;
}

/** Kinds of operators that have any right, by name. Linear in the rights. */
export function rightsByOperator({ graph, plan }: Picture): OperatorRights[] {
  if (graph === null) return [];
  const found = new Map<string, { -readonly [K in keyof OperatorRights]: OperatorRights[K] }>();
  graph.document.nodes.forEach(({ op, mayShare = [] }, node) => {
    if (mayShare.length === 0) return;
    const row = found.get(op) ?? { op, inplace: 0, inplaceTaken: 0, views: 0, viewsTaken: 0 };
    found.set(op, row);
    const [inputs, outputs] = [rowOf(graph.inputs, node), rowOf(graph.outputs, node)];
    for (const how of ["inplace", "view"] as const) {
      const rights = mayShare.filter((right) => right.how === how);
      const isTaken = (right: (typeof rights)[number]) => {
        const home = plan.tensors.storage[outputs[right.output] ?? -1] ?? -1;
        return home >= 0 && home === plan.tensors.storage[inputs[right.input] ?? -1];
      };
      const may = new Set(rights.map((right) => right.output)).size;
      const taken = new Set(rights.filter(isTaken).map((right) => right.output)).size;
      if (how === "inplace") {
        row.inplace += may;
        row.inplaceTaken += taken;
      } else {
        row.views += may;
        row.viewsTaken += taken;
      }
    }
  });
  return [...found.values()].sort((a, b) => (a.op < b.op ? -1 : a.op > b.op ? 1 : 0));
}

/** Whether a list of exceptions leaves an operator its right. */
export function isAllowed(except: string, op: string): boolean {
  return !namesIn(except).includes(op);
}

/** The list of exceptions with one operator allowed or not; others stay in their order. */
export function withAllowed(except: string, op: string, allowed: boolean): string {
  const others = namesIn(except).filter((name) => name !== op);
  return (allowed ? others : [...others, op]).join(", ");
}

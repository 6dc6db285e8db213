/** The given order: where a node may run, and moving it there. */

import { boxKey } from "../box-key.ts";
import type { GraphDocument } from "../document.ts";
import { fail, ok } from "../result.ts";
import { indexOf, nodeOf } from "./index-of.ts";
import { noNode } from "./refuse.ts";
import { inOrder } from "./topological.ts";
import type { EditResult } from "./types.ts";

/** Steps at which a node may run when all others keep their order: after its last producer, before its first reader. */
export interface StepRange {
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
  /** Ids of the nodes that hold it, if any. */
  readonly after: string | undefined;
  readonly before: string | undefined;
}

/** `order` is that of the plan on the page: ids of all nodes. */
export function stepRange(document: GraphDocument, order: readonly string[], node: string): StepRange {
  const { maker, readers } = indexOf(document);
  const row = nodeOf(document, node);
  const step = new Map(order.map((id, i) => [id, i]));
  let from = 0;
  let to = Math.max(0, order.length - 1);
  let after: string | undefined;
  let before: string | undefined;
  for (const input of row?.inputs ?? []) {
    const id = maker.get(input)?.id;
    const at = id === undefined ? -1 : (step.get(id) ?? -1);
    if (at >= from) [from, after] = [at + 1, id];
  }
  for (const output of row?.outputs ?? []) {
    for (const { id } of readers.get(output) ?? []) {
      const at = step.get(id) ?? order.length;
      if (at <= to) [to, before] = [at - 1, id];
    }
  }
  return { from, to, after, before };
}

/** The order of the page for the document as it is now: the page may be some edits behind. */
function soundOrder(document: GraphDocument, order: readonly string[]): readonly string[] {
  const { maker } = indexOf(document);
  const named = new Set(order);
  const nodes = [
    ...[...named].flatMap((id) => nodeOf(document, id) ?? []),
    ...document.nodes.filter((n) => !named.has(n.id)),
  ];
  return inOrder(nodes, (tensor) => maker.get(tensor)).map((n) => n.id);
}

/** Writes `order` into the document with the node moved to a step; refuses a step outside its range and says which node is in the way. */
export function moveStep(
  document: GraphDocument,
  order: readonly string[],
  node: string,
  step: number,
): EditResult {
  if (nodeOf(document, node) === undefined) return noNode(node);
  const now = soundOrder(document, order);
  const { from, to, after, before } = stepRange(document, now, node);
  const blocker = step < from ? after : step > to ? before : undefined;
  if (blocker !== undefined) {
    const message =
      step < from
        ? `${node} reads what ${blocker} makes, so it cannot run before step ${from}.`
        : `${blocker} reads what ${node} makes, so ${node} cannot run after step ${to}.`;
    return fail("bad-order", message, {
      help: `Move ${blocker} first.`,
      at: [`node:${node}`, `node:${blocker}`],
    });
  }
  if (!Number.isInteger(step) || step < from || step > to) {
    return fail("bad-order", `There is no step ${step}: steps go from 0 to ${now.length - 1}.`, {
      help: "Choose one of them.",
      at: [`node:${node}`],
    });
  }
  const moved = now.filter((id) => id !== node).toSpliced(step, 0, node);
  const says = `Moved ${node} to step ${step}`;
  const same =
    document.order !== undefined &&
    moved.length === document.order.length &&
    moved.every((id, i) => id === document.order?.[i]);
  if (same) return ok({ document, says });
  return ok({ document: { ...document, order: moved }, says, chosen: [boxKey("node", node)] });
}

/** Forgets the given order. */
export function clearOrder(document: GraphDocument): EditResult {
  const { order, ...rest } = document;
  if (order !== undefined) return ok({ document: rest, says: "Forgot the given order" });
  return fail("no-order", "The graph has no given order.", { help: "Drag a step to give it one." });
}

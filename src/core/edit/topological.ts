/** Nodes with makers before readers, as near to a given order as that allows. */

import type { NodeSpec } from "../document.ts";

type Frame = [node: NodeSpec, input: number];

/** The same order when it is sound already; else makers come just before the first that reads them. Linear. */
export function inOrder(
  nodes: Iterable<NodeSpec>,
  makerOf: (tensor: string) => NodeSpec | undefined,
): NodeSpec[] {
  const placed = new Set<string>();
  const begun = new Set<string>();
  const order: NodeSpec[] = [];
  for (const first of nodes) {
    if (begun.has(first.id)) continue;
    begun.add(first.id);
    const stack: Frame[] = [[first, 0]];
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const [node, input] = frame;
      const tensor = node.inputs[input];
      if (tensor === undefined) {
        stack.pop();
        if (!placed.has(node.id)) order.push(node);
        placed.add(node.id);
        continue;
      }
      frame[1] = input + 1;
      const maker = makerOf(tensor);
      if (maker === undefined || begun.has(maker.id)) continue;
      begun.add(maker.id);
      stack.push([maker, 0]);
    }
  }
  return order;
}

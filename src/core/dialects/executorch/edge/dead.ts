/** Nodes that nobody needs. */

import type { EdgeNode } from "./edge.types.ts";
import { writesMemory } from "./nodes.ts";

/** Without nodes whose results nobody reads; inputs, what writes memory and what gives nothing stay. Ids of the others. */
export function withoutDead(nodes: readonly EdgeNode[]): {
  readonly nodes: EdgeNode[];
  readonly dead: string[];
} {
  const read = new Set<string>();
  const kept: EdgeNode[] = [];
  const dead: string[] = [];
  for (const node of nodes.toReversed()) {
    if (!stays(node) && !read.has(node.id)) {
      dead.push(node.id);
      continue;
    }
    for (const arg of node.args) read.add(arg);
    kept.push(node);
  }
  return { nodes: kept.reverse(), dead: dead.reverse() };
}

function stays(node: EdgeNode): boolean {
  if (node.kind === "placeholder" || node.kind === "output" || node.kind === "free") return true;
  // a delegate may have state that nobody sees from outside
  if (node.kind === "delegate") return true;
  return node.kind === "call" && (writesMemory(node) || node.values.length === 0);
}

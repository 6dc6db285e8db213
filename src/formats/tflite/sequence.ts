/** Adds the tokens that keep bodies between their ENTER and EXIT, and readers of results behind the subgraphs that make them. */

import type { Block, Draft, Sketch } from "./draft.ts";

/** `gates`: for a node that runs subgraphs, the node where control returns from them. */
export function sequence(sketch: Sketch, blocks: readonly Block[], gates: ReadonlyMap<Draft, Draft>): void {
  const fed = new Set<Draft>();
  const read = new Set<Draft>();
  for (const draft of sketch.drafts) {
    for (const producer of producersInBlock(sketch, draft)) {
      read.add(producer);
      fed.add(draft);
    }
  }
  for (const { enter, exit, members, returns } of blocks) {
    for (const member of members) {
      const behind = new Set<Draft>();
      for (const producer of producersInBlock(sketch, member)) {
        const gate = gates.get(producer);
        if (gate !== undefined) behind.add(gate);
      }
      for (const gate of behind) sketch.after(member, gate);
      if (enter !== null && !fed.has(member)) sketch.after(member, enter);
      if (exit !== null && !read.has(member) && !gates.has(member)) sketch.after(exit, member);
    }
    if (exit !== null) for (const end of returns) sketch.after(exit, end);
  }
}

/** Nodes of the same block that make what a node reads; tokens do not count. */
function* producersInBlock(sketch: Sketch, draft: Draft): Generator<Draft> {
  for (const tensor of draft.inputs) {
    const producer = sketch.producer(tensor);
    if (producer?.block === draft.block && sketch.fact(tensor).row !== null) yield producer;
  }
}

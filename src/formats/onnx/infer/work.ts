/** A limit on the work of an import, counted in steps so that it is the same on every machine. */

import type { RawNode } from "../model.types.ts";

/** A model that nests loops or calls until the work has no end. */
export class TooMuchWork extends Error {}

/** Steps that any model may take, and that each node adds: one with three inputs and an output takes five. */
const MOST = 100_000;
const PER_NODE = 20;
/** Numbers in attributes that count as one step. */
const NUMBERS = 64;

export class Work {
  #left: number;

  constructor(nodes: number) {
    this.#left = MOST + PER_NODE * nodes;
  }

  /** Throws TooMuchWork. */
  spend(node: RawNode): void {
    let steps = 1 + node.inputs.length + node.outputs.length;
    for (const { ints, floats, texts } of node.attributes.values())
      steps += (ints.length + floats.length + texts.length) / NUMBERS;
    this.#left -= steps;
    if (this.#left < 0) throw new TooMuchWork();
  }
}

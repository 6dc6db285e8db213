/** Names that are free, and names in sentences. */

import type { NodeSpec } from "../document.ts";

/** Gives `w`, `w2`, `w3` …, or `conv1`, `conv2` … for operations. Remembers how far it has counted, so that thousands of names take no longer each. */
export class FreeNames {
  readonly #taken: (id: string) => boolean;
  readonly #given = new Set<string>();
  readonly #next = new Map<string, number>();

  constructor(taken: (id: string) => boolean) {
    this.#taken = taken;
  }

  #free(id: string): boolean {
    return !this.#given.has(id) && !this.#taken(id);
  }

  #count(stem: string, first: number): string {
    let n = this.#next.get(stem) ?? first;
    while (!this.#free(stem + n)) n++;
    this.#next.set(stem, n + 1);
    return stem + n;
  }

  /** `stem1`, `stem2` … */
  numbered(stem: string): string {
    const id = this.#count(stem, 1);
    this.#given.add(id);
    return id;
  }

  /** The name itself when it is free; else it is counted up: `w2`, `conv3`. */
  like(name: string): string {
    const stem = /\d$/.test(name) ? name.replace(/\d+$/, "") : name;
    const id = name !== "" && this.#free(name) ? name : this.#count(stem, 2);
    this.#given.add(id);
    return id;
  }
}

/** What the names of an operator's nodes begin with: `conv` of `Conv`, `conv_2d_` of `CONV_2D`… */
export function stemOf(op: string): string {
  const stem = op
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "");
  if (stem === "") return "op";
  return /\d$/.test(stem) ? `${stem}_` : stem;
}

/** Names of the tensors that a node makes: its own for one, `split1:0`, `split1:1` for several. */
export function outputName(node: string, index: number, count: number): string {
  return count === 1 ? node : `${node}:${index}`;
}

/** Whether an output has the name that we would give it. */
export function namedAfter(node: NodeSpec, index: number): boolean {
  const id = node.outputs[index];
  return id === node.id || id === `${node.id}:${index}`;
}

/** "conv1", "conv1 and add1", or "3 nodes". */
export function sayNames(ids: readonly string[], many: string): string {
  if (ids.length === 0 || ids.length > 2) return `${ids.length} ${many}`;
  return ids.join(" and ");
}

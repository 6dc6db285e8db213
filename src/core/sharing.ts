/** Who lives in whose bytes: views always, writes in place where nobody is left to read what they destroy. */

import { ROLES, type ShareRight } from "./document.ts";
import type { Graph } from "./graph.ts";
import { rowOf } from "./lists.ts";
import { namesIn } from "./names.ts";
import type { Settings } from "./settings.ts";

/** One row a tensor. */
export interface Sharing {
  /** The tensor whose bytes it lives in, itself when it owns them; −1 when it is kept outside the arenas. */
  readonly root: Int32Array;
  /** Bytes from the start of the root. */
  readonly byteOffset: Float64Array;
  /** Views that had to become copies: their alignment or arena is not that of their input. */
  readonly copies: readonly number[];
}

/** A right to write in place that holds where it stands. */
export interface Write {
  readonly node: number;
  /** Tensors: what is written, and what it lies over. */
  readonly output: number;
  readonly input: number;
}

/** What was decided of each output that may be written in place, in the order of the nodes. */
export interface SharedBytes extends Sharing {
  readonly taken: readonly Write[];
  /** Left out because the output was to have bytes of its own. */
  readonly declined: readonly Write[];
}

export type SharingSettings = Pick<
  Settings,
  "views" | "viewsExcept" | "inplace" | "inplaceExcept" | "preserveInputs" | "constants" | "state"
>;

/**
 * Decides at each node in the order given, so what later nodes share follows from what earlier ones did. Outputs in
 * `declined` get bytes of their own; nobody else of their node is written where they would have been, so that to
 * decline never spares bytes at the node itself (searches for orders build on that: order/costs.ts).
 */
export function shareBytes(
  graph: Graph,
  order: Int32Array,
  step: Int32Array,
  settings: SharingSettings,
  declined: ReadonlySet<number> = NOBODY,
): SharedBytes {
  const state = new State(graph, step, settings);
  const noViews = new Set(namesIn(settings.viewsExcept));
  const noWrites = new Set(namesIn(settings.inplaceExcept));
  for (const node of order) {
    const { mayShare: shares = [], op = "" } = graph.document.nodes[node] ?? {};
    if (settings.views && !noViews.has(op))
      for (const share of shares) if (share.how === "view") state.view(node, share);
    if (settings.inplace && !noWrites.has(op))
      state.writes(
        node,
        shares.filter((share) => share.how === "inplace"),
        declined,
      );
  }
  return state.done();
}

const NOBODY: ReadonlySet<number> = new Set();

class State {
  readonly #graph: Graph;
  readonly #step: Int32Array;
  /** While deciding, tensors outside the arenas are roots too. */
  readonly #root: Int32Array;
  readonly #byteOffset: Float64Array;
  readonly #apart: Uint8Array;
  /** Of each root: the last step that reads anything in its bytes. */
  readonly #lastRead: Int32Array;
  /** Of each root: whether something in its bytes must stay as it is. */
  readonly #kept: Uint8Array;
  /** Of each root: the node that put the latest tensor there. */
  readonly #joinedBy: Int32Array;
  readonly #copies = new Set<number>();
  readonly #taken: Write[] = [];
  readonly #declined: Write[] = [];
  readonly #refused = new Set<number>();

  constructor(
    graph: Graph,
    step: Int32Array,
    settings: Pick<Settings, "preserveInputs" | "constants" | "state">,
  ) {
    const count = graph.tensors;
    this.#graph = graph;
    this.#step = step;
    this.#root = Int32Array.from({ length: count }, (_, t) => t);
    this.#byteOffset = new Float64Array(count);
    this.#apart = new Uint8Array(count);
    this.#lastRead = new Int32Array(count).fill(-1);
    this.#kept = new Uint8Array(count);
    this.#joinedBy = graph.producer.slice();
    for (let t = 0; t < count; t++) {
      const role = ROLES[graph.role[t] ?? 0];
      const external = graph.document.tensors[t]?.external === true;
      const apart =
        external || (role === "constant" && !settings.constants) || (role === "state" && !settings.state);
      // nor is somebody else's memory written over
      const kept =
        external || role === "constant" || role === "state" || (role === "input" && settings.preserveInputs);
      this.#apart[t] = apart ? 1 : 0;
      this.#kept[t] = kept || graph.output[t] === 1 ? 1 : 0;
      for (const reader of rowOf(graph.readers, t)) {
        this.#lastRead[t] = Math.max(this.#lastRead[t] ?? -1, step[reader] ?? 0);
      }
    }
  }

  view(node: number, share: ShareRight): void {
    const { input, output } = this.#ends(node, share);
    if (this.#root[output] !== output) return;
    const begin = (this.#byteOffset[input] ?? 0) + (share.byteOffset ?? 0);
    if (this.#agrees(input, output, begin)) {
      this.#join(node, input, output, begin);
      this.#copies.delete(output);
    } else this.#copies.add(output);
  }

  /** The only output of a node that may be written in place takes the smallest storage; of several each the first it can have. */
  writes(node: number, shares: readonly ShareRight[], declined: ReadonlySet<number>): void {
    const several = shares.some((share) => share.output !== shares[0]?.output);
    const { bytes } = this.#graph;
    let least: Write | undefined;
    for (const share of shares) {
      const { input, output } = this.#ends(node, share);
      if (!this.#mayWrite(node, input, output)) continue;
      const write = { node, input, output };
      const room = bytes[this.#root[input] ?? input] ?? 0;
      if (several) this.#write(write, declined);
      else if (least === undefined || room < (bytes[this.#root[least.input] ?? 0] ?? 0)) least = write;
    }
    if (least !== undefined) this.#write(least, declined);
  }

  done(): SharedBytes {
    const root = this.#root.map((r) => (this.#apart[r] === 1 ? -1 : r));
    return {
      root,
      byteOffset: this.#byteOffset,
      copies: [...this.#copies],
      taken: this.#taken,
      declined: this.#declined,
    };
  }

  #mayWrite(node: number, input: number, output: number): boolean {
    const { bytes, arena } = this.#graph;
    const root = this.#root[input] ?? input;
    const begin = this.#byteOffset[input] ?? 0;
    const size = bytes[output] ?? 0;
    if (this.#root[output] !== output || this.#copies.has(output) || this.#refused.has(output)) return false;
    if (this.#kept[root] === 1 || (this.#lastRead[root] ?? 0) > (this.#step[node] ?? 0)) return false;
    if (this.#apart[output] === 1) return false;
    // another result of this node is there already
    if (this.#joinedBy[root] === node) return false;
    if (size === 0 || size > (bytes[input] ?? 0)) return false;
    if (arena[output] !== arena[root] || !this.#agrees(input, output, begin)) return false;
    return !this.#readsAcross(node, input);
  }

  #write(write: Write, declined: ReadonlySet<number>): void {
    const { node, input, output } = write;
    if (declined.has(output)) {
      this.#declined.push(write);
      this.#refused.add(output);
      this.#joinedBy[this.#root[input] ?? input] = node;
      return;
    }
    this.#taken.push(write);
    this.#join(node, input, output, this.#byteOffset[input] ?? 0);
  }

  #ends(node: number, share: ShareRight): { input: number; output: number } {
    const input = rowOf(this.#graph.inputs, node)[share.input];
    const output = rowOf(this.#graph.outputs, node)[share.output];
    if (input === undefined || output === undefined)
      throw new Error(`node ${node} shares what it does not have`);
    return { input, output };
  }

  /** Whether the output may lie at this byte of the input's storage, by its own alignment and arena. */
  #agrees(input: number, output: number, begin: number): boolean {
    const spec = this.#graph.document.tensors[output];
    const root = this.#root[input] ?? input;
    if (spec?.external === true) return false;
    const pinned = spec?.arena !== undefined && this.#graph.arena[output] !== this.#graph.arena[root];
    const aligned = begin % (spec?.alignment ?? 1) === 0 || this.#graph.bytes[output] === 0;
    return this.#apart[root] === 1 || (!pinned && aligned);
  }

  /** Whether the node reads, besides `input`, other bytes of its storage that would change under its hands. */
  #readsAcross(node: number, input: number): boolean {
    const begin = this.#byteOffset[input] ?? 0;
    const end = begin + (this.#graph.bytes[input] ?? 0);
    for (const other of rowOf(this.#graph.inputs, node)) {
      if (this.#root[other] !== this.#root[input]) continue;
      const from = this.#byteOffset[other] ?? 0;
      const to = from + (this.#graph.bytes[other] ?? 0);
      const same = from === begin && to === end;
      if (!same && from < end && begin < to) return true;
    }
    return false;
  }

  #join(node: number, input: number, output: number, begin: number): void {
    const root = this.#root[input] ?? input;
    this.#root[output] = root;
    this.#byteOffset[output] = begin;
    this.#lastRead[root] = Math.max(this.#lastRead[root] ?? -1, this.#lastRead[output] ?? -1);
    if (this.#kept[output] === 1) this.#kept[root] = 1;
    this.#joinedBy[root] = node;
  }
}

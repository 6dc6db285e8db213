/** Which specs are planned, in the order in which the nodes bring them: it breaks ties, so it is part of the plan. */

import type { PlannedSpec } from "../plan/specs.types.ts";
import type { EdgeGraph, EdgeNode, EdgeSpec } from "./edge.types.ts";
import { isMutableBuffer, type Lives } from "./lives.ts";
import { isInPlace } from "./nodes.ts";

export interface CollectOptions {
  readonly allocInputs: boolean;
  readonly allocOutputs: boolean;
  readonly allocMutableBuffers: boolean;
  /** Mutated buffers are laid out for several methods at once, elsewhere. */
  readonly shareMutable: boolean;
  /** Names of further tensors that are. */
  readonly withhold: readonly string[];
}

export interface Collected {
  readonly planned: readonly PlannedSpec[];
  /** Position of each in the specs of the graph. */
  readonly spec: readonly number[];
  /** Specs that somebody else lays out; they live throughout. */
  readonly withheld: readonly number[];
}

/** `graph` has its aliases, `lives` are of it. */
export function collect(graph: EdgeGraph, lives: Lives, options: CollectOptions): Collected {
  const left = leftOut(graph, options);
  const withheld = withheldOf(graph, options);
  const at = new Map<number, number>();
  for (const node of graph.nodes) {
    if (bringsNothing(node)) continue;
    const weight = node.kind === "placeholder" && node.weightHasGradient;
    for (const index of node.specs) {
      const spec = graph.specs[index];
      if (spec === undefined || at.has(index) || left.has(index) || withheld.has(index)) continue;
      if (spec.external || spec.dynamism === "unbound" || (spec.constant && !weight)) continue;
      at.set(index, at.size);
    }
  }
  const planned = [...at.keys()].map((index): PlannedSpec => {
    // only indices of the graph's own specs are noted
    const { name, bytes, memId, device, inplaceBase } = graph.specs[index] as EdgeSpec;
    const [first = 0, last = 0] = [lives.first[index], lives.last[index]];
    const base = inplaceBase === null ? null : (at.get(inplaceBase) ?? null);
    return { name, bytes, first, last, memId, inplaceBase: base, device };
  });
  return { planned, spec: [...at.keys()], withheld: [...withheld] };
}

/** An operator with out arguments has its tensors from their alloc nodes; one in place has none of its own. */
function bringsNothing(node: EdgeNode): boolean {
  return node.kind === "get_attr" || isInPlace(node) || (node.kind === "call" && node.outs !== null);
}

function leftOut(graph: EdgeGraph, options: CollectOptions): ReadonlySet<number> {
  const left = new Set<number>();
  const add = (node: EdgeNode) => {
    for (const spec of node.specs) left.add(spec);
  };
  for (const node of graph.nodes) {
    if (isMutableBuffer(node)) {
      if (!options.allocMutableBuffers) add(node);
    } else if (node.kind === "placeholder" && !options.allocInputs) add(node);
    else if (node.kind === "output" && !options.allocOutputs) add(node);
  }
  return left;
}

function withheldOf(graph: EdgeGraph, { shareMutable, withhold }: CollectOptions): ReadonlySet<number> {
  const names = new Set(withhold);
  const held = new Set<number>();
  for (const node of graph.nodes) {
    if (node.kind !== "placeholder") continue;
    for (const spec of node.specs) {
      const name = graph.specs[spec]?.name;
      if ((shareMutable && isMutableBuffer(node)) || (name !== undefined && names.has(name))) held.add(spec);
    }
  }
  return held;
}

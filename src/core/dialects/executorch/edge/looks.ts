/** Tensors of a document that are a look at others: views, by the right that the node has or by its name. */

import type { GraphDocument, NodeSpec } from "../../../document.ts";
import type { EdgeValue } from "./edge.types.ts";
import { isViewName, plainName } from "./op-names.ts";

/** A tensor that is a look at another one, and the node that gave that one when it was made. */
export interface Look {
  readonly node: NodeSpec;
  readonly base: string;
  /** Position of the base among the inputs. */
  readonly at: number;
  readonly seen: string;
  /** Whether it is all of the base in another shape. */
  readonly whole: boolean;
}

/** What a node looks at without making bytes of its own; undefined where it makes some. */
export function lookOf(node: NodeSpec, value: (tensor: string) => EdgeValue): Omit<Look, "seen"> | undefined {
  const right = node.mayShare?.find((share) => share.how === "view" && share.output === 0);
  const at = baseAt(node);
  const base = at === undefined ? undefined : node.inputs[at];
  const [made] = node.outputs;
  if (at === undefined || base === undefined || made === undefined || node.outputs.length > 1)
    return undefined;
  const [own, of] = [value(made), value(base)];
  const whole = own.bytes === of.bytes && own.dtype === of.dtype && (right?.byteOffset ?? 0) === 0;
  return whole || right !== undefined ? { node, base, at, whole } : undefined;
}

/** Whether one value can be the other: the same numbers in the same shape. */
export function alike(a: EdgeValue, b: EdgeValue): boolean {
  return a.dtype === b.dtype && a.bytes === b.bytes && JSON.stringify(a.shape) === JSON.stringify(b.shape);
}

/** Tensors whose memory some node writes over, themselves or through what looks at them. */
export function changedTensors({ nodes }: GraphDocument): ReadonlySet<string> {
  const baseOf = new Map<string, string>();
  for (const node of nodes) {
    const [made] = node.outputs;
    const base = node.inputs[node.mutates?.[0] ?? baseAt(node) ?? -1];
    if (made !== undefined && base !== undefined && base !== made) baseOf.set(made, base);
  }
  const changed = new Set<string>();
  for (const node of nodes) {
    for (const at of node.mutates ?? []) {
      let tensor = node.inputs[at];
      while (tensor !== undefined && !changed.has(tensor)) {
        changed.add(tensor);
        tensor = baseOf.get(tensor);
      }
    }
  }
  return changed;
}

/** Position of the input that a node's result looks at, by a right or by its name. */
function baseAt(node: NodeSpec): number | undefined {
  const right = node.mayShare?.find((share) => share.how === "view" && share.output === 0);
  return right?.input ?? (isViewName(plainName(node.op)) ? 0 : undefined);
}

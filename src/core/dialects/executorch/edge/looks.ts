/** Tensors of a document that are a look at others: views, by the right that the node has or by its name. */

import type { NodeSpec } from "../../../document.ts";
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
  const at = right?.input ?? (isViewName(plainName(node.op)) ? 0 : undefined);
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

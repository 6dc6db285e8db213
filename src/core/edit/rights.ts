/** Rights to share bytes: of operators by port, of nodes by position. */

import { bytesOf } from "../bytes.ts";
import type { NodeSpec, ShareRight, TensorSpec } from "../document.ts";
import type { Operator } from "../ops/types.ts";
import { type KnownType, portNumbers, ruling, typesByPort } from "./operators.ts";
import { writtenType } from "./types-of.ts";

type Tensors = ReadonlyMap<string, TensorSpec>;

export function sameRight(a: ShareRight, b: ShareRight): boolean {
  return (
    a.output === b.output &&
    a.input === b.input &&
    a.how === b.how &&
    (a.byteOffset ?? 0) === (b.byteOffset ?? 0)
  );
}

function sizeOf(tensor: TensorSpec | undefined): number {
  if (tensor === undefined) return 0;
  const bytes = bytesOf(tensor);
  return bytes.ok ? bytes.value : 0;
}

/** Whether a right names an input and an output, and a view lies inside its input. */
export function rightHolds(node: NodeSpec, right: ShareRight, tensors: Tensors): boolean {
  const input = node.inputs[right.input];
  const output = node.outputs[right.output];
  if (input === undefined || output === undefined) return false;
  if (right.how !== "view") return true;
  return (right.byteOffset ?? 0) + sizeOf(tensors.get(output)) <= sizeOf(tensors.get(input));
}

/** Rights that an operator gives a node, by position. */
export function operatorRights(
  node: NodeSpec,
  operator: Operator,
  tensors: Tensors,
  known: KnownType,
): readonly ShareRight[] {
  const outputs = node.outputs.flatMap((id) => writtenType(tensors.get(id)) ?? []);
  if (outputs.length < node.outputs.length) return [];
  const ports = portNumbers(node);
  const shares = operator.shares(typesByPort(node, known), outputs, node.attributes ?? {});
  return shares.flatMap((share) => {
    const right = { ...share, input: ports.indexOf(share.input) };
    return rightHolds(node, right, tensors) ? [right] : [];
  });
}

/** A node with these rights; itself when they are those it has. */
export function withRights(node: NodeSpec, rights: readonly ShareRight[]): NodeSpec {
  const had = node.mayShare ?? [];
  if (rights.length === had.length && rights.every((r, i) => sameRight(r, had[i] ?? r))) return node;
  const { mayShare: _, ...rest } = node;
  return rights.length === 0 ? rest : { ...rest, mayShare: rights };
}

/** A node with the rights that it should have: made anew from its operator, or by hand and still sound. */
export function rightsFor(node: NodeSpec, tensors: Tensors, known: KnownType): NodeSpec {
  const operator = node.drawn?.rights === "hand" ? undefined : ruling(node);
  if (operator !== undefined) return withRights(node, operatorRights(node, operator, tensors, known));
  return withRights(
    node,
    (node.mayShare ?? []).filter((right) => rightHolds(node, right, tensors)),
  );
}

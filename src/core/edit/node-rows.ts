/** Rows for new nodes and their outputs. */

import type { AttributeValue, NodeSpec, TensorSpec } from "../document.ts";
import { operatorOf } from "../ops/index.ts";
import type { Draft } from "./draft.ts";
import { FreeNames, outputName, stemOf } from "./names.ts";
import { DEFAULT_TYPE, defaultsOf } from "./operators.ts";

/** Outputs that a node of an operator has; one when we do not know the operator. */
export function outputCount(op: string, attributes: NodeSpec["attributes"]): number {
  const operator = operatorOf(op);
  return operator?.outputs({ ...defaultsOf(operator), ...attributes }).length ?? 1;
}

export function defaultTensor(id: string): TensorSpec {
  return { id, dtype: DEFAULT_TYPE.dtype, shape: DEFAULT_TYPE.shape };
}

/** A name that neither a node nor a tensor has, so that a node and what it makes can go by the same. */
export function freeNodeName(draft: Draft, op: string): string {
  const names = new FreeNames((id) => draft.nodes.has(id) || draft.tensors.has(id));
  return names.numbered(stemOf(operatorOf(op)?.id ?? op));
}

export function freeTensorName(draft: Draft, wanted: string): string {
  return new FreeNames((id) => draft.tensors.has(id)).like(wanted);
}

/** Puts a node with nothing connected into a draft. */
export function putNewNode(
  draft: Draft,
  op: string,
  id: string,
  given: Readonly<Record<string, AttributeValue>> = {},
): NodeSpec {
  const operator = operatorOf(op);
  const attributes = { ...(operator && defaultsOf(operator)), ...given };
  const count = outputCount(op, attributes);
  const outputs = Array.from({ length: count }, (_, i) => {
    const tensor = freeTensorName(draft, outputName(id, i, count));
    draft.putTensor(defaultTensor(tensor));
    return tensor;
  });
  const node: NodeSpec = { id, op: operator?.id ?? op, inputs: [], outputs, attributes, drawn: {} };
  draft.putNode(node);
  draft.touched.add(id);
  return node;
}

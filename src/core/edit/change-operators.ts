/** Changes operators and their attributes, with the ports and outputs that come and go by that. */

import type { Attributes, AttributeValue, GraphDocument, NodeSpec } from "../document.ts";
import { attributeFault } from "../ops/attribute-fault.ts";
import { operatorOf } from "../ops/index.ts";
import type { Operator } from "../ops/types.ts";
import { fail } from "../result.ts";
import type { Draft } from "./draft.ts";
import { changeNodes } from "./many.ts";
import { outputName, sayNames } from "./names.ts";
import { defaultTensor, freeTensorName, outputCount } from "./node-rows.ts";
import { defaultsOf, fixedPorts, takesMany } from "./operators.ts";
import { entriesOf, reading, replaceInputs } from "./rewire.ts";
import type { EditResult } from "./types.ts";

/** Gives a node as many outputs as asked; readers of those that go lose them. Does not put the row. */
function withOutputs(draft: Draft, node: NodeSpec, count: number): NodeSpec {
  if (count === node.outputs.length) return node;
  const gone = new Set(node.outputs.slice(count));
  const outputs = node.outputs.slice(0, count);
  while (outputs.length < count) {
    const id = freeTensorName(draft, outputName(node.id, outputs.length, count));
    draft.putTensor(defaultTensor(id));
    outputs.push(id);
  }
  for (const id of gone) draft.dropTensor(id);
  if (gone.size > 0) replaceInputs(draft, gone, () => undefined);
  const rights = node.mayShare?.filter((right) => right.output < count);
  return { ...node, outputs, ...(rights === undefined ? {} : { mayShare: rights }) };
}

/** Attributes that the new operator does not have go, those it has and they had stay; connections stay as far as there are ports. */
export function setOperator(document: GraphDocument, nodes: readonly string[], op: string): EditResult {
  const name = operatorOf(op.trim())?.id ?? op.trim();
  if (name === "") {
    return fail("empty-op", "An operation needs an operator.", { help: "Type its name, such as Conv." });
  }
  return changeNodes(document, nodes, `Made ${sayNames(nodes, "nodes")} ${name}`, (node, draft) => {
    if (node.op === name) return node;
    const operator = operatorOf(name);
    const { attributes: had = {}, mayShare: _, ...rest } = node;
    const attributes = operator === undefined ? had : fitting(operator, had);
    const renamed: NodeSpec = { ...rest, op: name, attributes, drawn: { ...portsOnly(node) } };
    const entries = entriesOf(renamed).filter((e) => takesMany(name) || e.port < fixedPorts(name));
    const made = reading(renamed, entries);
    draft.touched.add(node.id);
    // of an operator that we do not know, what it made before stays
    return operator === undefined ? made : withOutputs(draft, made, outputCount(name, attributes));
  });
}

/** The defaults of an operator with what a node had of them already. */
function fitting(operator: Operator, had: Attributes): Attributes {
  const values = operator.attributes.map((a) => {
    const value = Object.hasOwn(had, a.name) ? had[a.name] : undefined;
    const stays = value !== undefined && attributeFault(a, value) === undefined;
    return [a.name, stays ? value : a.default] as const;
  });
  return Object.fromEntries(values);
}

function portsOnly({ drawn }: NodeSpec): NodeSpec["drawn"] {
  return drawn?.ports === undefined ? {} : { ports: drawn.ports };
}

/** Nodes of operators that do not have it stay as they are; of operators that we do not know any may be set. */
export function setAttribute(
  document: GraphDocument,
  nodes: readonly string[],
  name: string,
  value: AttributeValue,
): EditResult {
  let refused = "";
  let set = 0;
  const says = `Set ${name} of ${sayNames(nodes, "nodes")} to ${sayValue(value)}`;
  const result = changeNodes(document, nodes, says, (node, draft) => {
    const operator = operatorOf(node.op);
    const spec = operator?.attributes.find((a) => a.name === name);
    if (operator !== undefined && spec === undefined) {
      refused ||= `${node.op} (${node.id}) has no attribute ${name}.`;
      return node;
    }
    const fault = spec && attributeFault(spec, value);
    if (fault !== undefined) {
      return fail("bad-attribute", fault, { help: spec?.says ?? "", at: [`node:${node.id}`] });
    }
    set++;
    if (sameValue(node.attributes?.[name], value)) return node;
    const attributes = { ...(operator && defaultsOf(operator)), ...node.attributes, [name]: value };
    const made = { ...node, attributes };
    draft.touched.add(node.id);
    return node.drawn === undefined || operator === undefined
      ? made
      : withOutputs(draft, made, outputCount(node.op, attributes));
  });
  if (result.ok && set === 0) {
    return fail("no-attribute", refused, { help: "Choose operations that have it." });
  }
  return result;
}

function sameValue(a: AttributeValue | undefined, b: AttributeValue): boolean {
  if (typeof a !== "object" || typeof b !== "object") return a === b;
  return a.length === b.length && a.every((n, i) => n === b[i]);
}

function sayValue(value: AttributeValue): string {
  return typeof value === "object" ? value.join(" × ") : String(value);
}

/** Where the type of what an operator makes comes from, in a few words. */

import type { GraphDocument, TensorSpec } from "../../../core/document.ts";
import { portFaults } from "../../../core/edit/faults.ts";
import { indexOf } from "../../../core/edit/index-of.ts";
import { inputPorts } from "../../../core/edit/ports.ts";
import { typesOf } from "../../../core/edit/types-of.ts";

/** What an operator waits for before it can tell a type: "B is free"; empty when it has told. */
function waitsFor(document: GraphDocument, { id }: TensorSpec): string {
  const node = indexOf(document).maker.get(id);
  if (node === undefined || typesOf(document)(id) !== undefined) return "";
  const free = inputPorts(node).filter((port) => port.tensor === undefined && !port.optional);
  const names = free.map((port) => port.name);
  if (names.length === 0) return "the types of its inputs are open";
  return names.length === 1 ? `${names[0]} is free` : `${names.join(" and ")} are free`;
}

/** Who tells the type of tensors that operators make, or what it waits for. */
export function inferredText(document: GraphDocument, tensors: readonly TensorSpec[], by: string): string {
  const waits = tensors.map((tensor) => waitsFor(document, tensor)).filter((text) => text !== "");
  if (waits.length === 0) return `inferred by ${by}`;
  return tensors.length === 1 ? `not known yet: ${waits[0]}` : `${waits.length} not known yet`;
}

/** What the operator would give instead of a type that was typed by hand, without its full stop; undefined when they agree. */
export function againstOperator(document: GraphDocument, tensors: readonly TensorSpec[]): string | undefined {
  const says = tensors.flatMap(({ id }) => {
    const node = indexOf(document).maker.get(id);
    if (node === undefined) return [];
    const port = node.outputs.indexOf(id);
    const fault = portFaults(document, node.id).find((f) => f.side === "out" && f.port === port);
    return fault === undefined ? [] : fault.says.replace(/\.$/, "");
  });
  const [first] = says;
  if (first === undefined || tensors.length === 1) return first;
  return `${says.length} typed by hand against their operators`;
}

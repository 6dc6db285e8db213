/** Whether the type of a value suits a port: its operator is asked what it would give. */

import type { GraphDocument, NodeSpec } from "../document.ts";
import { fail, type Problem } from "../result.ts";
import { ruling, typesByPort } from "./operators.ts";
import { typesOf } from "./types-of.ts";

type Refusal = { readonly ok: false; readonly problem: Problem };

/** A fault that connecting would bring; faults that are there already do not count. Undefined: none. */
export function typeFault(
  document: GraphDocument,
  node: NodeSpec,
  tensor: string,
  port: number,
): Refusal | undefined {
  const operator = ruling(node);
  if (operator === undefined) return undefined;
  const known = typesOf(document);
  const type = known(tensor);
  if (type === undefined) return undefined;
  const { attributes = {} } = node;
  const types = typesByPort(node, known);
  const before = operator.infer(types, attributes);
  while (types.length <= port) types.push(undefined);
  const after = operator.infer(types.with(port, type), attributes);
  if (after.kind !== "fault") return undefined;
  if (after.port !== port && before.kind === "fault" && before.port === after.port) return undefined;
  return fail("wrong-type", after.says, {
    help: "Connect a value of another type, or change the type first.",
    at: [`tensor:${tensor}`, `node:${node.id}`],
  });
}

/** The table of operators: what can be drawn and whose types are inferred. */

import { OPERATORS } from "./table.ts";
import type { Operator } from "./types.ts";

export { findOperators } from "./find.ts";
export { OPERATORS };

const byName = new Map<string, Operator>();
for (const operator of OPERATORS) {
  for (const name of [operator.id, ...operator.aliases]) byName.set(name.toLowerCase(), operator);
}

/** The operator of that name or alias, whatever its case; undefined for one that we do not know. */
export function operatorOf(op: string): Operator | undefined {
  return byName.get(op.toLowerCase());
}

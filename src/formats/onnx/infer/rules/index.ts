/** The table of rules by domain. A family of operators is one file and one line here. */

import type { Rule, Rules } from "../call.ts";
import { CLASSIC } from "./classic.ts";
import { CONTROL } from "./control.ts";
import { ELEMENTWISE } from "./elementwise.ts";
import { MICROSOFT } from "./microsoft.ts";
import { NORMALISE } from "./normalise.ts";
import { PIECES } from "./pieces.ts";
import { PRODUCTS } from "./products.ts";
import { RECURRENT } from "./recurrent.ts";
import { REDUCE } from "./reduce.ts";
import { RESHAPE } from "./reshape.ts";
import { SEQUENCES } from "./sequences.ts";
import { VALUES } from "./values.ts";
import { WINDOWS } from "./windows.ts";

const ONNX: Rules = {
  ...ELEMENTWISE,
  ...WINDOWS,
  ...PRODUCTS,
  ...REDUCE,
  ...RESHAPE,
  ...PIECES,
  ...RECURRENT,
  ...VALUES,
  ...NORMALISE,
  ...SEQUENCES,
  ...CONTROL,
};

const DOMAINS: ReadonlyMap<string, Rules> = new Map([
  ["", ONNX],
  ["ai.onnx.ml", CLASSIC],
  ["com.microsoft", { ...ONNX, ...MICROSOFT }],
]);

/** The rule of an operator; undefined for one that we do not know. */
export function ruleOf(domain: string, op: string): Rule | undefined {
  const rules = DOMAINS.get(domain);
  return rules !== undefined && Object.hasOwn(rules, op) ? rules[op] : undefined;
}

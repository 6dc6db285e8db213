/** Which operators are products of two matrices, by the names that formats give them, and how they read their operands. */

import type { NodeSpec } from "../../document.ts";

/** The last part of `aten::addmm.out` or `com.vendor/MatMul`, in lower case without signs. */
export function operatorName(op: string): string {
  const words = op.toLowerCase().split(/[:/]+/);
  return (words.at(-1) ?? "").split(".")[0]?.replace(/[_-]/g, "") ?? "";
}

const PLAIN = new Set(["matmul", "mm", "matmulinteger"]);
const GEMM = new Set(["gemm"]);
/** Weights are stored features out × features in. */
const LINEAR = new Set(["linear", "fullyconnected", "dense", "innerproduct"]);

export interface ProductForm {
  /** Whether an operand is stored with rows and columns exchanged. */
  readonly turnsA: boolean;
  readonly turnsB: boolean;
}

/** How a node multiplies; undefined when it is no product. */
export function productOf({ op, attributes = {} }: NodeSpec): ProductForm | undefined {
  const name = operatorName(op);
  const is = (...keys: readonly string[]) =>
    keys.some((key) => attributes[key] === true || attributes[key] === 1);
  if (PLAIN.has(name)) return { turnsA: false, turnsB: false };
  if (GEMM.has(name)) return { turnsA: is("transposeA", "transA"), turnsB: is("transposeB", "transB") };
  return LINEAR.has(name) ? { turnsA: false, turnsB: true } : undefined;
}

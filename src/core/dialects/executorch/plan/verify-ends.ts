/** ExecuTorch's check of a method's inputs and outputs: all of them planned or none, as was asked for. */

import type { Diagnostic } from "../../../document.ts";

/** An input or output tensor; constants and mutable buffers are none. */
export interface EndSpec {
  readonly name: string;
  /** Whether the plan gives it bytes. */
  readonly allocated: boolean;
  /** Its shape has no upper bound, so that nothing can be planned for it. */
  readonly unbound: boolean;
}

export interface Ends {
  /** In the order of the signature; numbers, truth values and words among the user's inputs left out. */
  readonly inputs: readonly EndSpec[];
  readonly outputs: readonly EndSpec[];
  readonly allocInput: boolean;
  readonly allocOutput: boolean;
}

/** Says nothing where a tensor is both and the flags differ: it is unplanned as soon as either is off. */
export function verifyInputsOutputs({ inputs, outputs, allocInput, allocOutput }: Ends): Diagnostic[] {
  const names = new Set(inputs.map(({ name }) => name));
  if (allocInput !== allocOutput && outputs.some(({ name }) => names.has(name))) return [];
  return [...faultsOf("input", inputs, allocInput), ...faultsOf("output", outputs, allocOutput)];
}

function faultsOf(kind: "input" | "output", ends: readonly EndSpec[], asked: boolean): Diagnostic[] {
  const bound = ends.filter(({ unbound }) => !unbound);
  const planned = bound.filter(({ allocated }) => allocated);
  const left = bound.filter(({ allocated }) => !allocated);
  if (planned.length > 0 && left.length > 0) {
    const message = `Some ${kind}s are planned (${list(planned)}) and others are not (${list(left)}): it must be all or none.`;
    return [finding(`${kind}s-partly-planned`, message, left)];
  }
  // one without a bound excuses the others
  if (bound.length < ends.length) return [];
  const wrong = asked ? left : planned;
  if (wrong.length === 0) return [];
  const was = asked ? "was to be planned and is not" : "was not to be planned and is";
  return [finding(`${kind}-misallocated`, `The ${kind} ${list(wrong)} ${was}.`, wrong)];
}

function list(ends: readonly EndSpec[]): string {
  const names = ends.slice(0, 3).map(({ name }) => name);
  return ends.length > 3 ? `${names.join(", ")} and ${ends.length - 3} more` : names.join(", ");
}

function finding(code: string, message: string, ends: readonly EndSpec[]): Diagnostic {
  return { severity: "error", code, message, at: ends.map(({ name }) => `tensor:${name}`) };
}

/** How functions say that a person's input is wrong: errors as values, with a way out. We throw only for our own bugs. */

export interface Problem {
  /** Stable kebab-case word, e.g. "cycle", "truncated", "unknown-tensor". */
  readonly code: string;
  /** One sentence: what is wrong, with the ids in it. */
  readonly message: string;
  /** Where: a file's place ("byte 1,024", "line 3", "nodes[4].inputs[0]"), or "". */
  readonly where: string;
  /** One sentence: what the person can do. */
  readonly help: string;
  /** Things to light up: `tensor:ID`, `node:ID` … */
  readonly at: readonly string[];
}

export type Result<T, E = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail(
  code: string,
  message: string,
  rest: { readonly where?: string; readonly help?: string; readonly at?: readonly string[] } = {},
): { readonly ok: false; readonly problem: Problem } {
  return {
    ok: false,
    problem: { code, message, where: rest.where ?? "", help: rest.help ?? "", at: rest.at ?? [] },
  };
}

/** One or two sentences for a console or a toast. */
export function sayProblem(problem: Problem, file = ""): string {
  const head = [file, problem.where].filter((s) => s !== "").join(", ");
  return `${head === "" ? "" : `${head}: `}${problem.message}${problem.help === "" ? "" : ` ${problem.help}`}`;
}

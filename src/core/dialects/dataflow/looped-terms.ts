/** Terms of a schedule in loops. */

interface RunTerm {
  readonly kind: "run";
  readonly actor: number;
  /** Firings one after the other. */
  readonly count: number;
}

interface LoopTerm {
  readonly kind: "loop";
  readonly count: number;
  /** Two terms or more. */
  readonly body: readonly Term[];
}

export type Term = RunTerm | LoopTerm;

/** A loop over one run or loop is that with a greater count. */
export function repeated(body: readonly Term[], times: number): Term {
  const [only] = body;
  if (only !== undefined && body.length === 1) return { ...only, count: only.count * times };
  return { kind: "loop", count: times, body };
}

export function appearancesOf(terms: readonly Term[]): number {
  return terms.reduce((sum, term) => sum + (term.kind === "run" ? 1 : appearancesOf(term.body)), 0);
}

/** Whether all methods of a program with places agree about what they share: the checks across methods, each by its name. */

import { CHECK_CODES, type Finding, type Verdict } from "../program.types.ts";
import { CHECKS } from "./checks.ts";
import type { PlacedMethod, PlacedTensor } from "./places.ts";

/** What is known of the program besides the places. */
export interface Declared {
  /** Memory of the shared state, as methods number theirs; null: nothing is shared. */
  readonly area: string | null;
  /** By name of shared state: what its offset must be a multiple of, and whether it has contents at first. */
  readonly entries: ReadonlyMap<string, { readonly alignment: number; readonly initial: boolean }>;
}

/** What a check looks at. */
export interface Program extends Declared {
  readonly methods: readonly PlacedMethod[];
  /** Tensors of one name, in the order of the methods; only of names that some method changes. */
  readonly groups: ReadonlyMap<string, readonly PlacedTensor[]>;
}

export interface Outcome {
  readonly examined: number;
  readonly findings: readonly Omit<Finding, "code">[];
}

export interface Verified {
  /** Errors first, then warnings. */
  readonly findings: readonly Finding[];
  readonly verdicts: readonly Verdict[];
}

const SEVERITIES: readonly Finding["severity"][] = ["error", "warning", "info"];

export function verify(methods: readonly PlacedMethod[], declared: Declared): Verified {
  const groups = new Map<string, PlacedTensor[]>();
  for (const tensor of methods.flatMap((method) => method.tensors)) {
    if (tensor.entry === "") continue;
    const group = groups.get(tensor.entry);
    if (group === undefined) groups.set(tensor.entry, [tensor]);
    else group.push(tensor);
  }
  const program: Program = { ...declared, methods, groups };
  const outcomes = CHECKS.map(({ code, asks, run }) => ({ code, asks, ...run(program) }));
  return {
    findings: bySeverity(
      outcomes.flatMap(({ code, findings }) => findings.map((finding) => ({ code, ...finding }))),
    ),
    verdicts: outcomes.map(({ code, asks, examined, findings }) => ({
      code,
      asks,
      examined,
      failed: findings.filter((finding) => finding.severity !== "info").length,
    })),
  };
}

export function bySeverity(findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ severity, code }: Finding) =>
    SEVERITIES.indexOf(severity) * CHECK_CODES.length + CHECK_CODES.indexOf(code);
  return findings.toSorted((a, b) => rank(a) - rank(b));
}

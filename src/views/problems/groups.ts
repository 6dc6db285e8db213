/** Everything there is to say about a picture, in groups, the worst first. */

import type { Diagnostic } from "../../core/document.ts";
import type { Picture } from "../../store/outcome.ts";

export type Severity = Diagnostic["severity"];

export interface Item {
  readonly key: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: readonly string[];
}

export interface Group {
  readonly title: string;
  /** One sentence: where these come from. */
  readonly says: string;
  readonly items: readonly Item[];
}

const WORST: readonly Severity[] = ["error", "warning", "info"];

function items(found: readonly Diagnostic[]): Item[] {
  return found
    .map((d, i) => ({ key: `${i} ${d.code}`, severity: d.severity, message: d.message, at: d.at }))
    .sort((a, b) => WORST.indexOf(a.severity) - WORST.indexOf(b.severity));
}

/** Groups that have something in them. Findings that the plan repeats are told once, as findings of the file. */
export function groupsOf(picture: Picture): readonly Group[] {
  const { plan, violations } = picture;
  const findings = picture.graph?.document.findings ?? [];
  const told = new Set(findings.map((f) => `${f.code} ${f.message}`));
  const diagnostics = plan.diagnostics.filter((d) => !told.has(`${d.code} ${d.message}`));
  const unfit = diagnostics.filter((d) => d.code === "does-not-fit");
  return [
    {
      title: "Violations",
      says: "What the independent checker found wrong with this plan; do not use it.",
      items: items(violations.map((v) => ({ ...v, severity: "error" }))),
    },
    { title: "Does not fit", says: "The best plan found is shown all the same.", items: items(unfit) },
    {
      title: "About the plan",
      says: "What planning noticed.",
      items: items(diagnostics.filter((d) => d.code !== "does-not-fit")),
    },
    {
      title: "About the file",
      says: "What reading it understood, guessed or left out.",
      items: items(findings),
    },
  ].filter((group) => group.items.length > 0);
}

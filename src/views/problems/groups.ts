/** Everything there is to say about a picture, in groups, the worst first. */

import type { Diagnostic } from "../../core/document.ts";
import type { ShippedFacts } from "../../core/shipped.ts";
import { formatBytesExactly, formatCount } from "../../core/units.ts";
import type { DrawingFacts } from "../../store/drawing-facts.ts";
import type { Picture } from "../../store/outcome.ts";

export type Severity = Diagnostic["severity"];

export interface Item {
  readonly key: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: readonly string[];
  /** Marked in the graph too: a warning has the colour that it has there. */
  readonly drawn?: true;
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

/** One line on how the plan in the file compares, then what is wrong with it. */
function shippedItems(shipped: ShippedFacts | null, ours: number): Item[] {
  if (shipped === null) return [];
  const { title, peak, placed, planned, overlaps } = shipped;
  const compared =
    peak === ours ? "as much as the plan shown" : `the plan shown takes ${formatBytesExactly(ours)}`;
  const rest = placed < planned ? " The others are left to the runtime, and not in its number." : "";
  const message = `${title} in the file places ${formatCount(placed)} of ${formatCount(planned)} tensors in ${formatBytesExactly(peak)}; ${compared}.${rest}`;
  return [{ key: "shipped", severity: "info", message, at: [] }, ...items(overlaps)];
}

/** What reading the file came to, in one line. */
function importSays(findings: readonly Diagnostic[]): string {
  const guessed = findings.filter((f) => f.severity !== "info").length;
  const says =
    guessed === 0
      ? "nothing was guessed"
      : guessed === 1
        ? "one thing to look at"
        : `${formatCount(guessed)} things to look at`;
  return `What reading the file understood, guessed or left out: ${says}.`;
}

/** Groups that have something in them; `shipped` and `drawing`: of the plan in the file and of the drawing, once they are known. Findings that the plan repeats are told once, as findings of the file. */
export function groupsOf(
  picture: Picture,
  shipped: ShippedFacts | null,
  drawing: DrawingFacts | null,
): readonly Group[] {
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
      title: "The drawing",
      says: "Ports that are open, and types that are at odds. The plan is right for the drawing as it stands.",
      items: items(drawing?.diagnostics ?? []).map((item) => ({ ...item, drawn: true as const })),
    },
    {
      title: "About the plan",
      says: "What planning noticed.",
      items: items(diagnostics.filter((d) => d.code !== "does-not-fit")),
    },
    {
      title: "The plan in the file",
      says: "Shipped by the tool that wrote it; judged by the file's own order. Another plan is shown.",
      items: shippedItems(shipped, plan.stats.peakBytes),
    },
    {
      title: "About the import",
      says: importSays(findings),
      items: items(findings),
    },
  ].filter((group) => group.items.length > 0);
}

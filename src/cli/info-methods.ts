/** What the command line says of a program of several methods: what it takes, what is shared where, whether all agree. */

import { programOf } from "../core/dialects/methods/program.ts";
import type { Finding, ProgramReport, Verdict } from "../core/dialects/methods/program.types.ts";
import type { MethodsDocument, PlanDocument } from "../core/document.ts";
import { ok, type Result } from "../core/result.ts";
import { formatBytesExactly, formatCount } from "../core/units.ts";
import type { MoreInfo } from "./info.types.ts";
import { alignColumns, indent, plural } from "./text.ts";

/** `plan`: of the document; absent: one by ExecuTorch's greedy planner. Fails as programOf does. */
export function infoOfMethods(document: MethodsDocument, plan?: PlanDocument): Result<MoreInfo> {
  const report = programOf(document, plan);
  if (!report.ok) return report;
  return ok({ json: { program: report.value }, text: sayProgram(report.value, plan === undefined) });
}

function sayProgram(report: ProgramReport, quick: boolean): string {
  return [
    sayTotals(report, quick),
    ...(report.entries.length > 0 ? [sayEntries(report)] : []),
    sayChecks("Checks across methods", report),
    ...(report.shipped === null ? [] : [sayChecks("The same of the places in the file", report.shipped)]),
  ].join("\n");
}

function sayTotals({ totals, area }: ProgramReport, quick: boolean): string {
  const { privateSummed, overlaid, shared, methods } = totals;
  const rows = [
    [
      "side by side",
      formatBytesExactly(privateSummed),
      "all memories of all methods, without what is shared",
    ],
    ["overlaid", formatBytesExactly(overlaid), "memories of equal number on top of each other"],
    [
      "shared",
      formatBytesExactly(shared),
      area === null ? "nothing is shared" : `memory ${area.arena}, once for all`,
    ],
  ];
  const each = methods.map(({ method, arenas, sharedBytes }) => [
    method,
    arenas.map(({ arena, bytes }) => `${arena}: ${formatCount(bytes)}`).join(", "),
    area === null ? "" : `${area.arena}: ${formatCount(sharedBytes)}`,
  ]);
  const by = quick ? ", planned as ExecuTorch does by itself" : "";
  return `Memory of the program${by}\n${indent(alignColumns(rows, [1]))}Bytes by method and memory\n${indent(alignColumns(each))}`;
}

function sayEntries({ entries, area }: ProgramReport): string {
  const rows = entries.map(({ name, offset, bytes, members, locked }) => [
    name,
    formatCount(offset),
    formatCount(bytes),
    members
      .flatMap((m) =>
        m.use === "absent" ? [] : [`${m.method} ${m.use === "mutated" ? "changes" : "reads"}`],
      )
      .join(", "),
    locked ? "locked" : "",
  ]);
  const head = ["state", "offset", "bytes", "", ""];
  return `${plural(entries.length, "piece")} of state in memory ${area?.arena ?? ""}\n${indent(alignColumns([head, ...rows], [1, 2]))}`;
}

interface Checked {
  readonly checks?: readonly Finding[];
  readonly findings?: readonly Finding[];
  readonly verdicts: readonly Verdict[];
}

function sayChecks(title: string, { checks, findings = checks ?? [], verdicts }: Checked): string {
  const rows = verdicts.map(({ code, asks, examined, failed }) => [
    code,
    failed > 0 ? `${formatCount(failed)} wrong` : examined === 0 ? "–" : "ok",
    asks,
  ]);
  const notes = findings.map((f) => `${f.severity} ${f.code}: ${f.message}\n`).join("");
  return `${title}\n${indent(alignColumns(rows))}${notes}`;
}

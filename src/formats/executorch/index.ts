/** A fixed plan for ExecuTorch: where each tensor of each method goes, as a table and as the pass that applies it. Written only. */

import { pythonOf } from "../../core/dialects/methods/export-python.ts";
import { type ExportTable, exportTableOf } from "../../core/dialects/methods/export-table.ts";
import { fail, type Result } from "../../core/result.ts";
import type { Format, Subject } from "../format.ts";
import { tableCsv, tableJson } from "./table.ts";

function written(
  { document, plan }: Subject,
  say: (table: ExportTable, name: string) => string,
): Result<string> {
  if (document.kind !== "methods") {
    return fail("not-methods", `This is a document of kind "${document.kind}", not a program of methods.`, {
      help: "Open a program of ExecuTorch, or a methods document, with its plan.",
    });
  }
  if (plan === null)
    return fail("no-plan", "There is no plan yet.", { help: "Plan it first, then write it." });
  const table = exportTableOf(document, plan);
  return table.ok ? { ok: true, value: say(table.value, document.name) } : table;
}

export const executorchTable: Format = {
  id: "executorch-table",
  title: "ExecuTorch places, JSON",
  says: "Memory and offset of every tensor of every method, with the sizes of the memories: what a planning pass of one's own applies.",
  extensions: [".json"],
  mime: "application/json",
  only: "methods",
  write: (subject) => written(subject, tableJson),
};

export const executorchCsv: Format = {
  id: "executorch-csv",
  title: "ExecuTorch places, CSV",
  says: "Memory and offset of every tensor of every method, one a line.",
  extensions: [".csv"],
  mime: "text/csv",
  only: "methods",
  write: (subject) => written(subject, tableCsv),
};

export const executorchPass: Format = {
  id: "executorch-pass",
  title: "ExecuTorch planning pass",
  says: "Python that puts this plan into an export by ExecuTorch, the table included.",
  extensions: [".py"],
  mime: "text/x-python",
  only: "methods",
  write: (subject) => written(subject, (table, name) => pythonOf(name, table)),
};

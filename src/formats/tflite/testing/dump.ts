/** A graph document as text, one line a tensor and a node: what tests of importers compare. */

import type { Dim, GraphDocument } from "../../../core/document.ts";

export function dump(document: GraphDocument): string {
  const lines: string[] = [];
  for (const { id, dtype, shape, bytes, role } of document.tensors) {
    const size = bytes === undefined ? "" : ` = ${bytes} B`;
    lines.push(`${role ?? "value"} ${id}: ${dtype ?? "?"}[${(shape ?? []).map(sayDim).join("×")}]${size}`);
  }
  for (const { id, op, inputs, outputs, mayShare } of document.nodes) {
    const rights = (mayShare ?? []).map((r) => ` ${r.how} ${r.output}←${r.input}`).join("");
    const name = id.startsWith(`${op}:`) ? id : `${id} (${op})`;
    lines.push(`${name}: ${inputs.join(", ")} → ${outputs.join(", ")}${rights}`);
  }
  lines.push(`outputs: ${document.outputs.join(", ")}`);
  if (document.order === undefined) lines.push("no order");
  for (const { severity, code, at } of document.findings ?? []) {
    if (code !== "contents") lines.push(`${severity} ${code}: ${at.join(", ")}`.trim());
  }
  for (const [id, offset] of Object.entries(document.shipped?.offsets ?? {}))
    lines.push(`at ${offset}: ${id}`);
  return lines.join("\n");
}

function sayDim(dim: Dim): string {
  return typeof dim === "number" ? String(dim) : `${dim.symbol}≤${dim.max}`;
}

/** The table of places as text. */

import type { ExportTable } from "../../core/dialects/methods/export-table.ts";

export function tableJson({ rows, sizes, alignment }: ExportTable, name: string): string {
  const methods = Object.entries(sizes).map(([id, bytes]) => ({
    id,
    sizes: bytes,
    tensors: rows
      .filter((row) => row.method === id)
      .map(({ tensor, name, memory, offset, bytes, shared }) => ({
        tensor,
        ...(name === "" ? {} : { name }),
        memory,
        offset,
        bytes,
        ...(shared ? { shared } : {}),
      })),
  }));
  return `${JSON.stringify({ name, alignment, methods }, null, 2)}\n`;
}

const COLUMNS = ["method", "tensor", "name", "memory", "offset", "bytes", "shared"] as const;

export function tableCsv({ rows }: ExportTable): string {
  const lines = rows.map((row) => COLUMNS.map((column) => cell(String(row[column]))).join(","));
  return [COLUMNS.join(","), ...lines, ""].join("\n");
}

/** Quoted where a comma, a quote or a line break would end it. */
function cell(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

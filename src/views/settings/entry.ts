/** What a person types into a number field, and back. */

import { formatBytes, formatCount, parseBytes } from "../../core/units.ts";

export type Entry =
  | { readonly ok: true; readonly value: number | null }
  | { readonly ok: false; readonly says: string };

/** Empty bytes are null: as the document says. An integer may not be empty. */
export function parseEntry(text: string, kind: "bytes" | "integer", least: number): Entry {
  if (text.trim() === "" && kind === "bytes") return { ok: true, value: null };
  const value = kind === "bytes" ? parseBytes(text) : wholeNumber(text);
  if (value === undefined) {
    return {
      ok: false,
      says: kind === "bytes" ? "Not a size: try 64, 256KiB or 0x40000." : "Not a whole number.",
    };
  }
  return value < least ? { ok: false, says: `At least ${formatCount(least)}.` } : { ok: true, value };
}

function wholeNumber(text: string): number | undefined {
  const value = Number(text.trim() === "" ? Number.NaN : text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** A text that reads back as the same value: `256 KiB` where that is exact, else plain bytes. */
export function textOfEntry(value: number | null, kind: "bytes" | "integer"): string {
  if (value === null) return "";
  if (kind === "integer" || value < 1024) return String(value);
  const short = formatBytes(value);
  return parseBytes(short) === value ? short : String(value);
}

/** What a person types into a number field, and back. */

import { formatBytes, formatCount, isTooManyBytes, parseBytes } from "./units.ts";

/** Of these, bytes and seconds may be empty. */
export type EntryKind = "bytes" | "integer" | "seconds";

export type Entry =
  | { readonly ok: true; readonly value: number | null }
  | { readonly ok: false; readonly says: string };

/** Empty bytes are null: as the document says. An integer may not be empty. */
export function parseEntry(text: string, kind: EntryKind, least: number): Entry {
  if (text.trim() === "" && kind !== "integer") return { ok: true, value: null };
  const { parse, fault } = READERS[kind];
  const value = parse(text);
  if (value === undefined) {
    const tooMany = kind === "bytes" && isTooManyBytes(text);
    return { ok: false, says: tooMany ? "More than 2^53 − 1 bytes." : fault };
  }
  return value < least ? { ok: false, says: `At least ${formatCount(least)}.` } : { ok: true, value };
}

const READERS: Readonly<Record<EntryKind, { parse: (text: string) => number | undefined; fault: string }>> = {
  bytes: { parse: parseBytes, fault: "Not a size: try 64, 256KiB or 0x40000." },
  integer: { parse: wholeNumber, fault: "Not a whole number." },
  seconds: { parse: seconds, fault: "Not a number of seconds: try 10 or 0.5." },
};

function seconds(text: string): number | undefined {
  const value = Number(text.trim().replace(/\s*s$/, ""));
  return Number.isFinite(value) ? value : undefined;
}

function wholeNumber(text: string): number | undefined {
  const value = Number(text.trim() === "" ? Number.NaN : text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** A text that reads back as the same value: `256 KiB` where that is exact, else plain bytes. */
export function textOfEntry(value: number | null, kind: EntryKind): string {
  if (value === null) return "";
  if (kind !== "bytes" || value < 1024) return String(value);
  const short = formatBytes(value);
  return parseBytes(short) === value ? short : String(value);
}

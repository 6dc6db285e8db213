/** The table of FIFOs as comma-separated values: sizes in bytes, addresses from the beginning of the arena. */

import type { FifoRow } from "../../../look/dataflow/fifos-view.ts";
import { kindOf } from "./columns.tsx";

const HEAD =
  "fifo,from,to,rates,delay,sample_bytes,samples,least,bytes,array,address,outside,episodes,reference_samples,reference_bytes,reference_buffer";

export function csvOf(rows: readonly FifoRow[]): string {
  const lines = rows.map((r) =>
    [
      r.id,
      r.from,
      r.to,
      r.rates,
      r.delay,
      r.sampleBytes,
      r.samples,
      r.bound,
      r.bytes,
      kindOf(r),
      r.address ?? "",
      r.outside ?? "",
      r.episodes,
      r.reference?.samples ?? "",
      r.reference?.bytes ?? "",
      r.reference?.home ?? "",
    ]
      .map((cell) => quoted(String(cell)))
      .join(","),
  );
  return `${[HEAD, ...lines].join("\n")}\n`;
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
